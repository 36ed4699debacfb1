package fr.dossiersco.outreach.scheduling;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class AssignmentTests {

	@Test
	void itIsTheBestThatBruteForceFinds() {
		Random random = new Random(3);
		for (int i = 0; i < 300; i++) {
			int calls = random.nextInt(5);
			int slots = random.nextInt(5);
			int groups = 1 + random.nextInt(3);
			int[] groupOfSlot = IntStream.range(0, slots).map((slot) -> random.nextInt(groups)).toArray();
			int[] capacity = IntStream.range(0, groups).map((group) -> random.nextInt(3)).toArray();
			double[][] cost = new double[calls][slots];
			for (double[] row : cost) {
				Arrays.setAll(row,
						(slot) -> random.nextInt(4) == 0 ? Double.POSITIVE_INFINITY : random.nextInt(20) / 4.0);
			}

			Assignment found = Assignment.solve(calls, groupOfSlot, capacity, (call, slot) -> cost[call][slot]);

			double[] best = best(0, cost, groupOfSlot, capacity.clone(), new boolean[slots]);
			long placed = IntStream.range(0, calls).filter((call) -> found.slotOf(call) >= 0).count();
			assertThat((double) placed).isEqualTo(best[0]);
			assertThat(found.cost()).isCloseTo(best[1], within(1e-9));
			check(found, calls, groupOfSlot, capacity);
		}
	}

	/** How many can be placed, and at what cost. */
	private static double[] best(int call, double[][] cost, int[] groupOfSlot, int[] left, boolean[] taken) {
		if (call == cost.length) {
			return new double[] { 0, 0 };
		}
		double[] best = best(call + 1, cost, groupOfSlot, left, taken);
		for (int slot = 0; slot < groupOfSlot.length; slot++) {
			if (!taken[slot] && left[groupOfSlot[slot]] > 0 && cost[call][slot] < Double.POSITIVE_INFINITY) {
				taken[slot] = true;
				left[groupOfSlot[slot]]--;
				double[] rest = best(call + 1, cost, groupOfSlot, left, taken);
				taken[slot] = false;
				left[groupOfSlot[slot]]++;
				double[] with = { rest[0] + 1, rest[1] + cost[call][slot] };
				if (with[0] > best[0] || (with[0] == best[0] && with[1] < best[1])) {
					best = with;
				}
			}
		}
		return best;
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

		Assignment found = Assignment.solve(200, groupOfSlot, capacity, (call, slot) -> cost[call][slot]);

		assertThat(IntStream.range(0, 200).map(found::slotOf)).allMatch((slot) -> slot >= 0);
		check(found, 200, groupOfSlot, capacity);
	}

}
