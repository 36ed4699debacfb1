package fr.dossiersco.outreach.request;

/** What can be asked of the team. */
enum RequestKind {

	/** A call or a mail from the team, to somebody. */
	APPEL,
	/** An answer to a question. */
	QUESTION,
	/** A document. */
	DOCUMENT,
	/** A demonstration, or the team's word at a meeting. */
	PRESENTATION,
	/** Anything else. */
	AUTRE

}
