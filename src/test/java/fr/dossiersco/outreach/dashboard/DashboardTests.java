package fr.dossiersco.outreach.dashboard;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
		assertThat(view.figures().exchangesBefore())
			.isEqualTo(ask("select count(*) from interaction where academie = '27' and occurred_at < " + week
					+ " and occurred_at >= " + week + " - interval '7 days'"));
		assertThat(view.figures().reached()).isEqualTo(
				ask("select count(*) from establishment e where academie = '27' and exists (select from interaction i "
						+ "where i.uai = e.uai and i.outcome = 'JOINT' and i.occurred_at >= " + week + ")"));
		assertThat(view.unspotted()).isEqualTo(
				ask("select count(*) from establishment e where academie = '27' and state <> 'FERME' and not exists "
						+ "(select from pursuit p where p.uai = e.uai)"));
		assertThat(view.contacts()).isEqualTo(ask("select count(*) from contact where '27' = any (academies)"));
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
		assertThat(rows("/tableau-de-bord/echanges?academie=27&depuis=" + view.since().minusDays(7) + "&jusque="
				+ view.since().minusDays(1), "échange"))
			.isEqualTo(view.figures().exchangesBefore());
		assertThat(rows("/tableau-de-bord/joints?academie=27&depuis=" + view.since(), "établissement"))
			.isEqualTo(view.figures().reached());
		assertThat(rows("/contacts?academie=27", "contact")).isEqualTo(view.contacts());
		assertThat(rows("/etablissements?academie=27&etape=AUCUNE", "établissement")).isEqualTo(view.unspotted());
		for (Overview.Overdue overdue : view.overdue()) {
			assertThat(rows("/relances?quand=retard&academie=27&pour=" + overdue.owner(), "relance"))
				.isEqualTo(overdue.count());
		}
		for (Overview.StageFigure stage : view.stages()) {
			assertThat(rows("/tableau-de-bord/mouvements?academie=27&etape=" + stage.code(), "changement"))
				.as(stage.code())
				.isEqualTo(stage.moves());
			assertThat(rows("/etablissements?academie=27&etape=" + stage.code(), "établissement")).as(stage.code())
				.isEqualTo(stage.schools());
		}
	}

	@Test
	void aClosedSchoolStandsNowhere() {
		Overview.View before = Acting.as(this.coordinator, () -> this.overview.of(ACADEMIE));
		String uai = this.given.school("02A");
		assertThat(Acting.as(this.coordinator, () -> this.overview.of(ACADEMIE)).unspotted())
			.isEqualTo(before.unspotted() + 1);

		Acting.asSystem(
				() -> this.jdbc.sql("update establishment set state = 'FERME' where uai = ?").param(uai).update());

		assertThat(Acting.as(this.coordinator, () -> this.overview.of(ACADEMIE)).unspotted())
			.isEqualTo(before.unspotted());
	}

	@Test
	void whatMovedLastComesFirst() {
		Overview.View view = Acting.as(this.coordinator, () -> this.overview.of(ACADEMIE));

		assertThat(view.moves()).isNotEmpty().hasSizeLessThanOrEqualTo(5);
		assertThat(view.moves()).extracting(Movements.Movement::at).isSortedAccordingTo(Comparator.reverseOrder());
		assertThat(view.latest()).extracting(Overview.LatestAction::at).isSortedAccordingTo(Comparator.reverseOrder());
		assertThat(view.overdue()).extracting(Overview.Overdue::oldest).isSorted();
	}

	@Test
	void aPlaceWithoutActivitySaysSo() {
		// Wallis-et-Futuna: no other test goes there.
		assertThat(text("/tableau-de-bord?academie=42")).contains("Aucune relance en retard",
				"Aucun établissement n’a changé d’étape", "Aucun échange pour l’instant");
	}

	@Test
	void aListSaysWhatNarrowsItAndLeadsBackToTheSamePage() {
		assertThat(text("/tableau-de-bord/mouvements?academie=27&etape=CONTACTE")).contains("Contacté", "Corse",
				"href=\"/tableau-de-bord?academie=27\"");
		assertThat(text("/tableau-de-bord/joints?academie=27")).contains("Corse",
				"href=\"/tableau-de-bord?academie=27\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/tableau-de-bord?academie=zz", "/tableau-de-bord?academie=%00",
			"/tableau-de-bord/mouvements?etape=NULLE_PART&academie=%00&page=999",
			"/tableau-de-bord/mouvements?depuis=-999999999-01-01",
			"/tableau-de-bord/echanges?jusque=%2B999999999-12-31", "/tableau-de-bord/joints?depuis=2030-01-01" })
	void anAddressThatMakesNoSenseIsRead(String address) {
		assertThat(this.mvc.get().uri(URI.create(address)).with(Given.signedIn(this.coordinator))).hasStatusOk();
	}

	@Test
	void aDayThatIsNoneIsRefused() {
		assertThat(this.mvc.get().uri("/tableau-de-bord/mouvements?depuis=hier").with(Given.signedIn(this.coordinator)))
			.hasStatus(400);
	}

	@ParameterizedTest
	@CsvSource({ "/tableau-de-bord, 7", "/tableau-de-bord/mouvements?etape=CONTACTE, 3", "/tableau-de-bord/echanges, 2",
			"/tableau-de-bord/joints, 2" })
	void aPageTakesAKnownNumberOfStatements(String address, int most) {
		assertThat(StatementCount
			.of(() -> assertThat(this.mvc.get().uri(address).with(Given.signedIn(this.coordinator))).hasStatusOk()))
			.isLessThanOrEqualTo(most);
	}

	private long ask(String sql) {
		return Acting.asSystem(() -> this.jdbc.sql(sql).query(Long.class).single());
	}

	/**
	 * The number that the list's own sentence says: « 3 échanges », « Aucun échange ».
	 */
	private long rows(String address, String what) {
		String text = text(address);
		Matcher count = Pattern.compile("class=\"result-count\"[^>]*>\\s*([0-9\\h]+|Aucune?)").matcher(text);
		if (!count.find()) {
			assertThat(text).as("no " + what + " on " + address).contains("class=\"empty\"");
			return 0;
		}
		String number = count.group(1).replaceAll("\\h", "");
		return number.startsWith("Aucun") ? 0 : Long.parseLong(number);
	}

	private String text(String address) {
		return new String(this.mvc.get()
			.uri(address)
			.with(Given.signedIn(this.coordinator))
			.exchange()
			.getResponse()
			.getContentAsByteArray(), StandardCharsets.UTF_8);
	}

}
