package fr.dossiersco.outreach.pipeline;

import java.util.List;
import java.util.UUID;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.pipeline.StageMoves.Decision;
import fr.dossiersco.outreach.pipeline.StageSettings.Row;
import fr.dossiersco.outreach.pipeline.StageSettings.StageInUseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@DatabaseTest
class StageSettingsTests {

	@Autowired
	private StageSettings settings;

	@Autowired
	private StageMoves moves;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private Given given;

	private CurrentAccount coordinator;

	private String label;

	@BeforeEach
	void coordinator() {
		this.coordinator = this.given.coordinator();
		this.label = "Visité " + UUID.randomUUID().toString().substring(0, 8);
	}

	/** Other tests count on the usual stages. */
	@AfterEach
	void remove() {
		Acting.asSystem(() -> {
			String mine = "(select code from stage where label like 'Visité %')";
			this.jdbc.sql("delete from stage_move where to_stage in " + mine + " or from_stage in " + mine).update();
			this.jdbc.sql("delete from pursuit where stage in " + mine).update();
			this.jdbc.sql("delete from stage where label like 'Visité %'").update();
		});
	}

	@Test
	void aStageIsAddedAfterThoseOfItsKindMovedAndRenamedUnderTheSameCode() {
		add();
		assertThat(labels().indexOf(this.label)).isEqualTo(labels().indexOf("Expérimentateur") + 1);
		String code = mine().code();
		as(() -> this.settings.shift(code, true));
		assertThat(labels().indexOf(this.label)).isEqualTo(labels().indexOf("Expérimentateur") - 1);
		int version = mine().version();
		as(() -> this.settings.change(code, this.label + " bis", "GAGNE", null, version));
		assertThat(as(() -> this.settings.require(code)).label()).isEqualTo(this.label + " bis");
		assertThatExceptionOfType(OptimisticLockingFailureException.class)
			.isThrownBy(() -> as(() -> this.settings.change(code, "Visité x", "GAGNE", null, version)));
		as(() -> this.settings.shift("REPERE", true));
		assertThat(labels().getFirst()).isEqualTo("Repéré");
	}

	@Test
	void aStageInUseIsLeftBeforeItIsRetired() {
		add();
		String code = mine().code();
		String uai = this.given.school("059");
		as(() -> this.moves.moveByHand(uai, new Decision(code, null, null, null), this.coordinator));
		assertThatExceptionOfType(StageInUseException.class)
			.isThrownBy(() -> as(() -> this.settings.retire(code, null, "Retirée.", this.coordinator)));
		assertThatExceptionOfType(StageInUseException.class)
			.isThrownBy(() -> as(() -> this.settings.retire(code, code, "Retirée.", this.coordinator)));
		assertThatExceptionOfType(StageInUseException.class)
			.isThrownBy(() -> as(() -> this.settings.retire("CONTACTE", "REPERE", "Retirée.", this.coordinator)));

		assertThat(as(() -> this.settings.retire(code, "INTERESSE", "Retirée.", this.coordinator))).isEqualTo(1);

		assertThat(as(() -> this.moves.stageOf(uai))).isEqualTo("INTERESSE");
		assertThat(as(() -> this.jdbc
			.sql("""
					select coalesce(m.from_stage = :code, false) || ' ' || m.reason || ' ' || (p.since = m.moved_at) from stage_move m
					join pursuit p on p.uai = m.uai where m.uai = :uai and m.to_stage = 'INTERESSE'""")
			.param("code", code)
			.param("uai", uai)
			.query(String.class)
			.single())).isEqualTo("true Retirée. true");
		assertThat(labels()).doesNotContain(this.label);
		assertThat(as(() -> this.settings.resume(code))).isTrue();
		assertThat(labels()).contains(this.label);
	}

	@Test
	void aRefusedFormKeepsWhatWasTyped() {
		assertThat(this.mvc.post()
			.uri("/pipeline/etapes")
			.param("nom", "contacté")
			.param("categorie", "EN_COURS")
			.param("jours", "900")
			.with(csrf())
			.with(Given.signedIn(this.coordinator))).hasStatus(422)
			.bodyText()
			.contains("Une autre étape porte déjà ce nom", "value=\"900\"");
		assertThat(this.mvc.post()
			.uri("/pipeline/etapes/CONTACTE/modifier")
			.param("nom", "Contacté")
			.param("categorie", "EN_COURS")
			.param("version", "-7")
			.with(csrf())
			.with(Given.signedIn(this.coordinator))).hasStatus(409).bodyText().contains("entre-temps");
		assertThat(this.mvc.get().uri("/pipeline/etapes").with(Given.signedIn(this.coordinator))).hasStatusOk();
		assertThat(this.mvc.get().uri("/pipeline/etapes/ACTIVE/retrait").with(Given.signedIn(this.coordinator)))
			.hasStatusOk();
		assertThat(this.mvc.get().uri("/pipeline/etapes/ACTIVE/modifier").with(Given.signedIn(this.coordinator)))
			.hasStatusOk();
	}

	private void add() {
		as(() -> this.settings.add(this.label, "EN_COURS", 12));
	}

	private Row mine() {
		return as(() -> this.settings.all()).stream()
			.filter((row) -> row.label().startsWith(this.label))
			.findFirst()
			.orElseThrow();
	}

	private List<String> labels() {
		return as(() -> this.settings.all()).stream().filter((row) -> !row.retired()).map(Row::label).toList();
	}

	private void as(Runnable work) {
		as(() -> {
			work.run();
			return true;
		});
	}

	private <T> T as(java.util.function.Supplier<T> work) {
		return Acting.as(this.coordinator, work);
	}

}
