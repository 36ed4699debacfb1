package fr.dossiersco.outreach.journey;

import java.util.Set;
import java.util.UUID;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.account.AccountRegistration;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.account.Role;
import fr.dossiersco.outreach.contact.ContactProfile;
import fr.dossiersco.outreach.contact.ContactRegistration;
import fr.dossiersco.outreach.contact.NewContact;
import fr.dossiersco.outreach.contact.PhoneCorrection;
import fr.dossiersco.outreach.contact.PhoneNumber;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** A coordinator asks who wrote what of someone, and who read how to reach them. */
@JourneyTest
class TrailJourneyTests {

	@LocalServerPort
	private int port;

	@Autowired
	private AccountRegistration accounts;

	@Autowired
	private ContactRegistration registration;

	@Autowired
	private PhoneCorrection phones;

	@Autowired
	private Given given;

	@ParameterizedTest
	@ValueSource(ints = { 1280, 390 })
	void fromAPersonToTheirTrail(int width, Browser browser) {
		UUID person = corrected(this.given.outreach());
		String email = "parcours-" + UUID.randomUUID() + "@essais.example";
		Acting.asSystem(
				() -> this.accounts.register(email, "Camille Parcours", Role.COORDINATOR, Set.of(), Given.PASSWORD));
		try (Visit visit = new Visit(browser, this.port, width, true)) {
			visit.signIn(email, Given.PASSWORD);
			Page page = visit.page();
			page.navigate("/contacts/" + person);
			visit.looksRight("traces-fiche");
			page.locator("a[href='/traces?contact=" + person + "']").click();
			assertThat(page.locator("h1")).hasText("Traces");
			assertThat(page.locator(".timeline__entry").first())
				.containsText("a consulté les coordonnées dans la fiche");
			assertThat(page.locator(".timeline__entry").nth(1)).containsText("a corrigé le téléphone");
			visit.looksRight("traces-personne");
			page.locator("main summary").first().click();
			page.locator("#genre").selectOption("ECRITURES");
			page.locator("main form button[type=submit]").click();
			assertThat(page.locator(".filter-tag")).hasCount(2);
			assertThat(page.locator(".timeline__entry").first()).containsText("a corrigé le téléphone");
			page.navigate("/traces");
			visit.looksRight("traces");
			page.navigate("/traces?depuis=2026-03-02&jusque=2026-03-01");
			visit.looksRight("traces-envers");
			page.navigate("/plan-du-site");
			page.locator("main a[href='/traces']").click();
			assertThat(page.locator("h1")).hasText("Traces");
		}
	}

	private UUID corrected(CurrentAccount author) {
		String school = this.given.school("059");
		return Acting.as(author, () -> {
			UUID id = this.registration.register(new NewContact(ContactProfile.INTENDANT, "gestionnaire", "Exemple",
					"Ida", "05 61 00 00 01", "ida-" + UUID.randomUUID() + "@college.example"), school, "Openlab",
					author);
			this.phones.replaceFirst(id, new PhoneNumber("+33561000002"));
			return id;
		});
	}

}
