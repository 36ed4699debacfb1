package fr.dossiersco.outreach.trail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.contact.ContactRegistration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** What the triggers note, table by table. */
@DatabaseTest
class ChangeTests {

	/** Tables of people that are not followed; the migration says why. */
	private static final Set<String> LEFT_OUT = Set.of("campaign_recipient", "post_confirmation");

	@Autowired
	private Given given;

	@Autowired
	private ContactRegistration registration;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private MessageSource messages;

	private CurrentAccount me;

	private String school;

	private UUID person;

	private UUID other;

	private UUID row;

	@BeforeEach
	void twoPeople() {
		this.me = this.given.outreach();
		this.school = this.given.school("059");
		this.person = GivenTrail.person(this.school, GivenTrail.unique("Exemple"), "05 61 00 00 01", this.registration,
				this.me);
		this.other = GivenTrail.person(this.school, GivenTrail.unique("Tiers"), "05 61 00 00 02", this.registration,
				this.me);
		this.row = UUID.randomUUID();
	}

	/**
	 * A row that comes, changes in one column, and goes where rows may.
	 *
	 * @param change « column = value »
	 */
	record Life(String table, String insert, String where, String change, boolean goes) {

		@Override
		public String toString() {
			return this.table;
		}

	}

	static Stream<Life> lives() {
		String byRow = "id = :row";
		return Stream.of(new Life("contact",
				"insert into contact (id, family_name, source, academies, created_at, created_by, version) values (:row, 'Neuf', 'Openlab', '{}', now(), :me, 0)",
				byRow, "notes = 'Le mardi.'", false),
				new Life("contact_phone",
						"insert into contact_phone (contact_id, position, number) values (:person, 7, '+33561000009')",
						"contact_id = :person and position = 7", "number = '+33561000010'", true),
				new Life("contact_email",
						"insert into contact_email (contact_id, position, address) values (:person, 7, 'a' || :row || '@college.example')",
						"contact_id = :person and position = 7", "address = 'b' || address", true),
				new Life("post",
						"insert into post (id, contact_id, uai, academie, profile, started_on, ended_on) select :row, :person, uai, academie, 'PRINCIPAL', '2015-09-01', '2016-08-31' from establishment where uai = :school",
						byRow, "title = 'adjointe'", true),
				new Life("seat",
						"insert into seat (id, contact_id, uai, academie, board) select :row, :person, uai, academie, 'AUTRE' from establishment where uai = :school",
						byRow, "started_on = '2025-09-01'", true),
				new Life("opposition",
						"insert into opposition (id, contact_id, declared_at, declared_by, reason) values (:row, :person, now(), :me, 'Au téléphone')",
						byRow, "reason = 'Par courriel'", false),
				new Life("attitude_note",
						"insert into attitude_note (id, contact_id, attitude, noted_at, noted_by, reason) values (:row, :person, 'ALLIE', now(), :me, 'Un mot')",
						byRow, "reason = 'Un autre'", true),
				new Life("opening_hours",
						"insert into opening_hours (id, contact_id, academie, wish, set_at, set_by) select :row, :person, academie, false, now(), :me from establishment where uai = :school",
						byRow, "note = 'Le matin'", false),
				new Life("acquaintance",
						"insert into acquaintance (id, one, other, kind, noted_at, noted_by) values (:row, :other, :person, 'CONNAIT', now(), :me)",
						byRow, "note = 'Au lycée'", true),
				new Life("contact_distinction",
						"insert into contact_distinction (one, other, noted_at, noted_by) values (least(:person, :other), greatest(:person, :other), now(), :me)",
						":person in (one, other)", "", true),
				new Life("interaction",
						"insert into interaction (id, contact_id, uai, academie, author, occurred_at, recorded_at, channel, direction, outcome, approach, version) select :row, :person, uai, academie, :me, now(), now(), 'TELEPHONE', 'SORTANT', 'JOINT', 'FROID', 0 from establishment where uai = :school",
						byRow, "notes = 'Écoute.'", true),
				new Life("follow_up",
						"insert into follow_up (id, contact_id, uai, academie, kind, due_on, owner, opened_at, opened_by, version) select :row, :person, uai, academie, 'APPEL', '2030-01-07', :me, now(), :me, 0 from establishment where uai = :school",
						byRow, "note = 'Le matin'", true),
				new Life("ambassador_path",
						"insert into ambassador_path (id, contact_id, noted_at, noted_by, words) values (:row, :person, now(), :me, 'Pourquoi pas')",
						byRow, "words = 'Volontiers'", false),
				new Life("introduction",
						"insert into introduction (id, uai, academie, introducer_id, reason, message, asked_at, asked_by, version) select :row, uai, academie, :person, 'r', 'm', now(), :me, 0 from establishment where uai = :school",
						byRow, "reason = 's'", true),
				new Life("team_request",
						"insert into team_request (id, kind, words, uai, contact_id, academie, asked_at, asked_by) select :row, 'AUTRE', 'Un mot', uai, :person, academie, now(), :me from establishment where uai = :school",
						byRow, "wished_on = '2030-01-07'", false));
	}

	@ParameterizedTest
	@MethodSource("lives")
	void eachRowIsNotedAsItComesChangesAndGoes(Life life) {
		UUID who = life.table().equals("contact") ? this.row : this.person;
		int before = GivenTrail.changes(life.table(), who, this.jdbc).size();

		act(life.insert());
		if (!life.change().isEmpty()) {
			act("update " + life.table() + " set " + life.change() + " where " + life.where());
		}
		if (life.goes()) {
			act("delete from " + life.table() + " where " + life.where());
		}

		List<Map<String, Object>> noted = GivenTrail.changes(life.table(), who, this.jdbc);
		noted = noted.subList(before, noted.size());
		List<String> expected = new ArrayList<>(List.of("INSERT"));
		if (!life.change().isEmpty()) {
			expected.add("UPDATE");
		}
		if (life.goes()) {
			expected.add("DELETE");
		}
		assertThat(noted).extracting((change) -> change.get("operation")).containsExactlyElementsOf(expected);
		assertThat(noted).allSatisfy((change) -> assertThat(change.get("by_id")).isEqualTo(this.me.id()));
		assertThat(noted.getFirst().get("before")).isNull();
		assertThat(String.valueOf(noted.getFirst().get("after"))).isNotEqualTo("null")
			.doesNotContain(": null", "version", "search");
		if (!life.change().isEmpty()) {
			String column = life.change().substring(0, life.change().indexOf(' '));
			Map<String, Object> changed = noted.get(1);
			assertThat(String.valueOf(changed.get("before"))).matches("(?s)\\{\"" + column + "\": [^,]*\\}");
			assertThat(String.valueOf(changed.get("after"))).matches("(?s)\\{\"" + column + "\": [^,]*\\}");
		}
		if (life.goes()) {
			assertThat(noted.getLast().get("after")).isNull();
			assertThat(noted.getLast().get("before")).isNotNull();
		}
	}

	@Test
	void whoWasThereIsNoted() {
		act("insert into interaction (id, contact_id, uai, academie, author, occurred_at, recorded_at, channel, direction, outcome, approach, version) select :row, :other, uai, academie, :me, now(), now(), 'TELEPHONE', 'SORTANT', 'JOINT', 'FROID', 0 from establishment where uai = :school");
		act("insert into interaction_participant (interaction_id, contact_id) values (:row, :person)");

		assertThat(GivenTrail.changes("interaction_participant", this.person, this.jdbc)).hasSize(1);
	}

	@Test
	void anAppointmentIsThePersonsOfItsStepAndItsSecretIsNot() {
		UUID step = UUID.randomUUID();
		Acting.as(this.me, () -> {
			this.jdbc.sql(
					"insert into follow_up (id, contact_id, uai, academie, kind, due_on, owner, opened_at, opened_by, version) select ?, ?, uai, academie, 'APPEL', '2030-01-07', ?, now(), ?, 0 from establishment where uai = ?")
				.params(step, this.person, this.me.id(), this.me.id(), this.school)
				.update();
			return this.jdbc.sql(
					"insert into appointment (id, follow_up_id, token_hash, offered, offered_at, offered_by, expires_at, status, version) values (?, ?, ?, array[timestamptz '2030-01-07 10:00+01'], now(), ?, '2030-01-07', 'PROPOSE', 0)")
				.params(this.row, step, this.row.toString().getBytes(StandardCharsets.UTF_8), this.me.id())
				.update();
		});

		assertThat(GivenTrail.changes("appointment", this.person, this.jdbc)).singleElement()
			.satisfies((change) -> assertThat(String.valueOf(change.get("after"))).contains("PROPOSE", "2030-01-07")
				.doesNotContain("hash"));
	}

	@Test
	void accountsAreFollowedAndPasswordsAreNot() {
		CurrentAccount opened = this.given.ambassador("09");
		Acting.asSystem(() -> {
			this.jdbc.sql("insert into credential (account_id, password, changed_at, version) values (?, ?, now(), 0)")
				.params(opened.id(), "{bcrypt}" + this.row)
				.update();
			this.jdbc.sql("update account set name = 'Camille Autrement' where id = ?").param(opened.id()).update();
			this.jdbc.sql("delete from account_academie where account_id = ?").param(opened.id()).update();
		});

		assertThat(GivenTrail.changes("account", opened.id(), this.jdbc))
			.extracting((change) -> change.get("operation"), (change) -> change.get("by_id"))
			.containsExactly(org.assertj.core.groups.Tuple.tuple("INSERT", null),
					org.assertj.core.groups.Tuple.tuple("UPDATE", null));
		assertThat(GivenTrail.changes("account_academie", opened.id(), this.jdbc))
			.extracting((change) -> change.get("operation"))
			.containsExactly("INSERT", "DELETE");
		assertThat(Acting.asSystem(() -> this.jdbc
			.sql("select count(*) from trail_change where concat(before, after) like ? or table_name = 'credential'")
			.param("%" + this.row + "%")
			.query(Long.class)
			.single())).isZero();
	}

	@Test
	void whatFollowsFromOtherRowsIsNotNotedTwice() {
		int before = GivenTrail.changes("contact", this.person, this.jdbc).size();
		act("insert into attitude_note (id, contact_id, attitude, noted_at, noted_by, reason) values (:row, :person, 'ALLIE', now(), :me, 'Un mot')");
		act("update contact set version = version + 1, notes = notes where id = :person");

		assertThat(GivenTrail.changes("contact", this.person, this.jdbc)).hasSize(before);
	}

	@Test
	void whateverLeadsToAPersonIsFollowedOrLeftOutForAReason() {
		Set<String> followed = new TreeSet<>(tables());
		followed.addAll(LEFT_OUT);

		assertThat(Acting.asSystem(() -> this.jdbc.sql("""
				select distinct conrelid::regclass::text from pg_constraint
				where contype = 'f' and confrelid = 'contact'::regclass""").query(String.class).list()))
			.isSubsetOf(followed);
	}

	@Test
	void everyOperationOnEveryTableAndEveryColumnHasWords() {
		for (String table : tables()) {
			for (String operation : List.of("INSERT", "UPDATE", "DELETE")) {
				assertThat(word("trail." + table + "." + operation)).as("%s of %s", operation, table).isNotNull();
			}
			for (String column : columns(table)) {
				boolean told = TrailWording.SILENT.contains(column) || word("trail.field." + column) != null
						|| word("trail.field." + table + "." + column) != null;
				assertThat(told).as("a label for %s of %s", column, table).isTrue();
			}
		}
	}

	private @Nullable String word(String key) {
		return this.messages.getMessage(key, null, null, Locale.FRENCH);
	}

	private List<String> tables() {
		return Acting.asSystem(() -> this.jdbc.sql(
				"select tgrelid::regclass::text from pg_trigger where tgname = 'trail' and tgtype & 28 = 28 order by 1")
			.query(String.class)
			.list());
	}

	private List<String> columns(String table) {
		return Acting.asSystem(() -> {
			String[] arguments = this.jdbc
				.sql("select encode(tgargs, 'escape') from pg_trigger where tgname = 'trail' and tgrelid = ?::regclass")
				.param(table)
				.query(String.class)
				.single()
				.split("\\\\000", -1);
			List<String> aside = Arrays.asList(arguments[3].split(","));
			return this.jdbc
				.sql("""
						select attname::text from pg_attribute where attrelid = ?::regclass and attnum > 0 and not attisdropped
							and attname not in ('id', 'version') and attname !~ '(hash|token|password|secret)'""")
				.param(table)
				.query(String.class)
				.list()
				.stream()
				.filter((column) -> !aside.contains(column))
				.toList();
		});
	}

	private void act(String sql) {
		Acting.as(this.me,
				() -> this.jdbc.sql(sql)
					.param("row", this.row)
					.param("person", this.person)
					.param("other", this.other)
					.param("school", this.school)
					.param("me", this.me.id())
					.update());
	}

}
