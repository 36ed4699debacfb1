package fr.dossiersco.outreach.account;

import java.time.Instant;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class AccountTests {

	private static final Instant NOW = Instant.parse("2026-03-03T09:00:00Z");

	@Test
	void anAmbassadorServesAcademiesAndTheTeamNone() {
		Account account = new Account("a@essais.example", "Camille Exemple", Role.AMBASSADOR, Set.of("09"), NOW);

		assertThatIllegalArgumentException().isThrownBy(() -> account.serve(Role.AMBASSADOR, Set.of()));
		assertThatIllegalArgumentException().isThrownBy(() -> account.serve(Role.OUTREACH, Set.of("09")));
		assertThat(account.serve(Role.AMBASSADOR, Set.of("09"))).isFalse();
		assertThat(account.serve(Role.AMBASSADOR, Set.of("20", "09"))).isTrue();
		assertThat(account.serve(Role.COORDINATOR, Set.of())).isTrue();
		assertThat(account.academies()).isEmpty();
		assertThat(account.isActiveCoordinator()).isTrue();
	}

	@Test
	void leavingAndComingBackAreToldOnce() {
		Account account = new Account("a@essais.example", "Camille Exemple", Role.COORDINATOR, Set.of(), NOW);

		assertThat(account.reactivate()).isFalse();
		assertThat(account.deactivate(NOW)).isTrue();
		assertThat(account.deactivate(NOW)).isFalse();
		assertThat(account.isActiveCoordinator()).isFalse();
		assertThat(account.reactivate()).isTrue();
	}

	@Test
	void aPasswordIsNeitherCutNorGuessed() {
		assertThat(PasswordRule.isTooLong("é".repeat(36))).isFalse();
		assertThat(PasswordRule.isTooLong("é".repeat(36) + "e")).isTrue();
		assertThat(PasswordRule.isGuessable("DossiersCo 2026 !", "a@essais.example")).isTrue();
		assertThat(PasswordRule.isGuessable("camille.exemple.1", "camille.exemple@essais.example")).isTrue();
		assertThat(PasswordRule.isGuessable("quatre vélos sous la pluie", "camille@essais.example")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "motdepasse12", "azertyuiop123", "P@ssword12345", "qwertyuiop12", "123456789012",
			"iloveyou2026", "footballfootball", "abcdefghijkl" })
	void whatManyHaveChosenIsGuessed(String password) {
		assertThat(PasswordRule.isGuessable(password, "camille@essais.example")).isTrue();
	}

}
