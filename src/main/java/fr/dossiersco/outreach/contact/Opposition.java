package fr.dossiersco.outreach.contact;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/**
 * Someone asked not to be contacted any more: who noted it, when and why; in force until
 * it is lifted.
 */
@Entity
class Opposition {

	@Id
	private UUID id;

	@Column(name = "contact_id")
	private UUID contact;

	private Instant declaredAt;

	private UUID declaredBy;

	private String reason;

	private @Nullable Instant liftedAt;

	private @Nullable UUID liftedBy;

	Opposition(UUID contact, String reason, UUID declaredBy, Instant declaredAt) {
		if (reason.isBlank()) {
			throw new IllegalArgumentException("An opposition says why");
		}
		this.id = UUID.randomUUID();
		this.contact = contact;
		this.reason = reason;
		this.declaredBy = declaredBy;
		this.declaredAt = declaredAt;
	}

	@SuppressWarnings("NullAway.Init")
	protected Opposition() {
	}

	/** The person agrees to be contacted again. */
	void lift(UUID by, Instant at) {
		if (!isInForce()) {
			throw new IllegalStateException("This opposition was lifted already");
		}
		this.liftedBy = by;
		this.liftedAt = at;
	}

	boolean isInForce() {
		return this.liftedAt == null;
	}

	UUID contact() {
		return this.contact;
	}

	Instant declaredAt() {
		return this.declaredAt;
	}

	String reason() {
		return this.reason;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Opposition opposition && this.id.equals(opposition.id);
	}

	@Override
	public int hashCode() {
		return this.id.hashCode();
	}

}
