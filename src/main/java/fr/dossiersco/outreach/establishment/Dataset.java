package fr.dossiersco.outreach.establishment;

/** Who says something of a school: a data set of the ministry, or one of us. */
enum Dataset {

	/** Annuaire de l'éducation: everything but what each school is like inside. */
	ANNUAIRE,

	/** Adresse et géolocalisation: no phone, no e-mail. */
	GEOLOCALISATION,

	/** A correction by hand: it wins over the others. */
	MANUEL

}
