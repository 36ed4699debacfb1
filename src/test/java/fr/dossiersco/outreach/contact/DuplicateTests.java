package fr.dossiersco.outreach.contact;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.contact.ContactMerges.Seen;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** Two records that are one person: suspected, merged, taken apart again. */
@DatabaseTest
class DuplicateTests {

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private Given given;

	@Autowired
	private ContactRegistration registration;

	@Autowired
	private ContactMerges merges;

	@Autowired
	private Duplicates duplicates;

	@Autowired
	private JdbcClient jdbc;

	private CurrentAccount me;

	private String school;

	private String elsewhere;

	private String name;

	private UUID kept;

	private UUID dropped;

	private UUID other;

	@BeforeEach
	void twoRecordsOfOnePerson() {
		this.duplicates.lookAgain();
		this.me = this.given.outreach();
		this.school = this.given.school("059");
		this.elsewhere = this.given.school("080");
		this.name = GivenContact.unique("Double");
		this.kept = GivenContact.at(this.school, this.name, "06 39 98 00 01",
				this.name.toLowerCase() + "@college.example", this.registration, this.me);
		this.dropped = GivenContact.at(this.school, this.name + "t", "06 39 98 00 02",
				this.name.toLowerCase() + "@college.example", this.registration, this.me);
		this.other = GivenContact.at(this.elsewhere, GivenContact.unique("Tiers"), null, null, this.registration,
				this.me);
	}

	/** Something of every kind about both, some of which cannot stand twice. */
	private void muchIsKnown() {
		Acting.asSystem(() -> {
			sql("update contact set notes = 'Le mardi.', source = 'Openlab' where id = :kept");
			sql("update contact set notes = 'Le jeudi.', source = 'Annuaire', informed_on = '2026-01-01' where id = :dropped");
			sql("""
					insert into post (id, contact_id, uai, academie, profile, title, started_on, ended_on)
					select gen_random_uuid(), :dropped, uai, academie, 'PRINCIPAL', null, date '2015-09-01', date '2019-08-31'
					from establishment where uai = '%s'"""
				.formatted(this.elsewhere));
			sql("insert into contact_phone (contact_id, position, number, label) values (:dropped, 1, '+33639980001', null)");
			sql("update contact set informed_on = '2026-02-01' where id = :kept");
			sql("update post set title = 'secrétaire générale', started_on = '2021-09-01' where contact_id = :dropped "
					+ "and profile = 'INTENDANT'");
			for (String who : List.of(":kept", ":dropped")) {
				sql("insert into opposition (id, contact_id, declared_at, declared_by, reason) values "
						+ "(gen_random_uuid(), " + who + ", now(), :me, 'Refus de ' || " + who + ")");
				sql("insert into attitude_note (id, contact_id, attitude, noted_at, noted_by, reason) values "
						+ "(gen_random_uuid(), " + who + ", 'ALLIE', now(), :me, 'essai')");
				sql("insert into acquaintance (id, one, other, kind, noted_at, noted_by) values "
						+ "(gen_random_uuid(), " + who + ", :other, 'CONNAIT', now(), :me)");
				sql("insert into interaction (id, contact_id, uai, academie, author, occurred_at, recorded_at, channel, direction, "
						+ "outcome, approach, version) select gen_random_uuid(), " + who
						+ ", uai, academie, :me, now(), now(), "
						+ "'TELEPHONE', 'SORTANT', 'JOINT', 'FROID', 0 from establishment where uai = '" + this.school
						+ "'");
			}
			sql("insert into acquaintance (id, one, other, kind, noted_at, noted_by) values "
					+ "(gen_random_uuid(), :other, :dropped, 'FORME_PAR', now(), :me)");
			sql("insert into acquaintance (id, one, other, kind, noted_at, noted_by) values "
					+ "(gen_random_uuid(), :kept, :dropped, 'MEME_RESEAU', now(), :me)");
			sql("insert into contact_distinction (one, other, noted_at, noted_by) values "
					+ "(least(:other, :dropped), greatest(:other, :dropped), now(), :me)");
			sql("insert into seat (id, contact_id, uai, academie, board) select gen_random_uuid(), :dropped, uai, academie, "
					+ "'CONSEIL_DE_CLASSE' from establishment where uai = '" + this.elsewhere + "'");
			sql("insert into follow_up (id, uai, contact_id, academie, kind, due_on, owner, opened_at, opened_by, version) "
					+ "select gen_random_uuid(), uai, :dropped, academie, 'APPEL', current_date, :me, now(), :me, 0 "
					+ "from establishment where uai = '" + this.school + "'");
			sql("insert into introduction (id, uai, contact_id, academie, introducer_id, reason, message, asked_at, asked_by, version) "
					+ "select gen_random_uuid(), null, :kept, academie, :dropped, 'r', 'm', now(), :me, 0 "
					+ "from establishment where uai = '" + this.school + "'");
		});
	}

	@Test
	void theyAreSuspectedWithTheReasons() {
		assertThat(pageOf(this.dropped)).contains("même adresse électronique", "nom proche au même endroit");
	}

	@Test
	void whoeverLooksMaySayThatTheyAreTwo() {
		String pair = pair();
		assertThat(post(pair + "/distinction")).hasStatus3xxRedirection();
		assertThat(pageOf(this.dropped)).isEmpty();

		post(pair + "/soupcon");
		assertThat(pageOf(this.dropped)).isNotEmpty();
	}

	@Test
	void whoeverTypesIsWarned() {
		assertThat(body(post("/contacts/ressemblances", "etablissement", this.school, "familyName", this.name,
				"phones[0].number", "+33 (0)6.39.98.00.02")))
			.contains("/contacts/" + this.kept, "/contacts/" + this.dropped);
		assertThat(body(post("/contacts/ressemblances", "etablissement", this.elsewhere, "familyName", "Personne")))
			.doesNotContain("/contacts/");

		String[] corrected = { "version", "0", "familyName", "Tiers", "source", "essai", "emails[0].address",
				this.name.toUpperCase(java.util.Locale.ROOT) + "@college.example" };
		MvcTestResult warned = post("/contacts/" + this.other + "/modifier", corrected);
		assertThat(warned).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
		assertThat(body(warned)).contains("/contacts/" + this.kept, "Enregistrer quand même");
		List<String> surely = new java.util.ArrayList<>(List.of(corrected));
		surely.addAll(List.of("duplicate", "accepted"));
		assertThat(post("/contacts/" + this.other + "/modifier", surely.toArray(String[]::new)))
			.hasStatus3xxRedirection();
	}

	@Test
	void theRecordKeptHoldsAllThatBothHeld() {
		muchIsKnown();
		assertThat(page(pair())).contains("Fiche gardée", "Le mardi.", "Le jeudi.", "Garder plutôt l’autre");

		merge();

		String page = page("/contacts/" + this.kept);
		assertThat(page).contains("Le mardi.", "Le jeudi.", "Aussi noté·e\u00a0: Camille " + this.name + "t.",
				"Openlab ; Annuaire", "06\u00a039\u00a098\u00a000\u00a002", "jusqu’au 31 août 2019",
				"Ne plus contacter");
		assertThat(this.mvc.get().uri("/contacts/" + this.dropped).with(Given.signedIn(this.me)))
			.hasRedirectedUrl("/contacts/" + this.kept);
		assertThat(count("select count(*) from interaction where contact_id = :kept")).isEqualTo(2);
		assertThat(count("select count(*) from attitude_note where contact_id = :kept")).isEqualTo(2);
		assertThat(count("select count(*) from contact_phone where contact_id = :kept")).isEqualTo(2);
		assertThat(count("select count(*) from contact_email where contact_id = :kept")).isOne();
		assertThat(count("select count(*) from opposition where contact_id = :kept and lifted_at is null")).isOne();
		assertThat(count("select count(*) from acquaintance where :kept in (one, other)")).isEqualTo(2);
	}

	@Test
	void anUndoGivesBackEveryRowAsItWas() {
		muchIsKnown();
		Map<String, List<String>> before = rows();

		UUID merge = merge();
		assertThat(rows()).isNotEqualTo(before);
		Acting.as(this.me, () -> this.merges.undo(merge, this.me));

		assertThat(rows()).isEqualTo(before);
		assertThat(page("/contacts/doublons/fusions")).contains("annulée");
		assertThat(post("/contacts/doublons/fusions/" + merge + "/annulation")).hasStatus(HttpStatus.NOT_FOUND);
	}

	@Test
	void mergesComeApartInTheirOrder() {
		muchIsKnown();
		Map<String, List<String>> before = rows();
		UUID first = merge();
		UUID second = Acting.as(this.me, () -> this.merges.merge(new Seen(this.other, 0),
				new Seen(this.kept, version(this.kept)), false, this.me));

		assertThat(post("/contacts/doublons/fusions/" + first + "/annulation"))
			.hasRedirectedUrl("/contacts/doublons/fusions");
		Acting.as(this.me, () -> this.merges.undo(second, this.me));
		Acting.as(this.me, () -> this.merges.undo(first, this.me));

		assertThat(rows()).isEqualTo(before);
	}

	@Test
	void aPersonWhoIsGoneSinceIsNoneTheWiser() {
		muchIsKnown();
		UUID merge = merge();
		Acting.asSystem(() -> sql("delete from contact where id = :other"));

		Acting.as(this.me, () -> this.merges.undo(merge, this.me));

		assertThat(count("select count(*) from contact where id in (:kept, :dropped)")).isEqualTo(2);
	}

	private int version(UUID id) {
		return Acting.asSystem(() -> this.jdbc.sql("select version from contact where id = ?")
			.param(id)
			.query(Integer.class)
			.single());
	}

	@Test
	void whatWasAddedSinceStaysWithTheRecordKept() {
		muchIsKnown();
		UUID merge = merge();
		Acting.asSystem(() -> {
			sql("update contact set notes = 'Écrit depuis.', version = version + 1 where id = :kept");
			sql("insert into contact_email (contact_id, position, address) values (:kept, 1, 'depuis@college.example')");
		});

		post("/contacts/doublons/fusions/" + merge + "/annulation");

		assertThat(page("/contacts/" + this.kept)).contains("Écrit depuis.", "depuis@college.example");
		assertThat(page("/contacts/" + this.dropped)).contains("Le jeudi.").doesNotContain("depuis@college.example");
	}

	@Test
	void afterThirtyDaysNothingIsHeldAndNothingUndone() {
		UUID merge = merge();
		Acting.asSystem(
				() -> this.jdbc.sql("update contact_merge set merged_at = now() - interval '31 days' where id = ?")
					.param(merge)
					.update());

		assertThat(post("/contacts/doublons/fusions/" + merge + "/annulation"))
			.hasRedirectedUrl("/contacts/doublons/fusions");
		this.merges.forget();
		assertThat(
				count("select count(*) from contact_merge where kept_id = :kept and held = '{}' and dropped_name = ''"))
			.isOne();
		assertThat(page("/contacts/" + this.kept)).contains(this.name);
	}

	@Test
	void aRecordChangedMeanwhileIsNotMerged() {
		Acting.asSystem(() -> sql("update contact set notes = 'Changée.', version = version + 1 where id = :dropped"));

		MvcTestResult refused = post(pair(), "keptVersion", "0", "droppedVersion", "0");

		assertThat(refused).hasStatus(HttpStatus.CONFLICT);
		assertThat(body(refused)).contains("a changé entre-temps", "Changée.", "name=\"droppedVersion\" value=\"1\"");
		assertThat(count("select count(*) from contact where id in (:kept, :dropped)")).isEqualTo(2);
	}

	@Test
	void aRecordIsNotMergedWithItself() {
		assertThat(post("/contacts/doublons/" + this.kept + "/" + this.kept, "keptVersion", "0", "droppedVersion", "0"))
			.hasRedirectedUrl("/contacts/" + this.kept);
		assertThat(page("/contacts/doublons/" + this.kept + "/" + this.kept))
			.contains("ne se fusionne pas avec elle-même");
		assertThat(count("select count(*) from contact where id = :kept")).isOne();
	}

	@Test
	void anAmbassadorIsLedToTheRecordKeptAndSeesNothingHeld() {
		merge();
		CurrentAccount theirs = this.given.ambassador("09");
		CurrentAccount stranger = this.given.ambassador("16");

		assertThat(this.mvc.get().uri("/contacts/" + this.dropped).with(Given.signedIn(theirs)))
			.hasRedirectedUrl("/contacts/" + this.kept);
		assertThat(this.mvc.get().uri("/contacts/" + this.dropped).with(Given.signedIn(stranger)))
			.hasStatus(HttpStatus.NOT_FOUND);
		org.assertj.core.api.Assertions.assertThatException()
			.isThrownBy(() -> Acting.as(theirs,
					() -> this.jdbc.sql("select held from contact_merge").query(String.class).list()));
	}

	/**
	 * Every row that leads to one of the three, of every table; versions aside, which
	 * only grow.
	 */
	private Map<String, List<String>> rows() {
		return Acting.asSystem(() -> {
			Map<String, List<String>> rows = new TreeMap<>();
			List<String> references = this.jdbc
				.sql("""
						select c.conrelid::regclass || '.' || a.attname from pg_constraint c
						join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
						where c.contype = 'f' and c.confrelid = 'contact'::regclass and c.conrelid <> 'contact_merge'::regclass""")
				.query(String.class)
				.list();
			assertThat(references).hasSizeGreaterThan(12);
			for (String reference : references) {
				String table = reference.substring(0, reference.indexOf('.'));
				rows.put(reference,
						this.jdbc
							.sql("select to_jsonb(x)::text from " + table + " x where " + reference.replace(table, "x")
									+ " in (:kept, :dropped, :other) order by 1")
							.param("kept", this.kept)
							.param("dropped", this.dropped)
							.param("other", this.other)
							.query(String.class)
							.list());
			}
			rows.put("contact", this.jdbc.sql(
					"select (to_jsonb(x) - 'version')::text from contact x where id in (:kept, :dropped, :other) order by 1")
				.param("kept", this.kept)
				.param("dropped", this.dropped)
				.param("other", this.other)
				.query(String.class)
				.list());
			return rows;
		});
	}

	private UUID merge() {
		return Acting.as(this.me,
				() -> this.merges.merge(new Seen(this.kept, 0), new Seen(this.dropped, 0), false, this.me));
	}

	private String pair() {
		return "/contacts/doublons/" + this.kept + "/" + this.dropped;
	}

	/** What the list says of a person, empty when it does not name them. */
	private String pageOf(UUID person) {
		for (int number = 1; number < 50; number++) {
			String page = page("/contacts/doublons?page=" + number);
			int at = page.indexOf("/contacts/" + person);
			if (at >= 0) {
				return page.substring(page.lastIndexOf("<li", at), page.indexOf("</li>", at));
			}
			if (!page.contains("page=" + (number + 1))) {
				return "";
			}
		}
		throw new IllegalStateException("Too many pairs");
	}

	private void sql(String statement) {
		JdbcClient.StatementSpec spec = this.jdbc.sql(statement);
		for (Map.Entry<String, UUID> one : Map
			.of("kept", this.kept, "dropped", this.dropped, "other", this.other, "me", this.me.id())
			.entrySet()) {
			spec = spec.param(one.getKey(), one.getValue());
		}
		spec.update();
	}

	private long count(String statement) {
		return Acting.asSystem(() -> this.jdbc.sql(statement)
			.param("kept", this.kept)
			.param("dropped", this.dropped)
			.query(Long.class)
			.single());
	}

	private String page(String path) {
		return body(this.mvc.get().uri(path).with(Given.signedIn(this.me)).exchange());
	}

	private static String body(MvcTestResult answer) {
		return new String(Objects.requireNonNull(answer.getResponse()).getContentAsByteArray(), StandardCharsets.UTF_8);
	}

	private MvcTestResult post(String path, String... fields) {
		var request = this.mvc.post().uri(path).with(csrf()).with(Given.signedIn(this.me));
		for (int i = 0; i < fields.length; i += 2) {
			request = request.param(fields[i], fields[i + 1]);
		}
		return request.exchange();
	}

}
