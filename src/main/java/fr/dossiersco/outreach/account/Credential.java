package fr.dossiersco.outreach.account;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

/**
 * The encoded password of an account, apart from it so that reading a colleague's name
 * never reads a password.
 */
@Entity
class Credential {

	@Id
	private UUID accountId;

	private String password;

	private Instant changedAt;

	@Version
	private @Nullable Integer version;

	Credential(Account of, String encodedPassword, Instant at) {
		this.accountId = of.id();
		this.password = encodedPassword;
		this.changedAt = at;
	}

	@SuppressWarnings("NullAway.Init")
	protected Credential() {
	}

	String password() {
		return this.password;
	}

	void change(String encodedPassword, Instant at) {
		this.password = encodedPassword;
		this.changedAt = at;
	}

}
