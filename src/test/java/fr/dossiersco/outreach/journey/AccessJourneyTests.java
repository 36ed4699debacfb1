package fr.dossiersco.outreach.journey;

import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.account.AccountRegistration;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.Role;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Someone is invited, comes in, and is shown out. */
@JourneyTest
class AccessJourneyTests {

	private static final String CHOSEN = "quatre vélos sous la pluie";

	@LocalServerPort
	private int port;

	@Autowired
	private AccountRegistration accounts;

	@ParameterizedTest
	@ValueSource(ints = { 1280, 390 })
	void someoneIsInvitedComesInAndIsShownOut(int width, Browser browser) {
		String coordinator = "coordination-" + UUID.randomUUID() + "@essais.example";
		String invited = "invite-" + UUID.randomUUID() + "@essais.example";
		Acting.asSystem(() -> this.accounts.register(coordinator, "Camille Coordination", Role.COORDINATOR, Set.of(),
				Given.PASSWORD));
		try (Visit visit = new Visit(browser, this.port, width, true);
				Visit newcomer = new Visit(browser, this.port, width, true)) {
			visit.signIn(coordinator, Given.PASSWORD);
			Page page = visit.page();
			page.navigate("/comptes");
			page.locator("#q").fill("coordination-");
			page.locator("main form button").first().click();
			visit.looksRight("comptes");
			page.locator("main").getByText("Inviter une personne").click();
			page.locator("main button[type=submit]").click();
			visit.looksRight("invitation-refusee");
			page.locator("#nom").fill("Sacha Invité");
			page.locator("#adresse").fill(invited);
			page.getByText("Ambassade", new Page.GetByTextOptions().setExact(true)).click();
			page.locator("label", new Page.LocatorOptions().setHasText(Pattern.compile("^Lille$"))).click();
			page.locator("main button[type=submit]").click();
			assertThat(page.locator("h1")).containsText("Invitation de Sacha Invité");
			visit.looksRight("invitation");

			page.locator("main").getByText("Voir la boîte d’envoi").click();
			page.getByText("Votre accès à Dossiersco").first().click();
			String mail = page.locator("main").innerText();
			Matcher link = Pattern.compile("/invitation/[\\w-]{43}").matcher(mail);
			assertTrue(link.find());
			visit.looksRight("invitation-courriel");

			Page theirs = newcomer.page();
			theirs.navigate(link.group());
			newcomer.looksRight("bienvenue");
			theirs.locator("#newPassword").fill("court");
			theirs.locator("#confirmedPassword").fill("court");
			theirs.locator("main button[type=submit]").click();
			newcomer.looksRight("bienvenue-refusee");
			theirs.locator("#newPassword").fill(CHOSEN);
			theirs.locator("#confirmedPassword").fill(CHOSEN);
			theirs.locator("main button[type=submit]").click();
			assertThat(theirs.locator("body")).containsText("Votre compte est ouvert");
			newcomer.signIn(invited, CHOSEN);
			theirs.navigate("/compte");
			assertThat(theirs.locator("section[aria-labelledby=sessions]")).containsText("Cette session");
			newcomer.looksRight("mes-sessions");
			theirs.navigate(link.group());
			newcomer.looksRight("invitation-utilisee");

			page.navigate("/comptes?q=" + invited);
			page.getByText("Sacha Invité").click();
			visit.looksRight("compte");
			page.locator("#motif").fill("Départ de l’académie");
			page.locator("section[aria-labelledby=depart] button").click();
			assertThat(page.locator("main")).containsText("la connexion est fermée");
			visit.looksRight("compte-desactive");
			theirs.navigate("/contacts");
			assertThat(theirs.locator("h1")).containsText("Se connecter");
		}
	}

}
