package fr.dossiersco.outreach.availability;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * When one school, or one person there, may be called. All its days and hours are on the
 * clock of the place.
 */
public final class Agenda {

	private final ZoneId zone;

	private final WeeklyHours hours;

	private final @Nullable PersonalHours personal;

	private final Days days;

	Agenda(ZoneId zone, WeeklyHours hours, @Nullable PersonalHours personal, Days days) {
		this.zone = zone;
		this.hours = hours;
		this.personal = personal;
		this.days = days;
	}

	public ZoneId zone() {
		return this.zone;
	}

	/** The clock of the place. */
	public ZonedDateTime at(Instant instant) {
		return instant.atZone(this.zone);
	}

	/**
	 * When it is open on a day, in order. A time that the clock skips in spring is no
	 * opening.
	 */
	public List<TimeRange> open(LocalDate day) {
		Optional<DayClosed> closed = this.days.closed(day);
		if (closed.isEmpty()) {
			return ranges(day);
		}
		HalfDay half = closed.get().half();
		return (half != null) ? ranges(day).stream().flatMap((range) -> half.other().within(range).stream()).toList()
				: List.of();
	}

	private List<TimeRange> ranges(LocalDate day) {
		if (this.personal != null && !this.personal.wish()) {
			return this.personal.hours().on(day.getDayOfWeek());
		}
		return this.hours.on(day.getDayOfWeek());
	}

	/**
	 * Why a call may not take place, empty when the whole of it lies inside an opening.
	 */
	public Optional<Closed> whyClosed(Instant from, Duration length) {
		LocalDate day = LocalDate.ofInstant(from, this.zone);
		boolean open = open(day).stream().anyMatch((range) -> holds(range, day, from, length));
		return open ? Optional.empty() : Optional.of(reason(day));
	}

	/**
	 * Whether the whole of a call lies inside an opening of a day, however the clock
	 * changes.
	 */
	public boolean holds(TimeRange opening, LocalDate day, Instant from, Duration length) {
		LocalDateTime start = LocalDateTime.ofInstant(from, this.zone);
		LocalDateTime end = LocalDateTime.ofInstant(from.plus(length), this.zone);
		return start.toLocalDate().equals(day) && end.toLocalDate().equals(day) && start.isBefore(end)
				&& opening.contains(new TimeRange(start.toLocalTime(), end.toLocalTime()));
	}

	/** Why a day, or a part of it, is closed. */
	private Closed reason(LocalDate day) {
		Optional<DayClosed> closed = this.days.closed(day);
		if (closed.isPresent()) {
			return closed.get().why();
		}
		boolean personal = this.personal != null && !this.personal.wish();
		return new Closed(personal ? Closed.Reason.SOUHAIT : Closed.Reason.HORAIRES, null);
	}

	/** Why a whole day is closed, empty when some of it is open. */
	public Optional<Closed> whyClosed(LocalDate day) {
		return open(day).isEmpty() ? Optional.of(reason(day)) : Optional.empty();
	}

	/** Whether the person asked for this moment. */
	public boolean isWished(Instant from, Duration length) {
		LocalDateTime start = LocalDateTime.ofInstant(from, this.zone);
		LocalDateTime end = LocalDateTime.ofInstant(from.plus(length), this.zone);
		return this.personal != null && start.toLocalDate().equals(end.toLocalDate()) && this.personal.hours()
			.contains(start.getDayOfWeek(), new TimeRange(start.toLocalTime(), end.toLocalTime()));
	}

	/** Whether the person asked for certain moments. */
	public boolean hasWish() {
		return this.personal != null;
	}

	/** Whether the school holidays are published for a day; unknown is not « none ». */
	public boolean isKnown(LocalDate day) {
		return this.days.isKnown(day);
	}

	/**
	 * The first half-day that is open for a while.
	 * @param from the first day, included
	 * @param after the first half-day on the first day
	 * @return null when none is, within a year
	 */
	public @Nullable Opening firstHalfDay(LocalDate from, HalfDay after) {
		for (int i = 0; i < 366; i++) {
			LocalDate day = from.plusDays(i);
			for (HalfDay half : HalfDay.values()) {
				if (i > 0 || half.compareTo(after) >= 0) {
					Optional<TimeRange> open = open(day).stream()
						.flatMap((range) -> half.within(range).stream())
						.findFirst();
					if (open.isPresent()) {
						return new Opening(day, half, open.get());
					}
				}
			}
		}
		return null;
	}

	/**
	 * The first day after the holidays that come, or that are; the same day when none is
	 * known.
	 */
	public LocalDate afterHolidays(LocalDate from) {
		LocalDate day = from;
		while (day.isBefore(from.plusDays(150)) && !isHoliday(day)) {
			day = day.plusDays(1);
		}
		if (!isHoliday(day)) {
			return from;
		}
		while (isHoliday(day) || isWeekend(day)) {
			day = day.plusDays(1);
		}
		return day;
	}

	/** The day after the class councils that come. */
	public LocalDate afterCouncils(LocalDate from) {
		return this.days.afterCouncils(from);
	}

	/** The day after families have enrolled. */
	public LocalDate afterEnrolment(LocalDate from) {
		return this.days.afterEnrolment(from);
	}

	private boolean isHoliday(LocalDate day) {
		return this.days.closed(day).filter((closed) -> closed.why().reason() == Closed.Reason.VACANCES).isPresent();
	}

	private static boolean isWeekend(LocalDate day) {
		return day.getDayOfWeek().getValue() > 5;
	}

	/** A half-day when the place is open. */
	public record Opening(LocalDate day, HalfDay half, TimeRange range) {
	}

	/**
	 * The hours that a person asked for.
	 *
	 * @param wish whether they may be called outside too
	 */
	record PersonalHours(WeeklyHours hours, boolean wish) {
	}

	/**
	 * A day closed, or half of it.
	 *
	 * @param half null for the whole day
	 */
	record DayClosed(Closed why, @Nullable HalfDay half) {
	}

	/** What the calendar says of each day. */
	interface Days {

		Optional<DayClosed> closed(LocalDate day);

		boolean isKnown(LocalDate day);

		LocalDate afterCouncils(LocalDate day);

		LocalDate afterEnrolment(LocalDate day);

	}

}
