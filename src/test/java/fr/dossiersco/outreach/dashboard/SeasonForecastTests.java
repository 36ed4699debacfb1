package fr.dossiersco.outreach.dashboard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import fr.dossiersco.outreach.dashboard.SeasonForecast.Outcome;
import fr.dossiersco.outreach.dashboard.SeasonHistory.Way;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class SeasonForecastTests {

	private static final int GOAL = 4;

	private static final int LOST = -9;

	private static final long NOW = 700 * 86_400L;

	/**
	 * Simulated seasons, each with its own schools and its own past, of which the truth
	 * is known: the interval that should hold 80 % of what comes holds between 78 % and
	 * 95 % of it (it is made rather too wide, and what it counts are whole schools), and
	 * what is expected is right on average, within 3 %.
	 */
	@Test
	void theIntervalHoldsWhatComesAsOftenAsItSays() {
		SplittableRandom random = new SplittableRandom(7);
		int seasons = 300;
		int held = 0;
		int told = 0;
		double expected = 0;
		double came = 0;
		double width = 0;
		double chance = 0;
		for (int season = 0; season < seasons; season++) {
			int ahead = 20 + random.nextInt(70);
			List<Way> past = new ArrayList<>();
			long truth = 0;
			int schools = (season % 2 == 0) ? 60 : 250;
			for (int school = 0; school < schools; school++) {
				Way whole = life(random, "09", random.nextInt(700), 3);
				past.add(until(whole, NOW));
				truth += (whole.at(NOW + ahead * 86_400L) >= GOAL) ? 1 : 0;
			}
			Outcome outcome = new SeasonForecast(past, NOW).of(past, GOAL, Map.of("09", ahead)).all();
			if (outcome.isTold()) {
				told++;
				held += (outcome.low() <= truth && truth <= outcome.high()) ? 1 : 0;
				expected += outcome.mean();
				came += truth;
				width += outcome.high() - outcome.low();
				chance += Math.sqrt(Math.max(1, outcome.mean()));
			}
		}
		assertThat(told).isGreaterThan(seasons / 2);
		assertThat((double) held / told).as("held of %d", told).isBetween(0.78, 0.95);
		assertThat(expected / came).isCloseTo(1, within(0.03));
		assertThat(width / chance).as("as wide as needed, no more").isLessThan(2.56);
	}

	/** Académies that advance at different speeds are told apart once they have cases. */
	@Test
	void anAcademieWithEnoughCasesIsJudgedByItsOwn() {
		SplittableRandom random = new SplittableRandom(11);
		List<Way> past = new ArrayList<>();
		for (int school = 0; school < 3000; school++) {
			past.add(
					until(life(random, (school % 2 == 0) ? "09" : "20", random.nextInt(700), (school % 2 == 0) ? 2 : 8),
							NOW));
		}
		List<Way> waiting = new ArrayList<>();
		for (String academie : List.of("09", "20", "28")) {
			for (int school = 0; school < 40; school++) {
				waiting.add(way(academie, NOW - 86_400L, 2));
			}
		}
		past.addAll(waiting);
		var outcomes = new SeasonForecast(past, NOW).of(waiting, GOAL, Map.of("09", 30, "20", 30, "28", 30));
		assertThat(outcomes.of("09").mean()).isGreaterThan(outcomes.of("28").mean() + 2);
		assertThat(outcomes.of("28").mean()).isGreaterThan(outcomes.of("20").mean() + 2);
		assertThat(outcomes.all().mean())
			.isCloseTo(outcomes.academies().values().stream().mapToDouble(Outcome::mean).sum(), within(1e-9));
		assertThat(outcomes.of("01")).isEqualTo(Outcome.NONE);
	}

	@Test
	void threeSchoolsDecideNothing() {
		List<Way> three = List.of(way("09", 0, 2, 3, 4), way("09", 0, 2, 3, 4), way("09", 0, 2, 3, 4));
		List<Way> all = new ArrayList<>(three);
		Way waiting = way("09", NOW - 86_400L, 2);
		all.add(waiting);
		Outcome outcome = new SeasonForecast(all, NOW).of(List.of(waiting), GOAL, Map.of("09", 30)).all();
		assertThat(outcome.isTold()).isFalse();
		assertThat(outcome.unknown()).isEqualTo(1);
	}

	@Test
	void onTheDayItselfNothingIsLeftToChance() {
		List<Way> schools = List.of(way("09", NOW - 90 * 86_400L, 2, 4), way("09", NOW - 86_400L, 2));
		Outcome outcome = new SeasonForecast(schools, NOW).of(schools, GOAL, Map.of("09", 0)).all();
		assertThat(outcome).isEqualTo(new Outcome(2, 1, 1, 1, 1, 0));
		assertThat(outcome.isTold()).isTrue();
	}

	@Test
	void theSameQuestionHasTheSameAnswerAloneOrAmongOthers() {
		SplittableRandom random = new SplittableRandom(3);
		List<Way> all = new ArrayList<>();
		for (int school = 0; school < 600; school++) {
			all.add(until(life(random, (school % 3 == 0) ? "09" : "20", random.nextInt(700), 3), NOW));
		}
		SeasonForecast forecast = new SeasonForecast(all, NOW);
		Map<String, Integer> days = Map.of("09", 40, "20", 60);
		List<Way> lille = all.stream().filter((way) -> way.academie().equals("09")).toList();
		assertThat(forecast.of(lille, GOAL, days).all()).isEqualTo(forecast.of(all, GOAL, days).of("09"));
		assertThat(new SeasonForecast(all, NOW).of(all, GOAL, days)).isEqualTo(forecast.of(all, GOAL, days));
		Outcome together = forecast.together(all, GOAL, days);
		Outcome sum = forecast.of(all, GOAL, days).all();
		assertThat(together.mean()).isCloseTo(sum.mean(), within(1e-9));
		assertThat(together.low()).isCloseTo(sum.low(), within(5L));
		assertThat(together.high()).isCloseTo(sum.high(), within(5L));
	}

	/** What schools did later must not show: what is forecast is known today. */
	@Test
	void moreTimeAndANearerGoalNeverMakeItLess() {
		SplittableRandom random = new SplittableRandom(5);
		for (int round = 0; round < 20; round++) {
			List<Way> all = new ArrayList<>();
			for (int school = 0; school < 400; school++) {
				all.add(until(life(random, "09", random.nextInt(700), 3), NOW));
			}
			SeasonForecast forecast = new SeasonForecast(all, NOW);
			for (int ahead : new int[] { 10, 60, 120 }) {
				Outcome near = forecast.of(all, GOAL - 1, Map.of("09", ahead)).all();
				Outcome far = forecast.of(all, GOAL, Map.of("09", ahead)).all();
				assertThat(near.mean()).isGreaterThanOrEqualTo(far.mean() - 1e-9);
				assertThat(far.low()).isLessThanOrEqualTo(far.likely() + 1).isGreaterThanOrEqualTo(0);
				assertThat(far.high()).isGreaterThanOrEqualTo(far.likely() - 1).isLessThanOrEqualTo(far.schools());
			}
		}
	}

	@Test
	void someOfManyAreDrawnAsTheBinomialLawHasIt() {
		SplittableRandom random = new SplittableRandom(1);
		for (double chance : new double[] { 0, 0.003, 0.2, 0.5, 0.9, 1 }) {
			for (int schools : new int[] { 1, 12, 400 }) {
				int[] drawn = new int[20_000];
				for (int i = 0; i < drawn.length; i++) {
					drawn[i] = SeasonForecast.binomial(schools, chance, random);
				}
				double mean = Arrays.stream(drawn).average().orElseThrow();
				double variance = Arrays.stream(drawn).mapToDouble((hits) -> (hits - mean) * (hits - mean)).sum()
						/ drawn.length;
				double exact = schools * chance * (1 - chance);
				assertThat(mean).as("%d × %s", schools, chance)
					.isCloseTo(schools * chance, within(0.001 + 5 * Math.sqrt(exact / drawn.length)));
				assertThat(variance).as("%d × %s", schools, chance).isCloseTo(exact, within(0.01 + exact * 0.1));
				assertThat(Arrays.stream(drawn)).allMatch((hits) -> hits >= 0 && hits <= schools);
			}
		}
	}

	/**
	 * A school that goes on from stage to stage, or is lost, after stays whose length
	 * doesn't fade out evenly: most go fast, some hardly at all.
	 */
	private static Way life(SplittableRandom random, String academie, int startDay, int slowness) {
		List<Long> times = new ArrayList<>();
		List<Integer> ranks = new ArrayList<>();
		double day = startDay;
		int rank = 1;
		while (rank != LOST && rank <= GOAL + 1) {
			times.add((long) (day * 86_400));
			ranks.add(rank);
			boolean stuck = random.nextInt(4) == 0;
			day += random.nextExponential() * (stuck ? 200 : 6 * slowness);
			rank = (random.nextInt(6) == 0) ? LOST : rank + ((random.nextInt(5) == 0) ? 2 : 1);
		}
		if (rank == LOST) {
			times.add((long) (day * 86_400));
			ranks.add(LOST);
		}
		return way(academie, times, ranks);
	}

	/** What is known of a way at a moment; at least where it began. */
	private static Way until(Way whole, long now) {
		int known = 1;
		while (known < whole.times().length && whole.times()[known] <= now) {
			known++;
		}
		return new Way(whole.academie(), whole.departement(), Arrays.copyOf(whole.times(), known),
				Arrays.copyOf(whole.ranks(), known));
	}

	private static Way way(String academie, List<Long> times, List<Integer> ranks) {
		return new Way(academie, "059", times.stream().mapToLong(Long::longValue).toArray(),
				ranks.stream().mapToInt(Integer::intValue).toArray());
	}

	/** Ten days at each stage. */
	private static Way way(String academie, long start, int... ranks) {
		long[] times = new long[ranks.length];
		for (int i = 0; i < times.length; i++) {
			times[i] = start + i * 10 * 86_400L;
		}
		return new Way(academie, "059", times, ranks);
	}

}
