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

	public Optional<CurrentAccount> find(UUID id) {
		return this.accounts.findById(id).map(Account::signedIn);
	}

}
