package fr.dossiersco.outreach.calling;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;

import fr.dossiersco.outreach.account.CurrentAccount;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * One's own day: what was done, what is left. Nobody is ranked, and nobody else sees it.
 */
@Component
class MyDay {

	private final JdbcClient jdbc;

	private final Clock clock;

	MyDay(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	Figures of(CurrentAccount me) {
		LocalDate today = LocalDate.ofInstant(this.clock.instant(), ZoneId.of("Europe/Paris"));
		return this.jdbc
			.sql("""
					select count(*) as done, count(*) filter (where outcome in ('JOINT', 'REFUS', 'A_RAPPELER', 'TRANSMIS')) as reached,
						(select count(*) from follow_up f where f.owner = :me and f.closed_at is null and f.kind = 'APPEL'
							and f.due_on <= :today) as left_over
					from interaction where author = :me and channel = 'TELEPHONE'
						and occurred_at >= (:today::date)::timestamp at time zone 'Europe/Paris'""")
			.param("me", me.id())
			.param("today", today)
			.query(Figures.class)
			.single();
	}

	/**
	 * @param leftOver due today or before, and not done
	 */
	record Figures(long done, long reached, long leftOver) {

		/** Of the calls of the day, in percent. */
		public long rate() {
			return (this.done > 0) ? Math.round(100.0 * this.reached / this.done) : 0;
		}

	}

}
