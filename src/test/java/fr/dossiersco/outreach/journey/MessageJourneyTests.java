package fr.dossiersco.outreach.journey;

import java.util.List;
import java.util.Set;
import java.util.UUID;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * Someone writes a message, previews it for a person of whom something is missing,
 * completes it and takes it away.
 */
@JourneyTest
class MessageJourneyTests {

	@LocalServerPort
	private int port;

	@Autowired
	private AccountRegistration accounts;

	@Autowired
	private ContactRegistration registration;

	@Autowired
	private Given given;

	@ParameterizedTest
	@CsvSource({ "1280, true", "390, true", "390, false" })
	void aMessageIsWrittenPreviewedCompletedAndCopied(int width, boolean scripts, Browser browser) {
		String email = "parcours-" + UUID.randomUUID() + "@essais.example";
		Acting
			.asSystem(() -> this.accounts.register(email, "Camille Parcours", Role.OUTREACH, Set.of(), Given.PASSWORD));
		UUID person = aPersonWithoutTitle();
		try (Visit visit = new Visit(browser, this.port, width, scripts)) {
			visit.signIn(email, Given.PASSWORD);
			Page page = visit.page();
			page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
			page.navigate("/messages");
			visit.looksRight("messages");

			String address = aMessage(page, visit, scripts);
			visit.looksRight("message");

			page.navigate(address + "/apercu");
			page.locator("#recherche-qui").fill("Parcoursonne");
			page.locator("main details button[type=submit]").click();
			visit.looksRight("message-choix");
			page.navigate(address + "/apercu?contact=" + person);
			assertThat(page.locator("[data-waiting]")).containsText("Fonction");
			assertThat(page.locator("[data-ready]")).isHidden();

			visit.looksRight("message-incomplet");

			complete(page, scripts);
			assertThat(page.locator("[data-waiting]")).isHidden();
			assertThat(page.locator("[data-ready]")).isVisible();
			assertThat(page.locator("[data-mail]")).hasAttribute("href",
					Pattern.compile("mailto:sacha\\.\\w+@college\\.example\\?subject=.*gestionnaire.*"));
			visit.looksRight("message-complet");
			if (scripts) {
				page.getByText("Copier le texte").click();
				assertThat(page.getByText("Copié", new Page.GetByTextOptions().setExact(true))).isVisible();
				org.assertj.core.api.Assertions.assertThat((String) page.evaluate("navigator.clipboard.readText()"))
					.contains("Sacha Parcoursonne", "gestionnaire")
					.doesNotContain("{{");
			}
			page.getByText("Consigner l’envoi").click();
			assertThat(page.locator("textarea[name=notes]"))
				.hasValue("Message envoyé\u00A0: «\u00A0Un mot de plus\u00A0»");
		}
	}

	private static String aMessage(Page page, Visit visit, boolean scripts) {
		page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Écrire un message")).first().click();
		page.locator("#title").fill("Un mot de plus");
		page.locator("#subject").fill("Pour vous");
		page.locator("#body").fill("Bonjour {{prenon}}, chère ");
		if (scripts) {
			Locator field = page.locator("[data-insert='{{fonction}}']");
			field.focus();
			page.keyboard().press("Enter");
			assertThat(page.locator("#body")).hasValue("Bonjour {{prenon}}, chère {{fonction}}");
			assertThat(page.locator("#body")).isFocused();
		}
		visit.looksRight("message-formulaire");
		page.locator("main form[data-unsaved] button[type=submit]").click();
		assertThat(page.locator("[data-error-summary]")).containsText("{{prenon}} (ligne 1)");
		visit.looksRight("message-refuse");
		page.locator("#body")
			.fill("Bonjour {{nom.complet}}, chère {{fonction}},\n\nà {{etablissement}}.\n\n{{expediteur}}");
		page.locator("main form[data-unsaved] button[type=submit]").click();
		assertThat(page.locator("[role=status]").first()).containsText("enregistré");
		return page.url();
	}

	/** By hand; without scripts the text is read again by the server. */
	private static void complete(Page page, boolean scripts) {
		Locator body = page.locator("#body");
		body.fill(body.inputValue().replace("{{fonction}}", "gestionnaire"));
		if (!scripts) {
			page.getByText("Vérifier le texte").last().click();
		}
	}

	private UUID aPersonWithoutTitle() {
		CurrentAccount me = this.given.outreach();
		String school = this.given.school("059", "Collège du Parcours");
		return Acting.as(me,
				() -> this.registration.register(
						new NewContact(ContactProfile.INTENDANT, null, "Parcoursonne", "Sacha", null,
								"sacha." + UUID.randomUUID().toString().replace("-", "") + "@college.example"),
						school, "Essai", me));
	}

}
