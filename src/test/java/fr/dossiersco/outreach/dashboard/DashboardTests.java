package fr.dossiersco.outreach.dashboard;

import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.StatementCount;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each figure equals a question asked in other words, and the number of rows behind its
 * link. Corse (27) is used here only.
 */
@DatabaseTest
class DashboardTests {

	private static final String ACADEMIE = "27";

	@Autowired
	private Overview overview;

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private Given given;

	private CurrentAccount coordinator;

	@BeforeEach
	void someActivity() {
		this.coordinator = this.given.coordinator();
		for (int i = 0; i < 3; i++) {
			String uai = this.given.school((i == 0) ? "02A" : "02B");
			String stage = (i == 2) ? "INTERESSE" : "CONTACTE";
			int daysAgo = i * 5;
			Acting.asSystem(() -> {
				UUID interaction = UUID.randomUUID();
				this.jdbc
					.sql("""
							insert into interaction (id, uai, academie, author, occurred_at, recorded_at, channel, direction, outcome,
								approach, version)
							values (?, ?, '27', ?, now() - make_interval(days => ?), now(), 'TELEPHONE', 'SORTANT', 'JOINT', 'FROID', 0)""")
					.params(interaction, uai, this.coordinator.id(), daysAgo)
					.update();
				this.jdbc.sql("""
						insert into stage_move (id, uai, academie, to_stage, moved_at, moved_by, cause, interaction_id)
						values (?, ?, '27', ?, now() - make_interval(days => ?), ?, 'ECHANGE', ?)""")
					.params(UUID.randomUUID(), uai, stage, daysAgo, this.coordinator.id(), interaction)
					.update();
				this.jdbc.sql(
						"insert into pursuit (uai, academie, stage, since, owner, version) values (?, '27', ?, now(), ?, 0)")
					.params(uai, stage, this.coordinator.id())
					.update();
				this.jdbc.sql("""
						insert into follow_up (id, uai, academie, kind, due_on, owner, opened_at, opened_by, version)
						values (?, ?, '27', 'APPEL', current_date - 2, ?, now(), ?, 0)""")
					.params(UUID.randomUUID(), uai, this.coordinator.id(), this.coordinator.id())
					.update();
			});
		}
	}

	@Test
	void eachFigureIsRight() {
		Overview.View view = Acting.as(this.coordinator, () -> this.overview.of(ACADEMIE));

		for (Overview.StageFigure stage : view.stages()) {
			assertThat(stage.schools()).as(stage.code())
				.isEqualTo(
						ask("select count(*) from pursuit where academie = '27' and stage = '" + stage.code() + "'"));
		}
		String week = "(date_trunc('day', now() at time zone 'Europe/Paris') - interval '6 days') at time zone 'Europe/Paris'";
		assertThat(view.figures().exchanges())
			.isEqualTo(ask("select count(*) from interaction where academie = '27' and occurred_at >= " + week));
		assertThat(view.figures().moves())
			.isEqualTo(ask("select count(*) from stage_move where academie = '27' and moved_at >= " + week));
		assertThat(view.overdue().stream().mapToLong(Overview.Overdue::count).sum())
			.isEqualTo(view.figures().overdue());
	}

	@Test
	void eachNumberOpensAsManyRows() {
		Overview.View view = Acting.as(this.coordinator, () -> this.overview.of(ACADEMIE));

		assertThat(rows("/tableau-de-bord/echanges?academie=27&depuis=" + view.since(), "échange"))
			.isEqualTo(view.figures().exchanges());
		assertThat(rows("/tableau-de-bord/mouvements?academie=27&depuis=" + view.since(), "changement"))
			.isEqualTo(view.figures().moves());
		assertThat(rows("/relances?pour=tous&quand=retard&academie=27", "relance")).isEqualTo(view.figures().overdue());
		for (Overview.StageFigure stage : view.stages()) {
			assertThat(rows("/etablissements?academie=27&etape=" + stage.code(), "établissement")).as(stage.code())
				.isEqualTo(stage.schools());
		}
	}

	@Test
	void thePageTakesFiveStatements() {
		assertThat(StatementCount
			.of(() -> assertThat(this.mvc.get().uri("/tableau-de-bord").with(Given.signedIn(this.coordinator)))
				.hasStatusOk()))
			.isLessThanOrEqualTo(7);
	}

	private long ask(String sql) {
		return Acting.asSystem(() -> this.jdbc.sql(sql).query(Long.class).single());
	}

	/**
	 * The number that the list's own sentence says: « 3 échanges », « Aucun échange ».
	 */
	private long rows(String address, String what) {
		String text = new String(this.mvc.get()
			.uri(address)
			.with(Given.signedIn(this.coordinator))
			.exchange()
			.getResponse()
			.getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8);
		Matcher count = Pattern.compile("class=\"result-count\"[^>]*>\\s*([0-9\\h]+|Aucune?)").matcher(text);
		if (!count.find()) {
			assertThat(text).as("no " + what + " on " + address).contains("class=\"empty\"");
			return 0;
		}
		String number = count.group(1).replaceAll("\\h", "");
		return number.startsWith("Aucun") ? 0 : Long.parseLong(number);
	}

}
