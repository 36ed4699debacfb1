package fr.dossiersco.outreach.interaction;

/** How people spoke. */
enum Channel {

	TELEPHONE, MEL, VISITE, VISIO, EVENEMENT, FORUM, COURRIER

}
