package fr.dossiersco.outreach.contact;

import java.nio.charset.StandardCharsets;
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

/** Federations, their committees and where their representatives sit. */
@DatabaseTest
class OrganisationTests {

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private Given given;

	@Autowired
	private ContactRegistration registration;

	private CurrentAccount me;

	private String name;

	@BeforeEach
	void someone() {
		this.me = this.given.outreach();
		this.name = GivenContact.unique("Union");
	}

	@Test
	void aCommitteeIsPartOfItsFederation() {
		String federation = added(this.name, "FEDERATION", "", "");
		String committee = added(this.name + " du bassin", "FEDERATION", "09", federation);

		assertThat(page("/organisations/" + federation)).contains("En font partie", "/organisations/" + committee);
		assertThat(page("/organisations/" + committee)).contains("Fait partie de", "/organisations/" + federation);
		assertThat(page("/organisations?q=" + this.name)).contains("2 organisations", "du bassin");
		assertThat(page("/organisations?q=" + this.name + "&academie=09")).contains("1 organisation");
	}

	@Test
	void noFederationIsPartOfItsOwnCommittee() {
		String federation = added(this.name, "FEDERATION", "", "");
		String committee = added(this.name + " du bassin", "FEDERATION", "09", federation);

		assertThat(correct(federation, "0", committee)).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
			.bodyText()
			.contains("ne peut pas faire partie", this.name + " bis");
		assertThat(correct(federation, "0", federation)).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
	}

	@Test
	void theSecondToCorrectIsToldAndLosesNothing() {
		String federation = added(this.name, "FEDERATION", "", "");
		assertThat(correct(federation, "0", "")).hasStatus3xxRedirection();

		MvcTestResult second = post("/organisations/" + federation + "/modifier", "version", "0", "name",
				this.name + " autrement", "kind", "RESEAU");

		assertThat(second).hasStatus(HttpStatus.CONFLICT)
			.bodyText()
			.contains("Quelqu’un a modifié", this.name + " bis", "value=\"" + this.name + " autrement\"",
					"name=\"version\" value=\"1\"");
	}

	@Test
	void anAmbassadorSeesAndAddsThoseOfTheirTerritoryOnly() {
		String national = added(this.name, "FEDERATION", "", "");
		String theirs = added(this.name + " du Nord", "FEDERATION", "09", "");
		this.me = this.given.ambassador("09");

		assertThat(page("/organisations?q=" + this.name)).contains("1 organisation", theirs).doesNotContain(national);
		assertThat(this.mvc.get().uri("/organisations/" + national).with(Given.signedIn(this.me)))
			.hasStatus(HttpStatus.NOT_FOUND);
		assertThat(post("/organisations", "name", "Union", "kind", "FEDERATION"))
			.hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
		assertThat(post("/organisations", "name", "Union", "kind", "FEDERATION", "academie", "16"))
			.hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
		assertThat(post("/organisations", "name", "Union", "kind", "FEDERATION", "academie", "09"))
			.hasStatus3xxRedirection();
	}

	@Test
	void aRepresentativeSitsInSeveralSchools() {
		String first = this.given.school("059");
		String second = this.given.school("062");
		UUID person = GivenContact.at(this.given.school("059"), this.registration, this.me);
		String seats = "/contacts/" + person + "/sieges";

		assertThat(post(seats, "place", first, "board", "CONSEIL_ADMINISTRATION")).hasStatus3xxRedirection();
		assertThat(post(seats, "place", second, "board", "CONSEIL_DE_CLASSE", "startedOn", "2025-09-01"))
			.hasStatus3xxRedirection();
		assertThat(post(seats, "place", first, "board", "CONSEIL_ADMINISTRATION"))
			.hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
			.bodyText()
			.contains("siège déjà");
		assertThat(post(seats, "place", first)).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
		assertThat(post(seats, "place", "nulle part vraiment", "board", "AUTRE"))
			.hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);

		assertThat(page("/etablissements/" + first)).contains("Siègent aux conseils", "/contacts/" + person);
		assertThat(page("/etablissements/" + second)).contains("Conseil de classe");
		Matcher seat = Pattern.compile("/sieges/([^/]+)/fin").matcher(page("/contacts/" + person));
		assertThat(seat.find()).isTrue();
		assertThat(post(seats + "/" + seat.group(1) + "/fin")).hasStatus3xxRedirection();
		assertThat(page("/contacts/" + person)).containsOnlyOnce("N’y siège plus");
	}

	private String added(String name, String kind, String academie, String parent) {
		MvcTestResult added = post("/organisations", "name", name, "kind", kind, "academie", academie, "parent",
				parent);
		assertThat(added).hasStatus3xxRedirection();
		return Objects.requireNonNull(added.getResponse().getRedirectedUrl()).substring("/organisations/".length());
	}

	private MvcTestResult correct(String id, String version, String parent) {
		return post("/organisations/" + id + "/modifier", "version", version, "name", this.name + " bis", "kind",
				"FEDERATION", "parent", parent);
	}

	private String page(String path) {
		return new String(
				this.mvc.get().uri(path).with(Given.signedIn(this.me)).exchange().getResponse().getContentAsByteArray(),
				StandardCharsets.UTF_8);
	}

	private MvcTestResult post(String path, String... fields) {
		var request = this.mvc.post().uri(path).with(csrf()).with(Given.signedIn(this.me));
		for (int i = 0; i < fields.length; i += 2) {
			request = request.param(fields[i], fields[i + 1]);
		}
		return request.exchange();
	}

}
