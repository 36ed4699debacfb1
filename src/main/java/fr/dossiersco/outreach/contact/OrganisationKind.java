package fr.dossiersco.outreach.contact;

/** What an organisation is. */
enum OrganisationKind {

	FEDERATION, RESEAU, SERVICE_ACADEMIQUE, AUTRE

}
