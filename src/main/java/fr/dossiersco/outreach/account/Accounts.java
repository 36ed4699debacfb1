package fr.dossiersco.outreach.account;

import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Component;

/**
 * Accounts by their id, for what is done on behalf of someone who is not there: a
 * calendar that asks for itself, a job.
 */
@Component
public class Accounts {

	private final AccountRepository accounts;

	Accounts(AccountRepository accounts) {
		this.accounts = accounts;
	}

	/** Empty for an unknown id, and for one whose owner has left. */
	public Optional<CurrentAccount> find(UUID id) {
		return this.accounts.findById(id).filter(Account::isActive).map(Account::signedIn);
	}

}
