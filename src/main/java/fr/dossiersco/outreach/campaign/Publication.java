package fr.dossiersco.outreach.campaign;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

/** Something that was published for a campaign: a post, an article, an announcement. */
@Entity
@Table(name = "campaign_post")
class Publication {

	@Id
	private UUID id;

	private UUID campaignId;

	private String place;

	private LocalDate publishedOn;

	private @Nullable String address;

	private UUID publishedBy;

	private @Nullable Integer readers;

	private Instant recordedAt;

	private UUID recordedBy;

	private @Nullable Instant withdrawnAt;

	private @Nullable UUID withdrawnBy;

	@Version
	private @Nullable Integer version;

	/**
	 * @param form a valid one
	 */
	@SuppressWarnings("NullAway.Init")
	Publication(UUID campaign, PublicationForm form, UUID by, Instant now) {
		this.id = UUID.randomUUID();
		this.campaignId = campaign;
		this.recordedAt = now;
		this.recordedBy = by;
		correct(form);
	}

	@SuppressWarnings("NullAway.Init")
	protected Publication() {
	}

	void correct(PublicationForm form) {
		this.place = Objects.requireNonNull(form.place());
		this.publishedOn = Objects.requireNonNull(form.publishedOn());
		this.address = form.address();
		this.publishedBy = Objects.requireNonNull(form.publishedBy());
		this.readers = form.readers();
	}

	/** It was noted by mistake. */
	void withdraw(UUID by, Instant now) {
		this.withdrawnAt = now;
		this.withdrawnBy = by;
	}

	void bringBack() {
		this.withdrawnAt = null;
		this.withdrawnBy = null;
	}

	UUID campaignId() {
		return this.campaignId;
	}

	boolean isWithdrawn() {
		return this.withdrawnAt != null;
	}

	String place() {
		return this.place;
	}

	LocalDate publishedOn() {
		return this.publishedOn;
	}

	@Nullable String address() {
		return this.address;
	}

	UUID publishedBy() {
		return this.publishedBy;
	}

	@Nullable Integer readers() {
		return this.readers;
	}

	int version() {
		return (this.version != null) ? this.version : 0;
	}

}
