package fr.dossiersco.outreach.contact;

/**
 * How someone stands towards Dossiersco, the best disposed first. {@link #OPPOSE} is an
 * opinion: whoever asked not to be called any more has an {@link Opposition}.
 */
public enum Attitude {

	ALLIE, FAVORABLE, NEUTRE, RETICENT, OPPOSE

}
