package fr.dossiersco.outreach.introduction;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.StatementCount;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.contact.ContactProfile;
import fr.dossiersco.outreach.contact.ContactRegistration;
import fr.dossiersco.outreach.contact.NewContact;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/**
 * A small network, ranked by hand: Ida works in the school; Alma, an ally reached this
 * week, was Ida's colleague elsewhere; Rémi left the school; Noé knows Ida and nobody has
 * reached him; Zoé is only in Noé's network, three ties away.
 */
@DatabaseTest
class IntroductionTests {

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private Given given;

	@Autowired
	private ContactRegistration registration;

	@Autowired
	private Introducers introducers;

	@Autowired
	private Introductions introductions;

	private CurrentAccount me;

	private String school;

	private UUID ida;

	private UUID alma;

	private UUID remi;

	private UUID noe;

	private UUID zoe;

	@BeforeEach
	void network() {
		this.me = this.given.outreach();
		this.school = this.given.school("988");
		String elsewhere = this.given.school("988");
		this.ida = person("Ida", this.school);
		this.alma = person("Alma", elsewhere);
		this.remi = person("Rémi", this.school);
		this.noe = person("Noé", this.given.school("988"));
		this.zoe = person("Zoé", this.given.school("988"));
		run("update post set ended_on = current_date - 400 where contact_id = ?", this.remi);
		ties(this.alma, this.ida, "ANCIEN_COLLEGUE");
		ties(this.noe, this.ida, "CONNAIT");
		ties(this.zoe, this.noe, "MEME_RESEAU");
		run("update contact set attitude = 'ALLIE', last_reached_at = now() - interval '3 days' where id = ?",
				this.alma);
		run("update contact set last_reached_at = now() - interval '200 days' where id = ?", this.ida);
	}

	@Test
	void theMostPromisingComesFirst() {
		LocalDate today = LocalDate.now(Introducers.PARIS);
		List<Introducer> found = toSchool(this.me);

		// Ida 40 + 5; Alma 34/2 + 15 + 10; Rémi 30; Noé 30/2.
		assertThat(contacts(found)).containsExactly(this.ida, this.alma, this.remi, this.noe);
		assertThat(found).filteredOn((introducer) -> introducer.contact() != null)
			.extracting((introducer) -> introducer.promise(today))
			.containsExactly(45, 42, 30, 15);
	}

	@Test
	void towardsAPersonColleaguesComeFirstAndTheirFriendsNext() {
		List<Introducer> found = Acting.as(this.me, () -> this.introducers.toPerson(this.ida));

		// Alma 34 + 15 + 10; Noé 30; Rémi, in the same school for years, 28; Zoé 22/2.
		assertThat(contacts(found)).containsExactly(this.alma, this.noe, this.remi, this.zoe);
	}

	@Test
	void neverSomeoneOpposedOrNotToBeContacted() {
		run("update contact set attitude = 'OPPOSE' where id = ?", this.alma);
		run("insert into opposition (id, contact_id, declared_at, declared_by, reason) values (gen_random_uuid(), ?, now(), '"
				+ this.me.id() + "', 'essai')", this.ida);

		assertThat(contacts(toSchool(this.me))).containsExactly(this.remi, this.noe);
	}

	@Test
	void theAmbassadorsOfTheAcademieAreAlwaysThere() {
		CurrentAccount ambassador = this.given.ambassador("40");

		assertThat(toSchool(this.me)).extracting(Introducer::ambassador).contains(ambassador.id());
	}

	@Test
	void anAmbassadorOfElsewhereLearnsNothing() {
		assertThat(toSchool(this.given.ambassador("09"))).extracting(Introducer::contact).doesNotContain(this.alma);
		assertThat(page("/contacts/" + this.ida + "/introductions", this.given.ambassador("09"))).hasStatus(404);
	}

	@Test
	void eachReasonIsASentence() {
		assertThat(page("/etablissements/" + this.school + "/introductions", this.me)).hasStatusOk()
			.bodyText()
			.contains("Travaille dans l’établissement", "A été collègue de Ida", "qui travaille dans l’établissement",
					"allié·e de Dossiersco", "pas encore joint·e");
	}

	@Test
	void askingOpensANextStepAndItsOutcomeOpensTheDoor() {
		String key = "contact:" + this.alma;
		assertThat(page("/introductions/nouvelle?etablissement=" + this.school + "&par=" + key, this.me)).hasStatusOk()
			.bodyText()
			.contains("Je crois que vous connaissez", this.me.name());

		MvcTestResult asked = post("/introductions", this.me, "etablissement", this.school, "par", key, "message",
				"Bonjour Alma", "lookAgainOn", LocalDate.now(Introducers.PARIS).plusDays(7).toString());
		assertThat(asked).hasStatus3xxRedirection();
		String address = asked.getResponse().getRedirectedUrl();
		assertThat(count("select count(*) from follow_up where uai = ? and closed_at is null", this.school))
			.isEqualTo(1);
		assertThat(toSchool(this.me)).filteredOn((introducer) -> this.alma.equals(introducer.contact()))
			.allMatch(Introducer::isPending);

		assertThat(post(address + "/issue", this.me, "issue", "ACCEPTEE", "note", "Très volontiers"))
			.hasRedirectedUrl(address);
		assertThat(count("select count(*) from follow_up where uai = ? and closed_at is null", this.school)).isZero();
		assertThat(Acting.as(this.me, () -> this.introductions.opened(this.school, null))).get()
			.extracting(Introductions.Opened::contact)
			.isEqualTo(this.alma);
		assertThat(page("/echanges/nouveau?etablissement=" + this.school, this.me)).bodyText()
			.containsPattern("<option value=\"" + this.alma + "\" selected=\"selected\"");

		assertThat(post(address + "/attente", this.me)).hasRedirectedUrl(address);
		assertThat(count("select count(*) from follow_up where uai = ? and closed_at is null", this.school))
			.isEqualTo(1);
		assertThat(post(address + "/retrait", this.me))
			.hasRedirectedUrl("/etablissements/" + this.school + "/introductions");
		assertThat(count("select count(*) from introduction where uai = ?", this.school)).isZero();
	}

	@Test
	void aRefusedRequestKeepsItsText() {
		assertThat(post("/introductions", this.me, "etablissement", this.school, "par", "contact:" + this.alma,
				"message", "Surtout ne rien perdre", "lookAgainOn", "2020-01-01"))
			.hasStatus(422)
			.bodyText()
			.contains("Surtout ne rien perdre", "une date à venir");
		assertThat(count("select count(*) from introduction where uai = ?", this.school)).isZero();
	}

	@Test
	void someoneWhoCannotIntroduceUsIsNotAsked() {
		assertThat(post("/introductions", this.me, "etablissement", this.school, "par", "contact:" + this.zoe,
				"message", "Bonjour", "lookAgainOn", "2030-01-01"))
			.hasStatus(404);
	}

	@Test
	void whoeverIsSearchedForIsFoundWithTheirPlace() {
		assertThat(this.mvc.get()
			.uri("/contacts/" + this.ida + "/liens/nouveau?recherche=Zoé")
			.with(Given.signedIn(this.me))).hasStatusOk().bodyText().contains("Collège de l’Exemple");
	}

	@Test
	void nobodyIsTiedToThemself() {
		assertThat(post("/contacts/" + this.ida + "/liens", this.me, "other", this.ida.toString(), "kind", "CONNAIT"))
			.hasStatus(422);
		assertThat(post("/contacts/" + this.ida + "/liens", this.me, "other", this.zoe.toString(), "kind", "FORME_PAR"))
			.hasRedirectedUrl("/contacts/" + this.ida);
		assertThat(post("/contacts/" + this.zoe + "/liens", this.me, "other", this.ida.toString(), "kind", "FORME_PAR"))
			.hasRedirectedUrl("/contacts/" + this.zoe);
		assertThat(count("select count(*) from acquaintance where kind = 'FORME_PAR' and '" + this.zoe
				+ "' in (one, other) and other::text = ?", this.zoe.toString()))
			.isEqualTo(1);
		assertThat(page("/contacts/" + this.zoe, this.me)).bodyText().contains("formé·e par cette personne");
	}

	@Test
	void anAmbassadorTiesOnlyThoseTheySee() {
		assertThat(post("/contacts/" + this.ida + "/liens", this.given.ambassador("09"), "other", this.zoe.toString(),
				"kind", "CONNAIT"))
			.hasStatus(404);
	}

	@Test
	void aNetworkIsReadInOneStatement() {
		assertThat(StatementCount.of(() -> toSchool(this.me))).isEqualTo(1);
	}

	private List<Introducer> toSchool(CurrentAccount who) {
		return Acting.as(who, () -> this.introducers.toSchool(this.school));
	}

	private static List<UUID> contacts(List<Introducer> found) {
		return found.stream().map(Introducer::contact).filter(Objects::nonNull).toList();
	}

	private UUID person(String name, String uai) {
		return Acting.as(this.me,
				() -> this.registration.register(
						new NewContact(ContactProfile.SECRETARIAT, "Essai" + UUID.randomUUID(), name, null, null, null),
						uai, "Essai", this.me));
	}

	private void ties(UUID one, UUID other, String kind) {
		run("insert into acquaintance (id, one, other, kind, noted_at, noted_by) values (gen_random_uuid(), ?, '"
				+ other + "', '" + kind + "', now(), '" + this.me.id() + "')", one);
	}

	private void run(String sql, Object parameter) {
		Acting.asSystem(() -> this.jdbc.sql(sql).param(parameter).update());
	}

	private long count(String sql, Object parameter) {
		return Acting.as(this.me, () -> this.jdbc.sql(sql).param(parameter).query(Long.class).single());
	}

	private MvcTestResult page(String address, CurrentAccount who) {
		return this.mvc.get().uri(address).with(Given.signedIn(who)).exchange();
	}

	private MvcTestResult post(String address, CurrentAccount who, String... fields) {
		var request = this.mvc.post().uri(address).with(Given.signedIn(who)).with(csrf());
		for (int i = 0; i < fields.length; i += 2) {
			request.param(fields[i], fields[i + 1]);
		}
		return request.exchange();
	}

}
