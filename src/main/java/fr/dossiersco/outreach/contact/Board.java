package fr.dossiersco.outreach.contact;

/** What decides in a school, where parents are represented. */
enum Board {

	CONSEIL_ADMINISTRATION, CONSEIL_DE_CLASSE, AUTRE

}
