package fr.dossiersco.outreach.availability;

import java.sql.Array;
import java.time.Duration;
import java.util.List;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What every agenda shares: the usual hours, the school holidays, the closures of whole
 * territories. Kept for a moment, for each page asks; a change made elsewhere shows
 * within half a minute.
 */
@Component
class CommonCalendar {

	private static final Duration KEPT = Duration.ofSeconds(30);

	private final JdbcClient jdbc;

	private final LoadingCache<String, Snapshot> kept = Caffeine.newBuilder()
		.expireAfterWrite(KEPT)
		.build((key) -> read());

	CommonCalendar(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	Snapshot now() {
		return this.kept.get("");
	}

	/** To be called once a change is committed. */
	void changed() {
		this.kept.invalidateAll();
	}

	private Snapshot read() {
		UsualHours usual = this.jdbc
			.sql("""
					select hours, summer_start, summer_end, councils, enrolment from usual_hours order by set_at desc, id limit 1""")
			.query((row, number) -> new UsualHours(WeeklyHours.parse(row.getString("hours")),
					new StaffSummer(row.getInt("summer_start"), row.getInt("summer_end")),
					Landmarks.parse(row.getString("councils")), Landmarks.parse(row.getString("enrolment"))))
			.single();
		List<SchoolHoliday> holidays = this.jdbc
			.sql("""
					select zone, departements, teachers, name, first_day, last_day, open_ended, summer, school_year, from_press
					from school_holiday""")
			.query((row, number) -> {
				Array departements = row.getArray("departements");
				return new SchoolHoliday(row.getString("zone"), List.of((String[]) departements.getArray()),
						row.getBoolean("teachers"), row.getString("name"),
						row.getObject("first_day", java.time.LocalDate.class),
						row.getObject("last_day", java.time.LocalDate.class), row.getBoolean("open_ended"),
						row.getBoolean("summer"), row.getString("school_year"), row.getBoolean("from_press"));
			})
			.list();
		List<ClosedPeriod> closures = this.jdbc.sql("""
				select id, uai, academie, departement, zone, first_day, last_day, half, reason from closed_period
				where uai is null and withdrawn_at is null and last_day >= current_date - 400""")
			.query(ClosedPeriod.class)
			.list();
		return new Snapshot(usual, new HolidayCalendar(holidays), closures);
	}

	/**
	 * What counts for everyone.
	 *
	 * @param councils when class councils end
	 * @param enrolment when families have enrolled
	 */
	record UsualHours(WeeklyHours hours, StaffSummer summer, Landmarks councils, Landmarks enrolment) {
	}

	/**
	 * @param closures of whole territories, not of single schools
	 */
	record Snapshot(UsualHours usual, HolidayCalendar holidays, List<ClosedPeriod> closures) {

		WeeklyHours hours() {
			return this.usual.hours();
		}

		StaffSummer summer() {
			return this.usual.summer();
		}

	}

}
