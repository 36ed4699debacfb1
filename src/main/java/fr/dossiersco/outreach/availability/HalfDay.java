package fr.dossiersco.outreach.availability;

import java.time.LocalTime;
import java.util.Optional;

/** Half of a day, on the clock of the place. */
public enum HalfDay {

	MATIN, APRES_MIDI;

	/** When the afternoon begins. */
	public static final LocalTime NOON = LocalTime.of(12, 30);

	/** The half that a time belongs to; lunch ends the morning. */
	public static HalfDay of(LocalTime time) {
		return time.isBefore(NOON) ? MATIN : APRES_MIDI;
	}

	HalfDay other() {
		return (this == MATIN) ? APRES_MIDI : MATIN;
	}

	/** The part of a range that lies in this half, empty when none does. */
	Optional<TimeRange> within(TimeRange range) {
		LocalTime from = (this == APRES_MIDI && range.from().isBefore(NOON)) ? NOON : range.from();
		LocalTime to = (this == MATIN && range.to().isAfter(NOON)) ? NOON : range.to();
		return from.isBefore(to) ? Optional.of(new TimeRange(from, to)) : Optional.empty();
	}

}
