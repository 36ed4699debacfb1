package fr.dossiersco.outreach.trail;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.UUID;

import fr.dossiersco.outreach.contact.ReadingPlace;
import fr.dossiersco.outreach.contact.Readings;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Notes readings, each page's in one statement. It fails closed: when the database
 * doesn't take the note, the exception goes up and the page is not shown. A page that
 * showed numbers without a note of it would make the whole trail worthless, and whoever
 * can stop the notes could read unseen; while nothing is lost by closing, as the same
 * database just gave the numbers.
 */
@Component
class TrailReadings implements Readings {

	private final JdbcClient jdbc;

	private final Clock clock;

	TrailReadings(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** In its own transaction: what was shown was shown, whatever becomes of the rest. */
	@Override
	@Transactional(propagation = Propagation.REQUIRES_NEW)
	public void note(ReadingPlace place, Collection<UUID> people) {
		if (people.isEmpty()) {
			return;
		}
		this.jdbc.sql("select trail_read(:people, :place, :at)")
			.param("people", people.toArray(UUID[]::new))
			.param("place", place.name())
			.param("at", this.clock.instant().atOffset(ZoneOffset.UTC))
			.query((row, number) -> true)
			.single();
	}

}
