package fr.dossiersco.outreach.contact;

/** What was typed as a telephone number is none. */
public class NotAPhoneNumberException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	NotAPhoneNumberException() {
		super("Not a telephone number");
	}

}
