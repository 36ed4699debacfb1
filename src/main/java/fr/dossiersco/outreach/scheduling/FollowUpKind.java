package fr.dossiersco.outreach.scheduling;

/** What a next step consists of. */
public enum FollowUpKind {

	APPEL, MEL, VISITE, DOCUMENT, AUTRE

}
