package fr.dossiersco.outreach.campaign;

import java.time.LocalDate;
import java.util.UUID;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.validation.Errors;

/**
 * A campaign as it is typed.
 *
 * @param source the address of the list
 * @param target how many of {@code targetUnit} it aims at
 * @param version the version that the form started from, null for a new one
 */
record CampaignForm(@NotBlank @Size(max = 120) @Nullable String name,
		@NotBlank @Size(max = 1_000) @Nullable String purpose, @NotNull @Nullable Channel channel,
		@Size(max = 2_000) @Nullable String source, @NotNull @Nullable LocalDate startsOn, @Nullable LocalDate endsOn,
		@NotNull @Nullable UUID owner, @Positive @Max(1_000_000) @Nullable Integer target,
		@Nullable TargetUnit targetUnit, @Nullable Integer version) {

	private static final int FURTHEST = 9_999;

	static CampaignForm blank(@Nullable String source, LocalDate today, UUID owner) {
		return new CampaignForm(null, null, null, source, today, null, owner, null, null, null);
	}

	static CampaignForm of(Campaign campaign) {
		return new CampaignForm(campaign.name(), campaign.purpose(), campaign.channel(), campaign.source(),
				campaign.startsOn(), campaign.endsOn(), campaign.owner(), campaign.target(), campaign.targetUnit(),
				campaign.version());
	}

	/** The same, to be written over a newer version. */
	CampaignForm over(int version) {
		return new CampaignForm(this.name, this.purpose, this.channel, this.source, this.startsOn, this.endsOn,
				this.owner, this.target, this.targetUnit, version);
	}

	/** What a launched campaign is for stays what it was, whatever was sent. */
	CampaignForm aimedAs(Campaign campaign) {
		return new CampaignForm(this.name, this.purpose, campaign.channel(), campaign.source(), this.startsOn,
				this.endsOn, this.owner, this.target, this.targetUnit, this.version);
	}

	/** The rules between its fields. */
	void check(Errors errors) {
		if (Segment.read(this.source).isEmpty()) {
			errors.rejectValue("source", "campaign.form.source.unknown");
		}
		if (this.startsOn != null && (this.startsOn.getYear() > FURTHEST || this.startsOn.getYear() < 1)) {
			errors.rejectValue("startsOn", "campaign.form.tooFar");
		}
		if (this.endsOn != null && (this.endsOn.getYear() > FURTHEST || this.endsOn.getYear() < 1)) {
			errors.rejectValue("endsOn", "campaign.form.tooFar");
		}
		else if (this.startsOn != null && this.endsOn != null && this.endsOn.isBefore(this.startsOn)) {
			errors.rejectValue("endsOn", "campaign.form.reversed");
		}
		if (this.target != null && this.targetUnit == null) {
			errors.rejectValue("targetUnit", "campaign.form.targetUnit.missing");
		}
		if (this.target == null && this.targetUnit != null && !errors.hasFieldErrors("target")) {
			errors.rejectValue("target", "campaign.form.target.missing");
		}
	}

}
