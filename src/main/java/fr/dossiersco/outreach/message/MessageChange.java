package fr.dossiersco.outreach.message;

/** What was done to a message. */
enum MessageChange {

	CREATION, MODIFICATION, RETRAIT, REPRISE

}
