package fr.dossiersco.outreach.account;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Gives an account another password, for an owner who has shown who they are by mail. */
@Component
public class PasswordChoice {

	private final AccountRepository accounts;

	private final CredentialRepository credentials;

	private final AccountChangeRepository changes;

	private final PasswordEncoder encoder;

	private final OpenSessions sessions;

	private final Clock clock;

	PasswordChoice(AccountRepository accounts, CredentialRepository credentials, AccountChangeRepository changes,
			PasswordEncoder encoder, OpenSessions sessions, Clock clock) {
		this.accounts = accounts;
		this.credentials = credentials;
		this.changes = changes;
		this.encoder = encoder;
		this.sessions = sessions;
		this.clock = clock;
	}

	/**
	 * As part of whatever uses the link up. Sessions end with the old password: whoever
	 * knew that one may have opened them.
	 * @return false when the account's owner has left
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public boolean choose(UUID id, String chosen) {
		Account account = this.accounts.findById(id).filter(Account::isActive).orElse(null);
		if (account == null) {
			return false;
		}
		Instant now = this.clock.instant();
		String encoded = this.encoder.encode(chosen);
		this.credentials.findById(id)
			.ifPresentOrElse((credential) -> credential.change(encoded, now),
					() -> this.credentials.save(new Credential(account, encoded, now)));
		this.changes.save(AccountChange.passwordChosen(account, now));
		this.sessions.endAllAfterCommit(id);
		return true;
	}

	/** Writes down that a coordinator had such a link sent. */
	@Transactional(propagation = Propagation.MANDATORY)
	public void offered(UUID id, CurrentAccount by) {
		this.accounts.findById(id)
			.ifPresent((account) -> this.changes.save(AccountChange.linkSent(account, by.id(), this.clock.instant())));
	}

}
