package fr.dossiersco.outreach.pipeline;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.pipeline.StageMoves.ReasonMissingException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

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
	void anAmbassadorMovesNoSchoolOfAnotherAcademie() {
		assertThat(this.mvc.post()
			.uri("/etablissements/{uai}/etape", this.uai)
			.param("etape", "REPERE")
			.with(csrf())
			.with(Given.signedIn(this.given.ambassador("20")))).hasStatus(403);
		assertThat(Acting.as(this.me, () -> this.moves.stageOf(this.uai))).isNull();
	}

	private void move(String to, @org.jspecify.annotations.Nullable String reason) {
		Acting.as(this.me, () -> {
			this.moves.move(this.uai, to, this.me, reason, null);
			return this.uai;
		});
	}

}
