package fr.dossiersco.outreach.journey;

import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;

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

/** A caller plans a week from a list of schools, accepts it, changes their mind. */
@JourneyTest
class PlannedWeekTests {

	/** Far from any holiday that a test brings in. */
	private static final LocalDate MONDAY = LocalDate.of(2090, 10, 2);

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
	void aListIsPlannedChosenAcceptedAndTakenBack(int width, boolean javaScript, Browser browser) {
		String email = "parcours-" + UUID.randomUUID() + "@essais.example";
		Acting
			.asSystem(() -> this.accounts.register(email, "Camille Parcours", Role.OUTREACH, Set.of(), Given.PASSWORD));
		String name = "Collège Semainier " + UUID.randomUUID().toString().substring(0, 8);
		for (int i = 0; i < 4; i++) {
			due(this.given.school("059", name), email);
		}
		closed(due(this.given.school("974", name), email));
		this.given.school("059", name);
		try (Visit visit = new Visit(browser, this.port, width, javaScript)) {
			visit.signIn(email, Given.PASSWORD);
			Page page = visit.page();
			page.navigate("/etablissements?q=" + name.replace(' ', '+'));
			visit.looksRight("liste-a-preparer");
			page.locator("main a[href^='/appels/semaine']").click();
			page.locator("#semaine").fill(MONDAY.toString());
			page.locator("main form[method=get] button").click();
			Locator main = page.locator("#debut");
			assertThat(main).containsText("4 appels placés");
			assertThat(main).containsText("Un n’a aucun appel prévu");
			assertThat(main).containsText("aucun moment ouvert d’ici vendredi");
			visit.looksRight("semaine");

			page.locator("main details summary").first().click();
			page.locator("input[name=choisi]").first().uncheck(force());
			visit.looksRight("semaine-choix");
			page.locator("form[action*='/choix'] button").click();
			assertThat(main).containsText("Choisir les appels : 4 sur 5");

			page.locator("button[name=tout]").click();
			assertThat(page.locator("[role=status]").first()).containsText("appels sont placés");
			assertThat(main).containsText("Déjà à cette heure");
			visit.looksRight("semaine-acceptee");
			page.locator("form[action*='/annulation'] button").click();
			assertThat(page.locator("[role=status]").first()).containsText("revenus où ils étaient");

			page.locator("input[name=place]").first().uncheck(force());
			page.locator("section form button").last().click();
			assertThat(page.locator("[role=status]").first()).containsText("placés");
			assertThat(page.locator("input[name=place]")).hasCount(1);
			page.locator("main nav a[href*='2090-10-09']").click();
			assertThat(page.locator("h1")).containsText("9 octobre");
		}
	}

	private String due(String uai, String email) {
		Acting.asSystem(() -> this.jdbc.sql("""
				insert into follow_up (id, uai, academie, kind, due_on, owner, opened_at, opened_by, version)
				select ?, e.uai, e.academie, 'APPEL', ?, a.id, now(), a.id, 0 from establishment e, account a
				where e.uai = ? and a.email = ?""").params(UUID.randomUUID(), MONDAY, uai, email).update());
		return uai;
	}

	private void closed(String uai) {
		Acting.asSystem(() -> this.jdbc.sql("""
				insert into closed_period (id, uai, academie, first_day, last_day, reason, entered_at, entered_by)
				select gen_random_uuid(), e.uai, e.academie, ?, ?, 'Grève', now(), (select id from account limit 1)
				from establishment e where e.uai = ?""").params(MONDAY, MONDAY.plusDays(4), uai).update());
	}

	/** The design system draws its own box over the real one. */
	private static Locator.UncheckOptions force() {
		return new Locator.UncheckOptions().setForce(true);
	}

}
