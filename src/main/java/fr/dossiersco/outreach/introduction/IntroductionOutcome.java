package fr.dossiersco.outreach.introduction;

/** What came of asking for an introduction. */
enum IntroductionOutcome {

	/** They introduced us, or will. */
	ACCEPTEE,

	REFUSEE,

	SANS_REPONSE

}
