package fr.dossiersco.outreach.dashboard;

import java.sql.Types;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.web.NotFoundException;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * When families enrol, by school year and académie: what someone said of the académie, or
 * else of the whole country that year, or else the day of every year, which is only
 * supposed.
 */
@Component
class SeasonDates {

	/** In forms, where every académie but one is. */
	static final String EVERYWHERE = "";

	private final JdbcClient jdbc;

	private final Clock clock;

	SeasonDates(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** What counts, of a year and the one before, in one statement. */
	Said of(SeasonYear year) {
		Map<Place, Saying> sayings = new HashMap<>();
		this.jdbc
			.sql("""
					select distinct on (d.school_year, d.academie) d.id, d.school_year, d.academie, d.opens_on, d.closes_on, d.set_at,
						a.name as set_by
					from season_date d left join account a on a.id = d.set_by
					where d.withdrawn_at is null and (d.school_year is null or d.school_year in (:year, :before))
					order by d.school_year, d.academie, d.set_at desc, d.id""")
			.param("year", year.start())
			.param("before", year.previous().start())
			.query(Saying.class)
			.list()
			.forEach((saying) -> sayings.put(
					new Place(saying.schoolYear(), Objects.requireNonNullElse(saying.academie(), EVERYWHERE)), saying));
		return new Said(sayings);
	}

	/** The last things said of a year, or of every year; those taken back too. */
	List<Change> history(SeasonYear year) {
		return this.jdbc.sql("""
				select d.batch, d.school_year, d.academie, d.opens_on, d.closes_on, d.set_at, a.name as set_by,
					d.withdrawn_at is not null as withdrawn
				from season_date d join account a on a.id = d.set_by
				where d.school_year is null or d.school_year = :year
				order by d.set_at desc, d.academie nulls first, d.id limit 30""")
			.param("year", year.start())
			.query(Change.class)
			.list();
	}

	/**
	 * Writes down several dates at once.
	 * @return what takes them back
	 */
	@Transactional
	UUID say(Collection<NewDate> dates, CurrentAccount by) {
		UUID batch = UUID.randomUUID();
		for (NewDate date : dates) {
			this.jdbc
				.sql("""
						insert into season_date (id, batch, school_year, academie, opens_on, closes_on, set_at, set_by)
						values (:id, :batch, :year, :academie, :opens, :closes,
							(select greatest(:now, max(set_at) + interval '1 microsecond') from season_date where withdrawn_at is null
								and school_year is not distinct from :year and academie is not distinct from :academie), :me)""")
				.param("id", UUID.randomUUID())
				.param("batch", batch)
				.param("year", date.year(), Types.SMALLINT)
				.param("academie", date.academie().isEmpty() ? null : date.academie(), Types.VARCHAR)
				.param("opens", date.opensOn(), Types.DATE)
				.param("closes", date.closesOn(), Types.DATE)
				.param("now", this.clock.instant().atOffset(ZoneOffset.UTC))
				.param("me", by.id())
				.update();
		}
		return batch;
	}

	/**
	 * Takes back what was said at once: what was said before counts again.
	 * @throws NotFoundException when nothing such is left
	 */
	@Transactional
	void withdraw(UUID batch, CurrentAccount by) {
		int withdrawn = this.jdbc.sql("""
				update season_date set withdrawn_at = :now, withdrawn_by = :me
				where batch = :batch and withdrawn_at is null and set_by is not null""")
			.param("now", this.clock.instant().atOffset(ZoneOffset.UTC))
			.param("me", by.id())
			.param("batch", batch)
			.update();
		if (withdrawn == 0) {
			throw new NotFoundException("dates of a season " + batch);
		}
	}

	/**
	 * A day of every year in one of them: nobody opens a campaign on a Saturday or a
	 * Sunday.
	 */
	static LocalDate usual(MonthDay day, SeasonYear year) {
		LocalDate date = day.atYear((day.getMonthValue() >= 9) ? year.start() : year.start() + 1);
		LocalDate monday = date.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
		return (date.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0 && year.holds(monday)) ? monday : date;
	}

	/** Where a date comes from. */
	enum Source {

		/** Said of the académie. */
		ACADEMIE,
		/** Said of the whole country: to be confirmed for the académie. */
		NATIONALE,
		/** The day of every year: to be confirmed. */
		USUELLE

	}

	/**
	 * When families of an académie enrol.
	 *
	 * @param closesOn null when nobody said
	 */
	record Window(LocalDate opensOn, @Nullable LocalDate closesOn, Source source) {

		/** Whether nobody said it of this académie. */
		public boolean isSupposed() {
			return this.source != Source.ACADEMIE;
		}

	}

	/** What someone said; without a day, they went back to what is said more widely. */
	record Saying(UUID id, @Nullable Integer schoolYear, @Nullable String academie, @Nullable LocalDate opensOn,
			@Nullable LocalDate closesOn, Instant setAt, @Nullable String setBy) {
	}

	record Change(UUID batch, @Nullable Integer schoolYear, @Nullable String academie, @Nullable LocalDate opensOn,
			@Nullable LocalDate closesOn, Instant setAt, String setBy, boolean withdrawn) {
	}

	/**
	 * @param year null for every year
	 * @param academie its code, empty for everywhere
	 * @param opensOn null to go back to what is said more widely
	 */
	record NewDate(@Nullable Integer year, String academie, @Nullable LocalDate opensOn, @Nullable LocalDate closesOn) {
	}

	private record Place(@Nullable Integer year, String academie) {
	}

	/**
	 * All that counts of two years.
	 */
	static final class Said {

		private final Map<Place, Saying> sayings;

		private Said(Map<Place, Saying> sayings) {
			this.sayings = sayings;
		}

		/** What was said of one place itself, null when nothing was. */
		@Nullable Saying saying(@Nullable SeasonYear year, String academie) {
			return this.sayings.get(new Place((year != null) ? year.start() : null, academie));
		}

		/** The day of every year. */
		MonthDay everyYear() {
			Saying saying = Objects.requireNonNull(saying(null, EVERYWHERE), "the day that came with the program");
			return MonthDay.from(Objects.requireNonNull(saying.opensOn()));
		}

		Window window(SeasonYear year, String academie) {
			Saying own = saying(year, academie);
			if (own != null && own.opensOn() != null) {
				return new Window(own.opensOn(), own.closesOn(),
						academie.equals(EVERYWHERE) ? Source.NATIONALE : Source.ACADEMIE);
			}
			Saying national = saying(year, EVERYWHERE);
			return (national != null && national.opensOn() != null)
					? new Window(national.opensOn(), national.closesOn(), Source.NATIONALE)
					: new Window(usual(everyYear(), year), null, Source.USUELLE);
		}

	}

}
