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

/**
 * The coordinator reads what works, from the playbook to the exchanges behind a figure.
 */
@JourneyTest
class WhatWorksTests {

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
	void aFigureOpensItsExchanges(int width, Browser browser) {
		exchanges();
		String email = "parcours-" + UUID.randomUUID() + "@essais.example";
		Acting.asSystem(
				() -> this.accounts.register(email, "Camille Parcours", Role.COORDINATOR, Set.of(), Given.PASSWORD));
		try (Visit visit = new Visit(browser, this.port, width, true)) {
			visit.signIn(email, Given.PASSWORD);
			Page page = visit.page();
			page.navigate("/argumentaire");
			page.locator("main a[href='/argumentaire/efficacite']").click();
			assertThat(page.locator("h1")).hasText("Ce qui marche");
			assertThat(page.locator("#ecart-INTRODUIT")).containsText("Introduit ou à froid");
			assertThat(page.locator("svg.interval").first()).isVisible();
			visit.looksRight("ce-qui-marche");
			page.locator("main section a[href*='argument='][href$='dont=suivis']").first().click();
			assertThat(page.locator("main")).containsText("Seulement ceux qui ont été suivis d’une avancée");
			visit.looksRight("echanges-comptes");
			page.goBack();
			page.locator("main section a[href*='approche=FROID']").first().click();
			assertThat(page.locator(".result-count")).isVisible();
			visit.looksRight("echanges-a-froid");
		}
	}

	/** Enough of them, two months ago, for one share at least to be told. */
	private void exchanges() {
		CurrentAccount author = this.given.outreach();
		String uai = this.given.school("080");
		Acting.asSystem(() -> {
			for (int i = 0; i < 25; i++) {
				UUID id = UUID.randomUUID();
				this.jdbc
					.sql("""
							insert into interaction (id, uai, academie, author, occurred_at, recorded_at, channel, direction, outcome,
								approach, version)
							select ?, uai, academie, ?, now() - make_interval(days => ?), now(), 'TELEPHONE', 'SORTANT', 'JOINT', ?, 0
							from establishment where uai = ?""")
					.params(id, author.id(), 60 + i, (i % 2 == 0) ? "FROID" : "SOLLICITE", uai)
					.update();
				this.jdbc
					.sql("insert into interaction_argument (interaction_id, argument_id, reaction) "
							+ "select ?, id, 'FAVORABLE' from argument order by position limit 1")
					.param(id)
					.update();
				this.jdbc
					.sql("insert into interaction_objection (interaction_id, objection_id, lifted) "
							+ "select ?, id, true from objection order by position, id limit 1")
					.param(id)
					.update();
			}
			this.jdbc.sql("""
					insert into stage_move (id, uai, academie, from_stage, to_stage, moved_at, moved_by, cause)
					select ?, uai, academie, 'CONTACTE', 'INTERESSE', now() - interval '50 days', ?, 'MAIN'
					from establishment where uai = ?""").params(UUID.randomUUID(), author.id(), uai).update();
		});
	}

}
