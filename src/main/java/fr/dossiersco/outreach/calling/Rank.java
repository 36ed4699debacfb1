package fr.dossiersco.outreach.calling;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;

import fr.dossiersco.outreach.calling.CallQueue.Due;

/**
 * What makes an entry come before another: the points of each reason, the strongest of
 * which are told.
 */
record Rank(Map<Factor, Double> points, double chance, long late) {

	/**
	 * Promises come first, then what is late, then those who are likely to listen, then
	 * those who are likely to pick up. One's own come before the campaign's others.
	 */
	static Rank of(Due due, double chance, LocalDate today) {
		Map<Factor, Double> points = new EnumMap<>(Factor.class);
		long late = Math.max(0, ChronoUnit.DAYS.between(due.dueOn(), today));
		if (due.agreed()) {
			points.put(Factor.CONVENU, 1_000.0);
		}
		if (late > 0) {
			points.put(Factor.RETARD, 10.0 + 4 * Math.min(late, 10));
		}
		if (due.introduced()) {
			points.put(Factor.INTRODUIT, 30.0);
		}
		if ("ALLIE".equals(due.attitude()) || "FAVORABLE".equals(due.attitude())) {
			points.put(Factor.FAVORABLE, 20.0);
		}
		if ("INTERESSE".equals(due.stage())) {
			points.put(Factor.INTERESSE, 15.0);
		}
		points.put(Factor.MOMENT, 40 * chance);
		points.put(Factor.MIEN, due.mine() ? 8.0 : 0.0);
		return new Rank(points, chance, late);
	}

	double score() {
		return this.points.values().stream().mapToDouble(Double::doubleValue).sum();
	}

	/** What counts, the message {@code calling.rank.…}. */
	enum Factor {

		CONVENU, RETARD, INTRODUIT, FAVORABLE, INTERESSE, MOMENT, MIEN

	}

}
