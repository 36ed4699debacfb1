package fr.dossiersco.outreach.scheduling;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import fr.dossiersco.outreach.availability.Agenda;
import fr.dossiersco.outreach.availability.Agendas;
import fr.dossiersco.outreach.availability.Agendas.Whom;
import fr.dossiersco.outreach.availability.Closed;
import fr.dossiersco.outreach.scheduling.WeekCalls.Asked;
import fr.dossiersco.outreach.scheduling.WeekCalls.Call;
import fr.dossiersco.outreach.scheduling.WeekCalls.Due;
import fr.dossiersco.outreach.scheduling.WeekCalls.Promise;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Proposes a week of calls for one or several callers, all at once: inside the schools'
 * hours, within what a half-day holds, what is due first, wishes and the best moments
 * first. What a contact agreed to is never moved.
 */
@Component
class WeekPlan {

	private final WeekCalls calls;

	private final Agendas agendas;

	private final ReachRates rates;

	private final SlotWording wording;

	WeekPlan(WeekCalls calls, Agendas agendas, ReachRates rates, SlotWording wording) {
		this.calls = calls;
		this.agendas = agendas;
		this.rates = rates;
		this.wording = wording;
	}

	/**
	 * @param now nothing is planned before
	 */
	Plan propose(Asked asked, Week week, Instant now) {
		Due due = this.calls.due(asked, week);
		Instant from = week.start().isAfter(now) ? week.start() : now;
		List<Call> chosen = due.calls().stream().filter((call) -> asked.choice().has(call.id())).toList();
		List<Promise> promised = this.calls.promised(asked.callers().keySet(), from, week.end());
		Map<Whom, Agenda> agendas = this.agendas.of(chosen.stream().map(Call::whom).collect(Collectors.toSet()));
		ReachRates.Table table = this.rates.now();
		List<Wanting> wanting = chosen.stream()
			.filter((call) -> !call.opposed())
			.map((call) -> Wanting.of(call, Objects.requireNonNull(agendas.get(call.whom())), week, from, table))
			.toList();
		Solution solution = solve(asked, wanting, promised, week, from);
		Map<Reason, List<Call>> left = new TreeMap<>(Reason.ORDER);
		solution.left().forEach((call, why) -> left.computeIfAbsent(why, (key) -> new ArrayList<>()).add(call));
		List<Call> opposed = chosen.stream().filter(Call::opposed).toList();
		if (!opposed.isEmpty()) {
			left.put(new Reason(Obstacle.OPPOSED, null, List.of()), opposed);
		}
		List<Placed> placed = solution.places()
			.stream()
			.map((place) -> placed(place, asked, table))
			.sorted(Comparator.comparing(Placed::callerName).thenComparing(Placed::caller).thenComparing(Placed::start))
			.toList();
		return new Plan(due, placed, left, solution.fixed());
	}

	private Placed placed(Board.Place place, Asked asked, ReachRates.Table table) {
		Agenda agenda = place.wanting().agenda();
		Call call = place.wanting().call();
		ZonedDateTime there = agenda.at(place.start());
		return new Placed(call, place.caller(), asked.name(place.caller()), place.start(), there,
				place.start().atZone(SlotFinder.PARIS),
				this.wording.reason(there, agenda.isWished(place.start(), When.CALL), call.profile(), table,
						agenda.isKnown(there.toLocalDate())));
	}

	/**
	 * A call that finds no place keeps the hour that it had: no other may take it, and
	 * they are placed anew.
	 */
	private static Solution solve(Asked asked, List<Wanting> wanting, List<Promise> promised, Week week, Instant from) {
		Set<UUID> movable = wanting.stream().map((each) -> each.call().id()).collect(Collectors.toSet());
		List<Promise> settled = promised.stream().filter((promise) -> !movable.contains(promise.id())).toList();
		Map<UUID, Promise> held = promised.stream()
			.filter((promise) -> movable.contains(promise.id()))
			.collect(Collectors.toMap(Promise::id, (promise) -> promise));
		Map<Call, Reason> stuck = new LinkedHashMap<>();
		while (true) {
			List<Wanting> moving = wanting.stream().filter((each) -> !stuck.containsKey(each.call())).toList();
			List<Promise> kept = stuck.keySet()
				.stream()
				.map((call) -> Objects.requireNonNull(held.get(call.id())))
				.toList();
			Board.Filled filled = new Board(asked, week, from, moving, settled, kept).fill();
			Map<Call, Reason> holding = new LinkedHashMap<>(filled.left());
			holding.keySet().removeIf((call) -> !held.containsKey(call.id()));
			if (holding.isEmpty()) {
				stuck.putAll(filled.left());
				return new Solution(filled.places(), stuck,
						Stream.concat(settled.stream(), kept.stream())
							.sorted(Comparator.comparing(Promise::from))
							.toList());
			}
			stuck.putAll(holding);
		}
	}

	/**
	 * @param fixed the promises that nothing moved
	 */
	private record Solution(List<Board.Place> places, Map<Call, Reason> left, List<Promise> fixed) {
	}

	/**
	 * A call at its moment.
	 *
	 * @param there on the clock of the school
	 * @param here in Paris
	 */
	record Placed(Call call, UUID caller, String callerName, Instant start, ZonedDateTime there, ZonedDateTime here,
			String reason) {

		public boolean elsewhere() {
			return !this.there.toLocalDateTime().equals(this.here.toLocalDateTime());
		}

		/** Whether it is there already. */
		public boolean unchanged() {
			return this.start.equals(this.call.startsAt()) && this.caller.equals(this.call.owner());
		}

		/** What accepting it sends back. */
		public String key() {
			return this.call.id() + "|" + this.call.version() + "|" + this.caller + "|" + this.start;
		}

	}

	/**
	 * Why calls have no place.
	 *
	 * @param from the day that they wait for, null when they wait for none
	 * @param closed what closes each day left
	 */
	record Reason(Obstacle why, @Nullable LocalDate from, List<ClosedDays> closed) {

		static final Comparator<Reason> ORDER = Comparator.comparing(Reason::why)
			.thenComparing(Reason::from, Comparator.nullsFirst(Comparator.naturalOrder()))
			.thenComparing((reason) -> reason.closed().toString());

	}

	/**
	 * Days in a row, closed for the same reason.
	 *
	 * @param why null when their hours are over
	 */
	record ClosedDays(LocalDate first, LocalDate last, @Nullable Closed why) {

		static void add(List<ClosedDays> days, LocalDate day, @Nullable Closed why) {
			if (!days.isEmpty() && Objects.equals(days.getLast().why(), why)) {
				days.add(new ClosedDays(days.removeLast().first(), day, why));
			}
			else {
				days.add(new ClosedDays(day, day, why));
			}
		}

		public boolean several() {
			return !this.first.equals(this.last);
		}

	}

	/**
	 * @param due all that could have been chosen
	 * @param left what has no place, and why
	 * @param promised what doesn't move
	 */
	record Plan(Due due, List<Placed> placed, Map<Reason, List<Call>> left, List<Promise> promised) {

		/** Those that accepting it changes. */
		public List<Placed> changes() {
			return this.placed.stream().filter((placed) -> !placed.unchanged()).toList();
		}

		/** Whether all that was chosen is closed. */
		public boolean allClosed() {
			return this.placed.isEmpty() && !this.left.isEmpty()
					&& this.left.keySet().stream().allMatch((reason) -> reason.why() == Obstacle.CLOSED);
		}

		public int leftOut() {
			return this.left.values().stream().mapToInt(List::size).sum();
		}

	}

}
