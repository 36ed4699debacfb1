package fr.dossiersco.outreach.availability;

import org.jspecify.annotations.Nullable;

/**
 * Why nobody is to be called then.
 *
 * @param detail the name of the day or of the holidays, the reason of a closure; null for
 * hours
 */
public record Closed(Reason reason, @Nullable String detail) {

	/** What closes a moment, the message {@code availability.closed.…}. */
	public enum Reason {

		FERIE, VACANCES, EXCEPTIONNEL, HORAIRES, SOUHAIT

	}

}
