package fr.dossiersco.outreach.interaction;

import fr.dossiersco.outreach.pipeline.Stages;
import org.jspecify.annotations.Nullable;

/** Where an exchange takes a school when nobody says otherwise. */
final class StageAfter {

	private StageAfter() {
	}

	/**
	 * A school is spotted as soon as someone tries, and contacted as soon as it knows;
	 * further, only a person decides.
	 * @param before the stage so far, null when nobody has spotted the school
	 * @return the stage to move to, null to stay
	 */
	static @Nullable String of(@Nullable String before, Outcome outcome, Direction direction) {
		boolean reached = outcome.reaches() || direction == Direction.ENTRANT;
		if (before == null) {
			return reached ? Stages.CONTACTED : Stages.SPOTTED;
		}
		return (before.equals(Stages.SPOTTED) && reached) ? Stages.CONTACTED : null;
	}

}
