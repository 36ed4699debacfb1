package fr.dossiersco.outreach.availability;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * The school holidays of every zone, and for how long they are known. A zone that is not
 * published is not open: it is unknown.
 */
final class HolidayCalendar {

	/** No zone goes as long without holidays: past it, the calendar has a hole. */
	private static final int LONGEST_TERM = 120;

	private final Map<String, List<SchoolHoliday>> zones;

	HolidayCalendar(List<SchoolHoliday> holidays) {
		this.zones = holidays.stream()
			.sorted(Comparator.comparing(SchoolHoliday::firstDay))
			.collect(Collectors.groupingBy(SchoolHoliday::zone));
	}

	/**
	 * The holidays that keep the staff of a school away.
	 * @param teachers whether a teacher is to be called: their holidays end sooner
	 * @param summer how much of the summer the staff works
	 */
	Optional<SchoolHoliday> on(LocalDate day, String zone, String departement, boolean teachers, StaffSummer summer) {
		return of(zone).stream()
			.filter((holiday) -> holiday.concerns(departement) && (teachers || !holiday.teachers()))
			.filter((holiday) -> isAway(holiday, day, teachers ? StaffSummer.NONE : summer))
			.findFirst();
	}

	/** Whether the holidays of a zone are published for a day. */
	boolean isKnown(LocalDate day, String zone) {
		return of(zone).stream()
			.anyMatch((holiday) -> !holiday.lastDay().isBefore(day)
					&& !holiday.firstDay().isAfter(day.plusDays(LONGEST_TERM)));
	}

	/**
	 * The last day from this one on that is known without a break, null when it isn't
	 * itself.
	 */
	@Nullable LocalDate knownUntil(LocalDate from, String zone) {
		LocalDate known = null;
		for (SchoolHoliday holiday : of(zone)) {
			LocalDate reached = (known != null) ? known : from;
			if (!holiday.lastDay().isBefore(reached) && !holiday.firstDay().isAfter(reached.plusDays(LONGEST_TERM))) {
				known = holiday.lastDay();
			}
		}
		return known;
	}

	List<SchoolHoliday> of(String zone) {
		return this.zones.getOrDefault(zone, List.of());
	}

	private static boolean isAway(SchoolHoliday holiday, LocalDate day, StaffSummer summer) {
		if (!holiday.summer()) {
			return holiday.isOn(day);
		}
		return !day.isBefore(holiday.firstDay().plusDays(summer.start()))
				&& !day.isAfter(holiday.lastDay().minusDays(summer.end()));
	}

}
