package fr.dossiersco.outreach.interaction;

/** How an argument was received. */
enum Reaction {

	FAVORABLE, NEUTRE, DEFAVORABLE

}
