package fr.dossiersco.outreach.interaction;

/** What reassures, and may be promised at the end of an exchange. */
enum Handout {

	LETTRE_DE_MISSION, CONVENTION, MODE_D_EMPLOI, EXPERIMENTATEURS, AUTRE

}
