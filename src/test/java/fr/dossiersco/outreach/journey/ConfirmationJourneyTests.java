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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** An ambassador starts from their académie, and confirms ten people on a telephone. */
@JourneyTest
class ConfirmationJourneyTests {

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

	private int taps;

	@ParameterizedTest
	@CsvSource({ "360, true, 02A", "360, false, 02B" })
	void tenPeopleAreConfirmedInTwoTapsEachAtMost(int width, boolean scripts, String departement, Browser browser) {
		String email = account(Role.AMBASSADOR, Set.of("27"));
		nobodyWaits();
		for (int i = 0; i < 10; i++) {
			someone(departement, 20 - i);
		}
		try (Visit visit = new Visit(browser, this.port, width, scripts)) {
			visit.signIn(email, Given.PASSWORD);
			Page page = visit.page();
			visit.looksRight("accueil-ambassade");
			page.getByText("Confirmer, un geste par personne").click();
			visit.looksRight("toujours-en-poste");
			this.taps = 0;
			for (int i = 0; i < 10; i++) {
				int before = this.taps;
				if (i % 4 == 1) {
					tap(page, "A quitté son poste");
					if (i == 1) {
						visit.looksRight("depart");
					}
					tap(page, "Je ne sais pas qui remplace");
				}
				else {
					tap(page, (i % 4 == 3) ? "Je ne sais pas" : "Toujours en poste");
				}
				org.assertj.core.api.Assertions.assertThat(this.taps - before).isLessThanOrEqualTo(2);
				assertThat(page.locator("main [role=status]").first()).containsText((i + 1) + " sur 10");
			}
			org.assertj.core.api.Assertions.assertThat(this.taps).isEqualTo(13);
			assertThat(page.locator("main")).containsText("Tous les postes sont confirmés");
			visit.looksRight("toujours-en-poste-fini");
			tap(page, "Annuler cette réponse");
			assertThat(page.locator("main [role=status]").first()).containsText("9 sur 10");
		}
	}

	private void tap(Page page, String button) {
		page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true)).click();
		this.taps++;
	}

	@Test
	void theKeyboardIsEnough(Browser browser) {
		String email = account(Role.AMBASSADOR, Set.of("27"));
		nobodyWaits();
		someone("02A", 9);
		someone("02A", 8);
		try (Visit visit = new Visit(browser, this.port, 1280, true)) {
			visit.signIn(email, Given.PASSWORD);
			Page page = visit.page();
			visit.looksRight("accueil-ambassade");
			page.navigate("/toujours-en-poste");
			visit.looksRight("toujours-en-poste");
			assertThat(page.locator("#qui")).isFocused();
			Locator still = page.getByText("Toujours en poste", new Page.GetByTextOptions().setExact(true));
			for (int i = 0; i < 4 && !focused(still); i++) {
				page.keyboard().press("Tab");
			}
			assertThat(still).isFocused();
			page.keyboard().press("Enter");
			assertThat(page.locator("main [role=status]").first()).containsText("1 sur 2");
			assertThat(page.locator("#qui")).isFocused();
		}
	}

	private static boolean focused(Locator button) {
		return (Boolean) button.evaluate("(button) => button === document.activeElement");
	}

	@ParameterizedTest
	@CsvSource({ "1280", "390" })
	void aSuccessorIsNotedAndTheCoordinatorTakesItBack(int width, Browser browser) {
		String ambassador = account(Role.AMBASSADOR, Set.of("27"));
		nobodyWaits();
		someone("02A", 9);
		try (Visit visit = new Visit(browser, this.port, width, true)) {
			visit.signIn(ambassador, Given.PASSWORD);
			Page page = visit.page();
			page.navigate("/toujours-en-poste");
			tap(page, "A quitté son poste");
			page.getByRole(AriaRole.BUTTON,
					new Page.GetByRoleOptions().setName("Enregistrer le départ et le remplacement"))
				.click();
			visit.looksRight("depart-refuse");
			page.locator("[name='newcomer.familyName']")
				.fill("Remplaçante" + UUID.randomUUID().toString().replaceAll("[^a-f]", ""));
			page.getByRole(AriaRole.BUTTON,
					new Page.GetByRoleOptions().setName("Enregistrer le départ et le remplacement"))
				.click();
			assertThat(page.locator("[role=status]").first()).containsText("avec qui remplace");
		}
		String coordinator = account(Role.COORDINATOR, Set.of());
		try (Visit visit = new Visit(browser, this.port, width, true)) {
			visit.signIn(coordinator, Given.PASSWORD);
			Page page = visit.page();
			page.navigate("/toujours-en-poste/reponses?academie=27");
			assertThat(page.locator("tbody tr").first()).containsText("Remplaçante");
			visit.looksRight("reponses");
			page.locator("tbody tr").first().locator("button").click();
			assertThat(page.locator("[role=status]").first()).containsText("tout est comme avant");
			assertThat(page.locator("tbody tr").first()).containsText("Annulée le");
			visit.looksRight("reponses-annulee");
		}
	}

	private String account(Role role, Set<String> academies) {
		String email = "parcours-" + UUID.randomUUID() + "@essais.example";
		Acting.asSystem(() -> this.accounts.register(email, "Camille Parcours", role, academies, Given.PASSWORD));
		return email;
	}

	private void nobodyWaits() {
		Acting
			.asSystem(() -> this.jdbc.sql("update post set noted_at = now() where academie = '27' and ended_on is null")
				.update());
	}

	private void someone(String departement, int months) {
		CurrentAccount me = this.given.outreach();
		String school = this.given.school(departement, "Collège du Parcours");
		UUID contact = Acting.as(me, () -> this.registration.register(
				new NewContact(ContactProfile.INTENDANT, "gestionnaire", "Parcours" + months, "Camille", null, null),
				school, "Essai", me));
		Acting.asSystem(() -> this.jdbc
			.sql("update post set noted_at = now() - make_interval(months => ?) where contact_id = ?")
			.params(months, contact)
			.update());
	}

}
