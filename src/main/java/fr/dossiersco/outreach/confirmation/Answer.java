package fr.dossiersco.outreach.confirmation;

/** Whether someone still holds a post, as far as whoever answers knows. */
enum Answer {

	EN_POSTE, PARTI,

	/** Puts the card aside for whoever answered, and tells nothing of the post. */
	INCONNU

}
