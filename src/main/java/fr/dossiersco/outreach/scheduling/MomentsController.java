package fr.dossiersco.outreach.scheduling;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

import fr.dossiersco.outreach.availability.HalfDay;
import fr.dossiersco.outreach.contact.ContactProfile;
import fr.dossiersco.outreach.scheduling.ReachRates.Rate;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;
import org.apache.commons.statistics.interval.Interval;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * The good moments: how often someone picks up at each half-hour, and whether what the
 * notes say of Wednesday afternoons and Monday mornings is true.
 */
@Controller
class MomentsController {

	private static final int FIRST = 16;

	private static final int LAST = 36;

	/** Below, nothing is told apart from chance. */
	private static final int ENOUGH = 30;

	private final ReachRates rates;

	private final SlotWording wording;

	MomentsController(ReachRates rates, SlotWording wording) {
		this.rates = rates;
		this.wording = wording;
	}

	@GetMapping("/argumentaire/moments")
	ModelAndView show(@RequestParam(name = "profil", required = false) @Nullable ContactProfile profile) {
		ReachRates.Table table = this.rates.now();
		List<Row> rows = new ArrayList<>();
		for (int halfHour = FIRST; halfHour < LAST; halfHour++) {
			List<Cell> cells = new ArrayList<>();
			for (int day = 1; day <= 5; day++) {
				Rate rate = table.halfHour(profile, DayOfWeek.of(day), halfHour);
				cells.add(new Cell(rate, heat(rate.mean())));
			}
			rows.add(new Row(LocalTime.MIDNIGHT.plusMinutes(30L * halfHour), cells));
		}
		return new ModelAndView("scheduling/moments", "view",
				new MomentsPage(profile, rows, table.usual(profile), ReachRates.Table.PRIOR_CALLS,
						List.of(belief(table, DayOfWeek.WEDNESDAY, HalfDay.APRES_MIDI),
								belief(table, DayOfWeek.MONDAY, HalfDay.MATIN))));
	}

	/** One of six shades. */
	private static int heat(double mean) {
		return (int) Math.clamp(Math.floor(mean * 7.5), 0, 5);
	}

	/** Whether fewer pick up than at all other moments: the intervals do not meet. */
	private Belief belief(ReachRates.Table table, DayOfWeek day, HalfDay half) {
		Rate there = table.halfDay(null, day, half);
		Rate elsewhere = table.elsewhere(day, half);
		String verdict;
		if (there.count().tries() < ENOUGH || elsewhere.count().tries() < ENOUGH) {
			verdict = "thin";
		}
		else if (interval(there).getUpperBound() < interval(elsewhere).getLowerBound()) {
			verdict = "true";
		}
		else if (interval(there).getLowerBound() > interval(elsewhere).getUpperBound()) {
			verdict = "false";
		}
		else {
			verdict = "open";
		}
		return new Belief(this.wording.halfDay(day, half), verdict, there, elsewhere);
	}

	private static Interval interval(Rate rate) {
		return BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate((int) rate.count().tries(),
				(int) rate.count().reached(), 0.05);
	}

	/**
	 * @param heat the shade, 0 to 5
	 */
	record Cell(Rate rate, int heat) {
	}

	record Row(LocalTime time, List<Cell> cells) {
	}

	/**
	 * Something that the notes say.
	 *
	 * @param verdict the end of the message {@code scheduling.moments.belief.…}
	 */
	record Belief(String moment, String verdict, Rate there, Rate elsewhere) {
	}

	/**
	 * @param profile null for everyone
	 * @param usual the mean of the prior
	 * @param priorCalls its weight
	 */
	record MomentsPage(@Nullable ContactProfile profile, List<Row> rows, double usual, int priorCalls,
			List<Belief> beliefs) {

		public ContactProfile[] profiles() {
			return ContactProfile.values();
		}

		public long tries() {
			return this.rows.stream()
				.flatMap((row) -> row.cells().stream())
				.mapToLong((cell) -> cell.rate().count().tries())
				.sum();
		}

	}

}
