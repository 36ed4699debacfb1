package fr.dossiersco.outreach.dashboard;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A year of weeks as bars: the exchanges, and within them those where someone was
 * reached. All lengths are in the units of the drawing.
 *
 * @param top what the highest line of the scale stands for
 */
record WeekChart(List<Bar> bars, long top) {

	static final int HEIGHT = 120;

	private static final int STEP = 12;

	private static final int WIDTH = 10;

	static WeekChart of(List<Overview.Week> weeks) {
		long top = round(weeks.stream().mapToLong(Overview.Week::exchanges).max().orElse(0));
		List<Bar> bars = new ArrayList<>();
		for (Overview.Week week : weeks) {
			bars.add(new Bar(bars.size() * STEP, height(week.exchanges(), top), height(week.reached(), top),
					(week.monday().getDayOfMonth() <= 7) ? week.monday() : null));
		}
		return new WeekChart(bars, top);
	}

	/** The next round number: 1, 2 or 5 times a power of ten. */
	static long round(long highest) {
		long power = 1;
		while (power * 10 <= highest) {
			power *= 10;
		}
		for (int times : new int[] { 1, 2, 5 }) {
			if (power * times >= highest) {
				return power * times;
			}
		}
		return power * 10;
	}

	/** What is there can be seen, however little it is. */
	private static int height(long count, long top) {
		return (count == 0) ? 0 : (int) Math.max(1, Math.round((double) count * HEIGHT / top));
	}

	public int width() {
		return this.bars.size() * STEP;
	}

	public int height() {
		return HEIGHT;
	}

	public boolean isEmpty() {
		return this.bars.stream().allMatch((bar) -> bar.exchanges() == 0);
	}

	/**
	 * @param month the month whose first Monday this is, null when it is none
	 */
	record Bar(int x, int exchanges, int reached, @Nullable LocalDate month) {

		public int width() {
			return WIDTH;
		}

		/** On a small screen, one month in three is named. */
		public boolean isQuarter() {
			return this.month != null && this.month.getMonthValue() % 3 == 0;
		}

		public int exchangesFrom() {
			return HEIGHT - this.exchanges;
		}

		public int reachedFrom() {
			return HEIGHT - this.reached;
		}

	}

}
