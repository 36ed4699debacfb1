package fr.dossiersco.outreach.interaction;

/** What came of an exchange. */
enum Outcome {

	JOINT, MESSAGERIE, SANS_REPONSE, OCCUPE, A_RAPPELER, MAUVAISE_PERSONNE, MAUVAIS_NUMERO, REFUS, TRANSMIS;

	/** Whether nobody was spoken to, so that someone has to try again. */
	boolean fails() {
		return this == SANS_REPONSE || this == OCCUPE || this == MESSAGERIE;
	}

	/** Whether the school now knows that we exist. */
	boolean reaches() {
		return this != SANS_REPONSE && this != OCCUPE && this != MAUVAIS_NUMERO && this != TRANSMIS;
	}

}
