package fr.dossiersco.outreach.contact;

import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.StatementCount;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
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

@DatabaseTest
class ContactPagesTests {

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private Given given;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private ContactRegistration registration;

	private CurrentAccount me;

	private String school;

	@BeforeEach
	void aSchool() {
		this.me = this.given.outreach();
		this.school = this.given.school("031");
	}

	@Test
	void someoneIsAddedWithEverything() {
		String name = GivenContact.unique("Imaginaire");
		MvcTestResult added = post("/contacts", "etablissement", this.school, "profile", "INTENDANT", "title",
				"secrétaire générale d’EPLE", "familyName", name, "givenName", "Camille", "phones[0].number",
				"05.61.00.00.00", "phones[0].label", "ligne directe", "phones[1].number", "+33 6 39 98 00 00",
				"emails[0].address", name + "@College.example", "startedOn", "2025-09-01", "notes",
				"Disponible le mardi.", "source", "Openlab", "informedOn", "2026-01-15");

		assertThat(added).hasStatus3xxRedirection();
		String page = body(get(location(added)));
		assertThat(page).contains("Camille " + name, "Intendance", "secrétaire générale d’EPLE", "tel:+33561000000",
				"05\u00a061\u00a000\u00a000\u00a000", "ligne directe",
				"mailto:" + name.toLowerCase(java.util.Locale.ROOT) + "@college.example", "Disponible le mardi.",
				"depuis le 1 septembre 2025", "le 15 janvier 2026", "Openlab", "/echanges/nouveau?contact=");
		assertThat(body(get("/etablissements/" + this.school))).contains("Camille " + name);
		assertThat(body(get("/contacts?q=" + name))).contains(name, "1 contact");
	}

	@Test
	void aRefusedFormKeepsWhatWasTyped() {
		MvcTestResult refused = post("/contacts", "etablissement", this.school, "givenName", "Camille",
				"phones[0].number", "zéro cinq", "phones[2].number", "05 61 00 00 00", "emails[0].address", "pas une",
				"startedOn", "2026-09-01", "endedOn", "2026-08-31", "notes", "À garder.");

		assertThat(refused).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
		assertThat(body(refused)).contains("Des réponses sont à revoir", "Ce n’est pas un numéro de téléphone",
				"Donnez un profil ou un titre.", "La fin précède le début", "value=\"zéro cinq\"",
				"value=\"05 61 00 00 00\"", "value=\"pas une\"", "value=\"Camille\"", "À garder.",
				"href=\"#phones0.number\"");
	}

	@Test
	void oneMoreLineKeepsWhatWasTyped() {
		MvcTestResult more = post("/contacts", "etablissement", this.school, "profile", "TEACHER", "familyName",
				"Brouillon", "phones[2].number", "05 61 00 00 00", "onePhoneMore", "1");

		assertThat(more).hasStatusOk();
		assertThat(body(more)).contains("phones[3].number", "value=\"05 61 00 00 00\"", "value=\"Brouillon\"")
			.doesNotContain("Des réponses sont à revoir", "phones[4].number");
		assertThat(body(post("/contacts", "etablissement", this.school, "oneEmailMore", "1")))
			.contains("emails[3].address");
	}

	@Test
	void aLookAlikeIsShownBeforeSomeoneIsAddedTwice() {
		String name = GivenContact.unique("Modele");
		UUID known = GivenContact.at(this.school, name, "05 61 11 22 33", name + "@college.example", this.registration,
				this.me);
		String[] same = { "etablissement", this.given.school("059"), "profile", "PRINCIPAL", "familyName", "Autre",
				"emails[0].address", name + "@college.example", "source", "Openlab" };

		MvcTestResult warned = post("/contacts", same);

		assertThat(warned).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
		assertThat(body(warned)).contains("/contacts/" + known, "même adresse électronique", "Créer quand même",
				"value=\"Autre\"");
		// The Enter key presses the first button, which must not be the one that accepts.
		assertThat(find(body(warned), "(?s)id=\"fiche\".*?<button ([^>]*)>")).doesNotContain("duplicate");
		assertThat(post("/contacts", with(same, "duplicate", "accepted"))).hasStatus3xxRedirection();
	}

	@Test
	void nearlyTheSameNameInTheSamePlaceIsALookAlike() {
		String name = GivenContact.unique("Gabarit");
		GivenContact.at(this.school, name, null, null, this.registration, this.me);

		MvcTestResult warned = post("/contacts", "etablissement", this.school, "profile", "PRINCIPAL", "familyName",
				name + "x", "givenName", "Camille", "source", "Openlab");

		assertThat(body(warned)).contains("nom proche, au même endroit");
	}

	@Test
	void whoComesSecondSeesBothVersionsAndMaySendTheirsAgain() {
		UUID id = GivenContact.at(this.school, this.registration, this.me);
		String version = version(body(get("/contacts/" + id + "/modifier")));
		assertThat(post("/contacts/" + id + "/modifier", "version", version, "familyName", "Premier", "source",
				"Openlab", "emails[0].address", "premier@college.example"))
			.hasStatus3xxRedirection();

		MvcTestResult second = post("/contacts/" + id + "/modifier", "version", version, "familyName", "Second",
				"notes", "Tapé par la seconde personne.", "source", "Openlab");

		assertThat(second).hasStatus(HttpStatus.CONFLICT);
		assertThat(body(second)).contains("Premier", "premier@college.example", "Tapé par la seconde personne.",
				"value=\"Second\"", "Version enregistrée", "Votre saisie");
		assertThat(body(get("/contacts/" + id))).contains("Premier").doesNotContain("Tapé par");
		assertThat(post("/contacts/" + id + "/modifier", "version", version(body(second)), "familyName", "Second",
				"source", "Openlab"))
			.hasStatus3xxRedirection();
		assertThat(body(get("/contacts/" + id))).contains("Second").doesNotContain("Premier");
	}

	@Test
	void whoChangesOnlyNumbersIsTold() {
		UUID id = GivenContact.at(this.school, this.registration, this.me);
		String version = version(body(get("/contacts/" + id + "/modifier")));
		String[] answer = { "version", version, "familyName", "Exemple", "givenName", "Camille", "source", "Openlab" };
		post("/contacts/" + id + "/modifier", with(answer, "phones[0].number", "05 61 00 00 00"));
		String after = version(body(get("/contacts/" + id + "/modifier")));
		post("/contacts/" + id + "/modifier",
				with(with(answer, "phones[0].number", "05 61 00 00 01"), "version", after));

		assertThat(post("/contacts/" + id + "/modifier",
				with(with(answer, "phones[0].number", "05 61 00 00 02"), "version", after)))
			.hasStatus(HttpStatus.CONFLICT);
	}

	@Test
	void anOppositionIsHonouredAndCanBeLifted() {
		String name = GivenContact.unique("Fictif");
		UUID id = GivenContact.at(this.school, name, "05 61 44 55 66", name + "@college.example", this.registration,
				this.me);
		assertThat(post("/contacts/" + id + "/opposition")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);

		assertThat(post("/contacts/" + id + "/opposition", "reason", "Demandé par téléphone"))
			.hasStatus3xxRedirection();

		assertThat(body(get("/contacts/" + id)))
			.contains("Ne plus contacter cette personne", "Demandé par téléphone", this.me.name())
			.doesNotContain("tel:+33561445566", "mailto:" + name, "/echanges/nouveau?contact=");
		assertThat(body(get("/contacts?q=" + name))).contains("Ne plus contacter").doesNotContain("tel:");
		assertThat(body(get("/etablissements/" + this.school))).contains("Ne plus contacter")
			.doesNotContain("tel:+33561445566");
		assertThat(body(get("/contacts?opposition=avec&q=" + name))).contains("1 contact");
		assertThat(body(get("/contacts?opposition=sans&q=" + name))).contains("Aucun contact");

		assertThat(body(get("/contacts/" + id + "/opposition"))).contains("Lever l’opposition");
		assertThat(post("/contacts/" + id + "/opposition/levee")).hasStatus3xxRedirection();
		assertThat(body(get("/contacts/" + id))).contains("tel:+33561445566");
	}

	@Test
	void aPostEndsWhenThePersonMoves() {
		UUID id = GivenContact.at(this.school, this.registration, this.me);
		String next = this.given.school("059", "Collège d’après");
		String end = find(body(get("/contacts/" + id)), "/contacts/" + id + "/postes/[^/]+/fin");

		assertThat(post(end, "lastDay", "")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
		assertThat(post(end, "lastDay", "2020-08-31")).hasStatus3xxRedirection();
		assertThat(post("/contacts/" + id + "/postes", "place", "0000000A", "profile", "PRINCIPAL"))
			.hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
		assertThat(
				post("/contacts/" + id + "/postes", "place", next, "profile", "PRINCIPAL", "startedOn", "2020-09-01"))
			.hasStatus3xxRedirection();

		assertThat(body(get("/contacts/" + id))).contains("Fonctions passées", "jusqu’au 31 août 2020",
				"Collège d’après", "depuis le 1 septembre 2020");
		assertThat(body(get("/etablissements/" + this.school))).contains("Personne n’est encore noté",
				"A travaillé dans l’établissement");
		assertThat(body(get("/etablissements/" + next))).contains("/contacts/" + id);
	}

	@Test
	void someoneOfAnOrganisationIsAddedWithIt() {
		String name = GivenContact.unique("Parents");
		MvcTestResult added = post("/contacts", "organisationName", "Fédération " + name, "organisationKind",
				"FEDERATION", "organisationAcademie", "16", "title", "présidente", "familyName", name, "source",
				"Rencontre");

		String organisation = find(body(get(location(added))), "/organisations/[0-9a-f-]+");
		assertThat(body(get(organisation))).contains("Fédération " + name, "Toulouse", "présidente");
		assertThat(body(get("/contacts/nouveau?recherche=" + name))).contains("Fédération " + name);
		assertThat(body(post("/contacts", "familyName", name, "source", "Rencontre", "title", "élu")))
			.contains("Donnez le nom de l’organisation.", "Choisissez un type d’organisation.");
	}

	@Test
	void someoneToWhomNothingRefersCanBeDeleted() {
		UUID id = GivenContact.at(this.school, this.registration, this.me);

		assertThat(body(get("/contacts/" + id + "/suppression"))).contains("Supprimer définitivement");
		assertThat(post("/contacts/" + id + "/suppression")).hasStatus3xxRedirection();

		assertThat(get("/contacts/" + id)).hasStatus(HttpStatus.NOT_FOUND);
	}

	@Test
	void someoneWithExchangesIsNotDeletedAlone() {
		UUID id = GivenContact.at(this.school, this.registration, this.me);
		Acting.as(this.me, () -> this.jdbc.sql("""
				insert into interaction (id, uai, academie, contact_id, author, occurred_at, recorded_at, channel,
					direction, outcome, approach, version)
				values (gen_random_uuid(), ?, '16', ?, ?, now(), now(), 'TELEPHONE', 'SORTANT', 'JOINT', 'FROID', 0)""")
			.params(this.school, id, this.me.id())
			.update());

		MvcTestResult refused = post("/contacts/" + id + "/suppression");

		assertThat(refused).hasStatus(HttpStatus.CONFLICT);
		assertThat(body(refused)).contains("ne peut pas être supprimée seule");
		assertThat(get("/contacts/" + id)).hasStatusOk();
	}

	@Test
	void anUnknownPersonOrPlaceIsNotFound() {
		assertThat(get("/contacts/" + UUID.randomUUID())).hasStatus(HttpStatus.NOT_FOUND);
		assertThat(get("/contacts/camille")).hasStatus(HttpStatus.NOT_FOUND);
		assertThat(get("/contacts/nouveau?etablissement=0000000A")).hasStatus(HttpStatus.NOT_FOUND);
		assertThat(get("/contacts/nouveau?organisation=personne")).hasStatus(HttpStatus.NOT_FOUND);
		assertThat(get("/organisations/" + UUID.randomUUID())).hasStatus(HttpStatus.NOT_FOUND);
	}

	@Test
	void peopleLeaveForAnAddressBookUnlessTheyObject() {
		String name = GivenContact.unique("Carnet");
		UUID id = GivenContact.at(this.school, name, "05 61 44 55 66", "carnet@college.example", this.registration,
				this.me);

		String card = body(get("/contacts/" + id + "/fiche.vcf"));
		assertThat(card).contains("BEGIN:VCARD", "VERSION:4.0", "N:" + name + ";Camille", "FN:Camille " + name,
				"+33561445566", "carnet@college.example", "TITLE:gestionnaire", "ORG:");
		assertThat(body(get("/contacts/fiches.vcf?q=" + name))).contains("FN:Camille " + name);

		post("/contacts/" + id + "/opposition", "reason", "L’a demandé.");
		assertThat(get("/contacts/" + id + "/fiche.vcf")).hasStatus(HttpStatus.NOT_FOUND);
		assertThat(body(get("/contacts/fiches.vcf?q=" + name))).doesNotContain(name);
	}

	@Test
	void theListIsNarrowedByTheStageOfTheSchool() {
		String name = GivenContact.unique("Etape");
		GivenContact.at(this.school, name, null, null, this.registration, this.me);

		assertThat(body(get("/contacts?etape=AUCUNE&q=" + name))).contains("1 contact", "Sans étape");
		assertThat(body(get("/contacts?etape=CONTACTE&q=" + name))).contains("Aucun contact");
		assertThat(body(get("/contacts?etape=quelconque&q=" + name))).contains("1 contact");
	}

	@Test
	void whereSomeoneWorksIsAskedFirst() {
		String name = GivenContact.unique("Ebauche");
		String uai = this.given.school("031", "Collège " + name);

		assertThat(body(get("/contacts/nouveau"))).contains("Où cette personne travaille-t-elle");
		assertThat(body(get("/contacts/nouveau?recherche=college " + name)))
			.contains("/contacts/nouveau?etablissement=" + uai);
	}

	@Test
	void thePageOfAPersonTakesFewStatements() {
		UUID id = GivenContact.at(this.school, this.registration, this.me);

		assertThat(StatementCount.of(() -> get("/contacts/" + id))).isLessThanOrEqualTo(8);
	}

	private MvcTestResult get(String uri) {
		return this.mvc.get().uri(uri).with(Given.signedIn(this.me)).exchange();
	}

	private MvcTestResult post(String uri, String... fields) {
		var request = this.mvc.post().uri(uri).with(Given.signedIn(this.me)).with(csrf());
		for (int i = 0; i < fields.length; i += 2) {
			request = request.param(fields[i], fields[i + 1]);
		}
		return request.exchange();
	}

	private static String[] with(String[] fields, String name, String value) {
		java.util.Map<String, String> all = new java.util.LinkedHashMap<>();
		for (int i = 0; i < fields.length; i += 2) {
			all.put(fields[i], fields[i + 1]);
		}
		all.put(name, value);
		return all.entrySet()
			.stream()
			.flatMap((field) -> java.util.stream.Stream.of(field.getKey(), field.getValue()))
			.toArray(String[]::new);
	}

	private static String body(MvcTestResult result) {
		try {
			return HtmlUtils.htmlUnescape(result.getResponse().getContentAsString());
		}
		catch (java.io.UnsupportedEncodingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String location(MvcTestResult result) {
		return String.valueOf(result.getResponse().getRedirectedUrl());
	}

	private static String version(String page) {
		return find(page, "name=\"version\" value=\"([0-9]+)\"");
	}

	private static String find(String page, String pattern) {
		Matcher matcher = Pattern.compile(pattern).matcher(page);
		assertThat(matcher.find()).as(pattern).isTrue();
		return matcher.group(matcher.groupCount());
	}

}
