package fr.dossiersco.outreach.availability;

import java.nio.charset.StandardCharsets;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.account.CurrentAccount;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@DatabaseTest
class CalendarPagesTests {

	private static final String HEADER = "description;population;start_date;end_date;location;zones;annee_scolaire\n";

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private Given given;

	private CurrentAccount coordinator;

	@BeforeEach
	void coordinator() {
		this.coordinator = this.given.coordinator();
	}

	@Test
	void aZoneThatNobodyPublishedIsSaidToBeUnknown() {
		assertThat(page("/calendrier", this.coordinator)).contains("calendrier non connu").contains("Wallis et Futuna");
	}

	@Test
	void aFileComesInAgainAndAgain() {
		String line = "Vacances d’Essai;-;2090-02-07;2090-02-23;Ajaccio;Corse;2089-2090";

		assertThat(upload(line)).hasRedirectedUrl("/calendrier");
		assertThat(upload(line.replace("02-23", "02-21"))).hasRedirectedUrl("/calendrier");
	}

	@Test
	void aRefusedLineIsToldWithItsReason() {
		assertThat(upload("Toussaint;-;2090-11-02;2090-10-17;Lyon;Zone A;2090-2091")).hasStatus(422)
			.bodyText()
			.contains("Ligne 2")
			.contains("la fin précède le début");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "25:00-26:00 | n’est pas une heure", "12:00-8:30 | précède le début",
			"8:30-12:00, 11:00-13:00 | chevauche", "le matin | ne se lit pas" })
	void hoursThatCannotBeAreRefusedAndStayTyped(String typed, String message) {
		String uai = this.given.school("059");

		assertThat(this.mvc.post()
			.uri("/etablissements/{uai}/horaires", uai)
			.param("tuesday", typed)
			.with(csrf())
			.with(Given.signedIn(this.coordinator))).hasStatus(422)
			.bodyText()
			.contains(message)
			.contains(typed.substring(0, 4));
	}

	@Test
	void theEffectOfNewHoursIsShownBeforeTheyCount() {
		assertThat(this.mvc.post()
			.uri("/calendrier/horaires")
			.param("tuesday", "8h30 à 12h et 13h30 à 17h")
			.param("summerStart", "7")
			.param("summerEnd", "7")
			.param("councils", "15/12, 25/03")
			.param("enrolment", "10/07")
			.param("action", "preview")
			.with(csrf())
			.with(Given.signedIn(this.coordinator))).hasStatus(200).bodyText().contains("à 7 h d’appel");
		assertThat(page("/calendrier/horaires", this.coordinator)).contains("13:30-17:00").contains("Vendredi");
	}

	@Test
	void anAmbassadorClosesTheSchoolsOfTheirAcademieOnly() {
		CurrentAccount ambassador = this.given.ambassador("20");

		assertThat(close(this.given.school("080"), ambassador)).hasStatus3xxRedirection();
		assertThat(close(this.given.school("059"), ambassador)).hasStatus(404);
	}

	@Test
	void aFileLargerThanAnyCalendarIsRefusedUnread() {
		assertThat(upload("x".repeat(5_000_000))).hasStatus(422).bodyText().contains("dépasse 5\u00a0Mo");
	}

	private org.springframework.test.web.servlet.assertj.MvcTestResult close(String uai, CurrentAccount by) {
		return this.mvc.post()
			.uri("/etablissements/{uai}/fermetures", uai)
			.param("firstDay", "2090-03-01")
			.param("reason", "Grève")
			.with(csrf())
			.with(Given.signedIn(by))
			.exchange();
	}

	private org.springframework.test.web.servlet.assertj.MvcTestResult upload(String line) {
		return this.mvc.post()
			.uri("/calendrier/vacances")
			.multipart()
			.file(new MockMultipartFile("file", "calendrier.csv", "text/csv",
					(HEADER + line).getBytes(StandardCharsets.UTF_8)))
			.with(csrf())
			.with(Given.signedIn(this.coordinator))
			.exchange();
	}

	private String page(String address, CurrentAccount by) {
		return new String(
				this.mvc.get().uri(address).with(Given.signedIn(by)).exchange().getResponse().getContentAsByteArray(),
				StandardCharsets.UTF_8);
	}

}
