package fr.dossiersco.outreach.establishment;

/** What a structure of the directory is, the ones that matter most to us first. */
public enum EstablishmentKind {

	COLLEGE, LYCEE, EREA, ECOLE, MEDICO_SOCIAL, INFORMATION_ORIENTATION, SERVICE_ADMINISTRATIF, AUTRE

}
