package fr.dossiersco.outreach.contact;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/**
 * How someone stood towards Dossiersco on a day, who noted it and why. The last one
 * counts; all of them stay.
 */
@Entity
class AttitudeNote {

	@Id
	private UUID id;

	@Column(name = "contact_id")
	private UUID contact;

	@Enumerated(EnumType.STRING)
	private Attitude attitude;

	private Instant notedAt;

	private UUID notedBy;

	private String reason;

	@Column(name = "interaction_id")
	private @Nullable UUID interaction;

	/**
	 * @param interaction the exchange that showed it, null when nobody says
	 */
	AttitudeNote(UUID contact, Attitude attitude, String reason, @Nullable UUID interaction, UUID notedBy,
			Instant notedAt) {
		if (reason.isBlank()) {
			throw new IllegalArgumentException("An attitude is noted with its reason");
		}
		this.id = UUID.randomUUID();
		this.contact = contact;
		this.attitude = attitude;
		this.reason = reason;
		this.interaction = interaction;
		this.notedBy = notedBy;
		this.notedAt = notedAt;
	}

	@SuppressWarnings("NullAway.Init")
	protected AttitudeNote() {
	}

	UUID contact() {
		return this.contact;
	}

	Attitude attitude() {
		return this.attitude;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof AttitudeNote note && this.id.equals(note.id);
	}

	@Override
	public int hashCode() {
		return this.id.hashCode();
	}

}
