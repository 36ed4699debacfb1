package fr.dossiersco.outreach.dashboard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;

import fr.dossiersco.outreach.dashboard.SeasonHistory.Way;
import fr.dossiersco.outreach.web.Proportion;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.jspecify.annotations.Nullable;

/**
 * How many of the schools that are followed today will stand at a stage, or further, some
 * days from now.
 * <p>
 * A school's chance is that of those before it: among all schools that once stood at its
 * stage for as long as it has by now, and that could be watched for as many days more,
 * the part that stood far enough then. Whatever happened in between is in that figure:
 * going on, giving up, coming back. Twenty such schools of its own académie tell; with
 * fewer, those of all académies do; with fewer still, those that had stood there for less
 * long; otherwise nothing is known and {@link Outcome#isTold()} may say so.
 * <p>
 * The interval holds 80 % of what may come. It has two sources: the chance of each
 * school, and what so few cases leave open about that chance (the Beta distribution after
 * Jeffreys' prior, so that three schools decide nothing). Both are drawn {@value #DRAWS}
 * times, always from the same numbers. Schools at one stage are judged from cases that
 * overlap: each draw is lucky or unlucky for all of them, which makes the interval wide
 * rather than narrow.
 * <p>
 * It knows nothing of schools that nobody follows yet, nor of how one time of the year
 * differs from another.
 */
final class SeasonForecast {

	static final int DRAWS = 250;

	/** Below, cases say more about chance than about schools. */
	static final int ENOUGH = Proportion.ENOUGH;

	/** Which part of the answer may rest on schools of which nothing is known. */
	private static final double UNKNOWN_PART = 0.2;

	private static final double LOW = 0.1;

	private static final double HIGH = 0.9;

	/**
	 * Schools that have stood at a stage for about as long are taken together: in days.
	 */
	private static final double[] AGES = { 0, 4, 11, 25, 60, 150, 400 };

	private static final String EVERYWHERE = "";

	/** From this variance on, a sum of chances is as good as normal. */
	private static final double MANY = 30;

	private static final long SEED = 20190410;

	private final long now;

	private final Map<Integer, List<Visit>> visits = new HashMap<>();

	private final Map<Integer, double[]> ages = new HashMap<>();

	/**
	 * @param history the ways of schools everywhere
	 * @param now in seconds
	 */
	SeasonForecast(List<Way> history, long now) {
		this.now = now;
		Map<Integer, Map<Integer, List<Double>>> standing = new HashMap<>();
		for (Way way : history) {
			for (int i = 0; i < way.ranks().length; i++) {
				this.visits.computeIfAbsent(way.ranks()[i], (rank) -> new ArrayList<>()).add(new Visit(way, i));
			}
			double age = age(way);
			standing.computeIfAbsent(way.now(), (rank) -> new HashMap<>())
				.computeIfAbsent(group(age), (group) -> new ArrayList<>())
				.add(age);
		}
		standing.forEach((rank, groups) -> this.ages.put(rank, medians(groups)));
	}

	private static double[] medians(Map<Integer, List<Double>> groups) {
		double[] medians = new double[AGES.length];
		for (int group = 0; group < medians.length; group++) {
			double[] sorted = groups.getOrDefault(group, List.of())
				.stream()
				.mapToDouble(Double::doubleValue)
				.sorted()
				.toArray();
			medians[group] = (sorted.length > 0) ? SeasonPlan.quantile(sorted, 0.5) : AGES[group];
		}
		return medians;
	}

	private double age(Way way) {
		return Math.max(0, (this.now - way.times()[way.times().length - 1]) / Way.DAY);
	}

	private static int group(double age) {
		int group = AGES.length - 1;
		while (group > 0 && AGES[group] > age) {
			group--;
		}
		return group;
	}

	/**
	 * All of some schools, and those of each académie.
	 * @param schools those that are asked about
	 * @param goal the rank of the stage
	 * @param days for each académie, how many days from now
	 */
	Outcomes of(List<Way> schools, int goal, Map<String, Integer> days) {
		Chances chances = new Chances(goal);
		Map<String, Outcome> academies = new TreeMap<>();
		Sum together = new Sum();
		cells(schools, days).forEach((academie, cells) -> {
			Sum sum = new Sum();
			cells.forEach((cell, count) -> sum.add(count, cell, chances.of(academie, cell), chances));
			sum.draw(random(academie.hashCode(), goal));
			academies.put(academie, sum.outcome());
			together.add(sum);
		});
		return new Outcomes(together.outcome(), academies);
	}

	/** All of some schools at once, which is quicker. */
	Outcome together(List<Way> schools, int goal, Map<String, Integer> days) {
		Chances chances = new Chances(goal);
		Sum sum = new Sum();
		cells(schools, days).forEach((academie, cells) -> cells
			.forEach((cell, count) -> sum.add(count, cell, chances.of(academie, cell), chances)));
		sum.draw(random(EVERYWHERE.hashCode(), goal));
		return sum.outcome();
	}

	/** How many schools are to be judged alike, by académie. */
	private Map<String, Map<Cell, Integer>> cells(List<Way> schools, Map<String, Integer> days) {
		Map<String, Map<Cell, Integer>> cells = new TreeMap<>();
		for (Way way : schools) {
			Cell cell = new Cell(way.now(), group(age(way)), Math.max(0, days.getOrDefault(way.academie(), 0)));
			cells.computeIfAbsent(way.academie(), (academie) -> new TreeMap<>()).merge(cell, 1, Integer::sum);
		}
		return cells;
	}

	/** The cases like those of a cell, by académie and everywhere. */
	private Map<String, Cases> cases(Cell cell, int goal) {
		double[] medians = this.ages.get(cell.rank());
		long age = Math.round(((medians != null) ? medians[cell.group()] : AGES[cell.group()]) * Way.DAY);
		long ahead = Math.round(cell.days() * Way.DAY);
		Map<String, int[]> counts = new HashMap<>();
		int[] everywhere = counts.computeIfAbsent(EVERYWHERE, (each) -> new int[2]);
		for (Visit visit : this.visits.getOrDefault(cell.rank(), List.of())) {
			long[] times = visit.way().times();
			long reached = times[visit.index()] + age;
			boolean stayed = visit.index() + 1 == times.length || times[visit.index() + 1] > reached;
			if (stayed && reached + ahead <= this.now) {
				int last = visit.index();
				while (last + 1 < times.length && times[last + 1] <= reached + ahead) {
					last++;
				}
				int[] own = counts.computeIfAbsent(visit.way().academie(), (each) -> new int[2]);
				own[0]++;
				everywhere[0]++;
				if (visit.way().ranks()[last] >= goal) {
					own[1]++;
					everywhere[1]++;
				}
			}
		}
		Map<String, Cases> cases = new HashMap<>();
		counts.forEach((academie, count) -> cases.put(academie, new Cases(count[0], count[1])));
		return cases;
	}

	private static int[] order(SplittableRandom random) {
		int[] order = new int[DRAWS];
		for (int i = 0; i < DRAWS; i++) {
			int other = random.nextInt(i + 1);
			order[i] = order[other];
			order[other] = i;
		}
		return order;
	}

	private static SplittableRandom random(int what, int goal) {
		return new SplittableRandom(SEED + 31L * what + goal);
	}

	/** A count whose law is as good as normal. */
	private static int near(double expected, double variance, int most, SplittableRandom random) {
		return Math.clamp(Math.round(expected + Math.sqrt(variance) * random.nextGaussian()), 0, most);
	}

	/** How many of some schools come far enough, each with the same chance. */
	static int binomial(int schools, double chance, SplittableRandom random) {
		double variance = schools * chance * (1 - chance);
		if (variance > MANY) {
			return near(schools * chance, variance, schools, random);
		}
		boolean rare = chance <= 0.5;
		double part = rare ? chance : 1 - chance;
		int hits = 0;
		if (part > 0) {
			// From one hit to the next: far fewer steps than schools.
			double rate = -Math.log1p(-part);
			double at = Math.floor(random.nextExponential() / rate);
			while (at < schools) {
				hits++;
				at += 1 + Math.floor(random.nextExponential() / rate);
			}
		}
		return rare ? hits : schools - hits;
	}

	/**
	 * Schools that are judged alike.
	 *
	 * @param rank their stage
	 * @param group for how long they have stood there
	 * @param days how far ahead one looks
	 */
	private record Cell(int rank, int group, int days) implements Comparable<Cell> {

		@Nullable Cell younger() {
			return (this.group > 0) ? new Cell(this.rank, this.group - 1, this.days) : null;
		}

		@Override
		public int compareTo(Cell other) {
			int byRank = Integer.compare(this.rank, other.rank);
			int byGroup = (byRank != 0) ? byRank : Integer.compare(this.group, other.group);
			return (byGroup != 0) ? byGroup : Integer.compare(this.days, other.days);
		}

	}

	/**
	 * @param of the académie whose cases they are, empty for all of them
	 */
	private record Chance(String of, Cell cell, Cases cases) {

		double mean() {
			return (this.cases.came() + 0.5) / (this.cases.all() + 1.0);
		}

	}

	/**
	 * Schools that once stood where others stand now.
	 *
	 * @param came how many of them stood far enough after as many days
	 */
	private record Cases(int all, int came) {

		static final Cases NONE = new Cases(0, 0);

		int missed() {
			return this.all - this.came;
		}

	}

	private record Visit(Way way, int index) {
	}

	/** How likely schools are to come to one stage. */
	private final class Chances {

		private final int goal;

		private final Map<Cell, Map<String, Cases>> cases = new HashMap<>();

		private final Map<Chance, double[]> drawn = new HashMap<>();

		Chances(int goal) {
			this.goal = goal;
		}

		/** What tells how likely a school of a cell is to come far enough. */
		Chance of(String academie, Cell cell) {
			Cases own = cases(cell).getOrDefault(academie, Cases.NONE);
			if (own.all() >= ENOUGH) {
				return new Chance(academie, cell, own);
			}
			for (Cell younger = cell; younger != null; younger = younger.younger()) {
				Cases all = cases(younger).getOrDefault(EVERYWHERE, Cases.NONE);
				if (all.all() >= ENOUGH) {
					return new Chance(EVERYWHERE, younger, all);
				}
			}
			return new Chance(EVERYWHERE, cell, cases(cell).getOrDefault(EVERYWHERE, Cases.NONE));
		}

		private Map<String, Cases> cases(Cell cell) {
			return this.cases.computeIfAbsent(cell, (each) -> SeasonForecast.this.cases(each, this.goal));
		}

		/**
		 * What a chance may be, {@value SeasonForecast#DRAWS} times. Those of one stage
		 * and place are all high, or all low, in the same draw.
		 */
		double[] draw(Chance chance) {
			return this.drawn.computeIfAbsent(chance, (each) -> {
				SplittableRandom random = random(Objects.hash(each.of(), each.cell()), this.goal);
				double[] sorted = BetaDistribution.of(each.cases().came() + 0.5, each.cases().missed() + 0.5)
					.createSampler(random::nextLong)
					.samples(DRAWS)
					.sorted()
					.toArray();
				int[] order = order(random(Objects.hash(each.of(), each.cell().rank()), 0));
				return Arrays.stream(order).mapToDouble((place) -> sorted[place]).toArray();
			});
		}

		boolean isThere(Cell cell) {
			return cell.rank() >= this.goal;
		}

	}

	/** Schools that have the same chance. */
	private record Part(int count, double[] chances) {
	}

	/** What adds up, draw by draw. */
	private static final class Sum {

		private final List<Part> parts = new ArrayList<>();

		private final int[] draws = new int[DRAWS];

		private long schools;

		private long today;

		private long unknown;

		private double mean;

		void add(int count, Cell cell, Chance chance, Chances chances) {
			boolean there = chances.isThere(cell);
			this.schools += count;
			this.today += there ? count : 0;
			if (cell.days() > 0) {
				this.unknown += (chance.cases().all() < ENOUGH) ? count : 0;
				this.mean += count * chance.mean();
				this.parts.add(new Part(count, chances.draw(chance)));
			}
			else if (there) {
				// Today itself leaves nothing to chance.
				this.mean += count;
				Arrays.setAll(this.draws, (i) -> this.draws[i] + count);
			}
		}

		/** Draws who comes, given how likely each is to. */
		void draw(SplittableRandom random) {
			int count = this.parts.stream().mapToInt(Part::count).sum();
			for (int i = 0; i < DRAWS; i++) {
				double expected = 0;
				double variance = 0;
				for (Part part : this.parts) {
					double chance = part.chances()[i];
					expected += part.count() * chance;
					variance += part.count() * chance * (1 - chance);
				}
				if (variance > MANY) {
					this.draws[i] += near(expected, variance, count, random);
				}
				else {
					for (Part part : this.parts) {
						this.draws[i] += binomial(part.count(), part.chances()[i], random);
					}
				}
			}
		}

		void add(Sum other) {
			this.schools += other.schools;
			this.today += other.today;
			this.unknown += other.unknown;
			this.mean += other.mean;
			Arrays.setAll(this.draws, (i) -> this.draws[i] + other.draws[i]);
		}

		Outcome outcome() {
			int[] sorted = this.draws.clone();
			Arrays.sort(sorted);
			return new Outcome(this.schools, this.today, this.mean, sorted[(int) (LOW * DRAWS)],
					sorted[(int) (HIGH * DRAWS) - 1], this.unknown);
		}

	}

	/**
	 * What may come.
	 *
	 * @param academies by their code, those where schools are followed
	 */
	record Outcomes(Outcome all, Map<String, Outcome> academies) {

		Outcome of(String academie) {
			return this.academies.getOrDefault(academie, Outcome.NONE);
		}

	}

	/**
	 * How many schools will stand far enough.
	 *
	 * @param schools how many are followed
	 * @param today how many stand far enough today
	 * @param mean what is expected
	 * @param low one time out of ten, fewer will
	 * @param high one time out of ten, more will
	 * @param unknown of how many schools nothing is known
	 */
	record Outcome(long schools, long today, double mean, long low, long high, long unknown) {

		static final Outcome NONE = new Outcome(0, 0, 0, 0, 0, 0);

		/** Whether enough is known to tell a number. */
		public boolean isTold() {
			return this.unknown <= UNKNOWN_PART * this.mean;
		}

		public long likely() {
			return Math.round(this.mean);
		}

	}

}
