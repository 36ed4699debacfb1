package fr.dossiersco.outreach.establishment;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The directory never says that a school has closed: the school is just not there any
 * more. Its absence is a proposal, made only where the extract covers schools like it,
 * and a person decides.
 */
@Component
class Closures {

	/**
	 * Schools of the départements, kinds and sectors that the file speaks of. An absence
	 * counts if the same data set named the school in an older extract, and if the file
	 * holds at least half of what is known there: a handful of lines covers nothing.
	 */
	private static final String SCOPE = """
			with scope as (
				select distinct payload ->> 'departement' as departement, kind, coalesce(payload ->> 'sector', '') as sector
				from directory_line
			), known as (
				select e.uai, e.departement, e.kind, coalesce(e.sector, '') as sector, s.extract_date, s.recorded_at,
					exists (select from directory_line d where d.uai = e.uai) as present
				from establishment e
					join establishment_source s on s.uai = e.uai and s.site = '' and s.dataset = :dataset
					join scope c on c.departement = e.departement and c.kind = e.kind and c.sector = coalesce(e.sector, '')
				where e.state <> 'FERME'
			), coverage as (
				select departement, kind, sector, count(*) as known, count(*) filter (where present) as present
				from known
				group by departement, kind, sector
			)
			""";

	private final JdbcClient jdbc;

	private final EstablishmentMerge merge;

	private final Clock clock;

	Closures(JdbcClient jdbc, EstablishmentMerge merge, Clock clock) {
		this.jdbc = jdbc;
		this.merge = merge;
		this.clock = clock;
	}

	/**
	 * Proposes as closed the schools that the extract should hold and does not. One whose
	 * line was rejected is there all the same; one that was kept open by a person is not
	 * proposed again until it has been seen again.
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	int propose(UUID run, Dataset dataset, LocalDate extractDate) {
		return this.jdbc.sql(SCOPE + """
				insert into establishment_closure (id, uai, run_id, extract_date, proposed_at)
				select gen_random_uuid(), k.uai, :run, :extractDate, :now::timestamptz
				from known k join coverage c using (departement, kind, sector)
				where not k.present and k.extract_date < :extractDate and c.present * 2 >= c.known
					and not exists (select from import_rejection r where r.run_id = :run and r.uai = k.uai)
					and not exists (select from establishment_closure p
						where p.uai = k.uai and (p.decision is null
							or p.decision = 'ECARTEE' and p.decided_at > k.recorded_at))
				""")
			.param("run", run)
			.param("dataset", dataset.name())
			.param("extractDate", extractDate)
			.param("now", now())
			.update();
	}

	/** Where schools are missing but the file holds too few to tell. */
	@Transactional(propagation = Propagation.MANDATORY)
	List<Map<String, Object>> thinScopes(Dataset dataset, LocalDate extractDate) {
		return this.jdbc.sql(SCOPE + """
				select departement, kind, nullif(sector, '') as sector, known, present
				from coverage
				where present * 2 < known and exists (select from known k
					where (k.departement, k.kind, k.sector) = (coverage.departement, coverage.kind, coverage.sector)
						and not k.present and k.extract_date < :extractDate)
				order by departement, kind, sector
				""").param("dataset", dataset.name()).param("extractDate", extractDate).query().listOfRows();
	}

	/**
	 * Schools that are there again: a proposal is withdrawn, a confirmed closure lifted.
	 * @return those whose closure was lifted
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	List<String> reopen(UUID run, LocalDate extractDate, String[] uais) {
		this.jdbc.sql("""
				update establishment_closure set decision = 'RETIREE', decided_at = :now
				where uai = any(:uais) and decision is null and extract_date <= :extractDate
				""").param("uais", uais).param("extractDate", extractDate).param("now", now()).update();
		return this.jdbc
			.sql("""
					update establishment_closure set reopened_at = :now, reopened_by = :run
					where uai = any(:uais) and decision = 'CONFIRMEE' and reopened_at is null and extract_date <= :extractDate
					returning uai
					""")
			.param("uais", uais)
			.param("run", run)
			.param("extractDate", extractDate)
			.param("now", now())
			.query(String.class)
			.list();
	}

	/**
	 * Decides one proposal.
	 * @return false when it was already decided
	 */
	@Transactional
	boolean decide(UUID run, UUID closure, Decision decision, UUID account) {
		List<String> decided = this.jdbc.sql("""
				update establishment_closure set decision = :decision, decided_at = :now, decided_by = :account
				where id = :closure and run_id = :run and decision is null
				returning uai
				""")
			.param("decision", decision.name())
			.param("now", now())
			.param("account", account)
			.param("closure", closure)
			.param("run", run)
			.query(String.class)
			.list();
		if (decision == Decision.CONFIRMEE) {
			this.merge.merge(decided);
		}
		return !decided.isEmpty();
	}

	/**
	 * Confirms all that an import proposed and nobody has decided.
	 * @return how many
	 */
	@Transactional
	int confirmAll(UUID run, UUID account) {
		List<String> decided = this.jdbc.sql("""
				update establishment_closure set decision = 'CONFIRMEE', decided_at = :now, decided_by = :account
				where run_id = :run and decision is null
				returning uai
				""").param("now", now()).param("account", account).param("run", run).query(String.class).list();
		this.merge.merge(decided);
		return decided.size();
	}

	@Transactional(readOnly = true)
	List<Proposal> proposals(UUID run, int offset, int limit) {
		return this.jdbc
			.sql("""
					select c.id, c.uai, e.name, e.town, e.departement, c.decision, c.decided_at, a.name as decided_by, c.reopened_at
					from establishment_closure c
						join establishment e on e.uai = c.uai
						left join account a on a.id = c.decided_by
					where c.run_id = :run
					order by c.decision is not null, e.departement, e.town, e.name, c.id
					limit :limit offset :offset
					""")
			.param("run", run)
			.param("limit", limit)
			.param("offset", offset)
			.query(Proposal.class)
			.list();
	}

	@Transactional(readOnly = true)
	boolean exists(UUID run, UUID closure) {
		return this.jdbc.sql("select count(*) from establishment_closure where id = ? and run_id = ?")
			.params(closure, run)
			.query(Integer.class)
			.single() > 0;
	}

	@Transactional(readOnly = true)
	int pending(UUID run) {
		return this.jdbc.sql("select count(*) from establishment_closure where run_id = :run and decision is null")
			.param("run", run)
			.query(Integer.class)
			.single();
	}

	private Timestamp now() {
		return Timestamp.from(this.clock.instant());
	}

	/** What became of a proposal. */
	enum Decision {

		CONFIRMEE, ECARTEE, RETIREE

	}

	/** A school proposed as closed. */
	record Proposal(UUID id, String uai, String name, @Nullable String town, String departement,
			@Nullable Decision decision, @Nullable Instant decidedAt, @Nullable String decidedBy,
			@Nullable Instant reopenedAt) {
	}

}
