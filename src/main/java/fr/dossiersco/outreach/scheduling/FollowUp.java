package fr.dossiersco.outreach.scheduling;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.UUID;

import fr.dossiersco.outreach.availability.HalfDay;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

/**
 * A next step: what is to be done, for which school or person, by whom and when. It
 * stays, open or closed.
 */
@Entity
public class FollowUp {

	@Id
	private UUID id;

	private @Nullable String uai;

	private @Nullable UUID contactId;

	private @Nullable String academie;

	@Enumerated(EnumType.STRING)
	private FollowUpKind kind;

	private LocalDate dueOn;

	private @Nullable LocalTime dueTime;

	@Enumerated(EnumType.STRING)
	private @Nullable HalfDay dueHalf;

	private @Nullable Instant startsAt;

	private @Nullable Instant endsAt;

	private @Nullable String overrideReason;

	private boolean agreed;

	private @Nullable UUID campaignId;

	private @Nullable UUID vacatedPost;

	private @Nullable String note;

	private UUID owner;

	private Instant openedAt;

	private UUID openedBy;

	private @Nullable Instant closedAt;

	private @Nullable UUID closedBy;

	@Enumerated(EnumType.STRING)
	private @Nullable Closure closure;

	private @Nullable String closureNote;

	@Version
	private @Nullable Integer version;

	/**
	 * @param at the school or the person concerned
	 * @param dueOn the day, in the school's own time zone
	 */
	public FollowUp(Subject at, FollowUpKind kind, LocalDate dueOn, @Nullable String note, UUID owner, UUID openedBy,
			Instant openedAt) {
		this(at, kind, When.day(dueOn), note, owner, openedBy, openedAt);
	}

	FollowUp(Subject at, FollowUpKind kind, When when, @Nullable String note, UUID owner, UUID openedBy,
			Instant openedAt) {
		this.id = UUID.randomUUID();
		this.uai = at.uai();
		this.contactId = at.contact();
		this.academie = at.academie();
		this.kind = kind;
		setTo(when);
		this.note = note;
		this.owner = owner;
		this.openedAt = openedAt;
		this.openedBy = openedBy;
	}

	@SuppressWarnings("NullAway.Init")
	protected FollowUp() {
	}

	public UUID id() {
		return this.id;
	}

	public boolean isClosed() {
		return this.closedAt != null;
	}

	/** Whether the day has passed without its being done. */
	public boolean isLate(LocalDate today) {
		return !isClosed() && this.dueOn.isBefore(today);
	}

	void postpone(When to) {
		requireOpen();
		setTo(to);
	}

	private void setTo(When when) {
		this.dueOn = when.day();
		this.dueHalf = when.half();
		this.dueTime = when.time();
		this.startsAt = when.startsAt();
		this.endsAt = when.endsAt();
		this.overrideReason = when.overrideReason();
		this.agreed = when.agreed();
	}

	/** Frees its hour, so that another may take it while several are moved at once. */
	void giveHourBack() {
		requireOpen();
		this.dueTime = null;
		this.startsAt = null;
		this.endsAt = null;
	}

	/** When it is due now. */
	When when() {
		return new When(this.dueOn, this.dueHalf, this.dueTime, this.startsAt, this.endsAt, this.overrideReason,
				this.agreed);
	}

	/** Whether someone settled its hour: no plan moves it. */
	boolean isSettled() {
		return this.agreed || this.overrideReason != null;
	}

	void follow(FollowUp previous) {
		this.campaignId = previous.campaignId;
	}

	/** It asks who comes after someone who left a post. */
	void askAfter(UUID post) {
		this.vacatedPost = post;
	}

	/** The person to be called is known now. */
	void meet(UUID contact) {
		requireOpen();
		this.contactId = contact;
	}

	void handOverTo(UUID account) {
		requireOpen();
		this.owner = account;
	}

	void close(Closure how, @Nullable String note, UUID by, Instant at) {
		requireOpen();
		this.closure = how;
		this.closureNote = note;
		this.closedBy = by;
		this.closedAt = at;
	}

	void reopen() {
		this.closure = null;
		this.closureNote = null;
		this.closedBy = null;
		this.closedAt = null;
	}

	@Nullable String uai() {
		return this.uai;
	}

	@Nullable UUID contactId() {
		return this.contactId;
	}

	UUID owner() {
		return this.owner;
	}

	int version() {
		return (this.version != null) ? this.version : 0;
	}

	LocalDate dueOn() {
		return this.dueOn;
	}

	private void requireOpen() {
		if (isClosed()) {
			throw new FollowUpClosedException();
		}
	}

	/**
	 * Whom a next step concerns: a school, a person, or both.
	 *
	 * @param academie the school's académie, null only when there is no school
	 */
	public record Subject(@Nullable String uai, @Nullable UUID contact, @Nullable String academie) {

		public Subject {
			if (uai == null && contact == null) {
				throw new IllegalArgumentException("A next step concerns a school or a person");
			}
		}

	}

	/** Someone closed the next step already. */
	public static class FollowUpClosedException extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

}
