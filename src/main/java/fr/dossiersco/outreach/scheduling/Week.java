package fr.dossiersco.outreach.scheduling;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/** A week of work, on the clock of Paris: callers call from Monday to Friday. */
record Week(LocalDate monday) {

	private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);

	private static final LocalDate LAST = LocalDate.of(2100, 1, 1);

	private static final LocalTime FROM = LocalTime.of(8, 0);

	private static final LocalTime TO = LocalTime.of(19, 0);

	static Week of(LocalDate day) {
		return new Week(day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
	}

	/** Far from the ends of all calendars, where adding a week would fail. */
	static boolean isThinkable(LocalDate day) {
		return !day.isBefore(FIRST) && day.isBefore(LAST);
	}

	static boolean isThinkable(Instant instant) {
		return !instant.isBefore(at(FIRST, LocalTime.MIDNIGHT)) && instant.isBefore(at(LAST, LocalTime.MIDNIGHT));
	}

	public LocalDate friday() {
		return this.monday.plusDays(4);
	}

	Week previous() {
		return new Week(this.monday.minusDays(7));
	}

	Week next() {
		return new Week(this.monday.plusDays(7));
	}

	Instant start() {
		return at(this.monday, LocalTime.MIDNIGHT);
	}

	/** When the last call ends. */
	Instant end() {
		return at(friday(), TO);
	}

	/** Whether no call fits in any more. */
	boolean isOver(Instant now) {
		return now.plus(When.CALL).isAfter(end());
	}

	/** When a call may begin, each half-hour that callers work. */
	List<Instant> moments(Instant from) {
		List<Instant> moments = new ArrayList<>();
		for (LocalDate day = this.monday; !day.isAfter(friday()); day = day.plusDays(1)) {
			Instant end = at(day, TO);
			for (Instant start = at(day, FROM); start.isBefore(end); start = start.plus(When.CALL)) {
				if (!start.isBefore(from)) {
					moments.add(start);
				}
			}
		}
		return moments;
	}

	/** How many calls the hours of one half-day hold. */
	static int longestHalfDay() {
		return (int) Duration.between(LocalTime.of(12, 30), TO).dividedBy(When.CALL);
	}

	private static Instant at(LocalDate day, LocalTime time) {
		return day.atTime(time).atZone(SlotFinder.PARIS).toInstant();
	}

}
