package fr.dossiersco.outreach.account;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SignInThrottleTests {

	private final SignInThrottle throttle = new SignInThrottle();

	@Test
	void stolenPasswordsAreNotTriedOnOneAddressAfterTheOther() {
		for (int i = 0; i < SignInThrottle.TRIES_OF_A_PLACE; i++) {
			assertThat(this.throttle.tryAt("someone" + i + "@essais.example", "192.0.2.1", "")).isZero();
		}

		assertThat(this.throttle.tryAt("another@essais.example", "192.0.2.1", "")).isPositive()
			.isLessThan(Duration.ofMinutes(1));
		assertThat(this.throttle.tryAt("another@essais.example", "192.0.2.2", "")).isZero();
		assertThat(this.throttle.tryAt("colleague@essais.example", "192.0.2.1", "known device")).isZero();
	}

	@Test
	void whoeverSignsInTakesNothingFromTheirNeighbours() {
		for (int i = 0; i < 2 * SignInThrottle.TRIES_OF_A_PLACE; i++) {
			String email = "someone" + i + "@essais.example";
			assertThat(this.throttle.tryAt(email, "192.0.2.1", "")).isZero();
			this.throttle.forget(email, "192.0.2.1", "");
		}
	}

}
