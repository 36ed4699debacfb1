package fr.dossiersco.outreach.calling;

/** Why the queue holds an entry back, the message {@code calling.held.…}. */
public enum Held {

	/** The person asked not to be contacted: nothing overrides that. */
	OPPOSITION,
	/** Nobody is to be called there now. */
	FERME,
	/** Tried already this half-day. */
	RECENT,
	/** Called or written to as often as it is fair within a month. */
	PRESSION,
	/** Someone else has them on the line. */
	RESERVE,
	/** Put off for a while. */
	PASSE,
	/** Promised for later today. */
	PLUS_TARD

}
