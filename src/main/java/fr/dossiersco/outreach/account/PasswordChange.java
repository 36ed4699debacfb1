package fr.dossiersco.outreach.account;

import java.time.Clock;
import java.time.Duration;

import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Changes one's own password, for whoever still knows the current one. */
@Component
class PasswordChange {

	private final CredentialRepository credentials;

	private final PasswordEncoder encoder;

	private final SignInThrottle throttle;

	private final Clock clock;

	PasswordChange(CredentialRepository credentials, PasswordEncoder encoder, SignInThrottle throttle, Clock clock) {
		this.credentials = credentials;
		this.encoder = encoder;
		this.throttle = throttle;
		this.clock = clock;
	}

	@Transactional
	Outcome change(CurrentAccount me, String current, String chosen) {
		// An open session left unattended must not become a place to guess the password.
		if (this.throttle.tryAt(me.email(), "change", "").compareTo(Duration.ZERO) > 0) {
			return Outcome.TOO_MANY_TRIES;
		}
		Credential credential = this.credentials.findById(me.id()).orElseThrow();
		if (!this.encoder.matches(current, credential.password())) {
			return Outcome.WRONG_CURRENT;
		}
		if (PasswordRule.isGuessable(chosen, me.email())) {
			return Outcome.KNOWN_TO_ALL;
		}
		credential.change(this.encoder.encode(chosen), this.clock.instant());
		this.throttle.forget(me.email(), "change", "");
		return Outcome.CHANGED;
	}

	enum Outcome {

		CHANGED, WRONG_CURRENT, TOO_MANY_TRIES, KNOWN_TO_ALL

	}

}
