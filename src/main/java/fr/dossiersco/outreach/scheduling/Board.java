package fr.dossiersco.outreach.scheduling;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import fr.dossiersco.outreach.availability.HalfDay;
import fr.dossiersco.outreach.scheduling.WeekCalls.Asked;
import fr.dossiersco.outreach.scheduling.WeekCalls.Call;
import fr.dossiersco.outreach.scheduling.WeekCalls.Promise;
import fr.dossiersco.outreach.scheduling.WeekPlan.Reason;

/** A week of callers: who is free when, and how many calls each half-day still takes. */
final class Board {

	private static final double SOMEONE_ELSE = 0.8;

	private final List<Wanting> wanting;

	private final List<Slot> slots = new ArrayList<>();

	private final int[] capacity;

	/**
	 * @param promised the hours given away, which count among the calls of a half-day
	 * @param kept hours that no other call may take, and that count for nothing more
	 */
	Board(Asked asked, Week week, Instant from, List<Wanting> wanting, List<Promise> promised, List<Promise> kept) {
		this.wanting = wanting;
		Map<Half, Integer> groups = new HashMap<>();
		List<Instant> moments = week.moments(from);
		for (UUID caller : asked.callers().keySet()) {
			List<Promise> own = Stream.concat(promised.stream(), kept.stream())
				.filter((promise) -> promise.owner().equals(caller))
				.toList();
			for (int moment = 0; moment < moments.size(); moment++) {
				Instant start = moments.get(moment);
				int group = groups.computeIfAbsent(Half.of(caller, start), (half) -> groups.size());
				if (own.stream().noneMatch((promise) -> promise.overlaps(start))) {
					this.slots.add(new Slot(caller, moment, start, group));
				}
			}
		}
		this.capacity = new int[groups.size()];
		Arrays.fill(this.capacity, asked.perHalfDay());
		for (Promise promise : promised) {
			Integer group = groups.get(Half.of(promise.owner(), promise.from()));
			if (group != null && this.capacity[group] > 0) {
				this.capacity[group]--;
			}
		}
	}

	Filled fill() {
		Assignment assignment = Assignment.solve(this.wanting.stream().mapToInt(Wanting::urgency).toArray(),
				this.slots.stream().mapToInt(Slot::group).toArray(), this.capacity, this::cost);
		List<Place> places = new ArrayList<>();
		int[] room = this.capacity.clone();
		for (int call = 0; call < this.wanting.size(); call++) {
			if (assignment.slotOf(call) >= 0) {
				Slot slot = this.slots.get(assignment.slotOf(call));
				room[slot.group()]--;
				places.add(new Place(this.wanting.get(call), slot.caller(), slot.start()));
			}
		}
		Map<Call, Reason> left = new LinkedHashMap<>();
		for (int call = 0; call < this.wanting.size(); call++) {
			if (assignment.slotOf(call) < 0) {
				left.put(this.wanting.get(call).call(), why(this.wanting.get(call), room));
			}
		}
		return new Filled(places, left);
	}

	private double cost(int call, int slot) {
		Wanting one = this.wanting.get(call);
		Slot where = this.slots.get(slot);
		return one.costs()[where.moment()] + (where.caller().equals(one.call().owner()) ? 0 : SOMEONE_ELSE);
	}

	/**
	 * @param room how many calls each half-day could still take
	 */
	private Reason why(Wanting one, int[] room) {
		Reason closed = one.whyClosed();
		if (closed != null) {
			return closed;
		}
		List<Slot> free = this.slots.stream()
			.filter((slot) -> one.costs()[slot.moment()] < Double.POSITIVE_INFINITY)
			.toList();
		if (free.isEmpty()) {
			return new Reason(Obstacle.BUSY, one.waitsFor(), List.of());
		}
		boolean full = free.stream().allMatch((slot) -> room[slot.group()] == 0);
		return new Reason(full ? Obstacle.FULL : Obstacle.TAKEN, one.waitsFor(), List.of());
	}

	/** Half a day of a caller, in Paris. */
	private record Half(UUID caller, LocalDate day, HalfDay half) {

		static Half of(UUID caller, Instant start) {
			ZonedDateTime here = start.atZone(SlotFinder.PARIS);
			return new Half(caller, here.toLocalDate(), HalfDay.of(here.toLocalTime()));
		}

	}

	/**
	 * @param moment its number in the week
	 * @param group the number of its half-day
	 */
	private record Slot(UUID caller, int moment, Instant start, int group) {
	}

	/** A call that found its moment. */
	record Place(Wanting wanting, UUID caller, Instant start) {
	}

	record Filled(List<Place> places, Map<Call, Reason> left) {
	}

}
