package fr.dossiersco.outreach.interaction;

/** What came of an exchange. */
enum Outcome {

	JOINT, MESSAGERIE, SANS_REPONSE, MAUVAIS_NUMERO, REFUS, A_RAPPELER;

	/** Whether the school now knows that we exist. */
	boolean reaches() {
		return this != SANS_REPONSE && this != MAUVAIS_NUMERO;
	}

}
