package fr.dossiersco.outreach.dashboard;

import java.time.LocalDate;
import java.time.Month;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A school year, from the first of September to the end of August. The calendar of school
 * holidays counts by such years too, also where pupils are away in July only.
 *
 * @param start the year of its September
 */
record SeasonYear(int start) {

	static SeasonYear of(LocalDate day) {
		return new SeasonYear((day.getMonthValue() >= Month.SEPTEMBER.getValue()) ? day.getYear() : day.getYear() - 1);
	}

	/**
	 * Reads « 2025-2026 », or « 2025 ».
	 * @return empty for what is no year near today
	 */
	static Optional<SeasonYear> parse(@Nullable String text, LocalDate today) {
		if (text == null || !text.matches("\\d{4}(-\\d{4})?")) {
			return Optional.empty();
		}
		SeasonYear year = new SeasonYear(Integer.parseInt(text.substring(0, 4)));
		boolean near = Math.abs(year.start - of(today).start) <= 5;
		return Optional.of(year).filter((read) -> near && (text.length() == 4 || text.equals(read.toString())));
	}

	LocalDate first() {
		return LocalDate.of(this.start, Month.SEPTEMBER, 1);
	}

	LocalDate last() {
		return LocalDate.of(this.start + 1, Month.AUGUST, 31);
	}

	public SeasonYear previous() {
		return new SeasonYear(this.start - 1);
	}

	public SeasonYear next() {
		return new SeasonYear(this.start + 1);
	}

	boolean holds(LocalDate day) {
		return of(day).equals(this);
	}

	@Override
	public String toString() {
		return this.start + "-" + (this.start + 1);
	}

}
