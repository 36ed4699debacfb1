package fr.dossiersco.outreach.journey;

import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.account.AccountRegistration;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.Role;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

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

	@Autowired
	private JdbcClient jdbc;

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
			page.locator("main").getByText("Ambassade", new Locator.GetByTextOptions().setExact(true)).click();
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

	@ParameterizedTest
	@ValueSource(ints = { 1280, 390 })
	void someoneSignsInByALinkAndChoosesAnotherPassword(int width, Browser browser) {
		String email = "lien-" + UUID.randomUUID() + "@essais.example";
		Acting.asSystem(() -> this.accounts.register(email, "Sacha Oublieux", Role.AMBASSADOR, Set.of("09", "20"),
				Given.PASSWORD));
		String coordinator = "coordination-" + UUID.randomUUID() + "@essais.example";
		Acting.asSystem(() -> this.accounts.register(coordinator, "Camille Coordination", Role.COORDINATOR, Set.of(),
				Given.PASSWORD));
		// Without scripts: whoever reads mail on an old device comes in too.
		try (Visit visit = new Visit(browser, this.port, width, width == 1280);
				Visit desk = new Visit(browser, this.port, width, true)) {
			Page page = visit.page();
			page.navigate("/connexion");
			visit.looksRight("connexion");
			page.getByText("Recevoir un lien de connexion").click();
			visit.looksRight("lien-demande");
			page.locator("#email").fill(email);
			page.locator("main button[type=submit]").click();
			assertThat(page.locator("[role=status]")).containsText("un lien est en route");
			visit.looksRight("lien-envoye");

			page.navigate(link(email, "/connexion/lien/"));
			visit.looksRight("lien-confirmation");
			page.locator("main button[type=submit]").click();
			assertThat(page.locator("h1")).containsText("Sacha Oublieux");
			page.navigate(link(email, "/connexion/lien/"));
			assertThat(page.locator("[role=alert]")).containsText("ne peut plus servir");
			visit.looksRight("lien-utilise");

			page.navigate("/connexion/mot-de-passe");
			page.locator("#adresse").fill("pas une adresse");
			page.locator("main button[type=submit]").click();
			visit.looksRight("oubli-refuse");
			page.locator("#adresse").fill(email);
			page.locator("main button[type=submit]").click();
			visit.looksRight("oubli-envoye");
			page.navigate(link(email, "/connexion/mot-de-passe/"));
			visit.looksRight("nouveau-mot-de-passe");
			page.locator("#newPassword").fill(CHOSEN);
			page.locator("#confirmedPassword").fill(CHOSEN);
			page.locator("main button[type=submit]").click();
			assertThat(page.locator("body")).containsText("Votre mot de passe est changé");
			visit.signIn(email, CHOSEN);

			desk.signIn(coordinator, Given.PASSWORD);
			Page theirs = desk.page();
			theirs.navigate("/comptes?q=" + email);
			theirs.getByText("Sacha Oublieux").click();
			theirs.locator("label", new Page.LocatorOptions().setHasText("59 – Nord")).click();
			theirs.locator("section[aria-labelledby=departements] button").click();
			theirs.locator("section[aria-labelledby=mot-de-passe] button").click();
			assertThat(theirs.locator("main")).containsText("Lien pour un nouveau mot de passe envoyé");
			desk.looksRight("compte-ambassade");
			page.navigate("/");
			assertThat(page.locator("main")).containsText("59 – Nord");
			visit.looksRight("accueil-ambassade");
		}
	}

	/** The path in the last mail that has such a one. */
	private String link(String email, String path) {
		String text = Acting.asSystem(() -> this.jdbc.sql(
				"select text_body from outgoing_mail where to_address = ? and text_body like ? order by created_at desc limit 1")
			.params(email, "%" + path + "%")
			.query(String.class)
			.single());
		Matcher link = Pattern.compile(path + "[\\w-]{43}").matcher(text);
		assertTrue(link.find());
		return link.group();
	}

}
