package fr.dossiersco.outreach.campaign;

/** What a campaign's target counts, the message {@code campaign.unit.…}. */
enum TargetUnit {

	/** Those of its recipients with whom there was an exchange. */
	CONTACTES,
	/** Those who were reached. */
	JOINTS,
	/** Those who came to us. */
	REPONSES,
	/** Those whose school moved up. */
	AVANCES,
	/** Exchanges, with whomever. */
	ECHANGES,
	/** Readers of what was published, as far as they are known. */
	LECTURES

}
