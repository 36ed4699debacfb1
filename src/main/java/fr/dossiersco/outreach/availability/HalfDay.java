package fr.dossiersco.outreach.availability;

import java.time.LocalTime;

/** Half of a day, on the clock of the place. */
public enum HalfDay {

	MATIN, APRES_MIDI;

	private static final LocalTime NOON = LocalTime.of(12, 30);

	/** The half that a time belongs to; lunch ends the morning. */
	public static HalfDay of(LocalTime time) {
		return time.isBefore(NOON) ? MATIN : APRES_MIDI;
	}

}
