package fr.dossiersco.outreach.digest;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import fr.dossiersco.outreach.calling.AdriftSchools;
import org.jspecify.annotations.Nullable;

/**
 * What a digest tells, as far as its reader may see it. Lists hold the first rows, the
 * totals count all.
 *
 * @param moves how often a school changed its stage
 * @param overdue how many next steps are overdue, whoever's they are
 * @param overdueOwn how many of them are the reader's
 * @param due how many next steps the reader has until Sunday
 */
record WeekFacts(DigestPeriod period, boolean ofAll, List<Arrivals> arrivals, long moves, List<Move> latest,
		long overdue, long overdueOwn, List<Step> oldest, long adrift, List<AdriftSchools.Row> furthest, long due,
		List<Step> next) {

	boolean isEmpty() {
		return this.moves == 0 && this.overdue == 0 && this.adrift == 0 && this.due == 0;
	}

	/**
	 * @param stage as shown
	 * @param schools how many came there
	 * @param moves how often one did
	 */
	record Arrivals(String stage, long schools, long moves) {
	}

	record Move(String uai, String school, @Nullable String town, @Nullable String fromStage, String toStage,
			@Nullable String reason) {
	}

	/**
	 * A next step.
	 *
	 * @param uai null when it concerns a person without a school
	 * @param owner who has to do it
	 * @param total how many there are in all
	 * @param own how many of them are the reader's
	 */
	record Step(UUID id, String kind, LocalDate dueOn, @Nullable String uai, @Nullable String school,
			@Nullable String town, @Nullable UUID contactId, String owner, long total, long own) {
	}

}
