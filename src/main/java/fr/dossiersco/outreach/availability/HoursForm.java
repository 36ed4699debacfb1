package fr.dossiersco.outreach.availability;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.validation.Errors;

/**
 * Weekly hours as they are typed, a line for each day: « 8:30-12:00, 13:30-17:00 », or «
 * 8h30 à 12h et 13h30 à 17h ».
 *
 * @param wish of a person: whether they may be called outside too
 * @param summerStart how many days of the pupils' summer the staff works at its start
 * @param summerEnd the same at its end
 * @param councils when class councils end: « 15/12, 25/03, 15/06 »
 * @param enrolment when families have enrolled
 */
record HoursForm(@Size(max = 120) @Nullable String monday, @Size(max = 120) @Nullable String tuesday,
		@Size(max = 120) @Nullable String wednesday, @Size(max = 120) @Nullable String thursday,
		@Size(max = 120) @Nullable String friday, @Size(max = 120) @Nullable String saturday,
		@Size(max = 120) @Nullable String sunday, @Nullable Boolean wish,
		@Min(0) @Max(30) @Nullable Integer summerStart, @Min(0) @Max(30) @Nullable Integer summerEnd,
		@Size(max = 80) @Nullable String councils, @Size(max = 80) @Nullable String enrolment,
		@Size(max = 500) @Nullable String note) {

	private static final Pattern RANGES = Pattern.compile("\\s*[,;/]\\s*|\\s+et\\s+");

	private static final Pattern BOUNDS = Pattern.compile("\\s*[-–—]\\s*|\\s+à\\s+");

	private static final Pattern TIME = Pattern.compile("([0-9]{1,2})\\s*(?:[:hH]\\s*([0-9]{2})?)?");

	static HoursForm of(@Nullable WeeklyHours hours, boolean wish, CommonCalendar.@Nullable UsualHours usual,
			@Nullable String note) {
		return new HoursForm(text(hours, DayOfWeek.MONDAY), text(hours, DayOfWeek.TUESDAY),
				text(hours, DayOfWeek.WEDNESDAY), text(hours, DayOfWeek.THURSDAY), text(hours, DayOfWeek.FRIDAY),
				text(hours, DayOfWeek.SATURDAY), text(hours, DayOfWeek.SUNDAY), wish,
				(usual != null) ? usual.summer().start() : null, (usual != null) ? usual.summer().end() : null,
				(usual != null) ? usual.councils().toString() : null,
				(usual != null) ? usual.enrolment().toString() : null, note);
	}

	private static @Nullable String text(@Nullable WeeklyHours hours, DayOfWeek day) {
		return (hours != null) ? hours.on(day)
			.stream()
			.map((range) -> range.from() + "-" + range.to())
			.collect(Collectors.joining(", ")) : null;
	}

	/** What was typed, or null once the errors tell what can't be read. */
	@Nullable WeeklyHours hours(Errors errors) {
		Map<DayOfWeek, @Nullable String> typed = new EnumMap<>(DayOfWeek.class);
		typed.put(DayOfWeek.MONDAY, this.monday);
		typed.put(DayOfWeek.TUESDAY, this.tuesday);
		typed.put(DayOfWeek.WEDNESDAY, this.wednesday);
		typed.put(DayOfWeek.THURSDAY, this.thursday);
		typed.put(DayOfWeek.FRIDAY, this.friday);
		typed.put(DayOfWeek.SATURDAY, this.saturday);
		typed.put(DayOfWeek.SUNDAY, this.sunday);
		Map<DayOfWeek, List<TimeRange>> read = new EnumMap<>(DayOfWeek.class);
		typed.forEach((day, text) -> {
			String field = day.name().toLowerCase(Locale.ROOT);
			if (text != null && !errors.hasFieldErrors(field)) {
				read(field, text, errors).ifPresent((ranges) -> read.put(day, ranges));
			}
		});
		return errors.hasErrors() ? null : new WeeklyHours(read);
	}

	/** What counts for everyone, or null once the errors tell what can't be read. */
	CommonCalendar.@Nullable UsualHours usual(Errors errors) {
		WeeklyHours weekly = hours(errors);
		if (this.summerStart == null || this.summerEnd == null) {
			errors.rejectValue((this.summerStart == null) ? "summerStart" : "summerEnd", "availability.hours.summer");
		}
		if (weekly != null && weekly.isEmpty()) {
			errors.rejectValue("monday", "availability.hours.never");
		}
		Landmarks ofCouncils = landmarks("councils", this.councils, errors);
		Landmarks ofEnrolment = landmarks("enrolment", this.enrolment, errors);
		if (weekly == null || ofCouncils == null || ofEnrolment == null || errors.hasErrors()) {
			return null;
		}
		return new CommonCalendar.UsualHours(weekly,
				new StaffSummer(Objects.requireNonNull(this.summerStart), Objects.requireNonNull(this.summerEnd)),
				ofCouncils, ofEnrolment);
	}

	private static @Nullable Landmarks landmarks(String field, @Nullable String text, Errors errors) {
		try {
			return Landmarks.parse((text != null) ? text : "");
		}
		catch (IllegalArgumentException ex) {
			errors.rejectValue(field, "availability.hours.landmarks");
			return null;
		}
	}

	private static Optional<List<TimeRange>> read(String field, String text, Errors errors) {
		List<TimeRange> ranges = new ArrayList<>();
		for (String range : RANGES.split(text.strip())) {
			String[] bounds = BOUNDS.split(range.strip());
			if (bounds.length != 2) {
				errors.rejectValue(field, "availability.hours.range", new Object[] { range }, null);
				return Optional.empty();
			}
			LocalTime from = time(field, bounds[0], errors);
			LocalTime to = time(field, bounds[1], errors);
			if (from == null || to == null) {
				return Optional.empty();
			}
			if (!from.isBefore(to)) {
				errors.rejectValue(field, "availability.hours.reversed", new Object[] { range }, null);
				return Optional.empty();
			}
			TimeRange next = new TimeRange(from, to);
			if (ranges.stream().anyMatch(next::overlaps)) {
				errors.rejectValue(field, "availability.hours.overlap", new Object[] { range }, null);
				return Optional.empty();
			}
			ranges.add(next);
		}
		return Optional.of(ranges);
	}

	private static @Nullable LocalTime time(String field, String text, Errors errors) {
		Matcher time = TIME.matcher(text.strip());
		try {
			if (time.matches()) {
				return LocalTime.of(Integer.parseInt(time.group(1)),
						(time.group(2) != null) ? Integer.parseInt(time.group(2)) : 0);
			}
		}
		catch (DateTimeException ex) {
			// « 25:00 » looks like a time.
		}
		errors.rejectValue(field, "availability.hours.time", new Object[] { text.strip() }, null);
		return null;
	}

}
