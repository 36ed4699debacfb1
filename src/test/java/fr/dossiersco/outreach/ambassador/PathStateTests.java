package fr.dossiersco.outreach.ambassador;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class PathStateTests {

	@ParameterizedTest
	@CsvSource({ "VOLONTAIRE, RENONCEMENT", "INVITE, RENONCEMENT", "ACCOMPAGNE, ACTIVITE RENONCEMENT", "ACTIF, RETRAIT",
			"EN_RETRAIT, REPRISE", "RENONCE, REPRISE" })
	void eachStageHasItsDecisions(PathState state, String decisions) {
		assertThat(state.decisions()).extracting(Enum::name).containsExactly(decisions.split(" "));
	}

	@Test
	void theWayIsGoneOneAfterTheOther() {
		assertThat(PathState.ACCOMPAGNE.hasReached(PathState.INVITE)).isTrue();
		assertThat(PathState.ACCOMPAGNE.hasReached(PathState.ACCOMPAGNE)).isTrue();
		assertThat(PathState.ACCOMPAGNE.hasReached(PathState.ACTIF)).isFalse();
	}

	@ParameterizedTest
	@EnumSource(names = { "EN_RETRAIT", "RENONCE" })
	void whoeverLeftTheWayIsNowhereOnIt(PathState state) {
		assertThat(List.of(PathState.values())).noneMatch(state::hasReached);
	}

}
