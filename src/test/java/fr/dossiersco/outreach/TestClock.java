package fr.dossiersco.outreach;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;

import fr.dossiersco.outreach.availability.Agenda;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Primary;

/**
 * The program's clock in tests: the time of day, until a test stops it at an instant of
 * its own, which it gives back afterwards.
 */
@Primary
public class TestClock extends Clock {

	private volatile @Nullable Instant stopped;

	/** Stops the clock. */
	public void setTo(Instant instant) {
		this.stopped = instant;
	}

	/**
	 * Stops the clock at ten on the last Tuesday when a place was open, as on the next
	 * day: whatever the day on which tests run, somebody may be called. In the past, so
	 * that what is logged then never is the last thing that happened.
	 */
	public void setToSchoolMorning(Agenda agenda) {
		LocalDate day = LocalDate.now(ZoneOffset.UTC).with(TemporalAdjusters.previous(DayOfWeek.TUESDAY));
		while (agenda.open(day).isEmpty() || agenda.open(day.plusDays(1)).isEmpty()) {
			day = day.minusWeeks(1);
		}
		setTo(day.atTime(10, 0).atZone(agenda.zone()).toInstant());
	}

	/** Lets the clock tell the time of day again. */
	public void reset() {
		this.stopped = null;
	}

	@Override
	public Instant instant() {
		Instant at = this.stopped;
		return (at != null) ? at : Instant.now();
	}

	@Override
	public ZoneId getZone() {
		return ZoneOffset.UTC;
	}

	@Override
	public Clock withZone(ZoneId zone) {
		return Clock.fixed(instant(), zone);
	}

}
