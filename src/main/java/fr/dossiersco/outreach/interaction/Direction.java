package fr.dossiersco.outreach.interaction;

/** Who began. */
enum Direction {

	SORTANT, ENTRANT

}
