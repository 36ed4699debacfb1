package fr.dossiersco.outreach.message;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.StatementCount;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.contact.ContactProfile;
import fr.dossiersco.outreach.contact.ContactRegistration;
import fr.dossiersco.outreach.contact.NewContact;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.util.HtmlUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** A message as someone will read it: nothing blank, nobody who said no. */
@DatabaseTest
class PreviewTests {

	private static final String TEXT = "Bonjour {{nom.complet}},\n\nUn mot\u00A0? À {{ville}} ({{academie}}), {{fonction}}.\n\n{{expediteur}}";

	@Autowired
	private MessageLibrary library;

	@Autowired
	private ContactRegistration registration;

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private Given given;

	private CurrentAccount me;

	private String school;

	@BeforeEach
	void aSchool() {
		this.me = this.given.outreach();
		this.school = this.given.school("059", "Collège Aperçu");
	}

	@Test
	void aCompleteMessageIsCopiedOpenedInTheMailProgramAndLogged() {
		UUID ida = person("Ida", "secrétaire générale", "ida@college.example");
		UUID campaign = UUID.randomUUID();
		String page = page(
				preview(message(TEXT)) + "?contact=" + ida + "&campagne=" + campaign + "&retour=/contacts?q=x");

		assertThat(text(page)).isEqualTo(
				"Bonjour Camille Ida,\n\nUn mot\u00A0? À Villeneuve-lès-Essais (Lille), secrétaire générale.\n\nCamille Exemple");
		assertThat(page)
			.contains("data-copy=\"body\"", "href=\"mailto:ida@college.example?subject=Pour%20Camille%20Ida",
					"&amp;body=Bonjour%20Camille%20Ida%2C%0D%0A%0D%0AUn%20mot%C2%A0%3F", "Consigner l’envoi",
					"href=\"/contacts?q=x\"", "<mark class=\"merged\" title=\"Ville\">Villeneuve-lès-Essais</mark>")
			.doesNotContain("Il manque", "data-ready hidden", "{{");
		String log = page.replaceAll("(?s).*href=\"(/echanges/nouveau\\?contact=[^\"]+)\".*", "$1")
			.replace("&amp;", "&")
			.replace("+", "%20");
		assertThat(log).contains("contact=" + ida, "etablissement=" + this.school, "canal=MEL", "campagne=" + campaign);
		assertThat(body(this.mvc.get().uri(URI.create(log)).with(Given.signedIn(this.me)).exchange()))
			.containsPattern("value=\"MEL\"[^>]*(checked|selected)")
			.contains(HtmlUtils.htmlEscape("Message envoyé"));
	}

	@Test
	void whatIsMissingIsNamedWithThePlaceToFillItInAndNothingLeaves() {
		UUID noe = person("Noé", null, null);
		String page = page(preview(message(TEXT + " {{colleges.inscrits.departement}}")) + "?contact=" + noe);

		assertThat(page)
			.contains("Il manque", "{{fonction}}", "href=\"/contacts/" + noe + "/postes/",
					"comment elle veut être appelée", "data-ready hidden")
			.doesNotContain("href=\"mailto:");
		assertThat(text(page)).contains("{{fonction}}").doesNotContain("null");
	}

	@Test
	void aFieldIsFilledInOnceItIsKnownAndWhatWasTypedByHandStays() {
		UUID noe = person("Noé", null, "noe@college.example");
		String address = preview(message(TEXT));
		String edited = "Bonjour Noé, vous êtes {{fonction}}. Touché à la main.";

		MvcTestResult before = check(address, noe, "Un objet", edited);
		assertThat(before).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
		assertThat(text(body(before))).isEqualTo(edited);
		asTeam("update post set title = 'gestionnaire' where contact_id = ?", noe);
		MvcTestResult after = check(address, noe, "Un objet", edited);

		assertThat(after).hasStatusOk();
		assertThat(text(body(after))).isEqualTo("Bonjour Noé, vous êtes gestionnaire. Touché à la main.");
		assertThat(body(after)).contains("mailto:noe@college.example?subject=Un%20objet");
		assertThat(check(address, noe, "Un objet", "Sans champ.")).hasStatusOk();
	}

	@Test
	void aFaultTypedByHandIsNamedAndKept() {
		UUID ida = person("Ida", "gestionnaire", null);
		MvcTestResult refused = check(preview(message(TEXT)), ida, "", "Bonjour {{prenom}},\n{{quoi}} <b>");

		assertThat(refused).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
		assertThat(body(refused))
			.contains("Aucun champ ne s’appelle {{quoi}} (ligne 2)", "Un mél a un objet", "data-ready hidden")
			.doesNotContain("href=\"mailto:", "<b>");
		assertThat(text(body(refused))).isEqualTo("Bonjour {{prenom}},\n{{quoi}} <b>");
		assertThat(check(preview(message(TEXT)), ida, "x", "")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
	}

	@Test
	void theOldWordIsNeverSentFromAPost() {
		UUID ida = person("Ida", "Intendante", "ida@college.example");
		String page = page(preview(message(TEXT)) + "?contact=" + ida);

		assertThat(page).contains("{{fonction}}", "data-ready hidden", "qui n’est pas envoyé");
		assertThat(text(page)).doesNotContainIgnoringCase("intendant");
	}

	@Test
	void whoeverSaidNoIsNotWrittenTo() {
		UUID ida = person("Ida", "gestionnaire", "ida@college.example");
		asTeam("insert into opposition (id, contact_id, declared_at, declared_by, reason) values (gen_random_uuid(), ?, now(), '"
				+ this.me.id() + "', 'essai')", ida);

		assertThat(page(preview(message(TEXT)) + "?contact=" + ida)).contains("à ne plus être contacté·e")
			.doesNotContain("mailto:ida", "data-copy", "<textarea", "Consigner l’envoi", "data-mail");
		assertThat(body(check(preview(message(TEXT)), ida, "x", "y"))).contains("à ne plus être contacté·e")
			.doesNotContain("mailto:ida", "data-copy");
	}

	@Test
	void thePageOfAPersonProposesWhatSuitsThemUnlessTheySaidNo() {
		// Titles in front of all others: only a few are proposed.
		String word = "0 " + UUID.randomUUID();
		UUID suits = this.given.message(word + " a", "Bonjour", ContactProfile.INTENDANT, this.me.id());
		UUID others = this.given.message(word + " b", "Bonjour", ContactProfile.TEACHER, this.me.id());
		UUID ida = person("Ida", "gestionnaire", "ida@college.example");

		assertThat(page("/contacts/" + ida)).contains("/messages/" + suits + "/apercu?contact=" + ida)
			.doesNotContain(others.toString());
		asTeam("insert into opposition (id, contact_id, declared_at, declared_by, reason) values (gen_random_uuid(), ?, now(), '"
				+ this.me.id() + "', 'essai')", ida);
		assertThat(page("/contacts/" + ida)).doesNotContain("/apercu?contact=");
	}

	@Test
	void anAmbassadorPreviewsForTheirOwnPeopleOnly() {
		UUID ida = person("Ida", "gestionnaire", null);
		String address = preview(message(TEXT)) + "?contact=" + ida;

		assertThat(get(address, this.given.ambassador("09"))).hasStatusOk();
		assertThat(get(address, this.given.ambassador("11"))).hasStatus(HttpStatus.NOT_FOUND);
		assertThat(body(get(preview(message(TEXT)) + "?etablissement=" + this.school, this.given.ambassador("11"))))
			.contains("Collège Aperçu")
			.doesNotContain("Ida");
		assertThat(get(preview(message(TEXT)) + "?contact=" + UUID.randomUUID(), this.me))
			.hasStatus(HttpStatus.NOT_FOUND);
	}

	@Test
	void aSchoolIsWrittenToAtItsOwnAddressOrItsPeopleAreProposed() {
		UUID ida = person("Ida", "gestionnaire", null);
		asTeam("update establishment set email = 'ce.essai@academie.example' where uai = ?", this.school);
		String page = page(preview(message("Équipe", "Bonjour, à l’équipe de {{etablissement}}.")) + "?etablissement="
				+ this.school.toLowerCase(Locale.ROOT));

		assertThat(page).contains("mailto:ce.essai@academie.example", "Camille Ida", "contact=" + ida,
				"/echanges/nouveau?etablissement=" + this.school);
		assertThat(page(preview(message(TEXT)) + "?etablissement=" + this.school))
			.contains("choisissez une personne de cet établissement");
	}

	@Test
	void peopleAndSchoolsAreLookedFor() {
		String name = "Zéphyrine" + UUID.randomUUID().toString().substring(0, 8).replaceAll("\\d", "x");
		UUID found = person(name, "gestionnaire", null);

		assertThat(page(preview(message(TEXT)) + "?recherche=" + name.toUpperCase(Locale.ROOT) + "&retour=/x"))
			.contains("contact=" + found, "retour=%2Fx");
		assertThat(page(preview(message(TEXT)) + "?recherche=" + this.school)).contains("etablissement=" + this.school);
		assertThat(page(preview(message(TEXT)) + "?recherche=qqzzyyxxqq")).contains("Nous ne connaissons ni");
		assertThat(page(preview(message(TEXT)) + "?contact=n_importe&etablissement=quoi&campagne=x&retour=//y"))
			.contains("pas encore choisi à qui écrire")
			.doesNotContain("//y");
	}

	@Test
	void figuresAreThoseOfThePlaceAndNoughtIsNeverSaid() {
		UUID ida = Acting.as(this.me,
				() -> this.registration.register(
						new NewContact(ContactProfile.INTENDANT, "gestionnaire", "Ida", "Camille", null, null),
						this.given.school("977"), "Essai", this.me));
		String address = preview(message(
				"Inscrits\u00A0: {{colleges.inscrits.departement}}. Usage\u00A0: {{colleges.utilisateurs.departement}}."))
				+ "?contact=" + ida;
		long before = signedUp("977");
		if (before == 0) {
			assertThat(page(address)).contains("aucun collège n’est compté");
		}
		pursue(this.given.school("977"), "ACTIVE");
		pursue(this.given.school("977"), "SANS_SUITE");

		long all = Acting.asSystem(() -> this.jdbc.sql(
				"select count(*) from establishment where departement = '977' and kind = 'COLLEGE' and state <> 'FERME'")
			.query(Long.class)
			.single());
		assertThat(text(page(address))).contains(((before == 0) ? "1 collège" : (before + 1) + "\u00A0collèges")
				+ " sur " + all + " de votre département");
	}

	@Test
	void aPreviewAsksTheSameNumberOfQuestionsHoweverMuchThereIs() {
		UUID ida = person("Ida", "gestionnaire", null);
		String address = preview(message(TEXT + "{{colleges.inscrits.academie}}"));

		assertThat(StatementCount.of(() -> page(address + "?contact=" + ida))).isEqualTo(4);
		long search = StatementCount.of(() -> page(address + "?recherche=camille"));
		person("Alma", null, null);
		assertThat(StatementCount.of(() -> page(address + "?recherche=camille"))).isEqualTo(search)
			.isLessThanOrEqualTo(10);
		assertThat(StatementCount.of(() -> page(address + "?etablissement=" + this.school))).isEqualTo(5);
	}

	@Test
	void aLongTextIsCopiedRatherThanPutInAnAddress() {
		UUID ida = person("Ida", "gestionnaire", "ida@college.example");
		String page = page(preview(message("é".repeat(600))) + "?contact=" + ida);

		assertThat(page)
			.contains("href=\"mailto:ida@college.example?subject=Pour%20Camille%20Ida\"",
					"Ouvrir ma messagerie sans le texte")
			.containsPattern("data-too-long>");
		assertThat(page(preview(message("court")) + "?contact=" + ida)).containsPattern("data-too-long hidden");
	}

	private long signedUp(String departement) {
		return Acting.asSystem(() -> this.jdbc.sql("""
				select count(*) from pursuit p join establishment e using (uai) join stage s on s.code = p.stage
				where e.departement = ? and e.kind = 'COLLEGE' and e.state <> 'FERME' and s.category <> 'A_PART'
					and s.position >= (select position from stage where code = 'INSCRIT')""")
			.param(departement)
			.query(Long.class)
			.single());
	}

	private void pursue(String uai, String stage) {
		Acting.asSystem(() -> this.jdbc.sql("""
				insert into pursuit (uai, academie, stage, since, version)
				select uai, academie, ?, now(), 0 from establishment where uai = ?""").params(stage, uai).update());
	}

	private UUID person(String familyName, @Nullable String title, @Nullable String email) {
		return Acting.as(this.me,
				() -> this.registration.register(
						new NewContact(ContactProfile.INTENDANT, title, familyName, "Camille", null, email),
						this.school, "Essai", this.me));
	}

	private UUID message(String body) {
		return message("Pour {{nom.complet}}", body);
	}

	private UUID message(String subject, String body) {
		return Acting.as(this.me, () -> this.library
			.add(new MessageForm("Modèle", MessageChannel.MEL, List.of(), subject, body, null), this.me));
	}

	private static String preview(UUID message) {
		return "/messages/" + message + "/apercu";
	}

	private void asTeam(String sql, Object value) {
		Acting.as(this.me, () -> this.jdbc.sql(sql).param(value).update());
	}

	private MvcTestResult check(String address, UUID contact, String subject, String body) {
		return this.mvc.post()
			.uri(address)
			.with(csrf())
			.with(Given.signedIn(this.me))
			.param("contact", contact.toString())
			.param("subject", subject)
			.param("body", body)
			.exchange();
	}

	private String page(String uri) {
		MvcTestResult answer = get(uri, this.me);
		assertThat(answer).hasStatusOk();
		return body(answer);
	}

	private MvcTestResult get(String uri, CurrentAccount who) {
		return this.mvc.get().uri(uri).with(Given.signedIn(who)).exchange();
	}

	/** What the field of the text holds. */
	private static String text(String page) {
		return HtmlUtils
			.htmlUnescape(page.replaceAll("(?s).*<textarea[^>]*name=\"body\"[^>]*>(.*?)</textarea>.*", "$1"));
	}

	private static String body(MvcTestResult answer) {
		return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
	}

}
