package fr.dossiersco.outreach.dashboard;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

import fr.dossiersco.outreach.web.QueryLink;
import org.jspecify.annotations.Nullable;

/**
 * Some days in a row, counted in Paris where the team works.
 *
 * @param first the first day
 * @param last the last day, not before the first
 * @param today the day when it was asked for
 * @param reversed whether the two days were asked for the other way round
 */
record Period(LocalDate first, LocalDate last, LocalDate today, boolean reversed) {

	static final String SINCE = "depuis";

	static final String UNTIL = "jusque";

	static final int USUAL_DAYS = 30;

	static final ZoneId PARIS = ZoneId.of("Europe/Paris");

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.FRENCH);

	private static final DateTimeFormatter FIRST = DateTimeFormatter.ofPattern("MMMM yyyy", Locale.FRENCH);

	private static final int FURTHEST = 100;

	/**
	 * Reads the two days of an address, the last month when it says none; what is no day
	 * counts for nothing.
	 */
	static Period of(@Nullable String since, @Nullable String until, Clock clock) {
		LocalDate today = today(clock);
		LocalDate from = day(since, today);
		LocalDate to = day(until, today);
		LocalDate last = (to != null) ? to : today;
		LocalDate first = (from != null) ? from : last.minusDays(USUAL_DAYS - 1);
		return first.isAfter(last) ? new Period(last, first, today, true) : new Period(first, last, today, false);
	}

	static LocalDate today(Clock clock) {
		return LocalDate.ofInstant(clock.instant(), PARIS);
	}

	/** When it began. */
	OffsetDateTime start() {
		return midnight(this.first);
	}

	/** When it ends: the moment after. */
	OffsetDateTime end() {
		return midnight(this.last.plusDays(1));
	}

	/** Adds these days to an address, written out so that it stays true tomorrow. */
	QueryLink on(QueryLink link) {
		return link.with(SINCE, this.first).with(UNTIL, this.last);
	}

	/** As many days, just before. */
	public Period before() {
		return new Period(this.first.minusDays(days()), this.first.minusDays(1), this.today, false);
	}

	public long days() {
		return ChronoUnit.DAYS.between(this.first, this.last) + 1;
	}

	public String firstText() {
		return text(this.first);
	}

	public String lastText() {
		return text(this.last);
	}

	private static String text(LocalDate day) {
		return (day.getDayOfMonth() == 1) ? "1er " + FIRST.format(day) : DAY.format(day);
	}

	/** Whether it goes on as days go by. */
	boolean isUpToToday() {
		return this.last.equals(this.today);
	}

	/** Whether it is what one sees who asks for no days. */
	boolean isUsual() {
		return isUpToToday() && days() == USUAL_DAYS;
	}

	/** The first of the last days, today included. */
	LocalDate lastDays(int days) {
		return this.today.minusDays(days - 1L);
	}

	private static @Nullable LocalDate day(@Nullable String text, LocalDate today) {
		try {
			return (text != null) ? near(LocalDate.parse(text.strip()), today) : null;
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	/** A day that the database can hold, whatever was typed in the address. */
	static LocalDate near(LocalDate day, LocalDate today) {
		LocalDate first = today.minusYears(FURTHEST);
		LocalDate last = today.plusYears(FURTHEST);
		return day.isBefore(first) ? first : day.isAfter(last) ? last : day;
	}

	static OffsetDateTime midnight(LocalDate day) {
		Instant instant = day.atStartOfDay(PARIS).toInstant();
		return instant.atOffset(ZoneOffset.UTC);
	}

}
