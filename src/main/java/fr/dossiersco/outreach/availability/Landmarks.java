package fr.dossiersco.outreach.availability;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Days of every year when something ends that keeps staff busy: « 15/12, 25/03, 15/06 ».
 */
record Landmarks(List<MonthDay> days) {

	/**
	 * @throws IllegalArgumentException when it can't be read, or is empty
	 */
	static Landmarks parse(String text) {
		try {
			return new Landmarks(Arrays.stream(text.strip().split("\\s*[,;]\\s*")).map((day) -> {
				String[] parts = day.split("/");
				if (parts.length != 2) {
					throw new IllegalArgumentException("Not a day of the year: " + day);
				}
				return MonthDay.of(Integer.parseInt(parts[1].strip()), Integer.parseInt(parts[0].strip()));
			}).toList());
		}
		catch (DateTimeException ex) {
			throw new IllegalArgumentException("Not a day of the year: " + text, ex);
		}
	}

	/** The first of them after a day. */
	LocalDate after(LocalDate day) {
		return this.days.stream()
			.flatMap((each) -> Stream.of(each.atYear(day.getYear()), each.atYear(day.getYear() + 1)))
			.filter((each) -> each.isAfter(day))
			.min(Comparator.naturalOrder())
			.orElse(day);
	}

	@Override
	public String toString() {
		return this.days.stream()
			.map((day) -> "%02d/%02d".formatted(day.getDayOfMonth(), day.getMonthValue()))
			.collect(Collectors.joining(", "));
	}

}
