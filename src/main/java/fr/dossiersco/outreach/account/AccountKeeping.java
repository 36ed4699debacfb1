package fr.dossiersco.outreach.account;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

import fr.dossiersco.outreach.web.NotFoundException;

import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a coordinator decides of an account: its role, its académies, whether its owner
 * may sign in. Each is written down and holds at once: the sessions of its owner end with
 * it, and none is found any more that has other rights ({@link SessionRights}). One
 * active coordinator always remains; the database sees to it too.
 */
@Component
public class AccountKeeping {

	private final AccountRepository accounts;

	private final AccountChangeRepository changes;

	private final OpenSessions sessions;

	private final Clock clock;

	AccountKeeping(AccountRepository accounts, AccountChangeRepository changes, OpenSessions sessions, Clock clock) {
		this.accounts = accounts;
		this.changes = changes;
		this.sessions = sessions;
		this.clock = clock;
	}

	/**
	 * Gives an account another role, other académies, or both.
	 * @param version of the account as the coordinator saw it
	 * @return false when it had them already
	 * @throws LastCoordinatorException when nobody would be left to keep the accounts
	 * @throws OptimisticLockingFailureException when someone changed it meanwhile
	 */
	@Transactional
	public boolean serve(UUID id, Role role, Set<String> academies, int version, CurrentAccount by) {
		List<Account> coordinators = coordinators(by);
		Account account = require(id, version);
		Role before = account.role();
		Set<String> academiesBefore = account.academies();
		if (!account.serve(role, academies)) {
			return false;
		}
		requireCoordinator(coordinators);
		this.changes.save(AccountChange.served(account, before, academiesBefore, by.id(), this.clock.instant()));
		this.sessions.endAllAfterCommit(account.id());
		return true;
	}

	/**
	 * Closes the door to someone who has left; what they wrote keeps its author.
	 * @param version of the account as the coordinator saw it
	 * @throws LastCoordinatorException when nobody would be left to keep the accounts
	 * @throws OptimisticLockingFailureException when someone changed it meanwhile
	 */
	@Transactional
	public void deactivate(UUID id, String reason, int version, CurrentAccount by) {
		List<Account> coordinators = coordinators(by);
		Account account = require(id, version);
		if (account.deactivate(this.clock.instant())) {
			requireCoordinator(coordinators);
			this.changes.save(AccountChange.deactivated(account, reason, by.id(), this.clock.instant()));
			this.sessions.endAllAfterCommit(account.id());
		}
	}

	/**
	 * Opens the door again, with the role and the password of before.
	 * @param version of the account as the coordinator saw it
	 * @throws OptimisticLockingFailureException when someone changed it meanwhile
	 */
	@Transactional
	public void reactivate(UUID id, int version, CurrentAccount by) {
		coordinators(by);
		Account account = require(id, version);
		if (account.reactivate()) {
			// Had the program stopped before it ended them, they would open again.
			this.sessions.endAll(account.id());
			this.changes.save(AccountChange.reactivated(account, by.id(), this.clock.instant()));
		}
	}

	/** Decisions wait for each other here; whoever was removed meanwhile decides none. */
	private List<Account> coordinators(CurrentAccount by) {
		List<Account> coordinators = this.accounts.lockCoordinators();
		if (coordinators.stream().map(Account::id).noneMatch(Predicate.isEqual(by.id()))) {
			throw new AccessDeniedException("No coordinator any more");
		}
		return coordinators;
	}

	private static void requireCoordinator(List<Account> coordinators) {
		if (coordinators.stream().noneMatch(Account::isActiveCoordinator)) {
			throw new LastCoordinatorException();
		}
	}

	private Account require(UUID id, int version) {
		Account account = this.accounts.findById(id).orElseThrow(() -> new NotFoundException("account " + id));
		if (!account.isVersion(version)) {
			throw new OptimisticLockingFailureException("account " + id);
		}
		return account;
	}

	/** Without a coordinator nobody could invite one any more. */
	public static class LastCoordinatorException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		LastCoordinatorException() {
			super("The last active coordinator stays");
		}

	}

}
