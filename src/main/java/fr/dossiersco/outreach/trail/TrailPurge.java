package fr.dossiersco.outreach.trail;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

import fr.dossiersco.outreach.account.Acting;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Takes away what was kept long enough. The CNIL recommends to keep such journals between
 * six months and a year (délibération 2021-122 of 14 October 2021, « recommandation
 * relative à la journalisation »): writes a year, as long as anybody asks what was
 * corrected a season ago; readings, which tell more about those who work here than about
 * anybody else, six months.
 */
@Component
class TrailPurge {

	private final TrailProperties properties;

	private final JdbcClient jdbc;

	private final Clock clock;

	TrailPurge(TrailProperties properties, JdbcClient jdbc, Clock clock) {
		this.properties = properties;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	@Scheduled(cron = "0 50 3 * * *", zone = "Europe/Paris")
	void purge() {
		Acting.asSystem(() -> {
			this.jdbc.sql("delete from trail_change where at < ?").param(before(this.properties.keepWrites())).update();
			this.jdbc.sql("delete from trail_reading where last_at < ?")
				.param(before(this.properties.keepReadings()))
				.update();
		});
	}

	private OffsetDateTime before(Period kept) {
		Instant now = this.clock.instant();
		return ZonedDateTime.ofInstant(now, Trail.PARIS).minus(kept).toInstant().atOffset(ZoneOffset.UTC);
	}

}
