package fr.dossiersco.outreach.scheduling;

/** How a next step ended. */
public enum Closure {

	/** It was done. */
	FAIT,

	/** It will not be done. */
	ABANDONNE

}
