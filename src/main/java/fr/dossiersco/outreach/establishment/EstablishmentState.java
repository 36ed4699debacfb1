package fr.dossiersco.outreach.establishment;

/**
 * Whether a school takes pupils. The directory never says {@link #FERME}: a person
 * confirms it once a school has left the directory.
 */
public enum EstablishmentState {

	OUVERT, A_FERMER, A_OUVRIR, FERME

}
