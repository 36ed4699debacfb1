package fr.dossiersco.outreach;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

import com.zaxxer.hikari.HikariDataSource;
import fr.dossiersco.outreach.SealedWorld.Tables;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the database keeps from an ambassador by itself, table by table, column by column
 * and function by function, whatever the program asks.
 */
@DatabaseTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SealedDatabaseTests {

	/** Tables that lead to nobody, although they look like it; each with the reason. */
	private static final Map<String, String> LEAD_TO_NOBODY = Map.ofEntries(
			Map.entry("academie", "the academies themselves"), Map.entry("departement", "the départements themselves"),
			Map.entry("argument", "written by the team for everyone"),
			Map.entry("objection", "written by the team for everyone"),
			Map.entry("objection_answer", "written by the team for everyone"),
			Map.entry("profile_guide", "written by the team for everyone"),
			Map.entry("experience", "written by the team for everyone"), Map.entry("stage", "the names of the stages"),
			Map.entry("ambassador_step", "the names of the steps"),
			Map.entry("message_template", "written by the team for everyone"),
			Map.entry("message_change", "written by the team for everyone"),
			Map.entry("campaign", "written by the team, for all ambassadors"),
			Map.entry("campaign_post", "written by the team, for all ambassadors"),
			Map.entry("campaign_message", "written by the team, for all ambassadors"),
			Map.entry("stale_review", "when the coordinator went through the schools"),
			Map.entry("season_date", "when families enrol"), Map.entry("usual_hours", "everyone's hours"),
			Map.entry("holiday_import", "the calendar"), Map.entry("school_holiday", "the calendar"),
			Map.entry("establishment_site", "the public directory"),
			Map.entry("establishment_source", "the public directory"), Map.entry("import_run", "the public directory"),
			Map.entry("import_rejection", "the public directory"),
			Map.entry("effect_day", "figures of the whole country"), Map.entry("effect_change", "days to count anew"));

	/** What an ambassador may read without a policy, or all rows of; with the reason. */
	private static final Set<String> PUBLIC = Set.of("academie", "departement", "region_academique", "argument",
			"objection", "objection_answer", "profile_guide", "experience", "stage", "message_template",
			"message_change", "stale_review", "season_date", "usual_hours", "holiday_import", "school_holiday",
			"establishment", "establishment_site", "establishment_source",
			// The names of colleagues stand beside what they wrote, wherever they serve
			// now.
			"account");

	/**
	 * Texts of the worlds' rows that hold nothing written of anybody, by table and
	 * column; codes that a check lists and keys that lead elsewhere are known from the
	 * catalogue.
	 */
	private static final Set<String> NOTHING_WRITTEN = Set.of("account.email", "account.name",
			"account_identity.issuer", "call_reservation.target", "contact.town", "contact.departement", "contact.uai",
			"contact_email.address", "contact_phone.number", "digest.week", "establishment_correction.replaced",
			"establishment_correction.value", "interaction_draft.subject", "interaction_correction.detail",
			"kit_link.code", "opening_hours.hours", "outgoing_mail.origin", "outgoing_mail.to_address",
			"list_export.address", "phone_campaign.source", "pursuit.first_channel", "pursuit.first_profile",
			"pursuit.first_approach", "contact.profile", "contact.attitude", "trail_reading.place",
			"account_change.from_role", "account_change.to_role", "closed_period.zone", "passkey.transports");

	/**
	 * Functions that act as the owner and that an ambassador may call; with the reason.
	 */
	private static final Set<String> MEANT_FOR_ALL = Set.of(
			// Adds one to a day of a link whose code is printed; says nothing.
			"kit_visited(text,date)",
			// Whether and until when someone is invited, by an id that only a path one
			// sees tells.
			"ambassador_invitation(uuid)",
			// Whether anything was done on a path: yes or no.
			"ambassador_engaged(uuid)",
			// The day of one's own words; of someone else's for the team alone.
			"ambassador_own_text(uuid)",
			// Notes in one's own name what one read of people whom one sees.
			"trail_read(uuid[],text,timestamp with time zone)");

	/**
	 * Columns of secrets that an ambassador may read, of rows that are theirs alone or
	 * their académie's; each with the reason.
	 */
	private static final Map<String, String> SECRETS_OF_ONES_OWN = Map.of("credential.password",
			"one's own, to check it before it is changed", "appointment.token_hash",
			"of a link to an appointment of one's académie; opens nothing", "personal_feed.token_hash",
			"of one's own link; opens nothing");

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private Given given;

	@Autowired
	@Qualifier("unguardedPool")
	private HikariDataSource pool;

	private JdbcClient owner;

	private SealedWorld mine;

	private SealedWorld other;

	private Tables tables;

	@BeforeAll
	void worlds() {
		this.owner = JdbcClient.create(this.pool);
		SealedWorld.Common common = SealedWorld.common(this.given, this.pool);
		this.mine = SealedWorld.at(this.given.school("087"), "087", "22", common, this.pool);
		this.other = SealedWorld.at(this.given.school("025"), "025", "03", common, this.pool);
		this.tables = Tables.of(this.owner);
	}

	@Test
	void theWorldHasARowOfEveryTableThatLeadsToSomeone() {
		List<String> leading = this.owner
			.sql("""
					select c.relname from pg_class c
					where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and (c.relrowsecurity
						or exists (select from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and a.attname ~
							'^(uai|academie|academies|departement|account_id|.*contact_id|.*interaction_id|.*follow_up_id|person.*)$'))
					order by 1""")
			.query(String.class)
			.list();

		assertThat(leading).hasSizeGreaterThan(60);
		assertThat(leading.stream()
			.filter((table) -> !LEAD_TO_NOBODY.containsKey(table) && !this.other.keys().containsKey(table)))
			.as("tables without a row in SealedWorld.fill, nor a reason in LEAD_TO_NOBODY")
			.isEmpty();
		assertThat(LEAD_TO_NOBODY.keySet()).as("tables that are no more, or have a row").allSatisfy((table) -> {
			assertThat(this.tables.types()).containsKey(table);
			assertThat(this.other.keys()).doesNotContainKey(table);
		});
	}

	/** So that a page that shows any of them is found out. */
	@Test
	void everyTextOfTheWorldHoldsItsSecretWord() {
		List<String> mute = new ArrayList<>();
		this.owner
			.sql("""
					select c.relname, a.attname from pg_class c
						join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
					where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.atttypid in ('text'::regtype, 'jsonb'::regtype)
						and not exists (select from pg_constraint k where k.conrelid = c.oid and a.attnum = any (k.conkey)
							and (k.contype = 'f' or k.contype = 'c' and pg_get_constraintdef(k.oid) ~ 'ANY'))
					order by 1, 2""")
			.query((row) -> {
				String table = row.getString(1);
				String column = row.getString(2);
				if (this.other.keys().containsKey(table) && !Set.of("establishment", "trail_change").contains(table)
						&& !NOTHING_WRITTEN.contains(table + "." + column) && count(this.owner, table,
								"position('" + this.other.secret + "' in " + column + "::text) > 0") == 0) {
					mute.add(table + "." + column);
				}
			});

		assertThat(mute).as("columns of text that SealedWorld.fill leaves out, and NOTHING_WRITTEN does not know")
			.isEmpty();
	}

	@Test
	void anAmbassadorSeesNoRowOfAnotherAcademieAndTheirOwnOnes() {
		Map<String, Long> seen = new TreeMap<>();
		List<String> unseen = new ArrayList<>();
		this.other.keys().keySet().stream().filter((table) -> !PUBLIC.contains(table)).forEach((table) -> {
			seen.put(table, seen(this.mine.ambassador, table, this.other));
			if (readable(table, "outreach_ambassador") && seen(this.mine.ambassador, table, this.mine) == 0) {
				unseen.add(table);
			}
		});

		assertThat(seen).hasSizeGreaterThan(50).allSatisfy((table, rows) -> assertThat(rows).as(table).isZero());
		// Mails are only ever written by whoever acts.
		assertThat(unseen).as("tables whose own rows an ambassador does not see").isEmpty();
	}

	@Test
	void nobodyActingSeesNoRowOfAnybody() {
		List<String> seen = this.other.keys()
			.keySet()
			.stream()
			.filter((table) -> !PUBLIC.contains(table) && seen(null, table, this.other) > 0)
			.toList();

		assertThat(seen).isEmpty();
	}

	@Test
	void anAmbassadorChangesNoRowOfAnotherAcademie() {
		SealedRows rows = new SealedRows(this.pool, this.other);
		List<String> before = rows.digest();
		List<String> changed = new ArrayList<>();
		for (String table : this.other.keys().keySet()) {
			for (String key : this.other.keys().get(table)) {
				List<String> columns = this.tables.key(table);
				String where = " where row(%s)::text = '%s'".formatted(String.join(", ", columns),
						key.replace("'", "''"));
				String first = columns.getFirst();
				for (String sql : List.of("update " + table + " set " + first + " = " + first + where,
						"delete from " + table + where)) {
					if (written(sql) > 0) {
						changed.add(sql);
					}
				}
			}
		}

		assertThat(changed).isEmpty();
		assertThat(rows.digest()).containsExactlyInAnyOrderElementsOf(before);
	}

	/** Foreign keys see everybody, so that a tie could be made to whoever is unseen. */
	@Test
	void anAmbassadorTiesNothingOfTheirsToPeopleOfAnotherAcademie() {
		String person = this.other.id("contact");
		for (String sql : List.of(
				"insert into interaction (id, uai, contact_id, academie, author, occurred_at, recorded_at, channel, direction, "
						+ "outcome, approach, version) values (gen_random_uuid(), '" + this.mine.uai + "', '" + person
						+ "', '22', outreach_account(), now(), now(), 'TELEPHONE', 'SORTANT', 'JOINT', 'FROID', 0)",
				"insert into follow_up (id, uai, contact_id, academie, kind, due_on, owner, opened_at, opened_by, version) "
						+ "values (gen_random_uuid(), '" + this.mine.uai + "', '" + person
						+ "', '22', 'APPEL', current_date, outreach_account(), now(), outreach_account(), 0)",
				"update follow_up set contact_id = '" + person + "' where id = '" + this.mine.id("follow_up") + "'",
				"update interaction set introduced_by = '" + person + "' where id = '" + this.mine.id("interaction")
						+ "'",
				"update introduction set introducer_id = '" + person + "' where id = '" + this.mine.id("introduction")
						+ "'",
				"update post_confirmation set replacement_id = '" + person + "' where id = '"
						+ this.mine.id("post_confirmation") + "'",
				"insert into interaction_participant (interaction_id, contact_id) values ('"
						+ this.mine.id("interaction") + "', '" + person + "')",
				"insert into acquaintance (id, one, other, kind, noted_at, noted_by) values (gen_random_uuid(), '"
						+ this.mine.id("contact") + "', '" + person + "', 'CONNAIT', now(), outreach_account())",
				"insert into attitude_note (id, contact_id, attitude, noted_at, noted_by, reason) values "
						+ "(gen_random_uuid(), '" + person + "', 'ALLIE', now(), outreach_account(), 'Essai')",
				"insert into post (id, contact_id, uai, academie, profile) values (gen_random_uuid(), '" + person
						+ "', '" + this.mine.uai + "', '22', 'TEACHER')",
				"insert into seat (id, contact_id, uai, academie, board) values (gen_random_uuid(), '" + person + "', '"
						+ this.mine.uai + "', '22', 'AUTRE')",
				"insert into opening_hours (id, contact_id, wish, set_at) values (gen_random_uuid(), '" + person
						+ "', true, now())",
				"insert into call_reservation (target, academie, account_id, since, until) values ('" + person
						+ "', '22', outreach_account(), now(), now() + interval '1 hour')")) {
			assertThat(written(sql)).as(sql).isZero();
		}
		Acting.as(this.mine.ambassador,
				() -> this.jdbc.sql("select trail_read(array[?::uuid], 'FICHE', now())")
					.param(person)
					.query()
					.listOfRows());
		assertThat(count(this.owner, "trail_reading",
				"contact_id = '" + person + "' and account_id = '" + this.mine.ambassador.id() + "'"))
			.isZero();
	}

	@Test
	void theRolesOfRequestsOwnNothingAndAreNobodyElse() {
		assertThat(this.owner
			.sql("""
					select rolname from pg_roles where rolname in ('outreach_team', 'outreach_ambassador')
						and not (rolsuper or rolbypassrls or rolcreatedb or rolcreaterole or rolreplication or rolcanlogin)""")
			.query(String.class)
			.list()).containsExactlyInAnyOrder("outreach_team", "outreach_ambassador");
		assertThat(this.owner.sql("""
				select r.rolname || ' owns ' || thing from (
					select relowner, 'relation ' || relname from pg_class
					union all select proowner, 'function ' || proname from pg_proc
					union all select typowner, 'type ' || typname from pg_type
					union all select nspowner, 'schema ' || nspname from pg_namespace
					union all select collowner, 'collation ' || collname from pg_collation
					union all select datdba, 'database ' || datname from pg_database) owned (role, thing)
					join pg_roles r on r.oid = owned.role
				where r.rolname in ('outreach_team', 'outreach_ambassador')""").query(String.class).list()).isEmpty();
		assertThat(this.owner.sql("""
				select m.roleid::regrole::text from pg_auth_members m
				where m.member in ('outreach_team'::regrole, 'outreach_ambassador'::regrole)""")
			.query(String.class)
			.list()).isEmpty();
		assertThat(this.owner
			.sql("""
					select r || ' ' || n.nspname from pg_namespace n, (values ('outreach_team'), ('outreach_ambassador')) v (r)
					where n.nspname !~ '^pg_(temp|toast_temp)' and has_schema_privilege(r, n.oid, 'CREATE')""")
			.query(String.class)
			.list()).isEmpty();
	}

	@Test
	void whateverAnAmbassadorReadsHasRowSecurityOrIsPublic() {
		List<String> bare = this.owner
			.sql("""
					select c.relname from pg_class c
					where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'm', 'f') and not c.relrowsecurity
						and has_any_column_privilege('outreach_ambassador', c.oid, 'SELECT, INSERT, UPDATE')
					order by 1""")
			.query(String.class)
			.list();
		List<String> views = this.owner.sql("""
				select c.relname from pg_class c
				where c.relnamespace = 'public'::regnamespace and c.relkind = 'v'
					and not coalesce(c.reloptions @> array['security_invoker=true'], false)""")
			.query(String.class)
			.list();

		assertThat(PUBLIC).containsAll(bare);
		assertThat(bare).containsExactly("academie", "departement", "holiday_import", "region_academique",
				"school_holiday", "usual_hours");
		assertThat(views).as("views that see what their owner sees").isEmpty();
	}

	@Test
	void noAmbassadorReadsAColumnOfSecrets() {
		List<String> read = this.owner
			.sql("""
					select c.relname || '.' || a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
					where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v') and not a.attisdropped
						and a.attname ~ '(hash|token|password|secret|session_id|attribute_bytes)'
						and has_column_privilege('outreach_ambassador', c.oid, a.attnum, 'SELECT')
					order by 1""")
			.query(String.class)
			.list();

		assertThat(read).containsExactlyInAnyOrderElementsOf(SECRETS_OF_ONES_OWN.keySet());
		assertThat(readable("spring_session", "outreach_team")).isFalse();
		assertThat(readable("outgoing_mail", "outreach_ambassador")).isFalse();
		assertThat(readable("sign_in_link", "outreach_ambassador")).isFalse();
		assertThat(readable("account_invitation", "outreach_ambassador")).isFalse();
	}

	@Test
	void functionsThatActAsTheOwnerAreFewAndCannotBeMisled() {
		List<String> callable = this.owner.sql("""
				select p.oid::regprocedure::text from pg_proc p
				where p.pronamespace = 'public'::regnamespace and p.prosecdef and p.prorettype <> 'trigger'::regtype
					and has_function_privilege('outreach_ambassador', p.oid, 'EXECUTE')""").query(String.class).list();
		List<String> loose = this.owner.sql("""
				select p.oid::regprocedure::text from pg_proc p
				where p.pronamespace = 'public'::regnamespace and p.prosecdef
					and not coalesce(p.proconfig @> array['search_path=public, pg_temp'], false)""")
			.query(String.class)
			.list();

		assertThat(callable).containsExactlyInAnyOrderElementsOf(MEANT_FOR_ALL);
		assertThat(loose).as("look for a temporary table before ours: set search_path = public, pg_temp").isEmpty();
	}

	private boolean readable(String table, String role) {
		return this.owner.sql("select has_any_column_privilege(?, ?, 'SELECT')")
			.params(role, table)
			.query(Boolean.class)
			.single();
	}

	private long seen(@Nullable CurrentAccount who, String table, SealedWorld world) {
		List<String> key = this.tables.key(table);
		String condition = "row(%s)::text in (%s)".formatted(String.join(", ", key),
				Objects.requireNonNull(world.keys().get(table))
					.stream()
					.map((one) -> "'" + one.replace("'", "''") + "'")
					.collect(java.util.stream.Collectors.joining(", ")));
		try {
			return (who != null) ? Acting.as(who, () -> count(this.jdbc, table, condition))
					: count(this.jdbc, table, condition);
		}
		catch (DataAccessException ex) {
			assertThat(ex).hasStackTraceContaining("permission denied");
			return 0;
		}
	}

	private static long count(JdbcClient jdbc, String table, String condition) {
		return jdbc.sql("select count(*) from " + table + " where " + condition).query(Long.class).single();
	}

	/** How many rows an ambassador writes; none when they are not allowed to. */
	private int written(String sql) {
		try {
			return Acting.as(this.mine.ambassador, () -> this.jdbc.sql(sql).update());
		}
		catch (DataAccessException ex) {
			assertThat(ex).hasStackTraceContaining("org.postgresql");
			assertThat(state(ex)).as("%s: %s", sql, ex.getMessage()).isEqualTo("42501");
			return 0;
		}
	}

	private static @Nullable String state(Throwable ex) {
		for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
			if (cause instanceof java.sql.SQLException refused) {
				return refused.getSQLState();
			}
		}
		return null;
	}

}
