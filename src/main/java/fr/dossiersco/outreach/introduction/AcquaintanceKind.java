package fr.dossiersco.outreach.introduction;

/** How two people know each other. */
enum AcquaintanceKind {

	ANCIEN_COLLEGUE, MEME_RESEAU,

	/** The first one was trained by the other. */
	FORME_PAR,

	MEME_SECTEUR, CONNAIT

}
