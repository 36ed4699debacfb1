package fr.dossiersco.outreach.journey;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.microsoft.playwright.APIResponse;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** A call is offered, agreed upon by a contact without an account, then moved. */
@JourneyTest
class AppointmentJourneyTests {

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

	@BeforeEach
	void aSchoolMorning() {
		this.clock.setToSchoolMorning(Acting.asSystem(() -> this.agendas.ofDepartement("059")));
	}

	@AfterEach
	void theTimeOfDay() {
		this.clock.reset();
	}

	/** The contact answers on whatever they have: a phone, a browser without scripts. */
	@ParameterizedTest
	@CsvSource({ "1280, 390, true", "390, 1280, false" })
	void aContactAgreesToACallWithoutAnAccount(int ours, int theirs, boolean theirScripts, Browser browser) {
		String email = "parcours-" + UUID.randomUUID() + "@essais.example";
		UUID me = Acting
			.asSystem(() -> this.accounts.register(email, "Camille Parcours", Role.OUTREACH, Set.of(), Given.PASSWORD))
			.id();
		UUID call = aCallToAgreeUpon(me);
		try (Visit visit = new Visit(browser, this.port, ours, true);
				Visit contact = new Visit(browser, this.port, theirs, theirScripts)) {
			visit.signIn(email, Given.PASSWORD);
			Page page = visit.page();
			page.navigate("/relances");
			page.getByText("Proposer un rendez-vous").first().click();
			assertThat(page.locator("input[name=moments]:checked")).hasCount(3);
			visit.looksRight("proposer-un-rendez-vous");
			page.getByText("Préparer le message").click();
			visit.looksRight("rendez-vous-propose");
			Matcher link = Pattern.compile("/rdv/\\S+").matcher(page.locator("#message").innerText());
			org.assertj.core.api.Assertions.assertThat(link.find()).isTrue();

			Page theirPage = contact.page();
			theirPage.navigate(link.group());
			contact.looksRight("repondre");
			theirPage.getByText("Répondre").click();
			assertThat(theirPage.locator("[role=alert]")).containsText("Choisissez un moment");
			theirPage.locator("label[for='choix-1']").click();
			theirPage.getByText("Répondre").click();
			assertThat(theirPage.locator("[role=status]")).containsText("Nous vous appellerons");
			contact.looksRight("rendez-vous-convenu");
			APIResponse event = theirPage.request().get(link.group() + "/rendez-vous.ics");
			org.assertj.core.api.Assertions.assertThat(event.text()).contains("STATUS:CONFIRMED");

			this.clock.setTo(agreed(call).minus(Duration.ofHours(1)));
			page.navigate("/");
			assertThat(page.locator("section[aria-labelledby='appointments']")).containsText("Convenu");
			visit.looksRight("aujourdhui-rendez-vous");
			page.navigate("/relances");
			page.getByText("Reporter, abandonner").first().click();
			page.getByText("Reporter d’une semaine").first().click();
			page.navigate("/rendez-vous");
			assertThat(page.locator("main")).containsText("Annulé : à faire savoir");
			visit.looksRight("rendez-vous");
			page.locator("main .step a").first().click();
			assertThat(page.locator("#message")).containsText("est annulé");
			visit.looksRight("rendez-vous-annule");
			theirPage.reload();
			assertThat(theirPage.locator("main")).containsText("Ce rendez-vous est annulé");
			contact.looksRight("annule");
			page.getByText("C’est dit à la personne").click();
			theirPage.reload();
			assertThat(theirPage.locator("h1")).hasText("Ce lien ne mène plus nulle part");
			contact.looksRight("lien-mort");
			page.navigate("/rendez-vous/agenda");
			page.getByText("Créer le lien").click();
			assertThat(page.locator("#address")).containsText("/agenda/");
			visit.looksRight("mon-agenda");
		}
		org.assertj.core.api.Assertions
			.assertThat(Acting.asSystem(() -> this.jdbc.sql("select status from appointment where follow_up_id = ?")
				.param(call)
				.query(String.class)
				.single()))
			.isEqualTo("RETIRE");
	}

	/** Which moment comes first depends on when people were reached before. */
	private Instant agreed(UUID call) {
		return Acting
			.asSystem(() -> this.jdbc.sql("select starts_at from follow_up where id = ?")
				.param(call)
				.query(OffsetDateTime.class)
				.single())
			.toInstant();
	}

	private UUID aCallToAgreeUpon(UUID owner) {
		UUID call = UUID.randomUUID();
		CurrentAccount colleague = this.given.outreach();
		String uai = this.given.school("059", "Collège du Rendez-vous");
		Acting.as(colleague,
				() -> this.registration.register(
						new NewContact(ContactProfile.SECRETARIAT, null, "Parcours", "Dominique", null, null), uai,
						"Essai", colleague));
		Acting.asSystem(() -> this.jdbc.sql("""
				insert into follow_up (id, uai, academie, kind, due_on, owner, opened_at, opened_by, version)
				values (?, ?, '09', 'APPEL', ?, ?, ?, ?, 0)""")
			.params(call, uai, LocalDate.ofInstant(this.clock.instant(), ZoneOffset.UTC), owner,
					this.clock.instant().atOffset(ZoneOffset.UTC), owner)
			.update());
		return call;
	}

}
