package fr.dossiersco.outreach.pipeline;

import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.pipeline.StageMoves.DayMissingException;
import fr.dossiersco.outreach.pipeline.StageMoves.Decision;
import fr.dossiersco.outreach.pipeline.StageMoves.MovedMeanwhileException;
import fr.dossiersco.outreach.pipeline.StageMoves.ReasonMissingException;
import fr.dossiersco.outreach.web.NotFoundException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@DatabaseTest
class StageMovesTests {

	@Autowired
	private StageMoves moves;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private Given given;

	private CurrentAccount me;

	private String uai;

	@BeforeEach
	void school() {
		this.me = this.given.outreach();
		this.uai = this.given.school("059");
	}

	@Test
	void eachMoveIsWrittenDownAndWhoeverBeginsLeads() {
		move("REPERE", null);
		move("INTERESSE", null);
		move("INTERESSE", null);

		assertThat(Acting.asSystem(() -> this.jdbc
			.sql("select to_stage from stage_move where uai = ? order by moved_at, from_stage nulls first")
			.param(this.uai)
			.query(String.class)
			.list())).containsExactly("REPERE", "INTERESSE");
		assertThat(Acting.asSystem(() -> this.jdbc.sql("select owner::text from pursuit where uai = ?")
			.param(this.uai)
			.query(String.class)
			.single())).isEqualTo(this.me.id().toString());
	}

	@Test
	void settingASchoolAsideAsksWhy() {
		assertThatExceptionOfType(ReasonMissingException.class).isThrownBy(() -> move("SANS_SUITE", " "));
		move("SANS_SUITE", "L’équipe utilise un autre service.");
		assertThat(Acting.as(this.me, () -> this.moves.stageOf(this.uai))).isEqualTo("SANS_SUITE");
	}

	@Test
	void laterBecomesADatedStepWhichGoesWithTheMove() {
		assertThatExceptionOfType(DayMissingException.class)
			.isThrownBy(() -> decide(new Decision("EN_PAUSE", null, "Après les travaux.", null)));
		assertThatExceptionOfType(DayMissingException.class)
			.isThrownBy(() -> decide(new Decision("EN_PAUSE", null, "Après les travaux.", LocalDate.of(2020, 1, 7))));
		assertThat(stage()).isNull();

		UUID move = decide(new Decision("EN_PAUSE", "", "Après les travaux.", LocalDate.of(2090, 10, 3))).orElseThrow();

		assertThat(steps()).containsExactly("2090-10-03 Après les travaux.");
		Acting.as(this.me, () -> assertThat(this.moves.takeBackByHand(move, this.me)).isTrue());
		assertThat(stage()).isNull();
		assertThat(steps()).isEmpty();
	}

	@Test
	void whoeverSawAnotherStageIsToldInsteadOfObeyed() {
		move("REPERE", null);
		move("INTERESSE", null);
		assertThatExceptionOfType(MovedMeanwhileException.class)
			.isThrownBy(() -> decide(new Decision("CONTACTE", "REPERE", null, null)));
		assertThat(stage()).isEqualTo("INTERESSE");
		decide(new Decision("INTERESSE", "REPERE", null, null));
		decide(new Decision("CONTACTE", "INTERESSE", null, null));
		assertThat(stage()).isEqualTo("CONTACTE");
	}

	@Test
	void onlyOnesOwnLastDecisionIsTakenBack() {
		UUID first = decide(new Decision("REPERE", null, null, null)).orElseThrow();
		UUID second = decide(new Decision("INTERESSE", null, null, null)).orElseThrow();
		CurrentAccount other = this.given.outreach();
		assertThatExceptionOfType(NotFoundException.class)
			.isThrownBy(() -> Acting.as(other, () -> this.moves.takeBackByHand(second, other)));
		Acting.as(this.me, () -> assertThat(this.moves.takeBackByHand(first, this.me)).isFalse());
		Acting.as(this.me, () -> assertThat(this.moves.takeBackByHand(second, this.me)).isTrue());
		assertThat(stage()).isEqualTo("REPERE");
		history();
	}

	@RepeatedTest(3)
	void whoeverMovesASchoolAtOnceLeavesNoGapInItsHistory() throws Exception {
		List<String> stages = List.of("REPERE", "CONTACTE", "INTERESSE", "INSCRIT", "ACTIVE", "FIDELISE");
		CyclicBarrier start = new CyclicBarrier(stages.size());
		try (ExecutorService threads = Executors.newFixedThreadPool(stages.size())) {
			List<Future<?>> all = new ArrayList<>();
			for (String stage : stages) {
				all.add(threads.submit(() -> {
					start.await();
					return decide(new Decision(stage, null, null, null));
				}));
			}
			for (Future<?> each : all) {
				each.get();
			}
		}
		assertThat(history()).hasSize(stages.size());
	}

	@Test
	void aFormThatLacksSomethingComesBackWithWhatWasTyped() {
		move("REPERE", null);
		MvcTestResult answer = this.mvc.post()
			.uri("/etablissements/{uai}/etape", this.uai)
			.param("etape", "EN_PAUSE")
			.param("de", "REPERE")
			.param("motif", "Pas avant janvier")
			.param("retour", "/pipeline?vue=tableau")
			.with(csrf())
			.with(Given.signedIn(this.me))
			.exchange();
		assertThat(answer).hasStatus(422)
			.bodyText()
			.contains("Pas avant janvier", "relance datée", "/pipeline?vue=tableau");

		answer = this.mvc.post()
			.uri("/etablissements/{uai}/etape", this.uai)
			.param("etape", "CONTACTE")
			.param("de", "INTERESSE")
			.with(csrf())
			.with(Given.signedIn(this.me))
			.exchange();
		assertThat(answer).hasStatus(409).bodyText().contains("elle est maintenant «\u00a0Repéré\u00a0»");
		assertThat(this.mvc.post()
			.uri("/etablissements/{uai}/etape", this.uai)
			.param("etape", "N_IMPORTE")
			.with(csrf())
			.with(Given.signedIn(this.me))).hasStatus(404);
	}

	@Test
	void anAmbassadorMovesNoSchoolOfAnotherAcademie() {
		assertThat(this.mvc.post()
			.uri("/etablissements/{uai}/etape", this.uai)
			.param("etape", "REPERE")
			.with(csrf())
			.with(Given.signedIn(this.given.ambassador("20")))).hasStatus(404);
		assertThat(Acting.as(this.me, () -> this.moves.stageOf(this.uai))).isNull();
	}

	private void move(String to, @Nullable String reason) {
		decide(new Decision(to, null, reason, null));
	}

	private Optional<UUID> decide(Decision decision) {
		return Acting.as(this.me, () -> this.moves.moveByHand(this.uai, decision, this.me));
	}

	private @Nullable String stage() {
		return Acting.as(this.me, () -> this.moves.stageOf(this.uai));
	}

	private List<String> steps() {
		return Acting.asSystem(() -> this.jdbc
			.sql("select due_on || ' ' || note from follow_up where uai = ? and closed_at is null order by due_on")
			.param(this.uai)
			.query(String.class)
			.list());
	}

	/**
	 * Each move begins where the one before it ended, later; the last one tells the
	 * stage.
	 */
	private List<String> history() {
		List<Map<String, Object>> rows = Acting.asSystem(() -> this.jdbc
			.sql("select from_stage, to_stage, moved_at from stage_move where uai = ? order by moved_at")
			.param(this.uai)
			.query()
			.listOfRows());
		Object before = null;
		Timestamp at = new Timestamp(0);
		for (Map<String, Object> row : rows) {
			assertThat(row.get("from_stage")).isEqualTo(before);
			assertThat((Timestamp) row.get("moved_at")).isAfter(at);
			before = row.get("to_stage");
			at = (Timestamp) row.get("moved_at");
		}
		assertThat(stage()).isEqualTo(before);
		assertThat(Acting.asSystem(() -> this.jdbc.sql("select since from pursuit where uai = ?")
			.param(this.uai)
			.query(Timestamp.class)
			.single())).isEqualTo(at);
		return rows.stream().map((row) -> (String) row.get("to_stage")).toList();
	}

}
