package fr.dossiersco.outreach.campaign;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

/**
 * A campaign. To whom it goes and by which way stays open until it is launched, and never
 * changes afterwards: its figures would mean something else.
 */
@Entity
class Campaign {

	@Id
	private UUID id;

	private String name;

	private String purpose;

	@Enumerated(EnumType.STRING)
	private Channel channel;

	private String source;

	private LocalDate startsOn;

	private @Nullable LocalDate endsOn;

	private UUID owner;

	private @Nullable Integer target;

	@Enumerated(EnumType.STRING)
	private @Nullable TargetUnit targetUnit;

	private Instant createdAt;

	private UUID createdBy;

	private @Nullable Instant launchedAt;

	private @Nullable UUID launchedBy;

	private @Nullable Instant closedAt;

	private @Nullable UUID closedBy;

	@Version
	private @Nullable Integer version;

	/**
	 * @param form a valid one
	 * @param segment the list that it names
	 */
	@SuppressWarnings("NullAway.Init")
	Campaign(CampaignForm form, Segment segment, UUID by, Instant now) {
		this.id = UUID.randomUUID();
		this.createdAt = now;
		this.createdBy = by;
		aim(form, segment);
		say(form);
	}

	@SuppressWarnings("NullAway.Init")
	protected Campaign() {
	}

	/**
	 * What was typed instead of what was said before; of a launched one, its words alone.
	 */
	void revise(CampaignForm form, Segment segment) {
		if (!isLaunched()) {
			aim(form, segment);
		}
		say(form);
	}

	private void aim(CampaignForm form, Segment segment) {
		this.channel = Objects.requireNonNull(form.channel());
		this.source = segment.address();
	}

	private void say(CampaignForm form) {
		this.name = Objects.requireNonNull(form.name());
		this.purpose = Objects.requireNonNull(form.purpose());
		this.startsOn = Objects.requireNonNull(form.startsOn());
		this.endsOn = form.endsOn();
		this.owner = Objects.requireNonNull(form.owner());
		this.target = form.target();
		this.targetUnit = form.targetUnit();
	}

	void launch(UUID by, Instant now) {
		if (isLaunched() || this.closedAt != null) {
			throw new IllegalStateException("A campaign is launched once, while it is open");
		}
		this.launchedAt = now;
		this.launchedBy = by;
	}

	void close(UUID by, Instant now) {
		if (this.closedAt == null) {
			this.closedAt = now;
			this.closedBy = by;
		}
	}

	void reopen() {
		this.closedAt = null;
		this.closedBy = null;
	}

	/** Whether someone may close it and open it again: its owner, or a coordinator. */
	boolean isInTheHandsOf(CurrentAccount account) {
		return account.isCoordinator() || this.owner.equals(account.id());
	}

	UUID id() {
		return this.id;
	}

	String name() {
		return this.name;
	}

	String purpose() {
		return this.purpose;
	}

	Channel channel() {
		return this.channel;
	}

	String source() {
		return this.source;
	}

	LocalDate startsOn() {
		return this.startsOn;
	}

	@Nullable LocalDate endsOn() {
		return this.endsOn;
	}

	UUID owner() {
		return this.owner;
	}

	@Nullable Integer target() {
		return this.target;
	}

	@Nullable TargetUnit targetUnit() {
		return this.targetUnit;
	}

	boolean isLaunched() {
		return this.launchedAt != null;
	}

	boolean isClosed() {
		return this.closedAt != null;
	}

	int version() {
		return (this.version != null) ? this.version : 0;
	}

}
