package fr.dossiersco.outreach.confirmation;

/** The post was touched after an answer, which can't be taken back any more. */
class TouchedSinceException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	TouchedSinceException() {
		super("The post was touched since");
	}

}
