package fr.dossiersco.outreach.contact;

/** Nobody holds the same post of the same place twice on one day. */
public class PostRepeatedException extends RuntimeException {

	PostRepeatedException() {
		super("The person holds this post on some of these days");
	}

}
