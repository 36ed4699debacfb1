package fr.dossiersco.outreach.interaction;

import fr.dossiersco.outreach.pipeline.Stages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class StageAfterTests {

	@ParameterizedTest
	@EnumSource(names = { "JOINT", "MESSAGERIE", "REFUS", "A_RAPPELER" })
	void aSchoolThatKnowsOfUsIsContacted(Outcome outcome) {
		assertThat(StageAfter.of(null, outcome, Direction.SORTANT)).isEqualTo(Stages.CONTACTED);
		assertThat(StageAfter.of(Stages.SPOTTED, outcome, Direction.SORTANT)).isEqualTo(Stages.CONTACTED);
	}

	@ParameterizedTest
	@EnumSource(names = { "SANS_REPONSE", "MAUVAIS_NUMERO" })
	void aVainTryOnlySpotsIt(Outcome outcome) {
		assertThat(StageAfter.of(null, outcome, Direction.SORTANT)).isEqualTo(Stages.SPOTTED);
		assertThat(StageAfter.of(Stages.SPOTTED, outcome, Direction.SORTANT)).isNull();
	}

	@Test
	void whoeverWritesToUsKnowsOfUs() {
		assertThat(StageAfter.of(null, Outcome.SANS_REPONSE, Direction.ENTRANT)).isEqualTo(Stages.CONTACTED);
	}

	@ParameterizedTest
	@EnumSource
	void furtherOnOnlyAPersonDecides(Outcome outcome) {
		assertThat(StageAfter.of("INSCRIT", outcome, Direction.SORTANT)).isNull();
	}

}
