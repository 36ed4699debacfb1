package fr.dossiersco.outreach.availability;

/** A file is no calendar of school holidays. */
class HolidayFileRefusedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String reason;

	/**
	 * @param reason the end of the message {@code availability.refusal.file.…}
	 */
	HolidayFileRefusedException(String reason) {
		super("The file is no calendar of school holidays: " + reason);
		this.reason = reason;
	}

	String reason() {
		return this.reason;
	}

}
