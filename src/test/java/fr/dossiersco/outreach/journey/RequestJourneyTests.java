package fr.dossiersco.outreach.journey;

import java.util.Set;
import java.util.UUID;

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

/**
 * An ambassador asks the team for a document on a telephone, the team takes it and
 * answers at a desk, the ambassador reads the answer and sees what became of a name.
 */
@JourneyTest
class RequestJourneyTests {

	@LocalServerPort
	private int port;

	@Autowired
	private AccountRegistration accounts;

	@Autowired
	private ContactRegistration contacts;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private Given given;

	@Test
	void whatIsAskedIsTakenAnsweredAndRead(Browser browser) {
		String ambassador = account("Camille Demande", Role.AMBASSADOR, Set.of("09"));
		String team = account("Équipe Réponse", Role.OUTREACH, Set.of());
		String school = this.given.school("059", "Collège de la Demande");
		someoneSpokenWith(school, ambassador);

		try (Visit phone = new Visit(browser, this.port, 390, true);
				Visit desk = new Visit(browser, this.port, 1280, true)) {
			phone.signIn(ambassador, Given.PASSWORD);
			Page asking = phone.page();
			phone.looksRight("accueil-sans-demande");
			link(asking, "Demander à l’équipe");
			asking.getByText("Un document", new Page.GetByTextOptions().setExact(true)).click();
			asking.locator("#words").fill("La convention, pour le conseil d’administration.");
			asking.locator("#mots").fill(school);
			button(asking, "Chercher");
			assertThat(asking.locator("#words")).hasValue("La convention, pour le conseil d’administration.");
			asking.getByText("Collège de la Demande").click();
			phone.looksRight("demande-nouvelle");
			button(asking, "Envoyer à l’équipe");
			assertThat(asking.locator("[role=status]").first()).containsText("envoyée à l’équipe");
			String address = asking.url();

			desk.signIn(team, Given.PASSWORD);
			Page answering = desk.page();
			answering.navigate("/demandes?responsable=personne&academie=09");
			desk.looksRight("demandes");
			answering.navigate(address.replaceFirst(".*/demandes", "/demandes"));
			button(answering, "Je m’en occupe");
			answering.locator("#words").fill("La voici : je vous l’envoie par mél ce matin.");
			desk.looksRight("demande-equipe");
			button(answering, "Répondre et clore");
			assertThat(answering.locator("[role=status]").first()).containsText("un courriel prévient Camille Demande");

			asking.navigate("/");
			assertThat(asking.locator("main")).containsText("réponse reçue");
			link(asking, "Un document");
			assertThat(asking.locator("main")).containsText("je vous l’envoie par mél ce matin");
			phone.looksRight("demande-repondue");
			asking.navigate("/");
			assertThat(asking.locator("main")).not().containsText("réponse reçue");
			link(asking, "Tout ce que cela a donné");
			assertThat(asking.locator("main")).containsText("1 échange depuis");
			phone.looksRight("mes-apports");
		}
	}

	private static void link(Page page, String name) {
		page.locator("main")
			.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(name).setExact(true))
			.click();
	}

	private static void button(Page page, String name) {
		page.locator("main")
			.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true))
			.click();
	}

	private String account(String name, Role role, Set<String> academies) {
		String email = "parcours-" + UUID.randomUUID() + "@essais.example";
		Acting.asSystem(() -> this.accounts.register(email, name, role, academies, Given.PASSWORD));
		return email;
	}

	private void someoneSpokenWith(String school, String ambassador) {
		CurrentAccount me = this.given.ambassador("09");
		UUID contact = Acting.as(me,
				() -> this.contacts.register(
						new NewContact(ContactProfile.INTENDANT, "gestionnaire", "Apport", "Camille", null, null),
						school, "Essai", me));
		Acting.asSystem(() -> {
			this.jdbc.sql("update contact set created_by = (select id from account where email = ?) where id = ?")
				.params(ambassador, contact)
				.update();
			this.jdbc
				.sql("""
						insert into interaction (id, uai, contact_id, academie, author, occurred_at, recorded_at, channel, direction, outcome, approach, version)
						values (gen_random_uuid(), ?, ?, '09', ?, now(), now(), 'TELEPHONE', 'SORTANT', 'JOINT', 'FROID', 0)""")
				.params(school, contact, this.given.outreach().id())
				.update();
		});
	}

}
