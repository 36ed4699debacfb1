package fr.dossiersco.outreach.web;

import org.apache.commons.statistics.interval.BinomialConfidenceInterval;
import org.apache.commons.statistics.interval.Interval;

/**
 * A share of some cases, with what chance alone leaves open about it.
 *
 * @param part how many of them
 * @param total how many in all
 */
public record Proportion(long part, long total) {

	/** Below, a share says more about chance than about what was said. */
	public static final int ENOUGH = 20;

	private static final double ERROR_RATE = 0.05;

	/** Whether there are enough cases to say anything. */
	public boolean isEnough() {
		return this.total >= ENOUGH;
	}

	/** From 0 to 1; 0 for a share of nothing. */
	public double share() {
		return (this.total == 0) ? 0 : (double) this.part / this.total;
	}

	/** The lower end of Wilson's score interval at 95 %. */
	public double low() {
		return (this.total == 0) ? 0 : wilson().getLowerBound();
	}

	/** The upper end of Wilson's score interval at 95 %. */
	public double high() {
		return (this.total == 0) ? 1 : wilson().getUpperBound();
	}

	/**
	 * This share less another one, with Newcombe's hybrid score interval at 95 % (method
	 * 10 of « Interval estimation for the difference between independent proportions »,
	 * Statistics in Medicine 17, 1998): Wilson's two intervals, put together.
	 */
	public Difference minus(Proportion other) {
		double difference = share() - other.share();
		return new Difference(difference, difference - Math.hypot(share() - low(), other.high() - other.share()),
				difference + Math.hypot(high() - share(), other.share() - other.low()));
	}

	/** What can be concluded of this share compared with another one. */
	public Verdict against(Proportion other) {
		if (!isEnough() || !other.isEnough()) {
			return Verdict.INSUFFICIENT;
		}
		Difference difference = minus(other);
		return (difference.low() > 0) ? Verdict.ABOVE : (difference.high() < 0) ? Verdict.BELOW : Verdict.UNDECIDED;
	}

	private Interval wilson() {
		return BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate(Math.toIntExact(this.total),
				Math.toIntExact(this.part), ERROR_RATE);
	}

	/**
	 * How far one share is above another: from -1 to 1.
	 */
	public record Difference(double value, double low, double high) {
	}

	/** What can be concluded of a comparison. */
	public enum Verdict {

		INSUFFICIENT, ABOVE, BELOW, UNDECIDED

	}

}
