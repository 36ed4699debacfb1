package fr.dossiersco.outreach.ambassador;

/** What shows by itself that a step is done. */
enum Fact {

	/** The account is open. */
	COMPTE,

	/** They answered for three posts. */
	CONFIRMATIONS,

	/** They have a message in their own words. */
	TEXTE,

	/** One of their links was followed. */
	LIEN,

	/** Somebody thanked them. */
	MERCI

}
