package fr.dossiersco.outreach.scheduling;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
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

	/** Opens a next step of one's own. */
	@Transactional
	public UUID open(Subject at, FollowUpKind kind, LocalDate dueOn, @Nullable String note, CurrentAccount owner) {
		return open(at, kind, When.day(dueOn), note, owner.id(), owner);
	}

	/**
	 * Opens a next step.
	 * @param when its hour must not overlap another one of the owner
	 * @param owner the account that has to do it
	 */
	@Transactional
	public UUID open(Subject at, FollowUpKind kind, When when, @Nullable String note, UUID owner, CurrentAccount by) {
		return this.followUps.save(new FollowUp(at, kind, when, note, owner, by.id(), this.clock.instant())).id();
	}

	/**
	 * @throws FollowUp.FollowUpClosedException when someone closed it already
	 */
	@Transactional
	public void close(UUID id, Closure how, @Nullable String note, CurrentAccount by) {
		this.followUps.require(id).close(how, note, by.id(), this.clock.instant());
	}

	/**
	 * Closes a next step by the exchange that it called for.
	 * @return false when it was closed or taken back meanwhile: the exchange is worth
	 * logging all the same
	 */
	@Transactional
	public boolean answer(UUID id, CurrentAccount by) {
		Optional<FollowUp> open = this.followUps.findById(id).filter((followUp) -> !followUp.isClosed());
		open.ifPresent((followUp) -> followUp.close(Closure.FAIT, null, by.id(), this.clock.instant()));
		return open.isPresent();
	}

	@Transactional
	public void reopen(UUID id) {
		this.followUps.require(id).reopen();
	}

	@Transactional
	public void postpone(UUID id, When to) {
		this.followUps.require(id).postpone(to);
	}

	/** What follows a call of a phone campaign belongs to it too. */
	@Transactional
	public void keepInCampaign(UUID next, UUID previous) {
		this.followUps.require(next).follow(this.followUps.require(previous));
	}

	/** The person whom a next step at a school is for. */
	@Transactional
	public void meet(UUID id, UUID contact) {
		this.followUps.require(id).meet(contact);
	}

	/** Someone else has to do it from now on. */
	@Transactional
	public void handOver(UUID id, UUID owner) {
		this.followUps.require(id).handOverTo(owner);
	}

	/** Whether nobody has closed a next step yet. */
	@Transactional(readOnly = true)
	public boolean isOpen(UUID id) {
		return !this.followUps.require(id).isClosed();
	}

	/** A next step asks who comes after whoever left a post. */
	@Transactional
	public void askAfter(UUID id, UUID post) {
		this.followUps.require(id).askAfter(post);
	}

	/** Nobody left a post after all: whoever should have asked need not. */
	@Transactional
	public void stopAskingAfter(UUID post) {
		this.followUps.findByVacatedPostAndClosedAtIsNull(post).forEach(this.followUps::delete);
	}

	/** Takes back a next step opened by mistake, and not closed yet. */
	@Transactional
	public void takeBack(UUID id) {
		this.followUps.delete(this.followUps.require(id));
	}

}
