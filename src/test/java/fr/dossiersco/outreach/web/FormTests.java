package fr.dossiersco.outreach.web;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@DatabaseTest
class FormTests {

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private Given given;

	@Test
	void oneDateThatCannotBeReadDoesNotHideTheOtherErrors() {
		MvcTestResult answer = send("lastName", "  ", "day", "31 mars", "email", "nobody", "pupils", "many");

		assertThat(answer).hasStatus(422)
			.bodyText()
			.contains("Date non reconnue", "Renseignez ce champ.", "Adresse électronique non reconnue",
					"Écrivez un nombre entier.");
	}

	@Test
	void aRuleMayRefuseAFieldWhileAnotherCannotBeRead() {
		assertThat(send("lastName", "Personne", "day", "31 mars", "chosen", "DARK")).hasStatus(422)
			.bodyText()
			.contains("C’est personne.", "Date non reconnue", "value=\"Personne\"", "value=\"31 mars\"");
	}

	@Test
	void whatWasTypedStays() {
		MvcTestResult answer = send("lastName", "", "day", "31 mars", "notes", "Rappeler vite", "several", "b",
				"chosen", "DARK");

		assertThat(answer).bodyText()
			.contains("value=\"31 mars\"", "Rappeler vite")
			.containsPattern("value=\"b\"[^>]* checked")
			.containsPattern("value=\"DARK\"[^>]* checked");
	}

	@Test
	void anErrorIsTiedToItsFieldAndListedInTheSummary() {
		assertThat(send("lastName", "")).bodyText()
			.contains("data-error-summary", "href=\"#lastName\"", "aria-describedby=\"lastName-messages\"",
					"id=\"lastName-messages\"")
			.containsPattern("aria-invalid=\"true\"[^>]* id=\"lastName\"");
	}

	@Test
	void errorsAreListedInTheOrderOfTheForm() {
		assertThat(send("lastName", "", "email", "nobody")).bodyText()
			.containsPattern("(?s)href=\"#lastName\".*href=\"#email\".*href=\"#day\".*href=\"#chosen\"");
	}

	@Test
	void datesAreWrittenBackAsBrowsersReadThem() {
		assertThat(send("day", "2026-03-31", "time", "2026-03-31T14:30")).bodyText()
			.contains("value=\"2026-03-31\"", "value=\"2026-03-31T14:30");
	}

	@Test
	void anAcceptedFormIsConfirmedOnTheNextPage() {
		MvcTestResult sent = send("lastName", "Hugo", "day", "2026-03-31", "chosen", "LIGHT", "email",
				"  a@b.example ");

		assertThat(sent).hasStatus3xxRedirection().hasRedirectedUrl("/exemple/liste");
		assertThat(this.mvc.get()
			.uri("/exemple/liste")
			.with(Given.signedIn(this.given.outreach()))
			.cookie(sent.getResponse().getCookies())).bodyText()
			.contains("Référence", "a@b.example", "fr-alert--success");
	}

	private MvcTestResult send(String... fields) {
		var request = this.mvc.post()
			.uri("/exemple/formulaire")
			.with(csrf())
			.with(Given.signedIn(this.given.outreach()));
		for (int i = 0; i < fields.length; i += 2) {
			request = request.param(fields[i], fields[i + 1]);
		}
		return request.exchange();
	}

}
