package fr.dossiersco.outreach.scheduling;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import fr.dossiersco.outreach.availability.Agenda;
import fr.dossiersco.outreach.availability.HalfDay;
import fr.dossiersco.outreach.availability.TimeRange;
import fr.dossiersco.outreach.scheduling.WeekCalls.Call;
import fr.dossiersco.outreach.scheduling.WeekPlan.ClosedDays;
import fr.dossiersco.outreach.scheduling.WeekPlan.Reason;
import org.jspecify.annotations.Nullable;

/**
 * A call that wants a place in a week: what each moment of it costs.
 *
 * @param since when it may be made at the earliest
 * @param waitsFor the day that this is because of, null when it waits for none
 * @param moments those of the week
 * @param costs of each moment, infinite when the place is closed
 */
record Wanting(Call call, Agenda agenda, Week week, Instant since, @Nullable LocalDate waitsFor, List<Instant> moments,
		double[] costs) {

	/** More than all that the best moment may be worth. */
	private static final double AGAINST_A_WISH = 4;

	/** More than what waiting or another hour is worth: what one has seen stays. */
	private static final double MOVED = 2;

	private static final int PLANNED = 10_000;

	/**
	 * @param from nothing is planned before
	 */
	static Wanting of(Call call, Agenda agenda, Week week, Instant from, ReachRates.Table table) {
		Instant due = call.notBefore(agenda.zone());
		Instant since = due.isAfter(from) ? due : from;
		boolean waits = call.dueOn().isAfter(agenda.at(from).toLocalDate());
		List<Instant> moments = week.moments(from);
		double[] costs = moments.stream()
			.mapToDouble((start) -> (start.isBefore(since) || agenda.whyClosed(start, When.CALL).isPresent())
					? Double.POSITIVE_INFINITY : cost(call, agenda, week, start, table))
			.toArray();
		return new Wanting(call, agenda, week, since, waits ? call.dueOn() : null, moments, costs);
	}

	/** Not negative. */
	private static double cost(Call call, Agenda agenda, Week week, Instant start, ReachRates.Table table) {
		ZonedDateTime there = agenda.at(start);
		LocalDate first = call.dueOn().isAfter(week.monday()) ? call.dueOn() : week.monday();
		long delay = Math.max(0, ChronoUnit.DAYS.between(first, there.toLocalDate()));
		long late = Math.clamp(ChronoUnit.DAYS.between(call.dueOn(), week.monday()), 0, 10);
		double cost = 3 * (1 - table.chance(call.profile(), there.getDayOfWeek(), there.toLocalTime()));
		cost += delay * (0.05 + 0.03 * late);
		cost += (agenda.hasWish() && !agenda.isWished(start, When.CALL)) ? AGAINST_A_WISH : 0;
		cost += isMoved(call, start, there) ? MOVED : 0;
		return cost + there.getHour() * 0.001;
	}

	private static boolean isMoved(Call call, Instant start, ZonedDateTime there) {
		if (call.startsAt() != null) {
			return !call.startsAt().equals(start);
		}
		return call.dueHalf() != null && call.dueOn().equals(there.toLocalDate())
				&& call.dueHalf() != HalfDay.of(there.toLocalTime());
	}

	/**
	 * What was planned before keeps a place, then comes what has been due for longest.
	 */
	int urgency() {
		boolean planned = this.call.startsAt() != null && !this.call.startsAt().isBefore(this.since);
		return planned ? PLANNED
				: (int) Math.clamp(ChronoUnit.DAYS.between(this.call.dueOn(), this.week.friday()), 0, PLANNED - 1);
	}

	/** Why no moment fits whoever calls, null when one does. */
	@Nullable Reason whyClosed() {
		if (Arrays.stream(this.costs).anyMatch((cost) -> cost < Double.POSITIVE_INFINITY)) {
			return null;
		}
		List<ClosedDays> closed = new ArrayList<>();
		Set<Obstacle> met = EnumSet.noneOf(Obstacle.class);
		LocalDate last = this.week.friday();
		for (LocalDate day = this.agenda.at(this.since).toLocalDate(); !day.isAfter(last); day = day.plusDays(1)) {
			for (TimeRange range : this.agenda.open(day)) {
				Obstacle obstacle = obstacle(day, range);
				if (obstacle != null) {
					met.add(obstacle);
				}
			}
			ClosedDays.add(closed, day, this.agenda.whyClosed(day).orElse(null));
		}
		if (met.isEmpty()) {
			return new Reason(Obstacle.CLOSED, this.waitsFor, closed);
		}
		return new Reason(met.contains(Obstacle.SHORT) ? Obstacle.SHORT : Obstacle.NIGHT, this.waitsFor, List.of());
	}

	/** What keeps callers from an opening, null when it is over. */
	private @Nullable Obstacle obstacle(LocalDate day, TimeRange range) {
		Instant begins = day.atTime(range.from()).atZone(this.agenda.zone()).toInstant();
		Instant ends = day.atTime(range.to()).atZone(this.agenda.zone()).toInstant();
		if (Duration.between(begins, ends).compareTo(When.CALL) < 0) {
			return Obstacle.SHORT;
		}
		Instant left = begins.isAfter(this.since) ? begins : this.since;
		if (left.plus(When.CALL).isAfter(ends)) {
			return null;
		}
		boolean atWork = this.moments.stream()
			.anyMatch((start) -> start.isBefore(ends) && left.isBefore(start.plus(When.CALL)));
		return atWork ? Obstacle.SHORT : Obstacle.NIGHT;
	}

}
