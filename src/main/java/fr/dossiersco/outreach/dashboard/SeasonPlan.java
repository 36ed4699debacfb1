package fr.dossiersco.outreach.dashboard;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import fr.dossiersco.outreach.dashboard.SeasonDays.OpenDays;
import fr.dossiersco.outreach.pipeline.Stage;
import fr.dossiersco.outreach.web.Proportion;

/**
 * Backwards from the day when families begin to enrol: by when a school must have come to
 * each stage. From the end of the way, each stage takes off as many days as half of the
 * schools needed there; a quarter needed less (the later day), a quarter more (the
 * earlier one). A day when schools are closed is of no use: the last open one before it
 * stands for it.
 *
 * @param steps from the first contact to the goal, which is to be reached on the day
 * itself
 */
record SeasonPlan(List<Step> steps) {

	/** Below, some stays are chance: too few to tell how long others last. */
	static final int ENOUGH = Proportion.ENOUGH;

	/** Of a stage that expects nothing, when nothing was measured either. */
	static final int SUPPOSED_DAYS = 14;

	static SeasonPlan of(LocalDate opensOn, List<Pace> paces, OpenDays days) {
		List<Step> steps = new ArrayList<>();
		double early = 0;
		double likely = 0;
		double late = 0;
		for (int i = paces.size() - 1; i >= 0; i--) {
			Pace pace = paces.get(i);
			if (i < paces.size() - 1) {
				early += pace.high();
				likely += pace.median();
				late += pace.low();
			}
			steps.addFirst(
					new Step(pace, day(opensOn, early, days), day(opensOn, likely, days), day(opensOn, late, days)));
		}
		return new SeasonPlan(List.copyOf(steps));
	}

	private static LocalDate day(LocalDate opensOn, double before, OpenDays days) {
		return (before == 0) ? opensOn : days.lastUpTo(opensOn.minusDays((long) Math.ceil(before)));
	}

	/**
	 * How long schools stay at a stage: as measured in their own académie, or else
	 * everywhere, or else as is supposed.
	 * @param own the lengths of the académie's stays from which schools went on, sorted
	 * @param all those of all académies, sorted
	 */
	static Pace pace(Stage stage, double[] own, double[] all) {
		if (own.length >= ENOUGH) {
			return measured(stage, own, Basis.OWN);
		}
		if (all.length >= ENOUGH) {
			return measured(stage, all, Basis.ALL);
		}
		Integer expected = stage.expectedDays();
		// Five open days make a week.
		double days = (expected != null) ? expected * 7 / 5.0 : SUPPOSED_DAYS;
		return new Pace(stage, Basis.SUPPOSED, all.length, days / 2, days, days * 1.5);
	}

	private static Pace measured(Stage stage, double[] lengths, Basis basis) {
		return new Pace(stage, basis, lengths.length, quantile(lengths, 0.25), quantile(lengths, 0.5),
				quantile(lengths, 0.75));
	}

	/** As PostgreSQL's {@code percentile_cont}. */
	static double quantile(double[] sorted, double part) {
		double place = part * (sorted.length - 1);
		int below = (int) Math.floor(place);
		int above = (int) Math.ceil(place);
		return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
	}

	/**
	 * The paces of the stages of a plan.
	 * @param own the lengths of the stays in the place itself, sorted, by the rank of the
	 * stage
	 * @param all those of all académies
	 */
	static List<Pace> paces(List<Stage> stages, Map<Integer, double[]> own, Map<Integer, double[]> all) {
		double[] none = new double[0];
		return stages.stream()
			.map((stage) -> pace(stage, own.getOrDefault(SeasonHistory.rank(stage), none),
					all.getOrDefault(SeasonHistory.rank(stage), none)))
			.toList();
	}

	/** The first contact. */
	public Step contact() {
		return this.steps.getFirst();
	}

	/** Where it counts what was not measured in the place itself. */
	public Basis weakest() {
		return this.steps.subList(0, this.steps.size() - 1)
			.stream()
			.map((step) -> step.pace().basis())
			.max(Enum::compareTo)
			.orElse(Basis.OWN);
	}

	/** What tells how long a stay is, from the best to the worst. */
	enum Basis {

		OWN, ALL, SUPPOSED

	}

	/**
	 * How long schools stay at a stage before they go on, in days.
	 *
	 * @param stays how many were measured; of what is supposed, how many were too few
	 * @param low the first quartile
	 * @param high the third quartile
	 */
	record Pace(Stage stage, Basis basis, long stays, double low, double median, double high) {

		public boolean isSupposed() {
			return this.basis == Basis.SUPPOSED;
		}

	}

	/**
	 * By when a school must have come to a stage.
	 *
	 * @param early for one that needs as long as the slowest quarter
	 * @param likely for one that needs as long as half of them
	 * @param late for one as fast as the fastest quarter
	 */
	record Step(Pace pace, LocalDate early, LocalDate likely, LocalDate late) {
	}

}
