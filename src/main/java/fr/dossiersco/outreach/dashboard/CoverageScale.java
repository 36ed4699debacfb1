package fr.dossiersco.outreach.dashboard;

import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

import fr.dossiersco.outreach.web.Proportion;

/**
 * Five shades for shares, all as wide as one another: the smallest round step that
 * reaches the largest share. At the start, when hardly any school is reached, differences
 * show all the same.
 *
 * @param step the width of a shade, in per cent
 */
record CoverageScale(int step) {

	private static final int SHADES = 5;

	private static final int[] STEPS = { 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20 };

	/** For what is shown on one map. */
	static CoverageScale of(Collection<Proportion> shares) {
		for (int step : STEPS) {
			if (shares.stream().allMatch((share) -> share.part() * 100 <= SHADES * step * share.total())) {
				return new CoverageScale(step);
			}
		}
		throw new IllegalArgumentException("A share of more than all: " + shares);
	}

	/**
	 * From 1 to 5; 0 for a share of nothing. In whole numbers, so that a bound is one.
	 */
	int shade(Proportion share) {
		return (share.total() == 0) ? 0 : (int) Math.min(SHADES, 1 + share.part() * 100 / (this.step * share.total()));
	}

	public List<Shade> shades() {
		return IntStream.rangeClosed(1, SHADES)
			.mapToObj((number) -> new Shade(number, (number - 1) * this.step, number * this.step, number == SHADES))
			.toList();
	}

	/**
	 * What one shade stands for.
	 *
	 * @param from in per cent
	 * @param to in per cent
	 * @param last whether it has what equals its upper bound, too
	 */
	record Shade(int number, int from, int to, boolean last) {
	}

}
