package fr.dossiersco.outreach.request;

/** What can be decided of a request. */
enum Decision {

	/** Somebody sees to it from now on. */
	PRISE,
	/** Somebody was asked to see to it. */
	CONFIEE,
	/** Nobody sees to it any more. */
	RENDUE,
	/** Nothing remains to be done. */
	CLOTURE,
	/** Something remains after all. */
	REOUVERTURE

}
