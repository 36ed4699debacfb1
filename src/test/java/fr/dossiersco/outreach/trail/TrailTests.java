package fr.dossiersco.outreach.trail;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.StatementCount;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.contact.ContactRegistration;
import fr.dossiersco.outreach.contact.PhoneCorrection;
import fr.dossiersco.outreach.contact.PhoneNumber;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** The trail read, sealed, emptied. */
@DatabaseTest
class TrailTests {

	private static final String BEFORE = "05\u00a061\u00a000\u00a000\u00a001";

	private static final String AFTER = "05\u00a061\u00a000\u00a000\u00a002";

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private Given given;

	@Autowired
	private ContactRegistration registration;

	@Autowired
	private PhoneCorrection phones;

	@Autowired
	private TrailPurge purge;

	@Autowired
	private JdbcClient jdbc;

	private CurrentAccount me;

	private CurrentAccount coordinator;

	private String school;

	private String name;

	private UUID person;

	@BeforeEach
	void someoneWhoseNumberWasCorrected() {
		this.me = this.given.outreach();
		this.coordinator = this.given.coordinator();
		this.school = this.given.school("059");
		this.name = GivenTrail.unique("Exemple");
		this.person = GivenTrail.person(this.school, this.name, "05 61 00 00 01", this.registration, this.me);
		Acting.as(this.me, () -> {
			this.phones.replaceFirst(this.person, new PhoneNumber("+33561000002"));
			return true;
		});
	}

	@Test
	void aCorrectedNumberIsToldWithBeforeAndAfter() {
		String page = text(page("?contact=" + this.person));

		assertThat(page)
			.containsPattern("Camille Exemple a corrigé le téléphone\u00a0: " + BEFORE + " → devient " + AFTER);
		assertThat(page).contains("Ida " + this.name, "a ajouté la fiche", "a ajouté une fonction",
				"Profil\u00a0: Intendance", "Académie\u00a0: Lille", "Origine\u00a0: Openlab");
	}

	@Test
	void anAccountsDeedsAndReadingsAreFoundAndNarrowed() {
		this.mvc.get().uri("/contacts/" + this.person).with(Given.signedIn(this.me)).exchange();
		String query = "?compte=" + this.me.id();

		assertThat(text(page(query))).contains("a consulté les coordonnées dans la fiche", "a corrigé le téléphone");
		assertThat(text(page(query + "&genre=CONSULTATIONS"))).contains("a consulté les coordonnées")
			.doesNotContain("a corrigé");
		assertThat(text(page(query + "&genre=ECRITURES"))).contains("a corrigé").doesNotContain("dans la fiche");
		assertThat(text(page(query + "&depuis=2100-01-01"))).contains("Aucune trace de ce genre");
		assertThat(text(page(query + "&jusque=" + LocalDate.now(ZoneOffset.UTC).plusDays(1)))).contains("a corrigé");
	}

	@Test
	void whoReadAPersonIsCountedByWhatTheyAre() {
		this.mvc.get().uri("/contacts/" + this.person).with(Given.signedIn(this.me)).exchange();
		CurrentAccount ambassador = this.given.ambassador("09");
		this.mvc.get().uri("/contacts/" + this.person).with(Given.signedIn(ambassador)).exchange();
		this.mvc.get().uri("/contacts/" + this.person).with(Given.signedIn(ambassador)).exchange();

		assertThat(text(page("?contact=" + this.person))).contains("Ambassade\u00a0: 1 personne, 2 fois",
				"Équipe de recrutement\u00a0: 1 personne, 1 fois", "(2 fois ce jour-là)");
	}

	@ParameterizedTest
	@ValueSource(strings = { "?contact=nimporte", "?compte=%00", "?genre=TOUT&depuis=hier&jusque=2026-13-45",
			"?avant=n~n", "?avant=2026-01-01T00:00:00Z~x", "?contact=00000000-0000-0000-0000-000000000000",
			"?compte=00000000-0000-0000-0000-000000000000" })
	void nonsenseIsLeftAside(String query) {
		assertThat(this.mvc.get().uri("/traces" + query).with(Given.signedIn(this.coordinator))).hasStatusOk();
	}

	@Test
	void aReversedPeriodSaysSo() {
		assertThat(text(page("?depuis=2026-03-02&jusque=2026-03-01"))).contains("La période est à l’envers",
				"2 mars 2026", "1er mars 2026");
	}

	@Test
	void pagesFollowEachOtherWithoutLossOrRepetition() {
		for (int i = 0; i < TrailController.SIZE; i++) {
			PhoneNumber number = new PhoneNumber("+3356100%04d".formatted(i + 100));
			Acting.as(this.me, () -> {
				this.phones.replaceFirst(this.person, number);
				return true;
			});
		}
		String first = page("?contact=" + this.person);
		assertThat(count(first)).isEqualTo(TrailController.SIZE);
		String next = first.replaceAll("(?s).*rel=\"next\" href=\"/traces([^\"]*)\".*", "$1").replace("&amp;", "&");
		String second = page(next);
		// Four rows of the registration, one correction before these, one reading of the
		// first page.
		assertThat(count(second)).isEqualTo(5);
		assertThat(second).doesNotContain("rel=\"next\"").contains("Les plus récentes");
	}

	@Test
	void aPageCostsTheSameHoweverMuchItTells() {
		page("?contact=" + this.person);
		long few = StatementCount.of(() -> page("?contact=" + this.person));
		Acting.as(this.me, () -> this.jdbc.sql(
				"insert into opposition (id, contact_id, declared_at, declared_by, reason) values (gen_random_uuid(), ?, now(), ?, 'Non')")
			.params(this.person, this.me.id())
			.update());

		assertThat(StatementCount.of(() -> page("?contact=" + this.person))).isEqualTo(few).isLessThanOrEqualTo(6);
	}

	@Test
	void coordinatorsAreLedThere() {
		String link = "/traces?contact=" + this.person;
		assertThat(this.mvc.get().uri("/contacts/" + this.person).with(Given.signedIn(this.coordinator))).bodyText()
			.contains(link);
		assertThat(this.mvc.get().uri("/contacts/" + this.person).with(Given.signedIn(this.me))).bodyText()
			.doesNotContain(link);
		assertThat(this.mvc.get().uri("/compte").with(Given.signedIn(this.coordinator))).bodyText()
			.contains("href=\"/traces\"");
	}

	@Test
	void anAccountLeadsToWhatItDid() {
		assertThat(this.mvc.get().uri("/comptes/" + this.me.id()).with(Given.signedIn(this.coordinator))).hasStatusOk()
			.bodyText()
			.contains("/traces?compte=" + this.me.id());
	}

	@Test
	void nobodyElseSeesAnything() {
		CurrentAccount ambassador = this.given.ambassador("09");
		for (CurrentAccount other : List.of(this.me, ambassador)) {
			assertThat(this.mvc.get().uri("/traces?contact=" + this.person).with(Given.signedIn(other))).hasStatus(403);
		}
		for (String table : List.of("trail_change", "trail_reading")) {
			String all = "select count(*) from " + table;
			assertThat(Acting.as(this.me, () -> this.jdbc.sql(all).query(Long.class).single())).isZero();
			assertThatThrownBy(() -> Acting.as(ambassador, () -> this.jdbc.sql(all).query(Long.class).single()))
				.isInstanceOf(BadSqlGrammarException.class)
				.hasStackTraceContaining("permission denied");
			assertThat(Acting.as(this.coordinator, () -> this.jdbc.sql(all).query(Long.class).single())).isPositive();
		}
	}

	@Test
	void nobodyRewritesAnything() {
		this.mvc.get().uri("/contacts/" + this.person).with(Given.signedIn(this.me)).exchange();
		for (CurrentAccount one : List.of(this.me, this.coordinator)) {
			for (String table : List.of("trail_change", "trail_reading")) {
				assertThat(Acting.as(one, () -> this.jdbc.sql("delete from " + table).update())).isZero();
				assertThatThrownBy(() -> Acting.as(one,
						() -> this.jdbc.sql("update " + table + " set contact_id = null").update()))
					.hasStackTraceContaining("permission denied");
				assertThatThrownBy(() -> Acting.as(one,
						() -> this.jdbc.sql("insert into " + table + " select * from " + table).update()))
					.hasStackTraceContaining("permission denied");
			}
		}
		assertThatThrownBy(() -> Acting.asSystem(() -> this.jdbc.sql("update trail_change set before = null").update()))
			.hasStackTraceContaining("permission denied");
	}

	@Test
	void whatWasKeptLongEnoughGoes() {
		this.mvc.get().uri("/contacts/" + this.person).with(Given.signedIn(this.me)).exchange();
		this.mvc.get().uri("/contacts?q=" + this.name).with(Given.signedIn(this.me)).exchange();
		GivenTrail.asOwner(
				"update trail_change set at = now() - interval '12 months 2 days' where contact_id = ? and table_name = 'post'",
				this.person);
		GivenTrail.asOwner(
				"update trail_change set at = now() - interval '11 months' where contact_id = ? and table_name = 'contact'",
				this.person);
		GivenTrail.asOwner(
				"update trail_reading set last_at = now() - interval '6 months 2 days' where contact_id = ? and place = 'FICHE'",
				this.person);

		this.purge.purge();
		this.purge.purge();

		assertThat(GivenTrail.changes("post", this.person, this.jdbc)).isEmpty();
		assertThat(GivenTrail.changes("contact", this.person, this.jdbc)).isNotEmpty();
		assertThat(GivenTrail.places(this.person, this.me, this.jdbc)).containsExactly("LISTE");
	}

	@Test
	void erasingSomeoneTakesWhatWasWrittenOfThemOutOfTheTrail() {
		UUID other = GivenTrail.person(this.school, this.name + "t", "05 61 00 00 03", this.registration, this.me);
		assertThat(post("/contacts/" + this.person + "/suppression")).hasRedirectedUrl("/contacts");

		assertThat(contents(this.person)).isZero();
		assertThat(GivenTrail.changes("contact_phone", this.person, this.jdbc)).hasSize(3);
		assertThat(contents(other)).isPositive();
		assertThat(text(page("?contact=" + this.person)))
			.contains("a retiré la fiche", "une personne effacée", "Ce qui était écrit a été effacé avec la fiche.")
			.doesNotContain(this.name, BEFORE, AFTER);
	}

	@Test
	void aMergeLeadsToBothTrailsAndAnUndoToEachItsOwn() {
		UUID kept = GivenTrail.person(this.school, this.name + "t", "05 61 00 00 03", this.registration, this.me);
		assertThat(post("/contacts/doublons/" + kept + "/" + this.person)).hasRedirectedUrl("/contacts/" + kept);

		assertThat(text(page("?contact=" + kept))).contains(BEFORE, "a fusionné deux fiches")
			.doesNotContain("effacé avec la fiche");

		String merge = Acting.asSystem(() -> this.jdbc.sql("select id from contact_merge where kept_id = ?")
			.param(kept)
			.query(UUID.class)
			.single()
			.toString());
		post("/contacts/doublons/fusions/" + merge + "/annulation");
		assertThat(text(page("?contact=" + this.person))).contains("a corrigé le téléphone");
		assertThat(contents(this.person)).isPositive();
	}

	@Test
	void erasingARecordErasesTheTrailOfThoseMergedIntoIt() {
		UUID kept = GivenTrail.person(this.school, this.name + "t", "05 61 00 00 03", this.registration, this.me);
		post("/contacts/doublons/" + kept + "/" + this.person);
		assertThat(contents(this.person)).isPositive();

		assertThat(post("/contacts/" + kept + "/suppression")).hasRedirectedUrl("/contacts");

		assertThat(contents(this.person)).isZero();
		assertThat(contents(kept)).isZero();
	}

	private long contents(UUID contact) {
		return Acting.asSystem(() -> this.jdbc.sql(
				"select count(*) from trail_change where ? in (contact_id, other_id) and num_nonnulls(before, after) > 0")
			.param(contact)
			.query(Long.class)
			.single());
	}

	private MvcTestResult post(String address) {
		return this.mvc.post().uri(address).with(csrf()).with(Given.signedIn(this.me)).exchange();
	}

	private String page(String query) {
		MvcTestResult answer = this.mvc.get()
			.uri(java.net.URI.create("/traces" + query))
			.with(Given.signedIn(this.coordinator))
			.exchange();
		assertThat(answer).hasStatusOk();
		return new String(answer.getResponse().getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8);
	}

	private static String text(String page) {
		return page.replaceAll("(?s)<[^>]*>", "").replaceAll("[ \\t\\n]+", " ");
	}

	private static int count(String page) {
		return page.split("timeline__entry", -1).length - 1;
	}

}
