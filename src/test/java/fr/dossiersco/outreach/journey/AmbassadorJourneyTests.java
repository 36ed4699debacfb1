package fr.dossiersco.outreach.journey;

import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.account.AccountRegistration;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.account.Role;
import fr.dossiersco.outreach.contact.ContactProfile;
import fr.dossiersco.outreach.contact.ContactRegistration;
import fr.dossiersco.outreach.contact.NewContact;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Somebody is willing, invited, accompanied, thanked and active. */
@JourneyTest
class AmbassadorJourneyTests {

	private static final int DESK = 1280;

	private static final int TELEPHONE = 390;

	private static final String CHOSEN = "quatre vélos sous la pluie";

	@LocalServerPort
	private int port;

	@Autowired
	private AccountRegistration accounts;

	@Autowired
	private ContactRegistration registration;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private Given given;

	@Test
	void someoneWillingBecomesAnAmbassador(Browser browser) {
		String coordinator = "parcours-" + UUID.randomUUID() + "@essais.example";
		Acting.asSystem(() -> this.accounts.register(coordinator, "Sacha Coordination", Role.COORDINATOR, Set.of(),
				Given.PASSWORD));
		String letters = UUID.randomUUID().toString().replaceAll("[^a-f]", "");
		String email = "volontaire-" + UUID.randomUUID() + "@college.example";
		UUID person = someone("Volontaire" + letters, email);
		try (Visit visit = new Visit(browser, this.port, DESK, true);
				Visit theirs = new Visit(browser, this.port, TELEPHONE, true)) {
			visit.signIn(coordinator, Given.PASSWORD);
			Page page = visit.page();
			page.navigate("/contacts/" + person);
			Locator panel = page.locator("section[aria-labelledby=ambassade]");
			assertThat(panel).containsText("c’est un bon moment");
			panel.locator("summary").click();
			panel.locator("textarea").fill("Si cela ne prend pas mes soirées.");
			panel.locator("button").click();
			assertThat(page.locator("[role=status]").first()).containsText("est volontaire");
			panel.getByText("Ouvrir son parcours").click();
			press(page, "Inviter", AriaRole.LINK);
			assertThat(page.locator("#adresse")).hasValue(email);
			visit.looksRight("ambassade-invitation");
			press(page, "Envoyer l’invitation", AriaRole.BUTTON);
			assertThat(page.locator("[role=status]").first()).containsText("L’invitation part à " + email);

			Page newcomer = theirs.page();
			newcomer.navigate(link(email));
			newcomer.locator("#newPassword").fill(CHOSEN);
			newcomer.locator("#confirmedPassword").fill(CHOSEN);
			newcomer.locator("main button[type=submit]").click();
			theirs.signIn(email, CHOSEN);

			page.reload();
			assertThat(page.locator(".way [aria-current]")).containsText("Accompagné·e");
			assertThat(page.locator(".checklist")).containsText("compte ouvert le");
			page.locator(".checklist summary").first().click();
			page.locator(".checklist [name=mots]").first().fill("Au téléphone.");
			page.locator(".checklist .inline-form button").first().click();
			assertThat(page.locator(".checklist")).containsText("Au téléphone.");
			page.locator("#merci").fill("Grâce à vous, un collège voisin a demandé une démonstration.");
			press(page, "Dire merci", AriaRole.BUTTON);
			press(page, "Est actif·ve", AriaRole.BUTTON);
			assertThat(page.locator(".way [aria-current]")).containsText("Actif·ve");
			visit.looksRight("ambassade-parcours");
			page.setViewportSize(TELEPHONE, 900);
			visit.looksRight("ambassade-parcours");

			newcomer.navigate("/");
			assertThat(newcomer.locator("section[aria-labelledby=mercis]")).containsText("un collège voisin");
			newcomer.getByText("Voir mes premiers pas").click();
			assertThat(newcomer.locator("h1")).containsText("Mon parcours");
			theirs.looksRight("ambassade-mon-parcours");

			page.navigate("/ambassadeurs");
			visit.looksRight("ambassade-reseau");
			page.navigate("/ambassadeurs/possibles");
			visit.looksRight("ambassade-possibles");
			page.setViewportSize(DESK, 900);
			page.navigate("/ambassadeurs/parcours?etape=ACTIF");
			visit.looksRight("ambassade-liste");
			page.navigate("/ambassadeurs/etapes");
			page.locator("tbody details summary").first().click();
			visit.looksRight("ambassade-etapes");
			page.locator("[aria-controls=menu-reseau]").click();
			page.locator("#menu-reseau").getByText("Ambassade").click();
			assertThat(page.locator("h1")).containsText("Ambassadeurs et ambassadrices");
			visit.looksRight("ambassade-reseau");
		}
	}

	private static void press(Page page, String name, AriaRole role) {
		page.locator("main").getByRole(role, new Locator.GetByRoleOptions().setName(name).setExact(true)).click();
	}

	private UUID someone(String name, String email) {
		CurrentAccount me = this.given.outreach();
		String school = this.given.school("059", "Collège du Parcours");
		Acting.asSystem(() -> this.jdbc.sql("""
				insert into pursuit (uai, academie, stage, since, version)
				select uai, academie, 'UTILISATEUR', now(), 0 from establishment where uai = ?""")
			.param(school)
			.update());
		Acting.as(me,
				() -> this.registration.register(
						new NewContact(ContactProfile.SECRETARIAT, null, name + "bis", "Noé", null, null), school,
						"Essai", me));
		return Acting.as(me,
				() -> this.registration.register(
						new NewContact(ContactProfile.INTENDANT, "gestionnaire", name, "Camille", null, email), school,
						"Essai", me));
	}

	private String link(String email) {
		String text = Acting.asSystem(() -> this.jdbc.sql("select text_body from outgoing_mail where to_address = ?")
			.param(email)
			.query(String.class)
			.single());
		Matcher link = Pattern.compile("/invitation/[\\w-]{43}").matcher(text);
		assertTrue(link.find());
		return link.group();
	}

}
