package fr.dossiersco.outreach.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.StatementCount;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.dashboard.Funnel.Step;
import fr.dossiersco.outreach.establishment.SchoolScope;
import fr.dossiersco.outreach.establishment.SchoolScopes;
import fr.dossiersco.outreach.establishment.SchoolSelection;
import fr.dossiersco.outreach.web.Proportion;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

@DatabaseTest
class FunnelTests {

	private static final List<String> CRITERIA = List.of("academie", "departement", "type", "responsable");

	private static final List<String> WAY = List.of("REPERE", "CONTACTE", "INTERESSE", "INSCRIT");

	@Autowired
	private Funnel funnel;

	@Autowired
	private SchoolScopes scopes;

	@Autowired
	private SchoolSelection selection;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private Given given;

	private CurrentAccount me;

	@BeforeEach
	void me() {
		this.me = this.given.outreach();
	}

	@Test
	void aSchoolCountsAsFarAsItCameWhereverItIsNow() {
		way("059", "REPERE", "CONTACTE");
		way("059", "CONTACTE", "INSCRIT", "SANS_SUITE");
		way("974", "INTERESSE", "CONTACTE");
		way("974", "EN_PAUSE");
		Map<String, Step> steps = mine();
		assertThat(WAY.stream().map((stage) -> step(steps, stage).schools())).containsExactly(3L, 3L, 2L, 1L);
		assertThat(step(steps, "REPERE").conversion()).isNull();
		assertThat(step(steps, "INTERESSE").conversion()).isEqualTo(new Proportion(2, 3));
		assertThat(steps).doesNotContainKeys("EN_PAUSE", "SANS_SUITE");
	}

	@Test
	void aStayLastsFromOneMoveToTheNext() {
		way("059", "REPERE", "CONTACTE", "INTERESSE");
		way("059", "REPERE", "CONTACTE");
		Map<String, Step> steps = mine();
		assertThat(step(steps, "REPERE").days()).isEqualTo(3.0);
		assertThat(step(steps, "REPERE").stays()).isEqualTo(2);
		assertThat(step(steps, "CONTACTE").stays()).isEqualTo(1);
		assertThat(step(steps, "INTERESSE").days()).isNull();
	}

	@Test
	void eachNumberOpensThatManySchools() {
		Random random = new Random(11);
		for (int i = 0; i < 14; i++) {
			way((i % 2 == 0) ? "059" : "974", WAY.get(random.nextInt(4)),
					WAY.get(i % 4).equals("INSCRIT") ? "FIDELISE" : "EN_PAUSE");
		}
		for (int i = 0; i < 12; i++) {
			Map<String, String> query = new HashMap<>();
			if (random.nextBoolean()) {
				query.put("academie", random.nextBoolean() ? "09" : "28");
			}
			if (random.nextBoolean()) {
				query.put("departement", random.nextBoolean() ? "059" : "n-importe");
			}
			if (random.nextBoolean()) {
				query.put("responsable", this.me.id().toString());
			}
			Acting.as(this.me, () -> {
				SchoolScope scope = this.scopes.read(query, CRITERIA);
				this.funnel.steps(scope).forEach((step) -> {
					List<String> behind = this.selection.at(scope.list().with("venu", step.code()).toString(), 100_000);
					assertThat(behind).as("%s %s", query, step.code()).hasSize(Math.toIntExact(step.schools()));
				});
				return true;
			});
		}
	}

	@Test
	void thePageIsForAllAndRestrictedToWhatTheySee() {
		String path = "/tableau-de-bord/entonnoir?responsable=" + this.me.id() + "&type=n-importe";
		way("059", "REPERE", "CONTACTE");
		assertThat(this.mvc.get().uri(path).with(Given.signedIn(this.given.ambassador("09")))).hasStatusOk()
			.bodyText()
			.contains("venu=REPERE");
		assertThat(this.mvc.get().uri(path).with(Given.signedIn(this.given.ambassador("20")))).hasStatusOk()
			.bodyText()
			.contains("Aucun établissement suivi ne répond");
		long before = StatementCount.of(() -> page(path));
		way("059", "REPERE", "INSCRIT");
		assertThat(StatementCount.of(() -> page(path))).isEqualTo(before).isLessThanOrEqualTo(7);
	}

	private void page(String path) {
		assertThat(this.mvc.get().uri(path).with(Given.signedIn(this.me))).hasStatusOk();
	}

	private static Step step(Map<String, Step> steps, String code) {
		return Objects.requireNonNull(steps.get(code), code);
	}

	private Map<String, Step> mine() {
		Map<String, Step> steps = new HashMap<>();
		Acting
			.as(this.me,
					() -> this.funnel.steps(this.scopes.read(Map.of("responsable", this.me.id().toString()), CRITERIA)))
			.forEach((step) -> steps.put(step.code(), step));
		return steps;
	}

	/** A school of mine that came to each stage in turn, three days apart. */
	private void way(String departement, String... stages) {
		String uai = this.given.school(departement);
		Acting.asSystem(() -> {
			String before = null;
			Instant at = Instant.parse("2026-03-02T09:00:00Z");
			for (String stage : stages) {
				if (!stage.equals(before)) {
					move(uai, before, stage, at);
				}
				before = stage;
				at = at.plus(Duration.ofDays(3));
			}
			this.jdbc.sql("""
					insert into pursuit (uai, academie, stage, since, owner, version)
					select uai, academie, ?, ?::timestamptz, ?, 0 from establishment where uai = ?""")
				.params(stages[stages.length - 1], at.toString(), this.me.id(), uai)
				.update();
		});
	}

	private void move(String uai, @Nullable String from, String to, Instant at) {
		this.jdbc
			.sql("""
					insert into stage_move (id, uai, academie, from_stage, to_stage, moved_at, moved_by, cause)
					select gen_random_uuid(), uai, academie, :from, :to, :at::timestamptz, :by, 'MAIN' from establishment where uai = :uai""")
			.param("uai", uai)
			.param("from", from, java.sql.Types.VARCHAR)
			.param("to", to)
			.param("at", at.toString())
			.param("by", this.me.id())
			.update();
	}

}
