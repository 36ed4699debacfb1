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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** Someone goes back through the journal, narrows it and subscribes to it. */
@JourneyTest
class JournalJourneyTests {

	@LocalServerPort
	private int port;

	@Autowired
	private AccountRegistration accounts;

	@Autowired
	private Given given;

	@Autowired
	private JdbcClient jdbc;

	@ParameterizedTest
	@ValueSource(ints = { 1280, 390 })
	void fromTheMenuToTheFeed(int width, Browser browser) {
		CurrentAccount author = this.given.outreach();
		String school = moves(author);
		String email = "parcours-" + UUID.randomUUID() + "@essais.example";
		Acting.asSystem(
				() -> this.accounts.register(email, "Camille Parcours", Role.COORDINATOR, Set.of(), Given.PASSWORD));
		try (Visit visit = new Visit(browser, this.port, width, true)) {
			visit.signIn(email, Given.PASSWORD);
			Page page = visit.page();
			if (width < 1000) {
				page.locator("#bouton-menu").click();
			}
			page.locator(".fr-nav a[href='/journal']").click();
			assertThat(page.locator("h1")).hasText("Journal");
			assertThat(page.locator(".timeline__entry")).hasCount(50);
			visit.looksRight("journal");
			page.locator("a[rel=next]").click();
			assertThat(page.locator("a[rel=prev]")).isVisible();
			page.locator("a[rel=prev]").click();
			assertThat(page.locator("a[rel=prev]")).hasCount(0);
			page.locator("summary").click();
			page.locator("label[for=genre-etapes]").click();
			page.locator("main form button[type=submit]").click();
			assertThat(page.locator(".filter-tag")).hasText("Retirer le filtre Étapes");
			page.navigate("/journal?genre=etapes&etablissement=" + school);
			assertThat(page.locator(".timeline__entry").first())
				.containsText("de «\u00a0Contacté\u00a0» à «\u00a0Intéressé\u00a0»");
			visit.looksRight("journal-filtre");
			page.navigate("/journal?genre=etapes");
			page.locator("main a[href^='/journal/flux']").click();
			page.locator("main form button[type=submit]").first().click();
			assertThat(page.locator("#address")).containsText(".atom?genre=etapes");
			visit.looksRight("journal-flux");
		}
	}

	private String moves(CurrentAccount author) {
		String uai = this.given.school("973");
		Acting.asSystem(() -> this.jdbc
			.sql("""
					insert into stage_move (id, uai, academie, from_stage, to_stage, moved_at, moved_by, cause, reason)
					select gen_random_uuid(), uai, academie, 'CONTACTE', 'INTERESSE', now() - make_interval(hours => n), ?, 'MAIN',
						'Ils veulent essayer cette année.'
					from establishment, generate_series(1, 60) n where uai = ?""")
			.params(author.id(), uai)
			.update());
		return uai;
	}

}
