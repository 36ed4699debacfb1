package fr.dossiersco.outreach.scheduling;

import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.scheduling.FollowUp.Subject;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What happens to next steps: they are opened, done, given up, postponed and taken up
 * again.
 */
@Component
public class FollowUps {

	private final FollowUpRepository followUps;

	private final Clock clock;

	FollowUps(FollowUpRepository followUps, Clock clock) {
		this.followUps = followUps;
		this.clock = clock;
	}

	@Transactional
	public UUID open(Subject at, FollowUpKind kind, LocalDate dueOn, @Nullable String note, CurrentAccount owner) {
		return this.followUps.save(new FollowUp(at, kind, dueOn, note, owner.id(), this.clock.instant())).id();
	}

	/**
	 * @throws FollowUp.FollowUpClosedException when someone closed it already
	 */
	@Transactional
	public void close(UUID id, Closure how, @Nullable String note, CurrentAccount by) {
		this.followUps.require(id).close(how, note, by.id(), this.clock.instant());
	}

	@Transactional
	public void reopen(UUID id) {
		this.followUps.require(id).reopen();
	}

	@Transactional
	void postpone(UUID id, LocalDate to) {
		this.followUps.require(id).postpone(to);
	}

	/**
	 * Takes back a next step opened by mistake.
	 * @return false when it was closed meanwhile, and stays
	 */
	@Transactional
	public boolean takeBack(UUID id) {
		FollowUp followUp = this.followUps.require(id);
		if (followUp.isClosed()) {
			return false;
		}
		this.followUps.delete(followUp);
		return true;
	}

}
