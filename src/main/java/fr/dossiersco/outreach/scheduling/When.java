package fr.dossiersco.outreach.scheduling;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

import fr.dossiersco.outreach.availability.Agenda;
import fr.dossiersco.outreach.availability.HalfDay;
import org.jspecify.annotations.Nullable;

/**
 * When a next step is due, on the clock of the school: some day, a half-day, or an hour.
 *
 * @param time with {@code startsAt} and {@code endsAt}, or none of the three
 * @param overrideReason why a closed moment was chosen all the same
 * @param agreed whether the contact agreed to the hour
 */
public record When(LocalDate day, @Nullable HalfDay half, @Nullable LocalTime time, @Nullable Instant startsAt,
		@Nullable Instant endsAt, @Nullable String overrideReason, boolean agreed) {

	/** How long a call is planned for. */
	public static final Duration CALL = Duration.ofMinutes(30);

	public static When day(LocalDate day) {
		return new When(day, null, null, null, null, null, false);
	}

	public static When halfDay(LocalDate day, HalfDay half) {
		return new When(day, half, null, null, null, null, false);
	}

	/**
	 * The first half-day that is open from a day on; that day itself when none is within
	 * a year.
	 */
	public static When firstOpen(Agenda agenda, LocalDate from) {
		Agenda.Opening opening = agenda.firstHalfDay(from, HalfDay.MATIN);
		return (opening != null) ? halfDay(opening.day(), opening.half()) : day(from);
	}

	/**
	 * @param zone that of the school
	 */
	public static When at(Instant start, ZoneId zone, Duration length) {
		ZonedDateTime there = start.atZone(zone);
		return new When(there.toLocalDate(), HalfDay.of(there.toLocalTime()), there.toLocalTime(), start,
				start.plus(length), null, false);
	}

	/** The same, agreed to by the contact. */
	public When agreedUpon() {
		return new When(this.day, this.half, this.time, this.startsAt, this.endsAt, this.overrideReason, true);
	}

	/** The same, although nobody is to be called then. */
	public When inSpiteOf(@Nullable String reason) {
		return new When(this.day, this.half, this.time, this.startsAt, this.endsAt, reason, this.agreed);
	}

}
