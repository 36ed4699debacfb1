package fr.dossiersco.outreach.introduction;

/**
 * What ties someone to a school or to a person, with what it is worth as a way in: the
 * team's notes say that insiders are heard, then those who have worked together, and that
 * merely belonging to the same network counts for less.
 */
enum Tie {

	/** Works in the school. */
	Y_TRAVAILLE(40),

	/** Introduced that person to us before. */
	A_INTRODUIT(38),

	/** Trained that person. */
	A_FORME(36),

	/** Was trained by that person. */
	FORME_PAR(34),

	ANCIEN_COLLEGUE(34),

	/** Once worked in the school. */
	Y_A_TRAVAILLE(30),

	CONNAIT(30),

	/** Was in the same school at the same time; told by the posts. */
	MEME_ETABLISSEMENT(28),

	/** Was introduced to us by that person. */
	INTRODUIT_PAR(28),

	/** Sits on one of the school's boards. */
	Y_SIEGE(26),

	MEME_RESEAU(22),

	/** An ambassador of the académie, whom we can always ask. */
	AMBASSADEUR(20),

	MEME_SECTEUR(16);

	private final int worth;

	Tie(int worth) {
		this.worth = worth;
	}

	int worth() {
		return this.worth;
	}

}
