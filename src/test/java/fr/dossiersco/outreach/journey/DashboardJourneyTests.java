package fr.dossiersco.outreach.journey;

import java.util.Set;
import java.util.UUID;

import com.microsoft.playwright.Browser;
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
 * A coordinator reads the figures of some schools, opens them, changes the days and
 * prints them; an ambassador reads those of their académie.
 */
@JourneyTest
class DashboardJourneyTests {

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
	void figuresAreReadOpenedAndPrinted(int width, boolean javaScript, Browser browser) {
		String email = "chiffres-" + UUID.randomUUID() + "@essais.example";
		UUID me = register(email, Role.COORDINATOR);
		school("Collège du Compas", me);
		String mine = "responsable=" + me;
		try (Visit visit = new Visit(browser, this.port, width, javaScript)) {
			visit.signIn(email, Given.PASSWORD);
			Page page = visit.page();

			page.navigate("/tableau-de-bord?" + mine);
			assertThat(page.locator("main")).containsText("Collège du Compas");
			page.locator("summary", new Page.LocatorOptions().setHasText("Voir les chiffres")).click();
			visit.looksRight("chiffres");
			page.locator(".figures a", new Page.LocatorOptions().setHasText("appel passé")).click();
			assertThat(page.locator(".result-count")).hasText("1 échange");
			visit.looksRight("chiffres-echanges");
			page.locator("nav a", new Page.LocatorOptions().setHasText("Tableau de bord")).last().click();

			page.locator("summary", new Page.LocatorOptions().setHasText("Filtrer les chiffres")).focus();
			if (page.locator("#depuis").isHidden()) {
				page.keyboard().press("Enter");
			}
			page.locator("#depuis").fill("2001-02-28");
			page.locator("#jusque").fill("2001-02-01");
			page.locator("main form button[type=submit]").click();
			assertThat(page.locator("main")).containsText("Les deux dates étaient inversées");
			assertThat(page.locator(".fr-callout")).containsText("Rien n’a été consigné");
			visit.looksRight("chiffres-rien");
			page.locator("a", new Page.LocatorOptions().setHasText("90 jours")).click();
			assertThat(page.locator("a[aria-current=true]", new Page.LocatorOptions().setHasText("90 jours")))
				.isVisible();

			page.locator("a", new Page.LocatorOptions().setHasText("Synthèse à imprimer")).click();
			assertThat(page.locator("h1")).containsText("Synthèse du");
			visit.looksRight("synthese");
			for (String list : new String[] { "nouveaux-contacts", "sans-telephone", "introductions" }) {
				page.navigate("/tableau-de-bord/" + list + "?" + mine);
				visit.looksRight("chiffres-" + list);
			}
			page.navigate("/relances?pour=tous&" + mine);
			assertThat(page.locator("main")).containsText("Collège du Compas");
			visit.looksRight("relances-filtrees");
		}
	}

	@ParameterizedTest
	@CsvSource({ "1280", "390" })
	void anAmbassadorReadsTheFiguresOfTheirAcademie(int width, Browser browser) {
		String email = "ambassade-" + UUID.randomUUID() + "@essais.example";
		register(email, Role.AMBASSADOR);
		try (Visit visit = new Visit(browser, this.port, width, true)) {
			visit.signIn(email, Given.PASSWORD);
			visit.page().navigate("/tableau-de-bord?academie=09");
			assertThat(visit.page().locator("h1")).hasText("Tableau de bord");
			visit.looksRight("chiffres-ambassade");
		}
	}

	private UUID register(String email, Role role) {
		return Acting.asSystem(() -> {
			this.accounts.register(email, "Dominique Chiffres", role,
					(role == Role.AMBASSADOR) ? Set.of("09") : Set.of(), Given.PASSWORD);
			return this.jdbc.sql("select id from account where email = ?").param(email).query(UUID.class).single();
		});
	}

	/** Called yesterday, with somebody new there whom a colleague knows. */
	private void school(String name, UUID owner) {
		String uai = this.given.school("059", name);
		UUID contact = UUID.randomUUID();
		Acting.asSystem(() -> {
			this.jdbc.sql("""
					insert into contact (id, family_name, source, academies, created_at, created_by, version)
					values (?, 'Aiguille-Fictive', 'essai', '{}', now(), ?, 0)""").params(contact, owner).update();
			this.jdbc.sql("""
					insert into post (id, contact_id, uai, academie, profile)
					select gen_random_uuid(), ?, uai, academie, 'INTENDANT' from establishment where uai = ?""")
				.params(contact, uai)
				.update();
			this.jdbc.sql("""
					insert into pursuit (uai, academie, stage, since, owner, version)
					select uai, academie, 'CONTACTE', now(), ?, 0 from establishment where uai = ?""")
				.params(owner, uai)
				.update();
			this.jdbc
				.sql("""
						insert into stage_move (id, uai, academie, to_stage, moved_at, moved_by, cause)
						select gen_random_uuid(), uai, academie, 'CONTACTE', now(), ?, 'MAIN' from establishment where uai = ?""")
				.params(owner, uai)
				.update();
			this.jdbc
				.sql("""
						insert into interaction (id, uai, contact_id, academie, author, occurred_at, recorded_at, channel, direction, outcome,
							approach, version)
						select gen_random_uuid(), uai, ?, academie, ?, now() - interval '1 day', now(), 'TELEPHONE', 'SORTANT', 'JOINT', 'FROID', 0
						from establishment where uai = ?""")
				.params(contact, owner, uai)
				.update();
			this.jdbc.sql("""
					insert into follow_up (id, uai, academie, kind, due_on, owner, opened_at, opened_by, version)
					select gen_random_uuid(), uai, academie, 'APPEL', current_date - 2, ?, now(), ?, 0
					from establishment where uai = ?""").params(owner, owner, uai).update();
			this.jdbc
				.sql("""
						insert into introduction (id, uai, academie, ambassador_id, reason, message, asked_at, asked_by, version)
						select gen_random_uuid(), uai, academie, ?, 'essai', 'essai', now(), ?, 0
						from establishment where uai = ?""")
				.params(owner, owner, uai)
				.update();
		});
	}

}
