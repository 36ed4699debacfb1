package fr.dossiersco.outreach.journey;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import java.util.UUID;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
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
 * A coordinator says when an académie opens, reads its plan and its forecast, and opens
 * the schools behind a number.
 */
@JourneyTest
class SeasonJourneyTests {

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
	void anOpeningIsSaidAndItsPlanRead(int width, boolean javaScript, Browser browser) {
		String email = "saison-" + UUID.randomUUID() + "@essais.example";
		Acting
			.asSystem(() -> this.accounts.register(email, "Sacha Saison", Role.COORDINATOR, Set.of(), Given.PASSWORD));
		UUID me = account(email);
		schools(me);
		try (Visit visit = new Visit(browser, this.port, width, javaScript)) {
			visit.signIn(email, Given.PASSWORD);
			Page page = visit.page();
			page.navigate("/tableau-de-bord");
			page.locator("main .fr-tags-group a[href*='/saison']").first().click();
			assertThat(page.locator("h1")).containsText("La saison");
			visit.looksRight("saison");
			page.locator("main .fr-alert a[href*='/saison/dates']").click();
			visit.looksRight("saison-dates");

			Locator opens = page.getByLabel("Ouverture, Nantes", new Page.GetByLabelOptions().setExact(true));
			opens.fill("2001-05-04");
			page.locator("main form button[type=submit]").click();
			assertThat(page.locator("[role=alert]").first()).containsText("Donnez une date de cette année scolaire");
			assertThat(opens).hasValue("2001-05-04");
			visit.looksRight("saison-dates-refus");
			opens.fill(opening().toString());
			page.locator("main form button[type=submit]").click();
			Locator said = page.locator("[role=status]").first();
			assertThat(said).containsText("1 date est enregistrée");
			assertThat(page.locator("main")).containsText("par Sacha Saison");

			page.navigate("/tableau-de-bord/saison?responsable=" + me);
			page.locator("main table a[href*='academie=17']").first().click();
			assertThat(page.locator("h1")).containsText("Nantes");
			assertThat(page.locator("main")).containsText("date de l’académie");
			assertThat(page.locator("#plan")).isVisible();
			assertThat(page.locator("main")).containsText("environ");
			assertThat(page.locator("svg polygon.band")).hasCount(1);
			page.locator("main section[aria-labelledby=curve] summary").click();
			visit.looksRight("saison-academie");
			page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
			assertThat(page.locator(".season-chart svg")).isVisible();
			assertThat(page.locator("#courbe")).isHidden();
			page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));

			page.locator("#courbe").selectOption("INSCRIT");
			page.locator("main section[aria-labelledby=curve] form button").click();
			assertThat(page.locator("main section[aria-labelledby=curve]")).containsText("« Inscrit » ou plus loin");
			Locator then = page.locator("main a[href*='saison-derniere'][href*='AU-MOINS-REPERE']").first();
			String number = then.textContent();
			then.click();
			assertThat(page.locator("h1")).hasText("La saison dernière, au même moment");
			assertThat(page.locator("main [role=status]").first()).containsText(number + " établissement");
			visit.looksRight("saison-derniere");

			page.navigate("/tableau-de-bord/saison/dates");
			opens.fill("");
			page.locator("main form button[type=submit]").click();
			page.locator("form[action*='/retrait'] button").click();
			assertThat(said).containsText("Les dates d’avant sont rétablies");
			assertThat(opens).hasValue(opening().toString());
		}
		finally {
			Acting.asSystem(() -> this.jdbc.sql(
					"update season_date set withdrawn_at = now(), withdrawn_by = set_by where set_by = ? and withdrawn_at is null")
				.param(me)
				.update());
		}
	}

	/** Some days from now, in this school year. */
	private static LocalDate opening() {
		LocalDate today = LocalDate.now(ZoneId.of("Europe/Paris"));
		LocalDate soon = today.plusDays(20);
		LocalDate end = LocalDate.of((today.getMonthValue() >= 9) ? today.getYear() + 1 : today.getYear(), 8, 31);
		return soon.isAfter(end) ? end : soon;
	}

	/**
	 * Enough schools that went on, over two years, for something to be measured and
	 * forecast.
	 */
	private void schools(UUID me) {
		String[] way = { "REPERE", "CONTACTE", "INTERESSE", "INSCRIT", "ACTIVE", "EXPERIMENTATEUR", "UTILISATEUR" };
		for (int i = 0; i < 130; i++) {
			String uai = this.given.school("044", "Collège du Calendrier " + i);
			int school = i;
			Acting.asSystem(() -> {
				int left = 30 + (school * 37) % 500;
				String from = "";
				for (int step = 0; step < way.length && left > 0; step++) {
					this.jdbc
						.sql("""
								insert into stage_move (id, uai, academie, from_stage, to_stage, moved_at, moved_by, cause)
								select gen_random_uuid(), uai, academie, nullif(?, ''), ?, now() - make_interval(days => ?), ?, 'MAIN' from establishment where uai = ?""")
						.params(from, way[step], left, me, uai)
						.update();
					from = way[step];
					left -= 4 + (school * 13 + step * 7) % 40;
				}
				this.jdbc.sql("""
						insert into pursuit (uai, academie, stage, since, owner, version)
						select uai, academie, ?, (select max(moved_at) from stage_move m where m.uai = e.uai), ?, 0
						from establishment e where uai = ?""").params(from, me, uai).update();
			});
		}
	}

	private UUID account(String email) {
		return Acting.asSystem(
				() -> this.jdbc.sql("select id from account where email = ?").param(email).query(UUID.class).single());
	}

}
