package fr.dossiersco.outreach.account;

/** What someone who signs in does here. */
public enum Role {

	/** Logs calls and keeps the schools' records. */
	OUTREACH,

	/** Sees where every school stands, imports the directory, manages accounts. */
	COORDINATOR,

	/** A school employee who keeps the contacts of their own académies true. */
	AMBASSADOR;

	/** Whether people of every académie are visible. */
	public boolean isTeam() {
		return this != AMBASSADOR;
	}

}
