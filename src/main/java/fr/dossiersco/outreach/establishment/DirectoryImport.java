package fr.dossiersco.outreach.establishment;

import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import fr.dossiersco.outreach.establishment.DirectoryReader.Inspection;
import fr.dossiersco.outreach.establishment.DirectoryReader.Rejection;
import fr.dossiersco.outreach.establishment.DirectoryReader.Rejection.Reason;
import fr.dossiersco.outreach.establishment.DirectoryReader.Warning;
import fr.dossiersco.outreach.establishment.EstablishmentMerge.Written;
import fr.dossiersco.outreach.establishment.ImportRuns.Result;
import fr.dossiersco.outreach.territory.Departement;
import fr.dossiersco.outreach.territory.Territory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Brings an extract of the directory in: lines are put in a temporary table, then each
 * lot of schools is compared with what the same data set said before, and only what
 * differs is written and merged. One transaction: an import that fails or is interrupted
 * has changed nothing. Our own data (stages, owners, contacts) are elsewhere and stay.
 */
@Component
class DirectoryImport {

	/** Two imports never run at once, on however many instances. */
	static final long LOCK = 7_217_301_905_114L;

	private static final int LINES_AT_ONCE = 1_000;

	private static final int SCHOOLS_AT_ONCE = 2_000;

	private static final int MAX_REJECTIONS = 100_000;

	private static final Logger logger = LoggerFactory.getLogger(DirectoryImport.class);

	private final JdbcClient jdbc;

	private final JsonMapper json;

	private final EstablishmentMerge merge;

	private final ImportRuns runs;

	private final Closures closures;

	private final DirectoryProperties limits;

	private final Territory territory;

	private final Clock clock;

	DirectoryImport(JdbcClient jdbc, JsonMapper json, EstablishmentMerge merge, ImportRuns runs, Closures closures,
			DirectoryProperties limits, Territory territory, Clock clock) {
		this.jdbc = jdbc;
		this.json = json;
		this.merge = merge;
		this.runs = runs;
		this.closures = closures;
		this.limits = limits;
		this.territory = territory;
		this.clock = clock;
	}

	/** A reader that knows the territory. */
	DirectoryReader reader() {
		Map<String, String> academies = this.territory.departements()
			.stream()
			.collect(Collectors.toMap(Departement::code, Departement::academie));
		return new DirectoryReader(this.limits, academies);
	}

	/** Does the whole import of a file that was inspected. */
	@Transactional
	public Result run(UUID run, Path file, Inspection inspection, LocalDate extractDate) {
		this.jdbc.sql("select pg_advisory_xact_lock(" + LOCK + ")").query((row) -> {
		});
		Staging staging = new Staging(run);
		Map<Warning, Integer> warnings = reader().read(file, inspection, staging::add, staging::reject);
		staging.complete();

		Extract extract = new Extract(run, inspection.header().dataset(), extractDate,
				inspection.header().lacking().toArray(String[]::new));
		int created = 0;
		int updated = 0;
		int reopened = 0;
		int merged = 0;
		int older = older(extract);
		List<String> uais = this.jdbc.sql("select uai from directory_line group by uai order by uai")
			.query(String.class)
			.list();
		for (int from = 0; from < uais.size(); from += SCHOOLS_AT_ONCE) {
			List<String> lot = uais.subList(from, Math.min(from + SCHOOLS_AT_ONCE, uais.size()));
			String[] keys = lot.toArray(String[]::new);
			TreeSet<String> touched = new TreeSet<>(writeSources(extract, keys));
			touched.addAll(removeVanishedSites(extract, keys));
			List<String> back = this.closures.reopen(run, extractDate, keys);
			reopened += back.size();
			touched.addAll(back);
			for (Written written : this.merge.merge(touched)) {
				created += written.created() ? 1 : 0;
				updated += written.created() ? 0 : 1;
			}
			merged += lot.size();
			this.runs.progress(run, inspection.rows(),
					(int) ((long) inspection.rows() * merged / Math.max(1, uais.size())));
		}
		List<Map<String, Object>> thinScopes = this.closures.thinScopes(extract.dataset, extractDate);
		int proposed = this.closures.propose(run, extract.dataset, extractDate);
		int rejected = staging.rejected;
		Result result = new Result(created, updated, inspection.rows() - rejected - created - updated, rejected,
				sites(), older, proposed, reopened, warnings, thinScopes);
		this.runs.succeed(run, result);
		return result;
	}

	/**
	 * Does what the database would do by itself some minutes later: until then searches
	 * walk a list of fresh rows, and no page of a list is read from an index alone.
	 */
	void tidyUp() {
		try {
			this.jdbc.sql("vacuum (analyze) establishment, establishment_source").update();
		}
		catch (DataAccessException ex) {
			logger.warn("The directory could not be tidied up after an import, the database will do it later", ex);
		}
	}

	/**
	 * What the data set says now, where it differs from what it said before, unless that
	 * was a newer extract. Values that this file could not give (a column gone, a number
	 * that a spreadsheet spoiled) are carried over with their date.
	 */
	private List<String> writeSources(Extract extract, String[] uais) {
		return this.jdbc
			.sql("""
					with incoming as (
						select d.uai, d.site, d.payload, d.damaged, s.extract_date as old_date, s.payload as old_payload,
							s.carried as old_carried, s.carried_dates as old_dates
						from directory_line d
							left join establishment_source s
								on s.uai = d.uai and s.site = d.site and s.dataset = :dataset
						where d.uai = any(:uais) and (s.extract_date is null or s.extract_date <= :extractDate)
					), carrying as (
						select i.*, coalesce(c.carried, '{}') as carried, coalesce(c.dates, '{}') as dates
						from incoming i
							left join lateral (
								select jsonb_object_agg(v.key, v.value) as carried,
									jsonb_object_agg(v.key, coalesce(i.old_dates -> v.key, to_jsonb(i.old_date))) as dates
								from jsonb_each(i.old_carried || i.old_payload) v
								where (v.key = any(:lacking) or v.key = any(i.damaged)) and i.payload -> v.key is null
							) c on i.old_date is not null
					)
					insert into establishment_source (uai, site, dataset, extract_date, recorded_at, payload, carried, carried_dates)
					select uai, site, :dataset, :extractDate, :now::timestamptz, payload, carried, dates
					from carrying
					where (old_date, old_payload, old_carried, old_dates)
						is distinct from (:extractDate, payload, carried, dates)
					on conflict (uai, site, dataset) do update set extract_date = excluded.extract_date,
						recorded_at = excluded.recorded_at, payload = excluded.payload, carried = excluded.carried,
						carried_dates = excluded.carried_dates
					returning uai
					""")
			.param("dataset", extract.dataset.name())
			.param("uais", uais)
			.param("extractDate", extract.date)
			.param("lacking", extract.lacking)
			.param("now", Timestamp.from(this.clock.instant()))
			.query(String.class)
			.list();
	}

	private List<String> removeVanishedSites(Extract extract, String[] uais) {
		return this.jdbc.sql("""
				delete from establishment_source s
				where s.uai = any(:uais) and s.site <> '' and s.dataset = :dataset and s.extract_date <= :extractDate
					and not exists (select from directory_line d where d.uai = s.uai and d.site = s.site)
				returning s.uai
				""")
			.param("dataset", extract.dataset.name())
			.param("uais", uais)
			.param("extractDate", extract.date)
			.query(String.class)
			.list();
	}

	private int older(Extract extract) {
		return this.jdbc.sql("""
				select count(*) from directory_line d
					join establishment_source s on s.uai = d.uai and s.site = d.site and s.dataset = :dataset
				where s.extract_date > :extractDate
				""")
			.param("dataset", extract.dataset.name())
			.param("extractDate", extract.date)
			.query(Integer.class)
			.single();
	}

	private int sites() {
		return this.jdbc.sql("select count(*) from directory_line where site <> ''").query(Integer.class).single();
	}

	/** What of a file matters to each lot. */
	private record Extract(UUID run, Dataset dataset, LocalDate date, String[] lacking) {
	}

	/** The lines of the file, in a table that goes with the transaction. */
	private final class Staging {

		private final UUID run;

		private final List<DirectoryRow> rows = new ArrayList<>(LINES_AT_ONCE);

		private final List<Rejection> rejections = new ArrayList<>();

		private int read;

		private int rejected;

		Staging(UUID run) {
			this.run = run;
			DirectoryImport.this.jdbc.sql("""
					create temporary table directory_line (
						line bigint not null,
						uai text not null,
						site text not null default '',
						kind text not null,
						name text not null,
						town text,
						payload jsonb not null,
						damaged text[]
					) on commit drop
					""").update();
		}

		void add(DirectoryRow row) {
			this.rows.add(row);
			if (this.rows.size() == LINES_AT_ONCE) {
				flush();
			}
		}

		void reject(Rejection rejection) {
			this.rejected++;
			if (this.rejected <= MAX_REJECTIONS) {
				this.rejections.add(rejection);
			}
			if (this.rejections.size() == LINES_AT_ONCE) {
				flush();
			}
		}

		void complete() {
			flush();
			DirectoryImport.this.jdbc.sql("create index on directory_line (uai)").update();
			DirectoryImport.this.jdbc.sql("analyze directory_line").update();
			rejectTwins();
			tellSitesApart();
		}

		private void flush() {
			this.read += this.rows.size();
			DirectoryImport.this.jdbc.sql("""
					insert into directory_line (line, uai, kind, name, town, payload, damaged)
					select l.line, l.uai, l.kind, l.name, l.town, l.payload::jsonb, string_to_array(l.damaged, ',')
					from unnest(:lines, :uais, :kinds, :names, :towns, :payloads, :damaged)
						as l (line, uai, kind, name, town, payload, damaged)
					""")
				.param("lines", this.rows.stream().map(DirectoryRow::line).toArray(Long[]::new))
				.param("uais", texts((row) -> row.uai().value()))
				.param("kinds", texts((row) -> row.kind().name()))
				.param("names", texts(DirectoryRow::name))
				.param("towns", texts(DirectoryRow::town))
				.param("payloads", texts((row) -> DirectoryImport.this.json.writeValueAsString(row.payload())))
				.param("damaged", texts((row) -> row.damaged().isEmpty() ? null : String.join(",", row.damaged())))
				.update();
			this.rows.clear();
			DirectoryImport.this.runs.reject(this.run, this.rejections);
			this.rejections.clear();
			DirectoryImport.this.runs.progress(this.run, this.read + this.rejected, 0);
		}

		private @Nullable String[] texts(Function<DirectoryRow, @Nullable String> value) {
			@Nullable String[] texts = new @Nullable String[this.rows.size()];
			for (int i = 0; i < texts.length; i++) {
				texts[i] = value.apply(this.rows.get(i));
			}
			return texts;
		}

		/** The same line twice says nothing new. */
		private void rejectTwins() {
			DirectoryImport.this.jdbc.sql("""
					delete from directory_line d using directory_line other
					where d.uai = other.uai and d.line > other.line and d.payload = other.payload
					returning d.line, d.uai, other.line as other
					""")
				.query((row, number) -> new Rejection(row.getLong("line"), row.getString("uai"), Reason.SAME_LINE,
						row.getString("other")))
				.list()
				.forEach(this::reject);
			flush();
		}

		/**
		 * Several lines under one number are sites of one school. The collège, the one
		 * that we know, the one that is no annexe and has an address is the main one; the
		 * others are named by what they are, so that they are found again next time.
		 */
		private void tellSitesApart() {
			DirectoryImport.this.jdbc
				.sql("""
						with several as (
							select uai from directory_line group by uai having count(*) > 1
						), named as (
							select d.line, d.uai,
								trim(both '-' from regexp_replace(
									fold(concat_ws('-', d.kind, d.name, d.town)), '[^a-z0-9]+', '-', 'g')) as site,
								row_number() over (partition by d.uai order by d.kind = 'COLLEGE' desc,
									coalesce(fold(e.name) = fold(d.name) and fold(e.town) = fold(d.town), false) desc,
									d.name ~* 'annexe',
								coalesce(fold(d.payload ->> 'address'), '') in ('', fold(d.town)),
								(select count(*) from jsonb_object_keys(d.payload)) desc, length(d.name), d.line) as rank
							from directory_line d
								join several using (uai)
								left join establishment e using (uai)
						), numbered as (
							select line, rank, site, row_number() over (partition by uai, site order by rank) as twin from named
						)
						update directory_line d
						set site = n.site || case when n.twin > 1 then '-' || n.twin else '' end
						from numbered n
						where d.line = n.line and n.rank > 1
						""")
				.update();
		}

	}

}
