package fr.dossiersco.outreach.scheduling;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.availability.HalfDay;
import fr.dossiersco.outreach.contact.ContactProfile;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * How often someone picks up, by profile, weekday and half-hour of the school's clock, as
 * learned from the calls logged over two years. Counted anew every ten minutes: it tells
 * of thousands of calls, and of no person.
 */
@Component
public class ReachRates {

	private final JdbcClient jdbc;

	private volatile Table table = new Table(Map.of());

	ReachRates(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** What is known now; until it was first counted, what we suppose. */
	public Table now() {
		return this.table;
	}

	@Scheduled(fixedDelay = 600, initialDelay = 15, timeUnit = TimeUnit.SECONDS)
	void refresh() {
		Map<Cell, Count> cells = new HashMap<>();
		Acting.asSystem(() -> this.jdbc
			.sql("""
					select c.profile, extract(isodow from i.at)::int as day, (extract(hour from i.at) * 2 + floor(extract(minute from i.at) / 30))::int
						as half_hour, count(*) as tries, count(*) filter (where i.outcome in ('JOINT', 'REFUS', 'A_RAPPELER', 'TRANSMIS')) as reached
					from (select i.contact_id, i.outcome, i.occurred_at at time zone d.time_zone as at
							from interaction i join establishment e on e.uai = i.uai join departement d on d.code = e.departement
							where i.channel = 'TELEPHONE' and i.direction = 'SORTANT' and i.outcome not in ('MAUVAIS_NUMERO')
								and i.occurred_at > now() - interval '2 years') i
						left join contact c on c.id = i.contact_id
					group by 1, 2, 3""")
			.query((row) -> {
				String profile = row.getString("profile");
				cells.put(
						new Cell((profile != null) ? ContactProfile.valueOf(profile) : null,
								DayOfWeek.of(row.getInt("day")), row.getInt("half_hour")),
						new Count(row.getLong("tries"), row.getLong("reached")));
			}));
		this.table = new Table(cells);
	}

	/**
	 * @param halfHour counted from midnight
	 */
	record Cell(@Nullable ContactProfile profile, DayOfWeek day, int halfHour) {
	}

	/** Calls, and how many were picked up. */
	public record Count(long tries, long reached) {

		static final Count NONE = new Count(0, 0);

		Count plus(Count other) {
			return new Count(this.tries + other.tries, this.reached + other.reached);
		}

	}

	/**
	 * A share of calls picked up.
	 *
	 * @param count what was counted
	 * @param mean what is expected, the prior counted in
	 */
	public record Rate(Count count, double mean) {
	}

	/**
	 * The counts, each drawn towards what is usual of its profile by a Beta prior, so
	 * that three calls decide nothing.
	 */
	public static final class Table {

		/** What the prior weighs: as much as this many calls. */
		static final int PRIOR_CALLS = 10;

		/** Before any call, one in three is picked up: the shape of the 2019 campaign. */
		private static final Count FIRST = new Count(3, 1);

		private final Map<Cell, Count> cells;

		/** Everyone's, whatever their profile: what is asked most often, of schools. */
		private final Map<Cell, Count> everyone = new HashMap<>();

		private final Map<ContactProfile, Double> usual = new EnumMap<>(ContactProfile.class);

		private final double overall;

		Table(Map<Cell, Count> cells) {
			this.cells = Map.copyOf(cells);
			cells.forEach((cell, count) -> this.everyone.merge(new Cell(null, cell.day(), cell.halfHour()), count,
					Count::plus));
			Count all = sum((cell) -> true).plus(FIRST);
			this.overall = (double) all.reached() / all.tries();
			for (ContactProfile profile : ContactProfile.values()) {
				this.usual.put(profile, mean(sum((cell) -> cell.profile() == profile), this.overall));
			}
		}

		/**
		 * What is expected of one half-hour.
		 * @param profile null when nobody knows, which counts everyone
		 */
		public double chance(@Nullable ContactProfile profile, DayOfWeek day, LocalTime time) {
			return halfHour(profile, day, time.toSecondOfDay() / 1800).mean();
		}

		Rate halfHour(@Nullable ContactProfile profile, DayOfWeek day, int halfHour) {
			Count count = ((profile != null) ? this.cells : this.everyone)
				.getOrDefault(new Cell(profile, day, halfHour), Count.NONE);
			return new Rate(count, mean(count, usual(profile)));
		}

		/** What is expected of half a day, which is what a person can remember. */
		public Rate halfDay(@Nullable ContactProfile profile, DayOfWeek day, HalfDay half) {
			Count count = sum((cell) -> (profile == null || cell.profile() == profile) && cell.day() == day
					&& HalfDay.of(LocalTime.MIDNIGHT.plusMinutes(30L * cell.halfHour())) == half);
			return new Rate(count, mean(count, usual(profile)));
		}

		/** All but one half-day, to compare it with. */
		Rate elsewhere(DayOfWeek day, HalfDay half) {
			Count count = sum((cell) -> cell.day() != day
					|| HalfDay.of(LocalTime.MIDNIGHT.plusMinutes(30L * cell.halfHour())) != half);
			return new Rate(count, mean(count, this.overall));
		}

		/** What is usual of a profile, whatever the moment: the mean of the prior. */
		double usual(@Nullable ContactProfile profile) {
			return (profile != null) ? this.usual.getOrDefault(profile, this.overall) : this.overall;
		}

		private Count sum(Predicate<Cell> which) {
			Count sum = Count.NONE;
			for (Map.Entry<Cell, Count> cell : this.cells.entrySet()) {
				if (which.test(cell.getKey())) {
					sum = sum.plus(cell.getValue());
				}
			}
			return sum;
		}

		private static double mean(Count count, double prior) {
			return (count.reached() + PRIOR_CALLS * prior) / (count.tries() + PRIOR_CALLS);
		}

	}

}
