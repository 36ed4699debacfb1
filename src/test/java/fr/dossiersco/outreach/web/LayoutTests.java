package fr.dossiersco.outreach.web;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockCookie;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.account.CurrentAccount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@DatabaseTest
class LayoutTests {

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private Given given;

	@Test
	void onlyTheCoordinationIsShownImports() {
		assertThat(page(this.given.coordinator())).contains("href=\"/imports\"", "href=\"/tableau-de-bord\"");
		assertThat(page(this.given.outreach())).contains("href=\"/tableau-de-bord\"")
			.doesNotContain("href=\"/imports\"");
		assertThat(page(this.given.ambassador("11"))).contains("href=\"/contacts\"", "href=\"/tableau-de-bord\"")
			.doesNotContain("href=\"/imports\"");
	}

	@Test
	void ambassadorsAreToldWhosePeopleTheySee() {
		assertThat(page(this.given.ambassador("09"))).contains("contacts de l’académie de Lille.");
		assertThat(page(this.given.ambassador("09", "20"))).contains("contacts des académies d’Amiens et de Lille.");
		assertThat(page(this.given.outreach())).doesNotContain("Vous voyez les contacts");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/accessibilite", "/mentions-legales", "/donnees-personnelles", "/plan-du-site", "/aide",
			"/affichage" })
	void thePagesOfTheFooterAreOpenToAll(String page) {
		assertThat(this.mvc.get().uri(page)).hasStatusOk()
			.bodyText()
			.contains("<html lang=\"fr\"", "<main")
			.doesNotContain("??", "Se déconnecter");
	}

	@Test
	void theThemeIsRememberedAndDrawnByTheServer() {
		assertThat(this.mvc.post().uri("/affichage").with(csrf()).param("theme", "DARK")).hasStatus3xxRedirection()
			.cookies()
			.hasValue("affichage", "dark");

		assertThat(this.mvc.get().uri("/aide").cookie(new MockCookie("affichage", "dark"))).bodyText()
			.contains("data-fr-scheme=\"dark\"", "data-fr-theme=\"dark\"");
		assertThat(this.mvc.get().uri("/aide").cookie(new MockCookie("affichage", "<script>"))).bodyText()
			.contains("data-fr-scheme=\"system\"");
	}

	@Test
	void theNavigationSaysWhereOneIs() {
		assertThat(new Screen("/contacts/1", Screen.Theme.SYSTEM).current("/contacts")).isEqualTo("true");
		assertThat(new Screen("/contacts", Screen.Theme.SYSTEM).current("/contacts")).isEqualTo("page");
		assertThat(new Screen("/contacts", Screen.Theme.SYSTEM).current("/")).isNull();
	}

	private String page(CurrentAccount account) {
		return new String(this.mvc.get()
			.uri("/plan-du-site")
			.with(Given.signedIn(account))
			.exchange()
			.getResponse()
			.getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8);
	}

}
