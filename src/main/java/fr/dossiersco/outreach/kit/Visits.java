package fr.dossiersco.outreach.kit;

import java.time.Clock;
import java.time.LocalDate;

import fr.dossiersco.outreach.account.Acting;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * How often links were followed: a number a day, and nothing of whoever followed them.
 */
@Component
class Visits {

	private final JdbcClient jdbc;

	private final KitProperties properties;

	private final Clock clock;

	Visits(JdbcClient jdbc, KitProperties properties, Clock clock) {
		this.jdbc = jdbc;
		this.properties = properties;
		this.clock = clock;
	}

	/** Counts one. For a code that is none, nothing happens and nobody is told. */
	void add(LinkCode code, LocalDate day) {
		this.jdbc.sql("select kit_visited(?, ?)").params(code.value(), day).query((row) -> {
		});
	}

	/** Forgets the days that are too old. Several instances may do so at once. */
	@Scheduled(cron = "0 50 3 * * *", zone = "Europe/Paris")
	void purge() {
		LocalDate last = LocalDate.now(this.clock.withZone(KitLinks.PARIS)).minus(this.properties.keepVisitsFor());
		Acting.asSystem(() -> this.jdbc.sql("delete from kit_visit where day < ?").param(last).update());
	}

}
