package fr.dossiersco.outreach.scheduling;

/** Why a call has no place in a week. */
enum Obstacle {

	/** Not one open day is left. */
	CLOSED,
	/** Open only while callers sleep. */
	NIGHT,
	/** Never open for a whole half-hour of the callers' clock. */
	SHORT,
	/** All callers have given away each moment when it is open. */
	BUSY,
	/** Each half-day when it is open holds as many calls as was asked. */
	FULL,
	/** Other calls take the moments when it is open, or fill the half-days. */
	TAKEN,
	/** The person asked not to be contacted. */
	OPPOSED

}
