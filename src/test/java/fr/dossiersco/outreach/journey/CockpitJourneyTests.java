package fr.dossiersco.outreach.journey;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.TestClock;
import fr.dossiersco.outreach.account.AccountRegistration;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.account.Role;
import fr.dossiersco.outreach.availability.Agendas;
import fr.dossiersco.outreach.contact.ContactProfile;
import fr.dossiersco.outreach.contact.ContactRegistration;
import fr.dossiersco.outreach.contact.NewContact;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** A caller's day: the queue, the cockpit, each call by few keys. */
@JourneyTest
class CockpitJourneyTests {

	private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

	@LocalServerPort
	private int port;

	@Autowired
	private AccountRegistration accounts;

	@Autowired
	private ContactRegistration registration;

	@Autowired
	private Agendas agendas;

	@Autowired
	private TestClock clock;

	@Autowired
	private Given given;

	@Autowired
	private JdbcClient jdbc;

	private UUID me;

	private String email;

	/** The two schools to call, the first being the later. */
	private List<String> schools;

	@BeforeEach
	void twoCallsOnASchoolMorning() {
		this.clock.setToSchoolMorning(Acting.asSystem(() -> this.agendas.ofDepartement("059")));
		this.email = "appels-" + UUID.randomUUID() + "@essais.example";
		this.me = account(this.email);
		this.schools = List.of(due("Collège du Premier appel", 5), due("Collège du Second appel", 1));
	}

	@AfterEach
	void theTimeOfDay() {
		this.clock.reset();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1280, 360 })
	void noAnswerTakesTwoKeys(int width, Browser browser) {
		try (Visit visit = new Visit(browser, this.port, width, true)) {
			Page page = begin(visit);
			visit.looksRight("cockpit");

			page.keyboard().press("3");
			page.keyboard().press("Enter");

			assertThat(page.locator("h1")).containsText("Collège du Second appel");
			assertThat(page.locator("[role=status]").first()).containsText("consigné");
			assertThat(page.getByText("Annuler cet échange")).isVisible();
		}
		assertThat(logged(this.schools.getFirst())).containsEntry("outcome", "SANS_REPONSE");
		Map<String, Object> next = next(this.schools.getFirst());
		assertThat(next.get("due_half")).isEqualTo("APRES_MIDI");
		assertThat(next.get("due_on")).isEqualTo(java.sql.Date.valueOf(today()));
	}

	@ParameterizedTest
	@ValueSource(ints = { 1280, 360 })
	void whoeverIsReachedAndCalledBackTakesSixKeysAtMost(int width, Browser browser) {
		int keys = 0;
		try (Visit visit = new Visit(browser, this.port, width, true)) {
			Page page = begin(visit);

			for (String key : List.of("1", "Tab", "Tab", "ArrowDown", "Enter")) {
				page.keyboard().press(key);
				keys++;
			}

			assertThat(page.locator("h1")).containsText("Collège du Second appel");
		}
		assertThat(keys).isLessThanOrEqualTo(6);
		assertThat(logged(this.schools.getFirst())).containsEntry("outcome", "JOINT");
		assertThat(next(this.schools.getFirst()).get("starts_at")).isNotNull();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1280, 360 })
	void bothCallsAreLoggedWithoutScripts(int width, Browser browser) {
		try (Visit visit = new Visit(browser, this.port, width, false)) {
			Page page = begin(visit);

			choose(page, "Pas de réponse");
			page.getByText("Enregistrer et passer au suivant").click();
			assertThat(page.locator("h1")).containsText("Collège du Second appel");
			choose(page, "Joint");
			choose(page, "Créneau proposé");
			page.getByLabel("Notes").fill("Ravie de la démonstration.");
			page.getByText("Enregistrer et passer au suivant").click();

			assertThat(page.locator("main")).containsText("Personne à appeler pour l’instant");
			visit.looksRight("fin-des-appels");
		}
		assertThat(logged(this.schools.getLast())).containsEntry("outcome", "JOINT")
			.containsEntry("notes", "Ravie de la démonstration.");
	}

	@Test
	void whoeverChoosesAMomentHasChosenTheNextStep(Browser browser) {
		try (Visit visit = new Visit(browser, this.port, 1280, true)) {
			Page page = begin(visit);
			assertThat(page.locator("#rightNumber")).hasCount(0);

			page.locator("label[for=slot-1]").click();
			assertThat(page.locator("#next-CRENEAU")).isChecked();
			choose(page, "Joint");
			page.getByText("Enregistrer et passer au suivant").click();
			assertThat(page.locator("h1")).containsText("Collège du Second appel");
		}
		assertThat(next(this.schools.getFirst()).get("starts_at")).isNotNull();
	}

	@Test
	void digitsActInTheirGroupAloneAndCanBeSwitchedOff(Browser browser) {
		try (Visit visit = new Visit(browser, this.port, 1280, true)) {
			Page page = begin(visit);

			page.getByLabel("Notes").click();
			page.keyboard().type("38 élèves");
			assertThat(page.locator("input[name=outcome]:checked")).hasCount(0);
			assertThat(page.getByLabel("Notes")).hasValue("38 élèves");

			page.locator("[data-digits-switch]").uncheck();
			page.reload();
			page.locator("#outcome").focus();
			page.keyboard().press("3");
			assertThat(page.locator("input[name=outcome]:checked")).hasCount(0);
			page.locator("[data-digits-switch]").check();
			page.locator("#outcome").focus();
			page.keyboard().press("3");
			assertThat(page.getByLabel("Pas de réponse")).isChecked();
		}
	}

	@Test
	void aSchoolOnTheLineIsToldToWhoeverComesSecond(Browser browser) {
		String theirs = "appels-" + UUID.randomUUID() + "@essais.example";
		account(theirs);
		try (Visit visit = new Visit(browser, this.port, 1280, true);
				Visit other = new Visit(browser, this.port, 390, true)) {
			Page page = begin(visit);
			other.signIn(theirs, Given.PASSWORD);
			Page second = other.page();
			second.navigate(page.url());
			assertThat(second.locator("main")).containsText("Camille Parcours est en ligne");
			other.looksRight("deja-en-ligne");
			choose(second, "Pas de réponse");
			second.getByText("Enregistrer et passer au suivant").click();
			assertThat(second.locator("[data-error-summary]")).containsText("en ligne");
			other.looksRight("deja-en-ligne-refuse");

			page.getByText("Passer", new Page.GetByTextOptions().setExact(true)).click();
			assertThat(page.locator("h1")).containsText("Collège du Second appel");
			second.reload();
			assertThat(second.locator("main")).not().containsText("est en ligne");
		}
	}

	@Test
	void whatIsTypedIsThereAgainAfterAnotherSignInOnAnotherDevice(Browser browser) {
		String address;
		try (Visit visit = new Visit(browser, this.port, 1280, true)) {
			Page page = begin(visit);
			address = page.url();
			page.getByLabel("Notes").fill("Rappeler après le conseil.");
			choose(page, "À rappeler");
			assertThat(page.locator("[data-autosave-state]")).containsText("Brouillon gardé");
		}
		try (Visit visit = new Visit(browser, this.port, 390, true)) {
			visit.page().navigate(address);
			assertThat(visit.page()).hasURL(java.util.regex.Pattern.compile(".*/connexion.*"));
			visit.signIn(this.email, Given.PASSWORD);
			visit.page().navigate(address);
			assertThat(visit.page().getByLabel("Notes")).hasValue("Rappeler après le conseil.");
			assertThat(visit.page().getByLabel("À rappeler")).isChecked();
			visit.looksRight("brouillon-repris");
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 1280, 390 })
	void theQueueSaysWhyAndWhoWaits(int width, Browser browser) {
		String closed = due("Collège fermé ce matin", 3);
		hours(closed, "5 08:00-09:00");
		try (Visit visit = new Visit(browser, this.port, width, true)) {
			visit.signIn(this.email, Given.PASSWORD);
			Page page = visit.page();
			page.navigate("/appels");
			assertThat(page.locator("#ready ~ ol li").first()).containsText("n retard de 5 jours");
			assertThat(page.locator("section[aria-labelledby=held]")).containsText("Fermé à cette heure : 1");
			visit.looksRight("appels");
			page.getByText("Fermé à cette heure").first().click();
			page.getByPlaceholder("Pourquoi appeler quand même").fill("Elle a demandé qu’on l’appelle");
			page.locator("section[aria-labelledby=held] button").click();
			assertThat(page.locator("h1")).containsText("Collège fermé ce matin");
			assertThat(page.locator("main")).containsText("Elle a demandé qu’on l’appelle");
			visit.looksRight("appel-malgre-tout");
			choose(page, "Messagerie");
			page.getByText("Enregistrer et passer au suivant").click();
			assertThat(page.locator("h1")).containsText("Collège du Premier appel");
			page.navigate("/etablissements/" + closed);
			assertThat(page.locator("main")).containsText("Elle a demandé qu’on l’appelle");
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 1280, 390 })
	void whatSurroundsTheCallsLooksRight(int width, Browser browser) {
		String boss = "coordination-" + UUID.randomUUID() + "@essais.example";
		Acting.asSystem(
				() -> this.accounts.register(boss, "Camille Parcours", Role.COORDINATOR, Set.of(), Given.PASSWORD));
		UUID person = person(this.schools.getFirst());
		try (Visit visit = new Visit(browser, this.port, width, true)) {
			visit.signIn(boss, Given.PASSWORD);
			Page page = visit.page();
			for (Map.Entry<String, String> each : Map
				.of("/appels/campagnes", "campagnes", "/appels/campagnes/nouvelle?source=/etablissements?q=Essais",
						"campagne-nouvelle", "/appels/sans-suite-prevue", "sans-suite", "/appels/semaine", "semaine",
						"/calendrier", "calendrier", "/calendrier/horaires", "horaires",
						"/etablissements/" + this.schools.getFirst() + "/horaires", "horaires-etablissement",
						"/contacts/" + person + "/horaires", "horaires-personne", "/argumentaire/moments", "moments",
						"/relances?pour=tous", "relances")
				.entrySet()) {
				page.navigate(each.getKey());
				assertThat(page.locator("h1")).isVisible();
				visit.looksRight(each.getValue());
			}
		}
	}

	/** Signs in, and opens the next call. */
	private Page begin(Visit visit) {
		visit.signIn(this.email, Given.PASSWORD);
		Page page = visit.page();
		page.navigate("/appels");
		page.getByText("Prochain appel").click();
		assertThat(page.locator("h1")).containsText("Collège du Premier appel");
		return page;
	}

	/** The label covers what it names, as the design system draws it. */
	private static void choose(Page page, String label) {
		page.locator("label:has-text('" + label + "')").first().click();
	}

	private UUID account(String email) {
		return Acting
			.asSystem(() -> this.accounts.register(email, "Camille Parcours", Role.OUTREACH, Set.of(), Given.PASSWORD))
			.id();
	}

	private UUID person(String school) {
		CurrentAccount colleague = this.given.outreach();
		return Acting.as(colleague,
				() -> this.registration.register(
						new NewContact(ContactProfile.SECRETARIAT, null, "Parcours", "Dominique", null, null), school,
						"Essai", colleague));
	}

	/** A school that answers at any hour, with a call that should have been made. */
	private String due(String name, int daysLate) {
		String uai = this.given.school("059", name);
		hours(uai, "1 00:00-23:59, 2 00:00-23:59, 3 00:00-23:59, 4 00:00-23:59, 5 00:00-23:59");
		Acting.asSystem(() -> this.jdbc.sql("""
				insert into follow_up (id, uai, academie, kind, due_on, owner, opened_at, opened_by, version)
				values (gen_random_uuid(), ?, '09', 'APPEL', ?, ?, ?, ?, 0)""")
			.params(uai, today().minusDays(daysLate), this.me, this.clock.instant().atOffset(ZoneOffset.UTC), this.me)
			.update());
		return uai;
	}

	private void hours(String uai, String hours) {
		Acting.asSystem(() -> this.jdbc.sql(
				"insert into opening_hours (id, uai, academie, hours, wish, set_at) values (gen_random_uuid(), ?, '09', ?, false, clock_timestamp())")
			.params(uai, hours)
			.update());
	}

	private LocalDate today() {
		return LocalDate.ofInstant(this.clock.instant(), PARIS);
	}

	private Map<String, Object> logged(String uai) {
		return Acting.asSystem(() -> this.jdbc.sql("select outcome, notes from interaction where uai = ?")
			.param(uai)
			.query()
			.singleRow());
	}

	private Map<String, Object> next(String uai) {
		return Acting.asSystem(() -> this.jdbc
			.sql("select due_on, due_half, starts_at from follow_up where uai = ? and closed_at is null")
			.param(uai)
			.query()
			.singleRow());
	}

}
