package fr.dossiersco.outreach.journey;

import java.util.Set;
import java.util.UUID;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.account.AccountRegistration;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.Role;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * Someone makes a campaign of a list, launches it, logs an exchange for it, notes what
 * was published, reads what came of it, closes it.
 */
@JourneyTest
class CampaignJourneyTests {

	@LocalServerPort
	private int port;

	@Autowired
	private AccountRegistration accounts;

	@Autowired
	private Given given;

	@Autowired
	private JdbcClient jdbc;

	@ParameterizedTest
	@CsvSource({ "1280, true", "390, true", "390, false" })
	void aListBecomesACampaignAndItsResults(int width, boolean javaScript, Browser browser) {
		String email = "campagne-" + UUID.randomUUID() + "@essais.example";
		UUID author = Acting
			.asSystem(() -> this.accounts.register(email, "Alix Campagne", Role.OUTREACH, Set.of(), Given.PASSWORD))
			.id();
		String word = "Zw" + UUID.randomUUID().toString().replaceAll("[^a-f]", "") + "x";
		String uai = this.given.school("059", "Collège " + word);
		String silent = this.given.school("080", "Collège " + word);
		Acting.asSystem(() -> this.jdbc.sql("update establishment set phone = '03 20 00 00 00' where uai = ?")
			.param(uai)
			.update());
		UUID message = this.given.message("Premier mot " + word, "Bonjour {{etablissement}}", null, author);
		try (Visit visit = new Visit(browser, this.port, width, javaScript)) {
			visit.signIn(email, Given.PASSWORD);
			Page page = visit.page();
			Locator said = page.locator("[role=status]").first();

			page.navigate("/campagnes/nouvelle");
			visit.looksRight("campagne-sans-liste");
			page.navigate("/etablissements?q=" + word + "&tri=nom");
			page.locator("a[href^='/campagnes/nouvelle']").click();
			assertThat(page.locator("main")).containsText("2 établissements dans cette liste aujourd’hui.");
			page.locator("main form button[type=submit]").click();
			assertThat(page.locator("main")).containsText("Choisissez un canal.");
			visit.looksRight("campagne-refusee");
			page.locator("#name").fill("Relance " + word);
			page.locator("#purpose").fill("Que chacun ait entendu parler du service.");
			page.locator("label[for=channel]").click();
			page.locator("#target").fill("1");
			page.locator("#targetUnit").selectOption("JOINTS");
			page.locator("main form button[type=submit]").click();

			assertThat(said).containsText("La campagne est prête");
			assertThat(page.locator("main")).containsText("sans numéro de téléphone");
			visit.looksRight("campagne-preparee");
			page.locator("a[href$='ecartes=SANS_NUMERO']").click();
			assertThat(page.locator("tbody")).containsText(word);
			assertThat(page.locator("a[href='/etablissements/" + silent + "']")).isVisible();
			visit.looksRight("campagne-ecartes");
			page.goBack();
			page.locator("form[action$='/lancement'] button").click();
			assertThat(said).containsText("vers 1 destinataire");

			page.locator("#message").selectOption(message.toString());
			page.locator("form[action$='/messages'] button").click();
			assertThat(said).containsText("Le message est ajouté");
			visit.looksRight("campagne-message");
			page.locator("a[href*='etat=a-contacter']").first().click();
			visit.looksRight("campagne-destinataires");
			page.locator("tbody a[href*='/apercu']").click();
			assertThat(page.locator("#body")).hasValue("Bonjour Collège " + word);
			page.locator("main nav a").first().click();
			page.locator("tbody a[href*='/echanges/nouveau']").click();
			assertThat(page.locator("label[for=countsFor]")).containsText("Relance " + word);
			visit.looksRight("campagne-echange");
			page.locator("label[for=outcome]").click();
			page.locator(".form-actions button[value=save]").click();
			assertThat(said).containsText("L’échange est consigné.");

			page.navigate("/campagnes?canal=APPELS");
			visit.looksRight("campagnes");
			page.locator("a", new Page.LocatorOptions().setHasText("Relance " + word)).first().click();
			assertThat(page.locator("main")).containsText("1 sur 1");
			visit.looksRight("campagne");
			page.locator("a[href$='/publications/nouvelle']").click();
			page.locator("#place").fill("Forum des essais");
			visit.looksRight("campagne-publication");
			page.locator("main form button[type=submit]").click();
			assertThat(page.locator("#publications")).isVisible();
			page.locator("form[action*='/publications/'][action$='/retrait'] button").click();
			page.locator("form[action$='/retablissement'] button").click();
			assertThat(said).containsText("rétablie");
			visit.looksRight("campagne-resultats");
			page.locator("a[href$='/echanges']").first().click();
			visit.looksRight("campagne-echanges");
			page.goBack();
			page.locator("a[href*='/avancees?vers=CONTACTE']").first().click();
			visit.looksRight("campagne-etapes");
			page.goBack();
			page.locator("form[action$='/cloture'] button").click();
			assertThat(said).containsText("La campagne est close.");
			page.locator("form[action$='/reouverture'] button").first().click();
			assertThat(said).containsText("La campagne est rouverte.");
		}
	}

}
