package fr.dossiersco.outreach.account;

import java.time.Clock;
import java.util.Set;
import java.util.UUID;

import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Opens accounts with a first password. */
@Component
public class AccountRegistration {

	private final AccountRepository accounts;

	private final CredentialRepository credentials;

	private final AccountChangeRepository changes;

	private final ServedDepartements departements;

	private final PasswordEncoder encoder;

	private final Clock clock;

	AccountRegistration(AccountRepository accounts, CredentialRepository credentials, AccountChangeRepository changes,
			ServedDepartements departements, PasswordEncoder encoder, Clock clock) {
		this.accounts = accounts;
		this.credentials = credentials;
		this.changes = changes;
		this.departements = departements;
		this.encoder = encoder;
		this.clock = clock;
	}

	/**
	 * @param academies the codes of the académies that an ambassador serves, empty for
	 * the team
	 */
	@Transactional
	public Account register(String email, String name, Role role, Set<String> academies, String password) {
		Account account = this.accounts.save(new Account(email, name, role, academies, this.clock.instant()));
		this.credentials.save(new Credential(account, this.encoder.encode(password), this.clock.instant()));
		return account;
	}

	/**
	 * Opens the account of someone who was invited, as part of whatever uses their
	 * invitation up.
	 * @param departements the codes of those that an ambassador looks at first
	 * @param invitedBy the account of whoever decided that they come in
	 * @return the account's id, which other tables may refer to from now on
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public UUID open(String email, String name, Role role, Set<String> academies, Set<String> departements,
			String password, UUID invitedBy) {
		Account account = register(email, name, role, academies, password);
		this.accounts.flush();
		if (!departements.isEmpty()) {
			this.departements.choose(account.id(), departements);
		}
		this.changes.save(AccountChange.opened(account, invitedBy, this.clock.instant()));
		return account.id();
	}

	/** Whether nobody can sign in yet. */
	@Transactional(readOnly = true)
	public boolean isEmpty() {
		return this.accounts.count() == 0;
	}

}
