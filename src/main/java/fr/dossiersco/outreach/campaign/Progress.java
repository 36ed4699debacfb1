package fr.dossiersco.outreach.campaign;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * How far a campaign is from its target.
 *
 * @param done how many so far
 * @param link the rows that are counted, below the campaign's address
 */
record Progress(TargetUnit unit, long done, long target, String link) {

	/** Null when the campaign has no target. */
	static @Nullable Progress of(CampaignList.Row campaign, Results.Figures figures, List<Publications.Row> posts) {
		TargetUnit unit = campaign.targetUnit();
		if (unit == null) {
			return null;
		}
		Results.Group all = figures.all();
		long done = switch (unit) {
			case CONTACTES -> all.contacted();
			case JOINTS -> all.reached();
			case REPONSES -> all.replied();
			case AVANCES -> all.advanced();
			case ECHANGES -> figures.exchanges().exchanges();
			case LECTURES -> posts.stream()
				.map(Publications.Row::readers)
				.filter(Objects::nonNull)
				.mapToLong(Integer::longValue)
				.sum();
		};
		String link = switch (unit) {
			case CONTACTES, JOINTS, REPONSES, AVANCES ->
				"/destinataires?etat=" + CampaignRecipients.Outcome.valueOf(unit.name()).code();
			case ECHANGES -> "/echanges";
			case LECTURES -> "#publications";
		};
		return new Progress(unit, done, Objects.requireNonNull(campaign.target()), link);
	}

	public boolean isReached() {
		return this.done >= this.target;
	}

	/** From 0 to 100 of the target. */
	public long percent() {
		return Math.min(100, 100 * this.done / this.target);
	}

}
