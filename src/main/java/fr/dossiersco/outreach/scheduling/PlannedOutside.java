package fr.dossiersco.outreach.scheduling;

import java.time.LocalDate;
import java.time.LocalTime;

import fr.dossiersco.outreach.availability.HoursImpact;
import fr.dossiersco.outreach.availability.TimeRange;
import fr.dossiersco.outreach.availability.WeeklyHours;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The calls planned at an hour that a change of everyone's hours would close. */
@Component
class PlannedOutside implements HoursImpact {

	private final JdbcClient jdbc;

	PlannedOutside(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public String label() {
		return "scheduling.planned.outside";
	}

	@Override
	public long count(WeeklyHours today, WeeklyHours proposed) {
		return this.jdbc.sql("""
				select f.due_on, f.due_time from follow_up f
				where f.closed_at is null and f.due_time is not null and f.starts_at > now()
					and not exists (select from opening_hours h where h.uai = f.uai and h.hours is not null)""")
			.query((row, number) -> new Planned(row.getObject("due_on", LocalDate.class),
					row.getObject("due_time", LocalTime.class)))
			.list()
			.stream()
			.filter((planned) -> planned.isIn(today) && !planned.isIn(proposed))
			.count();
	}

	private record Planned(LocalDate day, LocalTime time) {

		boolean isIn(WeeklyHours hours) {
			return hours.on(this.day.getDayOfWeek())
				.stream()
				.anyMatch((TimeRange range) -> !this.time.isBefore(range.from()) && this.time.isBefore(range.to()));
		}

	}

}
