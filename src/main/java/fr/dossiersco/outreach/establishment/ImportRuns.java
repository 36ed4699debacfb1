package fr.dossiersco.outreach.establishment;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

import fr.dossiersco.outreach.establishment.DirectoryReader.Inspection;
import fr.dossiersco.outreach.establishment.DirectoryReader.Rejection;
import fr.dossiersco.outreach.establishment.ImportRun.Origin;
import fr.dossiersco.outreach.establishment.ImportRun.Status;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The history of imports. Progress is written in transactions of its own, so that it is
 * seen while the import, which is one transaction, is not yet.
 */
@Repository
@Transactional(propagation = Propagation.REQUIRES_NEW)
class ImportRuns {

	private static final String SELECT = """
			select r.id, r.status, r.origin, r.file_name, r.size, r.sha256, r.dataset, r.header_form, r.encoding,
				r.extract_date, a.name as account_name, r.created_at, r.started_at, r.finished_at, r.lines, r.lines_read,
				r.lines_merged, r.created, r.updated, r.unchanged, r.rejected, r.sites, r.older, r.proposed, r.reopened,
				r.message, r.message_detail
			from import_run r join account a on a.id = r.account_id
			""";

	private final JdbcClient jdbc;

	private final JsonMapper json;

	private final Clock clock;

	ImportRuns(JdbcClient jdbc, JsonMapper json, Clock clock) {
		this.jdbc = jdbc;
		this.json = json;
		this.clock = clock;
	}

	/**
	 * Announces an import, of a file that was inspected or of one still to be fetched.
	 */
	UUID add(Origin origin, String fileName, @Nullable LocalDate givenDate, UUID account) {
		UUID id = UUID.randomUUID();
		this.jdbc
			.sql("""
					insert into import_run (id, status, origin, file_name, extract_date, extract_date_given, account_id, created_at)
					values (:id, 'EN_ATTENTE', :origin, :fileName, :extractDate, :given, :account, :now)
					""")
			.param("id", id)
			.param("origin", origin.name())
			.param("fileName", fileName)
			.param("extractDate", givenDate)
			.param("given", givenDate != null)
			.param("account", account)
			.param("now", now())
			.update();
		return id;
	}

	/** Writes down what the file is, once it was read through. */
	void describe(UUID id, Inspection inspection, LocalDate extractDate, long size, String sha256) {
		this.jdbc.sql("""
				update import_run set dataset = :dataset, header_form = :form, encoding = :encoding, lines = :lines,
					extract_date = :extractDate, size = :size, sha256 = :sha256
				where id = :id
				""")
			.param("id", id)
			.param("dataset", inspection.header().dataset().name())
			.param("form", inspection.header().form().name())
			.param("encoding", inspection.encoding().name())
			.param("lines", inspection.rows())
			.param("extractDate", extractDate)
			.param("size", size)
			.param("sha256", sha256)
			.update();
	}

	/** Whether the run was still waiting: one that was given up meanwhile stays so. */
	boolean start(UUID id) {
		return this.jdbc.sql(
				"update import_run set status = 'EN_COURS', started_at = :now where id = :id and status = 'EN_ATTENTE'")
			.param("id", id)
			.param("now", now())
			.update() == 1;
	}

	void progress(UUID id, int read, int merged) {
		this.jdbc.sql("update import_run set lines_read = :read, lines_merged = :merged where id = :id")
			.param("id", id)
			.param("read", read)
			.param("merged", merged)
			.update();
	}

	/** Ends a run well, in the transaction of the import itself. */
	@Transactional(propagation = Propagation.MANDATORY)
	void succeed(UUID id, Result result) {
		this.jdbc
			.sql("""
					update import_run set status = 'REUSSI', finished_at = :now, lines_read = lines, lines_merged = lines,
						created = :created, updated = :updated, unchanged = :unchanged, rejected = :rejected, sites = :sites,
						older = :older, proposed = :proposed, reopened = :reopened, warnings = :warnings::jsonb,
						thin_scopes = :thinScopes::jsonb
					where id = :id
					""")
			.param("id", id)
			.param("now", now())
			.param("created", result.created())
			.param("updated", result.updated())
			.param("unchanged", result.unchanged())
			.param("rejected", result.rejected())
			.param("sites", result.sites())
			.param("older", result.older())
			.param("proposed", result.proposed())
			.param("reopened", result.reopened())
			.param("warnings", this.json.writeValueAsString(result.warnings()))
			.param("thinScopes", this.json.writeValueAsString(result.thinScopes()))
			.update();
	}

	@Transactional(propagation = Propagation.MANDATORY)
	void reject(UUID id, List<Rejection> rejections) {
		if (rejections.isEmpty()) {
			return;
		}
		this.jdbc.sql("""
				insert into import_rejection (run_id, line, uai, reason, detail)
				select :id, * from unnest(:lines, :uais, :reasons, :details)
				on conflict do nothing
				""")
			.param("id", id)
			.param("lines", rejections.stream().map(Rejection::line).toArray(Long[]::new))
			.param("uais", rejections.stream().map(Rejection::uai).toArray(String[]::new))
			.param("reasons", rejections.stream().map((rejection) -> rejection.reason().name()).toArray(String[]::new))
			.param("details", rejections.stream().map(Rejection::detail).toArray(String[]::new))
			.update();
	}

	/** Ends a run that wrote nothing. */
	void end(UUID id, Status status, String message, @Nullable String detail) {
		this.jdbc.sql("""
				update import_run set status = :status, finished_at = :now, message = :message, message_detail = :detail
				where id = :id
				""")
			.param("id", id)
			.param("status", status.name())
			.param("now", now())
			.param("message", message)
			.param("detail", detail)
			.update();
	}

	/**
	 * Tells the runs that a stopped program left behind. Nothing is lost with them: an
	 * import writes all or nothing. While the lock of an import is held, by another
	 * instance or by a connection whose end the database has not noticed yet, nobody can
	 * tell.
	 * @return how many, empty when nobody can tell
	 */
	OptionalInt interruptAbandoned(Instant startedBefore) {
		if (!this.jdbc.sql("select pg_try_advisory_xact_lock(" + DirectoryImport.LOCK + ")")
			.query(Boolean.class)
			.single()) {
			return OptionalInt.empty();
		}
		return OptionalInt.of(this.jdbc.sql("""
				update import_run set status = 'INTERROMPU', finished_at = :now
				where status in ('EN_ATTENTE', 'EN_COURS') and created_at < :before
				""").param("now", now()).param("before", Timestamp.from(startedBefore)).update());
	}

	/** The run by which someone is already fetching the directory. */
	@Transactional(readOnly = true)
	Optional<UUID> fetching() {
		return this.jdbc.sql("""
				select id from import_run where origin = 'PORTAIL' and status in ('EN_ATTENTE', 'EN_COURS')
				order by created_at limit 1
				""").query(UUID.class).optional();
	}

	@Transactional(readOnly = true)
	Optional<ImportRun> find(UUID id) {
		return this.jdbc.sql(SELECT + "where r.id = :id").param("id", id).query(ImportRun.class).optional();
	}

	/** The latest first. */
	@Transactional(readOnly = true)
	List<ImportRun> latest(int offset, int limit) {
		return this.jdbc.sql(SELECT + "order by r.created_at desc, r.id limit :limit offset :offset")
			.param("limit", limit)
			.param("offset", offset)
			.query(ImportRun.class)
			.list();
	}

	@Transactional(readOnly = true)
	int count() {
		return this.jdbc.sql("select count(*) from import_run").query(Integer.class).single();
	}

	@Transactional(readOnly = true)
	List<Counted> warnings(UUID id) {
		return this.jdbc.sql("""
				select w.key as name, w.value::integer as count
				from import_run r cross join jsonb_each_text(r.warnings) w
				where r.id = :id
				order by w.value::integer desc, w.key
				""").param("id", id).query(Counted.class).list();
	}

	@Transactional(readOnly = true)
	List<ThinScope> thinScopes(UUID id) {
		return this.jdbc.sql("""
				select s.departement, d.name as departement_name, s.kind, s.sector, s.known, s.present
				from import_run r
					cross join jsonb_to_recordset(r.thin_scopes)
						as s (departement text, kind text, sector text, known integer, present integer)
					join departement d on d.code = s.departement
				where r.id = :id
				order by s.departement, s.kind, s.sector
				""").param("id", id).query(ThinScope.class).list();
	}

	@Transactional(readOnly = true)
	List<Counted> rejectionsByReason(UUID id) {
		return this.jdbc.sql("""
				select reason as name, count(*) as count from import_rejection
				where run_id = :id group by reason order by count(*) desc, reason
				""").param("id", id).query(Counted.class).list();
	}

	@Transactional(readOnly = true)
	List<Rejection> rejections(UUID id, long afterLine, int limit) {
		return this.jdbc.sql("""
				select line, uai, reason, detail from import_rejection
				where run_id = :id and line > :after order by line limit :limit
				""").param("id", id).param("after", afterLine).param("limit", limit).query(Rejection.class).list();
	}

	private Timestamp now() {
		return Timestamp.from(this.clock.instant());
	}

	/** How many of something. */
	record Counted(String name, int count) {
	}

	/**
	 * Schools of a kind and sector in a département, too few of which a file holds for
	 * the absence of the others to mean anything.
	 */
	record ThinScope(String departement, @Nullable String departementName, EstablishmentKind kind,
			@Nullable Sector sector, int known, int present) {
	}

	/** What came of an import. */
	record Result(int created, int updated, int unchanged, int rejected, int sites, int older, int proposed,
			int reopened, Map<?, Integer> warnings, List<Map<String, Object>> thinScopes) {

		Result {
			thinScopes = new ArrayList<>(thinScopes);
		}

	}

}
