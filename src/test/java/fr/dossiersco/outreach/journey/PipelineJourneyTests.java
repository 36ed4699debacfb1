package fr.dossiersco.outreach.journey;

import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.account.AccountRegistration;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.Role;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * A coordinator moves schools by keyboard, by hand and by drag, hands them over, and goes
 * through those to take up again.
 */
@JourneyTest
class PipelineJourneyTests {

	@LocalServerPort
	private int port;

	@Autowired
	private AccountRegistration accounts;

	@Autowired
	private Given given;

	@Autowired
	private JdbcClient jdbc;

	@ParameterizedTest
	@CsvSource({ "1280, true", "390, true", "390, false" })
	void schoolsAreMovedHandedOverAndTakenUpAgain(int width, boolean javaScript, Browser browser) {
		String email = "pilotage-" + UUID.randomUUID() + "@essais.example";
		Acting
			.asSystem(() -> this.accounts.register(email, "Alix Pilotage", Role.COORDINATOR, Set.of(), Given.PASSWORD));
		// First by name: the page of a school offers two hundred colleagues at most.
		UUID successor = Acting.asSystem(
				() -> this.accounts.register("suite-" + email, "Aaron Suite", Role.OUTREACH, Set.of(), Given.PASSWORD))
			.id();
		String one = school("Collège du Gouvernail", email);
		school("Collège de la Boussole", email);
		String forgotten = school("Collège de l’Ancre", email);
		try (Visit visit = new Visit(browser, this.port, width, javaScript)) {
			visit.signIn(email, Given.PASSWORD);
			Page page = visit.page();
			String mine = "responsable=" + account(email);
			Locator said = page.locator("[role=status]").first();

			page.navigate("/pipeline?" + mine);
			visit.looksRight("pipeline");
			page.navigate("/pipeline?vue=tableau&" + mine);
			visit.looksRight("pipeline-tableau");
			moveByKeyboard(page, one);
			assertThat(said).containsText("L’étape est changée");
			assertThat(page.locator("[data-stage=CONTACTE]")).containsText("Collège du Gouvernail");

			if (javaScript && width > 1000) {
				page.locator("[data-draggable]", new Page.LocatorOptions().setHasText("Boussole"))
					.dragTo(page.locator("[data-stage=INTERESSE] h2"));
				assertThat(page.locator("[data-stage=INTERESSE]")).containsText("Collège de la Boussole");
			}

			page.locator("#vers-" + one).selectOption("EN_PAUSE");
			page.locator("#vers-" + one).press("Tab");
			page.keyboard().press("Enter");
			assertThat(page.locator("h1")).containsText("Changer l’étape");
			visit.looksRight("pipeline-etape");
			page.locator("#motif").fill("Après les travaux de la cour");
			page.locator("#reprise").fill(LocalDate.of(2090, 10, 3).toString());
			page.locator("main form button[type=submit]").click();
			assertThat(page.locator("[data-stage=EN_PAUSE]")).containsText("3 oct. 2090");
			page.locator("form[action*='/annulation'] button").click();
			assertThat(said).containsText("annulé");

			page.navigate("/pipeline?etape=CONTACTE&" + mine);
			visit.looksRight("pipeline-contacte");
			page.locator("label[for=choisi-" + one + "]").click();
			page.locator("#confier button").click();
			assertThat(said).containsText("1 établissement est confié");
			page.locator("form[action*='/annulation'] button").click();
			assertThat(said).containsText("rendu à son responsable précédent");
			assertThat(page).hasURL(Pattern.compile(".*/pipeline\\?.*etape=CONTACTE.*"));

			stepOf(email, one);
			page.navigate("/etablissements/" + one);
			page.locator("details:has(#responsable) > summary").first().click();
			page.locator("#responsable").selectOption(successor.toString());
			visit.looksRight("etablissement-confier");
			page.locator("form[action$='/responsable'] button").click();
			assertThat(said).containsText("1 établissement est confié, avec 1 prochaine étape.");
			page.locator("form[action*='/annulation'] button").click();
			assertThat(said).containsText("avec 1 prochaine étape");
			assertThat(page).hasURL(Pattern.compile(".*/etablissements/" + one));
			page.locator("details:has(#responsable) > summary").first().click();
			page.locator("#responsable").selectOption(successor.toString());
			page.locator("label[for=confier-relances]").click();
			page.locator("form[action$='/responsable'] button").click();
			assertThat(said).containsText("1 établissement est confié.");
			page.locator("form[action*='/annulation'] button").click();

			page.navigate("/pipeline/a-relancer?" + mine);
			visit.looksRight("a-relancer");
			page.locator("#texte-" + forgotten).fill("Demander à la vie scolaire");
			page.locator("#texte-" + forgotten).press("Enter");
			assertThat(page.locator("main")).containsText("Demander à la vie scolaire");
			page.navigate("/pipeline/etapes");
			visit.looksRight("pipeline-etapes");
			page.navigate("/pipeline/etapes/nouvelle");
			visit.looksRight("pipeline-etape-nouvelle");
		}
	}

	private void stepOf(String owner, String uai) {
		Acting.asSystem(() -> this.jdbc.sql("""
				insert into follow_up (id, uai, academie, kind, due_on, owner, opened_at, opened_by, version)
				select gen_random_uuid(), e.uai, e.academie, 'APPEL', date '2090-10-03', a.id, now(), a.id, 0
				from establishment e, account a where e.uai = ? and a.email = ?""").params(uai, owner).update());
	}

	/** From the select of the stage to its button, without a mouse. */
	private static void moveByKeyboard(Page page, String uai) {
		page.locator("#vers-" + uai).focus();
		page.keyboard().press("ArrowDown");
		page.keyboard().press("Tab");
		page.keyboard().press("Enter");
	}

	/** Spotted so long ago that it is to be taken up again. */
	private String school(String name, String email) {
		String uai = this.given.school("059", name);
		Acting.asSystem(() -> {
			this.jdbc
				.sql("""
						insert into pursuit (uai, academie, stage, since, owner, version)
						select e.uai, e.academie, 'REPERE', now() - interval '200 days', a.id, 0 from establishment e, account a
						where e.uai = ? and a.email = ?""")
				.params(uai, email)
				.update();
			this.jdbc.sql("""
					insert into stage_move (id, uai, academie, to_stage, moved_at, moved_by, cause)
					select gen_random_uuid(), uai, academie, stage, since, owner, 'MAIN' from pursuit where uai = ?""")
				.param(uai)
				.update();
		});
		return uai;
	}

	private UUID account(String email) {
		return Acting.asSystem(
				() -> this.jdbc.sql("select id from account where email = ?").param(email).query(UUID.class).single());
	}

}
