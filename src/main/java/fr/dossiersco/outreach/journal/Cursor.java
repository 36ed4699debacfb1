package fr.dossiersco.outreach.journal;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * The place of an event in the journal, as addresses write it: pages are told by the
 * event they begin after, never by a number that the next event would shift.
 */
record Cursor(Instant at, Kind kind, UUID id) {

	/** Far from what the database can't hold. */
	private static final Instant FIRST = Instant.parse("1900-01-01T00:00:00Z");

	private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

	/** Empty for what is no place. */
	static Optional<Cursor> parse(@Nullable String text) {
		String[] parts = (text != null) ? text.split("~", -1) : new String[0];
		if (parts.length != 3) {
			return Optional.empty();
		}
		try {
			Cursor cursor = new Cursor(Instant.parse(parts[0]), Kind.valueOf(parts[1]), UUID.fromString(parts[2]));
			boolean near = !cursor.at.isBefore(FIRST) && cursor.at.isBefore(LAST);
			return near ? Optional.of(cursor) : Optional.empty();
		}
		catch (DateTimeException | IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	@Override
	public String toString() {
		return this.at + "~" + this.kind.name() + "~" + this.id;
	}

}
