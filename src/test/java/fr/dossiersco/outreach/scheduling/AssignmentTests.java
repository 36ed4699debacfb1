package fr.dossiersco.outreach.scheduling;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AssignmentTests {

	@Test
	void itIsTheBestThatBruteForceFinds() {
		Random random = new Random(3);
		int full = 0;
		int impossible = 0;
		for (int i = 0; i < 500; i++) {
			int calls = random.nextInt(6);
			int slots = random.nextInt(6);
			int groups = 1 + random.nextInt(3);
			int[] groupOfSlot = IntStream.range(0, slots).map((slot) -> random.nextInt(groups)).toArray();
			int[] capacity = IntStream.range(0, groups).map((group) -> random.nextInt(3)).toArray();
			int[] urgency = IntStream.range(0, calls).map((call) -> random.nextInt(3) * 7).toArray();
			double[][] cost = new double[calls][slots];
			for (double[] row : cost) {
				Arrays.setAll(row,
						(slot) -> random.nextInt(3) == 0 ? Double.POSITIVE_INFINITY : random.nextInt(20) / 4.0);
			}

			Assignment found = Assignment.solve(urgency, groupOfSlot, capacity, (call, slot) -> cost[call][slot]);

			Best best = best(0, urgency, cost, groupOfSlot, capacity.clone(), new boolean[slots]);
			assertThat(of(found, urgency)).usingComparator(BEST).isEqualTo(best);
			check(found, calls, groupOfSlot, capacity);
			for (int call = 0; call < calls; call++) {
				int slot = found.slotOf(call);
				assertThat(slot < 0 || cost[call][slot] < Double.POSITIVE_INFINITY).isTrue();
				boolean possible = Arrays.stream(cost[call]).anyMatch((price) -> price < Double.POSITIVE_INFINITY);
				impossible += possible ? 0 : 1;
				full += (possible && slot < 0) ? 1 : 0;
			}
		}
		// Enough of the cases that matter: calls that fit nowhere, and calls that others
		// crowd out.
		assertThat(impossible).isGreaterThan(50);
		assertThat(full).isGreaterThan(200);
	}

	/** More calls are better, then more urgent ones, then a lower cost. */
	private static final Comparator<Best> BEST = Comparator.comparing((Best one) -> -one.urgencies().size())
		.thenComparing((one) -> one.urgencies()
			.stream()
			.sorted(Comparator.reverseOrder())
			.map((urgency) -> "%03d".formatted(99 - urgency))
			.toList()
			.toString())
		.thenComparing((one) -> Math.round(one.cost() * 1_000));

	private static Best of(Assignment found, int[] urgency) {
		return new Best(IntStream.range(0, urgency.length)
			.filter((call) -> found.slotOf(call) >= 0)
			.mapToObj((call) -> urgency[call])
			.toList(), found.cost());
	}

	private static Best best(int call, int[] urgency, double[][] cost, int[] groupOfSlot, int[] left, boolean[] taken) {
		if (call == cost.length) {
			return new Best(List.of(), 0);
		}
		Best best = best(call + 1, urgency, cost, groupOfSlot, left, taken);
		for (int slot = 0; slot < groupOfSlot.length; slot++) {
			if (!taken[slot] && left[groupOfSlot[slot]] > 0 && cost[call][slot] < Double.POSITIVE_INFINITY) {
				taken[slot] = true;
				left[groupOfSlot[slot]]--;
				Best with = best(call + 1, urgency, cost, groupOfSlot, left, taken).with(urgency[call],
						cost[call][slot]);
				taken[slot] = false;
				left[groupOfSlot[slot]]++;
				best = (BEST.compare(with, best) < 0) ? with : best;
			}
		}
		return best;
	}

	/**
	 * @param urgencies those of the calls placed
	 */
	private record Best(List<Integer> urgencies, double cost) {

		Best with(int urgency, double more) {
			return new Best(Stream.concat(this.urgencies.stream(), Stream.of(urgency)).toList(), this.cost + more);
		}

	}

	private static void check(Assignment found, int calls, int[] groupOfSlot, int[] capacity) {
		int[] used = new int[capacity.length];
		int[] slots = IntStream.range(0, calls).map(found::slotOf).filter((slot) -> slot >= 0).toArray();
		assertThat(slots).doesNotHaveDuplicates();
		for (int slot : slots) {
			used[groupOfSlot[slot]]++;
		}
		for (int group = 0; group < capacity.length; group++) {
			assertThat(used[group]).isLessThanOrEqualTo(capacity[group]);
		}
	}

	@Test
	void aTeamsWeekIsPlacedAsAWhole() {
		Random random = new Random(9);
		int[] groupOfSlot = IntStream.range(0, 350).map((slot) -> slot / 7).toArray();
		int[] capacity = new int[50];
		Arrays.fill(capacity, 6);
		double[][] cost = new double[200][350];
		for (double[] row : cost) {
			Arrays.setAll(row, (slot) -> random.nextInt(3) == 0 ? Double.POSITIVE_INFINITY : random.nextDouble());
		}

		Assignment found = Assignment.solve(new int[200], groupOfSlot, capacity, (call, slot) -> cost[call][slot]);

		assertThat(IntStream.range(0, 200).map(found::slotOf)).allMatch((slot) -> slot >= 0);
		check(found, 200, groupOfSlot, capacity);
	}

}
