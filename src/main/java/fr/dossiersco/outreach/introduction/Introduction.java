package fr.dossiersco.outreach.introduction;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

/** Someone asked to open a door for us, and what came of it. */
@Entity
class Introduction {

	@Id
	private UUID id;

	private @Nullable String uai;

	private @Nullable UUID contactId;

	private @Nullable String academie;

	private @Nullable UUID introducerId;

	private @Nullable UUID ambassadorId;

	private String reason;

	private String message;

	private Instant askedAt;

	private UUID askedBy;

	private @Nullable UUID followUpId;

	@Enumerated(EnumType.STRING)
	private @Nullable IntroductionOutcome outcome;

	private @Nullable Instant outcomeAt;

	private @Nullable UUID outcomeBy;

	private @Nullable String outcomeNote;

	@Version
	private @Nullable Integer version;

	/**
	 * @param reason why that person can, in one sentence, as it was shown
	 * @param message what is said to them
	 */
	Introduction(Door door, Introducer introducer, String reason, String message, UUID followUp, UUID askedBy,
			Instant askedAt) {
		this.id = UUID.randomUUID();
		this.uai = door.uai();
		this.contactId = door.contact();
		this.academie = door.academie();
		this.introducerId = introducer.contact();
		this.ambassadorId = introducer.ambassador();
		this.reason = reason;
		this.message = message;
		this.followUpId = followUp;
		this.askedBy = askedBy;
		this.askedAt = askedAt;
	}

	@SuppressWarnings("NullAway.Init")
	protected Introduction() {
	}

	/** The person has answered, or never will. */
	void ends(IntroductionOutcome outcome, @Nullable String note, UUID by, Instant at) {
		this.outcome = outcome;
		this.outcomeNote = note;
		this.outcomeBy = by;
		this.outcomeAt = at;
	}

	/** The outcome was noted by mistake: we wait again. */
	void waitsAgain() {
		this.outcome = null;
		this.outcomeNote = null;
		this.outcomeBy = null;
		this.outcomeAt = null;
	}

	boolean isPending() {
		return this.outcome == null;
	}

	UUID id() {
		return this.id;
	}

	@Nullable UUID followUpId() {
		return this.followUpId;
	}

	/**
	 * What is to be opened: a school, or a person.
	 *
	 * @param academie that of the school, or of the person's main post
	 */
	record Door(@Nullable String uai, @Nullable UUID contact, @Nullable String academie) {
	}

}
