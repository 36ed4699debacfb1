package fr.dossiersco.outreach.trail;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * The place of a trace among the others, as addresses write it: a page begins after a
 * trace, never at a number that the next one would shift.
 */
record Place(Instant at, UUID id) {

	/** Far from what the database can't hold. */
	private static final Instant FIRST = Instant.parse("1900-01-01T00:00:00Z");

	private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

	/** Empty for what is no place. */
	static Optional<Place> parse(@Nullable String text) {
		String[] parts = (text != null) ? text.split("~", -1) : new String[0];
		if (parts.length != 2) {
			return Optional.empty();
		}
		try {
			Place place = new Place(Instant.parse(parts[0]), UUID.fromString(parts[1]));
			boolean near = !place.at.isBefore(FIRST) && place.at.isBefore(LAST);
			return near ? Optional.of(place) : Optional.empty();
		}
		catch (DateTimeException | IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	@Override
	public String toString() {
		return this.at + "~" + this.id;
	}

}
