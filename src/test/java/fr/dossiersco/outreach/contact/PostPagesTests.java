package fr.dossiersco.outreach.contact;

import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.account.CurrentAccount;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** Someone's posts over time, at both places. */
@DatabaseTest
class PostPagesTests {

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private Given given;

	@Autowired
	private ContactRegistration registration;

	private CurrentAccount me;

	private String school;

	private UUID person;

	@BeforeEach
	void someone() {
		this.me = this.given.outreach();
		this.school = this.given.school("059");
		this.person = GivenContact.at(this.school, this.registration, this.me);
	}

	@Test
	void aDepartureAsksWhoComesAfter() {
		LocalDate lastDay = LocalDate.now(ContactBook.PARIS).minusDays(3);

		assertThat(send("fin", "lastDay", lastDay.toString())).hasStatus3xxRedirection();

		assertThat(page("/etablissements/" + this.school)).contains("Qui remplace Camille ", "(gestionnaire)");
		assertThat(page("/")).contains("Qui remplace Camille ");
	}

	@Test
	void anAllyWhoMovesIsSeenWhereTheyArrive() {
		String next = this.given.school("059", "Collège d’arrivée");
		post("/contacts/" + this.person + "/attitude", "attitude", "ALLIE", "reason", "En parle autour de soi.");
		send("fin", "lastDay", LocalDate.now(ContactBook.PARIS).minusDays(40).toString());

		add("place", next, "profile", "INTENDANT", "startedOn",
				LocalDate.now(ContactBook.PARIS).minusDays(30).toString());

		assertThat(page("/etablissements/" + next)).contains("Connaît Dossiersco", "Collège de l’Exemple");
		assertThat(page("/etablissements/" + this.school)).doesNotContain("Connaît Dossiersco");
	}

	@Test
	void whoeverNobodyKnowsArrivesUnnoticed() {
		String next = this.given.school("059");
		send("fin", "lastDay", LocalDate.now(ContactBook.PARIS).minusDays(40).toString());
		add("place", next, "profile", "INTENDANT");

		assertThat(page("/etablissements/" + next)).contains("/contacts/" + this.person)
			.doesNotContain("Connaît Dossiersco");
	}

	@Test
	void thePostHeldAlreadyIsNotAddedAgain() {
		MvcTestResult refused = add("place", this.school, "profile", "INTENDANT", "startedOn", "2024-09-01", "title",
				"gestionnaire");

		assertThat(refused).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
			.bodyText()
			.contains("tient déjà cette fonction", "value=\"2024-09-01\"", "value=\"" + this.school + "\"");
		assertThat(add("place", this.school, "profile", "PRINCIPAL")).hasStatus3xxRedirection();
	}

	@Test
	void namesakesAreToldApart() {
		String word = GivenContact.unique("Homonyme");
		String first = this.given.school("059", "Collège " + word);
		this.given.school("080", "Collège " + word);

		MvcTestResult asked = add("place", word, "profile", "PRINCIPAL");
		assertThat(asked).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
			.bodyText()
			.contains("Plusieurs établissements", "value=\"" + first + "\"", "value=\"" + word + "\"");
		assertThat(add("place", word, "chosen", first, "profile", "PRINCIPAL")).hasStatus3xxRedirection();
		assertThat(page("/etablissements/" + first)).contains("/contacts/" + this.person);
	}

	@Test
	void aPostIsCorrectedAndReversedDatesAreRefused() {
		assertThat(send("modifier", "title", "secrétaire générale", "startedOn", "2024-09-01", "endedOn", "2023-09-01"))
			.hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
			.bodyText()
			.contains("La fin précède le début", "value=\"2023-09-01\"");
		assertThat(send("modifier", "title", "secrétaire générale", "startedOn", "2024-09-01"))
			.hasStatus3xxRedirection();

		assertThat(page("/contacts/" + this.person)).contains("secrétaire générale", "depuis le 1 septembre 2024");
	}

	@Test
	void oneOfTwoPostsIsTheMainOne() {
		String other = this.given.school("062", "Collège second");
		add("place", other, "profile", "PRINCIPAL", "startedOn", "2015-09-01");

		Matcher found = Pattern.compile("/postes/([^/]+)/principal").matcher(page("/contacts/" + this.person));
		assertThat(found.find()).isTrue();
		for (String post : found.results().map((result) -> result.group(1)).toList()) {
			post("/contacts/" + this.person + "/postes/" + post + "/principal");
		}

		assertThat(page("/contacts/" + this.person)).containsOnlyOnce(">fonction principale<");
	}

	@Test
	void nobodyOfAnotherTerritoryTouchesAPost() {
		CurrentAccount stranger = this.given.ambassador("16");
		String post = post();
		for (String action : new String[] { "modifier", "fin" }) {
			assertThat(this.mvc.get()
				.uri("/contacts/" + this.person + "/postes/" + post + "/" + action)
				.with(Given.signedIn(stranger))).hasStatus(HttpStatus.NOT_FOUND);
		}
		assertThat(this.mvc.post()
			.uri("/contacts/" + this.person + "/postes/" + post + "/principal")
			.with(csrf())
			.with(Given.signedIn(stranger))).hasStatus(HttpStatus.NOT_FOUND);
	}

	private String post() {
		Matcher found = Pattern.compile("/postes/([^/]+)/fin").matcher(page("/contacts/" + this.person));
		assertThat(found.find()).isTrue();
		return found.group(1);
	}

	private MvcTestResult send(String action, String... fields) {
		return post("/contacts/" + this.person + "/postes/" + post() + "/" + action, fields);
	}

	private MvcTestResult add(String... fields) {
		return post("/contacts/" + this.person + "/postes", fields);
	}

	private String page(String path) {
		return new String(
				Objects.requireNonNull(this.mvc.get().uri(path).with(Given.signedIn(this.me)).exchange().getResponse())
					.getContentAsByteArray(),
				java.nio.charset.StandardCharsets.UTF_8);
	}

	private MvcTestResult post(String path, String... fields) {
		var request = this.mvc.post().uri(path).with(csrf()).with(Given.signedIn(this.me));
		for (int i = 0; i < fields.length; i += 2) {
			request = request.param(fields[i], fields[i + 1]);
		}
		return request.exchange();
	}

}
