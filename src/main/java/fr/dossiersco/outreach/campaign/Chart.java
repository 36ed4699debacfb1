package fr.dossiersco.outreach.campaign;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import fr.dossiersco.outreach.web.Proportion;

/**
 * Shares drawn one below the other, each with its interval, in a frame 320 wide. Its
 * table stands beside: the chart names a share by the number of its row.
 *
 * @param bars from top to bottom
 * @param ticks the scale below
 * @param height of the frame
 */
record Chart(List<Bar> bars, List<Tick> ticks, int height) {

	private static final double LEFT = 28;

	private static final double WIDTH = 276;

	private static final int ROW = 26;

	/** Ends of the scale that read well. */
	private static final double[] ENDS = { 0.01, 0.02, 0.04, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8, 1 };

	/**
	 * @param shares in the order of the table
	 * @param current the place of the one to stand out, -1 for none
	 */
	static Chart of(List<Proportion> shares, int current) {
		double highest = shares.stream().filter(Proportion::isEnough).mapToDouble(Proportion::high).max().orElse(1);
		double end = DoubleStream.of(ENDS).filter((each) -> each >= highest).findFirst().orElse(1);
		List<Bar> bars = IntStream.range(0, shares.size()).mapToObj((i) -> {
			Proportion share = shares.get(i);
			double low = LEFT + WIDTH * share.low() / end;
			return new Bar(i + 1, ROW / 2 + i * ROW, low, LEFT + WIDTH * share.high() / end - low,
					LEFT + WIDTH * share.share() / end, share.isEnough(), i == current);
		}).toList();
		List<Tick> ticks = DoubleStream.of(0, end / 2, end)
			.mapToObj((at) -> new Tick(LEFT + WIDTH * at / end, at))
			.toList();
		return new Chart(bars, ticks, shares.size() * ROW + 24);
	}

	/** Whether any of the shares can be told. */
	public boolean isTelling() {
		return this.bars.stream().anyMatch(Bar::enough);
	}

	/** Where the scale is drawn. */
	public int axis() {
		return this.height - 22;
	}

	/**
	 * @param number the row of the table
	 * @param y its middle
	 * @param from where its interval begins
	 * @param at where the share itself is
	 * @param enough whether there are enough cases to draw it
	 */
	record Bar(int number, int y, double from, double width, double at, boolean enough, boolean current) {
	}

	/**
	 * @param share from 0 to 1
	 */
	record Tick(double x, double share) {
	}

}
