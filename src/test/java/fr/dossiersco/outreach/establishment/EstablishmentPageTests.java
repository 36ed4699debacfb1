package fr.dossiersco.outreach.establishment;

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

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@DatabaseTest
class EstablishmentPageTests {

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private Given given;

	@Autowired
	private JdbcClient jdbc;

	private CurrentAccount me;

	private String uai;

	@BeforeEach
	void aSchoolThatTwoExtractsDescribe() {
		this.me = this.given.outreach();
		this.uai = this.given.school("974", "Collège de la Ravine");
		source("GEOLOCALISATION", "2024-11-20", "{\"name\": \"Collège de la Ravine\", \"town\": \"Cilaos\"}");
		source("ANNUAIRE", "2024-10-01",
				"{\"name\": \"COLLEGE DE LA RAVINE\", \"phone\": \"+262262418300\", \"kind\": \"COLLEGE\"}");
		Acting.asSystem(() -> this.jdbc.sql("update establishment set phone = '+262262418300' where uai = ?")
			.param(this.uai)
			.update());
	}

	@Test
	void thePageShowsWhatTheDirectoryKnowsAndWhoSaysSo() {
		assertThat(page(this.me)).hasStatusOk()
			.bodyText()
			.contains("Collège de la Ravine", this.uai, "La Réunion", "tel:+262262418300",
					"0262\u00a041\u00a083\u00a000")
			.contains("20 novembre 2024", "1 octobre 2024", "(valeur retenue)")
			.contains("/echanges/nouveau?etablissement=" + this.uai, "/contacts/nouveau?etablissement=" + this.uai);
	}

	@Test
	void anAmbassadorOfAnotherAcademieReadsTheDirectorysEntryAndNothingMore() {
		correct(this.me, "web", "https://ravine.example", 0);
		CurrentAccount elsewhere = this.given.ambassador("09");

		assertThat(page(elsewhere)).hasStatusOk()
			.bodyText()
			.contains("Collège de la Ravine", this.uai, "tel:+262262418300", "https://ravine.example")
			.contains("dans une académie que vous ne suivez pas (La Réunion)\u00a0: seule sa fiche")
			.doesNotContain("/echanges/nouveau?etablissement", "/contacts/nouveau?etablissement", "/etape",
					"Corrections à la main", "Sources et dates", "class=\"glance\"");
		assertThat(page(this.given.ambassador("28"))).hasStatusOk()
			.bodyText()
			.contains("/echanges/nouveau?etablissement", "class=\"glance\"")
			.doesNotContain("seule sa fiche");
	}

	@Test
	void aSchoolFarAwaySaysWhatTimeItIsThere() {
		assertThat(page(this.me)).bodyText().contains("Il y est", "À Paris, il est");
		assertThat(this.mvc.get().uri("/etablissements/" + this.given.school("011")).with(Given.signedIn(this.me)))
			.bodyText()
			.doesNotContain("À Paris, il est");
	}

	@Test
	void otherSitesAreShown() {
		Acting.asSystem(() -> this.jdbc
			.sql("""
					insert into establishment_site (uai, site, name, kind, town) values (?, 'annexe', 'Annexe du Cirque', 'COLLEGE',
					'Mafate')""")
			.param(this.uai)
			.update());

		assertThat(page(this.me)).bodyText().contains("Annexe du Cirque", "Mafate");
	}

	@Test
	void anUnknownUaiAndABadOneAreNotFoundAndSayWhy() {
		assertThat(get("/etablissements/0010002C")).hasStatus(HttpStatus.NOT_FOUND)
			.bodyText()
			.contains("la dernière lettre ne correspond pas");
		assertThat(get("/etablissements/bonjour")).hasStatus(HttpStatus.NOT_FOUND)
			.bodyText()
			.contains("sept chiffres et une lettre");
		assertThat(get("/etablissements/0000001B")).hasStatus(HttpStatus.NOT_FOUND)
			.bodyText()
			.contains("Aucun établissement de l’annuaire ne porte l’UAI 0000001B");
	}

	@Test
	void aUaiInSmallLettersLeadsToThePage() {
		assertThat(get("/etablissements/" + this.uai.toLowerCase(java.util.Locale.ROOT)))
			.hasRedirectedUrl("/etablissements/" + this.uai);
	}

	@Test
	void thePageCostsFewStatementsHoweverMuchIsKnown() {
		long full = StatementCount.of(() -> page(this.me));
		String bare = this.given.school("011");
		long empty = StatementCount.of(() -> get("/etablissements/" + bare));

		assertThat(full).isEqualTo(empty).isLessThanOrEqualTo(12);
	}

	@Test
	void aCorrectionWinsAndTheDirectoryStaysBesideIt() {
		assertThat(correct(this.me, "phone", "02 62 41 83 01", 0)).hasRedirectedUrl("/etablissements/" + this.uai);

		assertThat(page(this.me)).bodyText()
			.contains("tel:+262262418301", "0262\u00a041\u00a083\u00a001")
			.contains("L’annuaire indique\u00a0:", "0262\u00a041\u00a083\u00a000", "dit au téléphone",
					"Camille Exemple");
	}

	@Test
	void aCorrectionCanBeWithdrawn() {
		correct(this.me, "phone", "0262418301", 0);

		assertThat(this.mvc.post()
			.uri("/etablissements/" + this.uai + "/correction/phone/retrait")
			.with(csrf())
			.with(Given.signedIn(this.me))).hasRedirectedUrl("/etablissements/" + this.uai);
		assertThat(page(this.me)).bodyText()
			.contains("tel:+262262418300")
			.doesNotContain("tel:+262262418301", "dit au téléphone");
	}

	@Test
	void anEmptiedFieldTakesTheDirectoryValueBack() {
		correct(this.me, "phone", "0262418301", 0);
		correct(this.me, "phone", "", 1);

		assertThat(page(this.me)).bodyText().contains("tel:+262262418300").doesNotContain("dit au téléphone");
	}

	@Test
	void theCorrectionsInForceAreOneSourceMore() {
		correct(this.me, "phone", "0262418301", 0);

		String payload = Acting.asSystem(() -> this.jdbc
			.sql("select payload ->> 'phone' from establishment_source where uai = ? and dataset = 'MANUEL'")
			.param(this.uai)
			.query(String.class)
			.single());

		assertThat(payload).isEqualTo("+262262418301");
	}

	@Test
	void aCorrectionOnTopOfAnotherPersonsShowsBothAndLosesNothing() {
		correct(this.me, "phone", "0262418301", 0);

		assertThat(correct(this.given.coordinator(), "phone", "0262418302", 0)).hasStatus(HttpStatus.CONFLICT)
			.bodyText()
			.contains("Quelqu’un a modifié", "0262\u00a041\u00a083\u00a001", "0262\u00a041\u00a083\u00a002")
			.contains("name=\"version\" value=\"1\"", "value=\"0262418302\"", "dit au téléphone");
		assertThat(page(this.me)).bodyText().contains("tel:+262262418301");
	}

	@Test
	void aRefusedCorrectionKeepsWhatWasTyped() {
		assertThat(correct(this.me, "phone", "12", 0)).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
			.bodyText()
			.contains("Ce numéro n’existe pas", "value=\"12\"");
		assertThat(correct(this.me, "postcode", "abc", 0)).bodyText().contains("Le code postal compte cinq chiffres");
		assertThat(this.mvc.post()
			.uri("/etablissements/" + this.uai + "/correction")
			.with(csrf())
			.with(Given.signedIn(this.me))
			.param("version", "0")
			.param("web", "pas une adresse")).bodyText()
			.contains("Dites en quelques mots", "Cette adresse ne se lit pas");
	}

	@Test
	void anAmbassadorReadsAndNeverCorrects() {
		CurrentAccount ambassador = this.given.ambassador("28");

		assertThat(page(ambassador)).hasStatusOk().bodyText().doesNotContain("/correction");
		assertThat(correct(ambassador, "phone", "0262418301", 0)).hasStatus(HttpStatus.FORBIDDEN);
	}

	private void source(String dataset, String date, String payload) {
		Acting.asSystem(() -> this.jdbc.sql("""
				insert into establishment_source (uai, dataset, extract_date, recorded_at, payload)
				values (?, ?, ?::date, now(), ?::jsonb)""").params(this.uai, dataset, date, payload).update());
	}

	private MvcTestResult correct(CurrentAccount by, String field, String value, int version) {
		var request = this.mvc.post()
			.uri("/etablissements/" + this.uai + "/correction")
			.with(csrf())
			.with(Given.signedIn(by))
			.param("name", "Collège de la Ravine")
			.param("town", "Cilaos")
			.param("reason", "Le secrétariat l’a dit au téléphone")
			.param("version", Integer.toString(version));
		return request.param(field, value).exchange();
	}

	private MvcTestResult page(CurrentAccount by) {
		return this.mvc.get().uri("/etablissements/" + this.uai).with(Given.signedIn(by)).exchange();
	}

	private MvcTestResult get(String path) {
		return this.mvc.get().uri(path).with(Given.signedIn(this.me)).exchange();
	}

}
