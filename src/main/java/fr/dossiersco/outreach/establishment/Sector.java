package fr.dossiersco.outreach.establishment;

/** Who runs a school. */
public enum Sector {

	PUBLIC, PRIVE

}
