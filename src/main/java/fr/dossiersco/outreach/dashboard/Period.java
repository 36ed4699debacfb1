package fr.dossiersco.outreach.dashboard;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The last seven days, today included, counted in Paris where the team works. */
record Period(LocalDate today) {

	private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

	private static final int FURTHEST = 100;

	static Period now(Clock clock) {
		return new Period(LocalDate.ofInstant(clock.instant(), PARIS));
	}

	/** The first day of this week of seven days. */
	LocalDate firstDay() {
		return this.today.minusDays(6);
	}

	/** When this week began. */
	OffsetDateTime start() {
		return midnight(firstDay());
	}

	/** When the week before it began. */
	OffsetDateTime startBefore() {
		return midnight(firstDay().minusDays(7));
	}

	/** When today ends. */
	OffsetDateTime end() {
		return midnight(this.today.plusDays(1));
	}

	/** A day that the database can hold, whatever was typed in the address. */
	LocalDate near(LocalDate day) {
		LocalDate first = this.today.minusYears(FURTHEST);
		LocalDate last = this.today.plusYears(FURTHEST);
		return day.isBefore(first) ? first : day.isAfter(last) ? last : day;
	}

	static OffsetDateTime midnight(LocalDate day) {
		Instant instant = day.atStartOfDay(PARIS).toInstant();
		return instant.atOffset(ZoneOffset.UTC);
	}

}
