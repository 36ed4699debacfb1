package fr.dossiersco.outreach.scheduling;

import java.time.Instant;
import java.time.ZonedDateTime;

/**
 * A moment proposed for a call.
 *
 * @param there on the clock of the school
 * @param here on the clock of Paris, where the team works
 * @param wished whether the person asked for such a moment
 * @param chance that someone picks up
 * @param known whether the school holidays are published for that day
 * @param moment as one says it
 * @param why it is proposed
 * @param reason both, in one French sentence
 */
public record Proposal(Instant start, ZonedDateTime there, ZonedDateTime here, boolean wished, double chance,
		boolean known, String moment, String why, String reason) {

	/** Whether the clocks differ, so that both are to be shown. */
	public boolean elsewhere() {
		return !this.there.toLocalDateTime().equals(this.here.toLocalDateTime());
	}

}
