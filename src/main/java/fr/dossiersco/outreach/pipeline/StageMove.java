package fr.dossiersco.outreach.pipeline;

import java.time.Instant;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.pipeline.StageMoves.Why;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Persistable;

/**
 * A school came to a stage: from where, when, by whom, why, and by what. Never changed
 * once written.
 */
@Entity
class StageMove implements Persistable<UUID> {

	@Id
	private UUID id;

	private String uai;

	private String academie;

	private @Nullable String fromStage;

	private String toStage;

	private Instant movedAt;

	private UUID movedBy;

	private @Nullable String reason;

	@Enumerated(EnumType.STRING)
	private Cause cause;

	private @Nullable UUID interactionId;

	private @Nullable UUID followUpId;

	private @Nullable UUID campaignId;

	StageMove(String uai, String academie, @Nullable String from, String to, Instant at, UUID by, Why why) {
		this.id = UUID.randomUUID();
		this.uai = uai;
		this.academie = academie;
		this.fromStage = from;
		this.toStage = to;
		this.movedAt = at;
		this.movedBy = by;
		this.reason = why.reason();
		this.cause = (why.interaction() != null) ? Cause.ECHANGE
				: (why.campaign() != null) ? Cause.CAMPAGNE : Cause.MAIN;
		this.campaignId = why.campaign();
		this.interactionId = why.interaction();
		this.followUpId = why.followUp();
	}

	@SuppressWarnings("NullAway.Init")
	protected StageMove() {
	}

	@Override
	public UUID getId() {
		return this.id;
	}

	/** Moves are only ever added. */
	@Override
	public boolean isNew() {
		return true;
	}

	/** The next step that takes the school up again. */
	@Nullable UUID followUpId() {
		return this.followUpId;
	}

	boolean isBy(CurrentAccount account) {
		return this.movedBy.equals(account.id());
	}

	boolean isByHand() {
		return this.cause != Cause.ECHANGE;
	}

	String uai() {
		return this.uai;
	}

	@Nullable String fromStage() {
		return this.fromStage;
	}

	String toStage() {
		return this.toStage;
	}

	UUID movedBy() {
		return this.movedBy;
	}

	Instant movedAt() {
		return this.movedAt;
	}

	/** What made a school move. */
	enum Cause {

		/** An exchange with it. */
		ECHANGE,

		/** Someone's own decision. */
		MAIN,

		/** Someone's own decision, of what a campaign brought about. */
		CAMPAGNE

	}

}
