package fr.dossiersco.outreach.journey;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.TestData;
import fr.dossiersco.outreach.account.AccountRegistration;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * The coordinator brings the directory in, the team finds a school and logs a call, the
 * coordinator sees it.
 */
@JourneyTest
class FirstDayTests {

	private static final String COLLEGES = "annuaire/fr-en-adresse-et-geolocalisation-colleges-france-2024-11.csv";

	@LocalServerPort
	private int port;

	@Autowired
	private AccountRegistration accounts;

	@Autowired
	private Given given;

	@ParameterizedTest
	@ValueSource(ints = { 1280, 390 })
	void theDirectoryComesInAndASchoolIsFoundDespiteATypo(int width, Browser browser) {
		Path file = TestData.shared(COLLEGES);
		try (Visit visit = visit(browser, width, true, Role.COORDINATOR)) {
			Page page = visit.page();
			page.navigate("/imports");
			visit.looksRight("imports");
			page.locator("#file").setInputFiles(file);
			page.locator("main form[enctype] button[type=submit]").first().click();
			page.waitForURL("**/imports/*");
			assertThat(page.locator("#resultat")).isVisible(
					new com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions().setTimeout(90_000));
			assertThat(page.locator("#resultat")).containsText("7");
			visit.looksRight("import");
		}
		try (Visit visit = visit(browser, width, true, Role.OUTREACH)) {
			Page page = visit.page();
			page.navigate("/etablissements?q=victor+hugo+narbone");
			visit.looksRight("recherche");
			Locator first = page.locator("main a[href^='/etablissements/0']").first();
			assertThat(first).containsText("Victor Hugo");
			first.click();
			assertThat(page.locator("main")).containsText("Narbonne");
			visit.looksRight("fiche");
			page.navigate("/etablissements");
			visit.looksRight("etablissements");
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 1280, 390 })
	void aCallIsLoggedAndTheCoordinatorSeesIt(int width, Browser browser) {
		String uai = this.given.school("059", "Collège du Parcours " + UUID.randomUUID().toString().substring(0, 8));
		try (Visit visit = visit(browser, width, true, Role.OUTREACH)) {
			logCall(visit, uai);
			visit.page().navigate("/contacts/nouveau?etablissement=" + uai);
			visit.looksRight("contact-nouveau");
			visit.page().navigate("/contacts?q=Parcours-Fictif");
			visit.looksRight("contacts");
			visit.page()
				.locator("main a[href^='/contacts/']")
				.filter(new Locator.FilterOptions().setHasText("Parcours-Fictif"))
				.first()
				.click();
			assertThat(visit.page().locator("#debut")).containsText("D’accord pour une démonstration.");
			visit.looksRight("contact");
			visit.page().navigate("/");
			visit.looksRight("aujourdhui");
			visit.page().navigate("/relances");
			visit.looksRight("relances");
			visit.page().navigate("/argumentaire");
			visit.looksRight("argumentaire");
			visit.page().navigate("/compte");
			visit.looksRight("compte");
			visit.page().navigate("/pipeline");
			visit.looksRight("pipeline");
		}
		try (Visit visit = visit(browser, width, true, Role.COORDINATOR)) {
			Page page = visit.page();
			page.navigate("/tableau-de-bord");
			assertThat(page.locator("main")).containsText("Collège du Parcours");
			visit.looksRight("tableau-de-bord");
			page.locator(".figures a").first().click();
			assertThat(page.locator("main")).containsText("Collège du Parcours");
			visit.looksRight("echanges-recents");
			page.navigate("/tableau-de-bord/mouvements");
			visit.looksRight("mouvements");
			page.navigate("/tableau-de-bord");
			page.locator("main a[href^='/tableau-de-bord/carte']").click();
			visit.looksRight("carte");
			page.locator("svg.map a[aria-label^='Académie de Lille']").click();
			assertThat(page.locator("main tbody")).containsText("Pas-de-Calais");
			visit.looksRight("carte-academie");
			page.navigate(
					page.locator("main tbody td a[href*='academie=09'][href*='etape=']").last().getAttribute("href")
							+ "&q=Parcours");
			assertThat(page.locator("main")).containsText("Collège du Parcours");
			page.navigate("/tableau-de-bord/carte?niveau=departement");
			visit.looksRight("carte-departements");
		}
	}

	@Test
	void aCallIsLoggedWithoutJavaScript(Browser browser) {
		String uai = this.given.school("080");
		try (Visit visit = visit(browser, 390, false, Role.OUTREACH)) {
			logCall(visit, uai);
		}
	}

	@Test
	void whatWasTypedWaitsInADraftForAnotherDay(Browser browser) {
		String uai = this.given.school("080");
		try (Visit visit = visit(browser, 1280, true, Role.OUTREACH)) {
			Page page = visit.page();
			page.navigate("/echanges/nouveau?etablissement=" + uai);
			page.locator("#notes").fill("Le secrétariat demande le mode d’emploi.");
			assertThat(page.locator("[data-autosave-state]")).containsText("Brouillon gardé");
			page.navigate("/");
			page.locator("main a[href*='" + uai + "']").first().click();
			assertThat(page.locator("#notes")).hasValue("Le secrétariat demande le mode d’emploi.");
			visit.looksRight("brouillon");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/connexion", "/accessibilite", "/mentions-legales", "/donnees-personnelles",
			"/plan-du-site", "/aide", "/affichage" })
	void thePublicPagesAreForEveryone(String path, Browser browser) {
		try (Visit visit = new Visit(browser, this.port, 390, true)) {
			visit.page().navigate(path);
			visit.looksRight("public" + path.replace('/', '-'));
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 1280, 390 })
	void thePlaybookAndTheNetworkAreForEveryone(int width, Browser browser) {
		try (Visit visit = visit(browser, width, true, Role.COORDINATOR)) {
			for (String path : List.of("/argumentaire", "/argumentaire/profils", "/argumentaire/profils/INTENDANT",
					"/argumentaire/profils/INTENDANT/modifier", "/argumentaire/profils/INTENDANT/versions",
					"/argumentaire/experiences", "/argumentaire/arguments/nouveau",
					"/argumentaire/objections/b0000000-0000-4000-8000-000000000001",
					"/argumentaire/objections/b0000000-0000-4000-8000-000000000001/reponses/nouvelle",
					"/argumentaire/objections/nouvelle", "/organisations", "/organisations/nouvelle",
					"/contacts/doublons", "/contacts/doublons/fusions", "/introductions")) {
				visit.page().navigate(path);
				visit.looksRight("parcours" + path.replaceAll("[^a-z]", "-"));
			}
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 1280, 390 })
	void thePagesOfAPersonAreForEveryone(int width, Browser browser) {
		String uai = this.given.school("059");
		try (Visit visit = visit(browser, width, true, Role.OUTREACH)) {
			String one = person(visit, uai, "Alpha-Fictif");
			String other = person(visit, uai, "Modèle");
			for (String path : List.of(one + "/attitude", one + "/sieges/nouveau", one + "/liens/nouveau",
					one + "/introductions", one + "/opposition", "/etablissements/" + uai + "/introductions",
					"/etablissements/" + uai + "/echanges",
					one.replace("/contacts/", "/contacts/doublons/") + other.replace("/contacts", ""))) {
				visit.page().navigate(path);
				visit.looksRight("personne" + path.replaceAll("[^a-z]|[0-9a-f]{8}[0-9a-f-]+", "-"));
			}
			visit.page().navigate("/etablissements/" + uai + "/introductions");
			visit.page().getByText("Demander l’introduction").first().click();
			visit.looksRight("introduction-demandee");
			visit.page().locator("main form button[type=submit]").last().click();
			visit.looksRight("introduction-notee");
		}
	}

	private static String person(Visit visit, String uai, String name) {
		Page page = visit.page();
		page.navigate("/contacts/nouveau?etablissement=" + uai);
		page.locator("#profile").selectOption("PRINCIPAL");
		page.locator("#familyName").fill(name);
		page.locator("#source").fill("Rencontre");
		page.locator("#fiche button.fr-btn[type=submit]").last().click();
		assertThat(page.locator("h1")).containsText(name);
		return java.net.URI.create(page.url()).getPath();
	}

	@Test
	void thePrincipalHasMoved(Browser browser) {
		String left = this.given.school("059", "Collège d’avant");
		String joined = this.given.school("059", "Collège d’après " + UUID.randomUUID().toString().substring(0, 8));
		try (Visit visit = visit(browser, 1280, true, Role.OUTREACH)) {
			Page page = visit.page();
			person(visit, left, "Partie-Fictive");
			page.getByText("Noter l’attitude").first().click();
			page.locator("label", new Page.LocatorOptions().setHasText("Allié·e")).click();
			page.locator("#reason").fill("Parle de nous à ses pairs.");
			page.locator("main form button[type=submit]").last().click();

			page.getByText("A quitté ce poste").first().click();
			visit.looksRight("depart");
			page.locator("main form button[type=submit]").last().click();
			assertThat(page.locator("#debut")).containsText("Qui remplace");
			page.getByText("Ajouter une fonction").first().click();
			page.locator("#place").fill(joined);
			page.locator("#profile").selectOption("PRINCIPAL");
			visit.looksRight("fonction");
			page.locator("main form button[type=submit]").last().click();
			visit.looksRight("contact-parti");

			page.navigate("/etablissements/" + left);
			assertThat(page.locator("main")).containsText("Qui remplace Partie-Fictive (direction) ?");
			page.navigate("/etablissements/" + joined);
			assertThat(page.locator("main")).containsText("Connaît Dossiersco et vient d’arriver");
			visit.looksRight("fiche-arrivee");
		}
	}

	@Test
	void aSchoolIsTakenInAtAGlance(Browser browser) {
		String uai = this.given.school("059");
		try (Visit visit = visit(browser, 1366, true, Role.OUTREACH)) {
			for (String name : List.of("Alpha-Fictif", "Modèle", "Croquis-Rêvé")) {
				logCall(visit, uai, name);
			}
			visit.page().navigate("/etablissements/" + uai);
			assertThat(visit.page().locator(".glance section")).hasCount(5);
			double bottom = visit.page()
				.locator(".glance section")
				.all()
				.stream()
				.mapToDouble((panel) -> panel.boundingBox().y + panel.boundingBox().height)
				.max()
				.orElseThrow();
			org.assertj.core.api.Assertions.assertThat(bottom).isLessThan(768);
		}
	}

	private void logCall(Visit visit, String uai) {
		logCall(visit, uai, "Parcours-Fictif");
	}

	private void logCall(Visit visit, String uai, String name) {
		Page page = visit.page();
		page.navigate("/etablissements/" + uai);
		page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Consigner un échange"))
			.and(page.locator("main a"))
			.first()
			.click();
		page.getByText("Ajouter un contact").first().click();
		page.locator("[id='newcomer.profile']").selectOption("SECRETARIAT");
		page.locator("[id='newcomer.familyName']").fill(name);
		page.locator("[id='newcomer.phone']")
			.fill("01 99 %02d %02d %02d".formatted(calls / 10_000, calls / 100 % 100, calls++ % 100));
		page.locator("button[value=addContact]").click();
		assertThat(page.locator("main")).containsText(name);
		visit.looksRight("echange-contact-ajoute");
		page.locator("main form.log button[value=save]").last().click();
		assertThat(page.locator("[data-error-summary]")).containsText("Choisissez le résultat");
		visit.looksRight("echange-refuse");
		page.getByLabel("Joint", new Page.GetByLabelOptions().setExact(true)).check(force());
		page.getByLabel("Bien reçu").first().check();
		page.locator("details.objection summary").first().click();
		page.getByLabel("Levée", new Page.GetByLabelOptions().setExact(true)).first().check();
		page.locator("#notes").fill("D’accord pour une démonstration.");
		page.locator("label[for=next-SEMAINE]").click();
		page.locator("main form.log button[value=save]").last().click();
		page.waitForURL("**/etablissements/" + uai);
		Locator main = page.locator("#debut");
		assertThat(main).containsText("L’échange est consigné.");
		assertThat(main).containsText("D’accord pour une démonstration.");
		assertThat(main).containsText("Contacté");
		assertThat(main).containsText(name);
		visit.looksRight("fiche-apres-appel");
	}

	/** Each call reaches another number, so that nobody is taken for someone else. */
	private static int calls;

	/** The design system draws its own circle over the real radio button. */
	private static Locator.CheckOptions force() {
		return new Locator.CheckOptions().setForce(true);
	}

	private Visit visit(Browser browser, int width, boolean javaScript, Role role) {
		String email = "parcours-" + UUID.randomUUID() + "@essais.example";
		Acting.asSystem(() -> this.accounts.register(email, "Camille Parcours", role,
				(role == Role.AMBASSADOR) ? Set.of("09") : Set.of(), Given.PASSWORD));
		Visit visit = new Visit(browser, this.port, width, javaScript);
		visit.signIn(email, Given.PASSWORD);
		return visit;
	}

}
