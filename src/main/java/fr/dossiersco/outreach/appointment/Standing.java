package fr.dossiersco.outreach.appointment;

/**
 * Where an offer stands, as the offer and the next step tell together; the message
 * {@code appointment.standing.…}.
 */
enum Standing {

	/** Offered, not answered. */
	ATTENTE,
	/** Not answered, and all the moments are past. */
	SANS_REPONSE,
	/** The contact asks for another moment. */
	AUTRE,
	/** Agreed upon. */
	CONVENU,
	/** We moved it since, and the contact is to be told. */
	DEPLACE,
	/** We gave it up since, and the contact is to be told. */
	ANNULE,
	/** The call was made. */
	FAIT,
	/** Withdrawn, or replaced by a newer offer. */
	RETIRE;

	/** Whether somebody of ours has something to do. */
	public boolean isToDo() {
		return this == AUTRE || this == DEPLACE || this == ANNULE;
	}

	/** Whether there is a call that the contact agreed to. */
	public boolean isOn() {
		return this == CONVENU || this == DEPLACE;
	}

}
