package fr.dossiersco.outreach.journey;

import java.util.List;
import java.util.Set;
import java.util.UUID;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.account.AccountRegistration;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.account.Role;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * An ambassador passes a message on in their own words, on a screen and on paper; the
 * team notes a school that came through it, and the ambassador sees it.
 */
@JourneyTest
class KitJourneyTests {

	@LocalServerPort
	private int port;

	@Autowired
	private AccountRegistration accounts;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private Given given;

	@ParameterizedTest
	@CsvSource({ "1280, true", "390, true", "390, false" })
	void aMessageIsPassedOnAndWhatCameOfItIsSeen(int width, boolean scripts, Browser browser) {
		String ambassador = account("Camille Passeur", Role.AMBASSADOR, Set.of("09"));
		String team = account("Équipe Parcours", Role.OUTREACH, Set.of());
		String coordinator = account("Coordination Parcours", Role.COORDINATOR, Set.of());
		String title = "Parcours " + UUID.randomUUID();
		message(title);
		String school = this.given.school("059", "Collège du Lien");

		try (Visit visit = new Visit(browser, this.port, width, scripts)) {
			visit.signIn(ambassador, Given.PASSWORD);
			Page page = visit.page();
			page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
			page.navigate("/kit/resultats");
			visit.looksRight("kit-resultats-vides");
			page.navigate("/kit");
			visit.looksRight("kit");
			page.getByText(title).click();
			assertThat(page.locator("main")).containsText("ne contient pas votre lien");
			page.getByText("Ajouter mon lien à la fin").click();
			visit.looksRight("kit-message");

			page.getByText("Modifier le texte").click();
			page.locator("#body").fill("Chères et chers collègues, voyez {{lien.suivi}}\n\n{{expediteur}}");
			visit.looksRight("kit-texte");
			page.locator("main form[data-unsaved] button[type=submit]").click();
			String address = page.locator("#address").textContent();
			assertThat(page.locator("#body"))
				.hasValue("Chères et chers collègues, voyez " + address + "\n\nCamille Passeur");
			visit.looksRight("kit-message-a-soi");
			if (scripts) {
				page.getByText("Copier le texte").click();
				org.assertj.core.api.Assertions.assertThat((String) page.evaluate("navigator.clipboard.readText()"))
					.contains(address)
					.doesNotContain("{{");
			}
			page.getByText("Page à imprimer").click();
			assertThat(page.locator(".poster__address")).containsText("/v/");
			assertThat(page.locator("main img")).isVisible();
			visit.looksRight("kit-affiche");
		}
		try (Visit visit = new Visit(browser, this.port, width, scripts)) {
			visit.signIn(team, Given.PASSWORD);
			Page page = visit.page();
			page.navigate("/etablissements/" + school);
			page.getByText("venu par un lien").click();
			page.locator("#lien")
				.selectOption(page.locator("#lien option", new Page.LocatorOptions().setHasText(title))
					.getAttribute("value"));
			visit.looksRight("kit-venue");
			page.locator("main form button[type=submit]").click();
			assertThat(page.locator("[role=status]").first()).containsText("C’est noté");
			visit.looksRight("etablissement-venu");
		}
		try (Visit visit = new Visit(browser, this.port, width, scripts)) {
			visit.signIn(ambassador, Given.PASSWORD);
			Page page = visit.page();
			page.navigate("/kit/resultats");
			visit.looksRight("kit-resultats");
			page.locator("td a[href$='#etablissements']").click();
			assertThat(page.locator("main")).containsText("Collège du Lien");
			visit.looksRight("kit-lignes");
		}
		try (Visit visit = new Visit(browser, this.port, width, scripts)) {
			visit.signIn(coordinator, Given.PASSWORD);
			visit.page().navigate("/kit/resultats");
			assertThat(visit.page().locator("main")).containsText("Par académie");
			visit.looksRight("kit-resultats-coordination");
		}
	}

	private String account(String name, Role role, Set<String> academies) {
		String email = "parcours-" + UUID.randomUUID() + "@essais.example";
		Acting.asSystem(() -> this.accounts.register(email, name, role, academies, Given.PASSWORD));
		return email;
	}

	private void message(String title) {
		CurrentAccount author = this.given.outreach();
		UUID id = UUID.randomUUID();
		Acting.asSystem(() -> {
			this.jdbc.sql("insert into message_template (id, title, channel, body) values (?, ?, 'FORUM', ?)")
				.params(id, title, "Bonjour à toutes et à tous,\n\nVenez voir.\n\n{{expediteur}}")
				.update();
			this.jdbc
				.sql("""
						insert into message_change (template_id, version, kind, title, channel, profiles, body, changed_at, changed_by)
						select id, 0, 'CREATION', title, channel, profiles, body, now(), ? from message_template where id = ?""")
				.params(author.id(), id)
				.update();
		});
	}

}
