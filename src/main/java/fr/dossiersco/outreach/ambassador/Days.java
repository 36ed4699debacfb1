package fr.dossiersco.outreach.ambassador;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;

import org.jspecify.annotations.Nullable;

/** Days as browsers send them. */
final class Days {

	private Days() {
	}

	/** Null for what is none. */
	static @Nullable LocalDate of(@Nullable String typed) {
		try {
			return (typed != null) ? LocalDate.parse(typed.strip()) : null;
		}
		catch (DateTimeParseException ex) {
			return null;
		}
	}

}
