package fr.dossiersco.outreach.contact;

/** The kinds of pages on which telephone numbers or addresses of people are read. */
public enum ReadingPlace {

	/** A person's page. */
	FICHE,
	/** The form in which a person is corrected. */
	CORRECTION,
	/** A list of people. */
	LISTE,
	/** A school's page. */
	ETABLISSEMENT,
	/** An organisation's page. */
	ORGANISATION,
	/** Two records side by side. */
	DOUBLON,
	/** Business cards for an address book. */
	CARTE,
	/** The form of an exchange. */
	ECHANGE,
	/** The screen of whoever calls. */
	APPEL,
	/** A message ready to be sent. */
	MESSAGE,
	/** A request to introduce us. */
	INTRODUCTION,
	/** An appointment, or its invitation. */
	RENDEZ_VOUS,
	/** The invitation of somebody who would be an ambassador. */
	AMBASSADE,
	/** What was written of a person, numbers and addresses among it. */
	TRACES

}
