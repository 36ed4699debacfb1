package fr.dossiersco.outreach.appointment;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

import fr.dossiersco.outreach.web.SecretLink;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

/**
 * Moments offered to a contact for a call, and what they answered. When the call really
 * is, the next step says.
 */
@Entity
class Appointment {

	/** More would no longer be a choice made at a glance. */
	static final int MOST = 3;

	@Id
	private UUID id;

	private UUID followUpId;

	private byte[] tokenHash;

	private Instant[] offered;

	private Instant offeredAt;

	private UUID offeredBy;

	private Instant expiresAt;

	@Enumerated(EnumType.STRING)
	private Status status;

	private @Nullable Instant startsAt;

	private @Nullable Instant answeredAt;

	private @Nullable String wish;

	@Version
	private @Nullable Integer version;

	/**
	 * @param offered one to three moments, all still to come; the link is good until the
	 * last of them
	 */
	Appointment(UUID followUp, SecretLink link, List<Instant> offered, UUID by, Instant now) {
		if (offered.isEmpty() || offered.size() > MOST || offered.stream().anyMatch((slot) -> !slot.isAfter(now))) {
			throw new IllegalArgumentException("One to three moments to come are offered");
		}
		this.id = UUID.randomUUID();
		this.followUpId = followUp;
		this.tokenHash = link.hash();
		this.offered = offered.stream().sorted().toArray(Instant[]::new);
		this.offeredAt = now;
		this.offeredBy = by;
		this.expiresAt = offered.stream().max(Comparator.naturalOrder()).orElseThrow();
		this.status = Status.PROPOSE;
	}

	@SuppressWarnings("NullAway.Init")
	protected Appointment() {
	}

	/**
	 * The contact chose a moment, or another one than before.
	 * @throws NotOfferedException when it is none of those, or is past
	 */
	void accept(Instant slot, Instant now) {
		if (!isAlive(now) || !slot.isAfter(now) || !offered().contains(slot)) {
			throw new NotOfferedException();
		}
		this.status = Status.ACCEPTE;
		this.startsAt = slot;
		this.answeredAt = now;
	}

	/**
	 * None of the moments suits the contact, or no longer.
	 * @param wish in their own words
	 */
	void askAnother(@Nullable String wish, Instant now) {
		if (this.status == Status.RETIRE) {
			throw new NotOfferedException();
		}
		this.status = Status.AUTRE;
		this.wish = wish;
		this.answeredAt = now;
	}

	/** The contact was told when the call is now; null when it is no more. */
	void told(@Nullable Instant now) {
		if (now == null) {
			withdraw();
		}
		else {
			this.startsAt = now;
		}
	}

	/** The link leads nowhere any more. */
	void withdraw() {
		this.status = Status.RETIRE;
	}

	/** Whether the link still lets one choose. */
	boolean isAlive(Instant now) {
		return this.status != Status.RETIRE && now.isBefore(this.expiresAt);
	}

	UUID id() {
		return this.id;
	}

	UUID followUpId() {
		return this.followUpId;
	}

	List<Instant> offered() {
		return Arrays.asList(this.offered);
	}

	/** What became of an offer. */
	enum Status {

		PROPOSE, ACCEPTE,
		/** The contact asks for another moment. */
		AUTRE, RETIRE

	}

	/** The moment chosen was not offered, or is offered no more. */
	static class NotOfferedException extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

}
