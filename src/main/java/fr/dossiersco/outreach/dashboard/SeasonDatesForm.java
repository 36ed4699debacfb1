package fr.dossiersco.outreach.dashboard;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import fr.dossiersco.outreach.dashboard.SeasonDates.NewDate;
import fr.dossiersco.outreach.dashboard.SeasonDates.Said;
import fr.dossiersco.outreach.dashboard.SeasonDates.Saying;
import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;

/**
 * The dates of a season as they are typed: one line for everywhere, one for each
 * académie. What each field held when it was shown comes back with it, so that a change
 * that someone else made in the meantime is not lost.
 *
 * @param usuel the day of every year: « 08/06 »
 * @param usuelLu what it was
 * @param lignes everywhere, then the académies
 */
record SeasonDatesForm(@NotBlank @Nullable String usuel, @Nullable String usuelLu, List<Line> lignes) {

	private static final Pattern DAY = Pattern.compile("(\\d{1,2})\\s*/\\s*(\\d{1,2})");

	SeasonDatesForm {
		// Those of a request are read one by one; nobody has thousands of académies.
		lignes = (lignes != null) ? lignes.stream().filter(Objects::nonNull).limit(100).toList() : List.of();
	}

	/** What counts, to be changed. */
	static SeasonDatesForm of(Said said, SeasonYear year, List<String> places) {
		String usual = text(said.everyYear());
		return new SeasonDatesForm(usual, usual, places.stream().map((place) -> {
			Saying saying = said.saying(year, place);
			LocalDate opens = (saying != null) ? saying.opensOn() : null;
			LocalDate closes = (saying != null) ? saying.closesOn() : null;
			return new Line(place, opens, closes, opens, closes);
		}).toList());
	}

	static String text(MonthDay day) {
		return "%02d/%02d".formatted(day.getDayOfMonth(), day.getMonthValue());
	}

	/** The day of every year, empty when it is none. */
	Optional<MonthDay> usualDay() {
		Matcher matcher = DAY.matcher(Objects.requireNonNullElse(this.usuel, ""));
		try {
			return matcher.matches()
					? Optional.of(MonthDay.of(Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(1))))
					: Optional.empty();
		}
		catch (DateTimeException ex) {
			return Optional.empty();
		}
	}

	/** What is to be written down: what was typed and is not so already. */
	List<NewDate> changes(Said said, SeasonYear year) {
		List<NewDate> changes = new ArrayList<>();
		usualDay().filter((day) -> !text(day).equals(this.usuelLu) && !day.equals(said.everyYear()))
			.ifPresent((day) -> changes.add(new NewDate(null, SeasonDates.EVERYWHERE, day.atYear(2000), null)));
		this.lignes.stream()
			.filter((line) -> line.isChanged() && !line.says(said.saying(year, line.place())))
			.forEach((line) -> changes.add(new NewDate(year.start(), line.place(), line.ouvre(), line.ferme())));
		return changes;
	}

	/**
	 * A place.
	 *
	 * @param academie its code, null for everywhere
	 * @param ouvre the first day, null for what is said more widely
	 * @param ferme the last day, null when nobody knows
	 * @param ouvreLu what the first day was
	 * @param fermeLu what the last day was
	 */
	record Line(@Nullable String academie, @Nullable LocalDate ouvre, @Nullable LocalDate ferme,
			@Nullable LocalDate ouvreLu, @Nullable LocalDate fermeLu) {

		String place() {
			return Objects.requireNonNullElse(this.academie, SeasonDates.EVERYWHERE);
		}

		boolean isChanged() {
			return !Objects.equals(this.ouvre, this.ouvreLu) || !Objects.equals(this.ferme, this.fermeLu);
		}

		/** Whether that is what counts already. */
		boolean says(@Nullable Saying saying) {
			return same(saying, this.ouvre, this.ferme);
		}

		/** Whether what was shown still counts. */
		boolean isFresh(@Nullable Saying saying) {
			return same(saying, this.ouvreLu, this.fermeLu);
		}

		private static boolean same(@Nullable Saying saying, @Nullable LocalDate opens, @Nullable LocalDate closes) {
			return Objects.equals((saying != null) ? saying.opensOn() : null, opens)
					&& Objects.equals((saying != null) ? saying.closesOn() : null, closes);
		}

	}

}
