package fr.dossiersco.outreach.establishment;

import org.jspecify.annotations.Nullable;

/**
 * A file, or an address, from which no directory can be read. Nothing has been written.
 */
class DirectoryRefusedException extends RuntimeException {

	private final Refusal refusal;

	private final @Nullable String detail;

	DirectoryRefusedException(Refusal refusal) {
		this(refusal, null);
	}

	DirectoryRefusedException(Refusal refusal, @Nullable Object detail) {
		super(refusal + ((detail != null) ? ": " + detail : ""));
		this.refusal = refusal;
		this.detail = (detail != null) ? detail.toString() : null;
	}

	Refusal refusal() {
		return this.refusal;
	}

	/** What the message names: columns, a line, a limit. */
	@Nullable String detail() {
		return this.detail;
	}

	String messageKey() {
		return "establishment.import.refusal." + this.refusal;
	}

	/** Why, as the messages know it. */
	enum Refusal {

		EMPTY, NO_ROWS, TOO_LARGE, NOT_TEXT, SPREADSHEET, ENCODING, TRUNCATED_GZIP, CORRUPT_GZIP, GZIP_BOMB,
		NOT_A_DIRECTORY, MISSING_COLUMNS, TOO_MANY_COLUMNS, HEADER_TOO_LONG, UNCLOSED_QUOTE, UNREADABLE,
		DOWNLOAD_STATUS, DOWNLOAD_FAILED, DOWNLOAD_TOO_SLOW, DOWNLOAD_REDIRECT

	}

}
