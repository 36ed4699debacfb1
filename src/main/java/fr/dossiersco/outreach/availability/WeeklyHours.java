package fr.dossiersco.outreach.availability;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The hours of an ordinary week, on the clock of the place. Written as
 * {@code 1 13:30-17:00, 2 08:30-12:00}, 1 being Monday.
 */
public final class WeeklyHours {

	private final Map<DayOfWeek, List<TimeRange>> days = new EnumMap<>(DayOfWeek.class);

	/**
	 * @throws IllegalArgumentException when two ranges of a day overlap
	 */
	WeeklyHours(Map<DayOfWeek, List<TimeRange>> days) {
		days.forEach((day, ranges) -> {
			List<TimeRange> sorted = ranges.stream().sorted(Comparator.comparing(TimeRange::from)).toList();
			for (int i = 1; i < sorted.size(); i++) {
				if (sorted.get(i).overlaps(sorted.get(i - 1))) {
					throw new IllegalArgumentException("Two ranges of one day overlap");
				}
			}
			if (!sorted.isEmpty()) {
				this.days.put(day, sorted);
			}
		});
	}

	/**
	 * @throws IllegalArgumentException when it can't be read
	 */
	static WeeklyHours parse(String text) {
		Map<DayOfWeek, List<TimeRange>> days = new EnumMap<>(DayOfWeek.class);
		for (String window : text.split(", ")) {
			if (window.length() != 13) {
				throw new IllegalArgumentException("Not a window: " + window);
			}
			days.computeIfAbsent(DayOfWeek.of(window.charAt(0) - '0'), (day) -> new ArrayList<>())
				.add(new TimeRange(LocalTime.parse(window.substring(2, 7)), LocalTime.parse(window.substring(8))));
		}
		return new WeeklyHours(days);
	}

	/** In order, none on a day when nobody is to be called. */
	public List<TimeRange> on(DayOfWeek day) {
		return this.days.getOrDefault(day, List.of());
	}

	boolean contains(DayOfWeek day, TimeRange range) {
		return on(day).stream().anyMatch((open) -> open.contains(range));
	}

	boolean isEmpty() {
		return this.days.isEmpty();
	}

	/** How long a week is open. */
	Duration total() {
		return this.days.values()
			.stream()
			.flatMap(List::stream)
			.map((range) -> Duration.between(range.from(), range.to()))
			.reduce(Duration.ZERO, Duration::plus);
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof WeeklyHours hours && hours.days.equals(this.days);
	}

	@Override
	public int hashCode() {
		return this.days.hashCode();
	}

	@Override
	public String toString() {
		return this.days.entrySet()
			.stream()
			.flatMap((day) -> day.getValue()
				.stream()
				.map((range) -> day.getKey().getValue() + " " + range.from() + "-" + range.to()))
			.collect(Collectors.joining(", "));
	}

}
