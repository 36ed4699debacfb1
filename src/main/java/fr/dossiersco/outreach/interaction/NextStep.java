package fr.dossiersco.outreach.interaction;

/** When the next step is due, as the form offers it. */
enum NextStep {

	AUCUNE,
	/** After a failed try, another half-day; else nothing. */
	AUTO,
	/** One of the moments proposed. */
	CRENEAU, DEMAIN, SEMAINE, QUINZAINE, MOIS,
	/** Once the class councils, the holidays, the enrolment campaign are over. */
	CONSEILS, VACANCES, CAMPAGNE, DATE

}
