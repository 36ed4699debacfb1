package fr.dossiersco.outreach.contact;

import java.time.LocalDate;

/** A post would end before it began. */
public class DatesReversedException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	DatesReversedException(LocalDate startedOn, LocalDate endedOn) {
		super("From " + startedOn + " until " + endedOn);
	}

}
