package fr.dossiersco.outreach.availability;

import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.web.NotFoundException;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Days closed by hand: entered, and taken back. */
@Component
class ClosedPeriods {

	private static final String ROWS = """
			select c.id, c.uai, c.academie, c.departement, c.zone, e.name as school, c.first_day, c.last_day, c.half, c.reason,
				a.name as entered_by
			from closed_period c join account a on a.id = c.entered_by left join establishment e on e.uai = c.uai
			where c.withdrawn_at is null and c.last_day >= :today
			""";

	private final JdbcClient jdbc;

	private final CommonCalendar common;

	private final Clock clock;

	ClosedPeriods(JdbcClient jdbc, CommonCalendar common, Clock clock) {
		this.jdbc = jdbc;
		this.common = common;
		this.clock = clock;
	}

	/** Those to come of whole territories, then of single schools. */
	List<Row> coming() {
		return this.jdbc.sql(ROWS + " order by c.uai is not null, c.first_day, c.id limit 100")
			.param("today", today())
			.query(Row.class)
			.list();
	}

	List<Row> comingAt(String uai) {
		return this.jdbc.sql(ROWS + " and c.uai = :uai order by c.first_day, c.id limit 50")
			.param("today", today())
			.param("uai", uai)
			.query(Row.class)
			.list();
	}

	UUID enter(ClosedPeriod period, CurrentAccount by) {
		this.jdbc
			.sql("""
					insert into closed_period (id, uai, academie, departement, zone, first_day, last_day, half, reason, entered_at, entered_by)
					values (:id, :uai, :academie, :departement, :zone, :first, :last, :half, :reason, :now, :me)""")
			.param("id", period.id())
			.param("uai", period.uai(), Types.VARCHAR)
			.param("academie", period.academie(), Types.VARCHAR)
			.param("departement", period.departement(), Types.VARCHAR)
			.param("zone", period.zone(), Types.VARCHAR)
			.param("first", period.firstDay())
			.param("last", period.lastDay())
			.param("half", (period.half() != null) ? period.half().name() : null, Types.VARCHAR)
			.param("reason", period.reason())
			.param("now", this.clock.instant().atOffset(ZoneOffset.UTC))
			.param("me", by.id())
			.update();
		this.common.changed();
		return period.id();
	}

	/** Takes a closure back; the day is open again. */
	void withdraw(UUID id, CurrentAccount by) {
		int withdrawn = this.jdbc
			.sql("update closed_period set withdrawn_at = ?, withdrawn_by = ? where id = ? and withdrawn_at is null")
			.params(this.clock.instant().atOffset(ZoneOffset.UTC), by.id(), id)
			.update();
		if (withdrawn == 0) {
			throw new NotFoundException("closed period " + id);
		}
		this.common.changed();
	}

	LocalDate today() {
		return LocalDate.ofInstant(this.clock.instant(), ZoneId.of("Europe/Paris"));
	}

	/**
	 * A closure as lists show it.
	 *
	 * @param school its name, null for a whole territory
	 */
	record Row(UUID id, @Nullable String uai, @Nullable String academie, @Nullable String departement,
			@Nullable String zone, @Nullable String school, LocalDate firstDay, LocalDate lastDay,
			@Nullable HalfDay half, String reason, String enteredBy) {
	}

}
