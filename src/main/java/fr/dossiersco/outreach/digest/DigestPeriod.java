package fr.dossiersco.outreach.digest;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;

/**
 * What a digest tells of: seven days back, and the rest of the week ahead. Days are
 * counted in Paris, where the team works.
 */
record DigestPeriod(Instant now) {

	private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

	static DigestPeriod now(Clock clock) {
		return new DigestPeriod(clock.instant());
	}

	LocalDate today() {
		return LocalDate.ofInstant(this.now, PARIS);
	}

	/**
	 * The same day a week ago: whole days, so that what happened on a Monday after the
	 * mail is in the next one.
	 */
	LocalDate since() {
		return today().minusDays(7);
	}

	OffsetDateTime start() {
		return since().atStartOfDay(PARIS).toInstant().atOffset(ZoneOffset.UTC);
	}

	OffsetDateTime end() {
		return this.now.atOffset(ZoneOffset.UTC);
	}

	LocalDate sunday() {
		return today().with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
	}

	/** The week's name in the calendar of ISO 8601, such as {@code 2026-W53}. */
	String week() {
		return "%04d-W%02d".formatted(today().get(IsoFields.WEEK_BASED_YEAR),
				today().get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
	}

}
