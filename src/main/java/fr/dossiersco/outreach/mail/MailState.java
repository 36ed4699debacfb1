package fr.dossiersco.outreach.mail;

/** What has become of a mail. */
enum MailState {

	/** Not tried yet. */
	EN_ATTENTE,
	/** Tried, and to be tried again. */
	A_RETENTER,
	/** The mail server has it. */
	ENVOYE,
	/** Nobody tries any more. */
	ABANDONNE;

	/** The same in SQL, of the row {@code m}. */
	static final String SQL = """
			case when m.sent_at is not null then 'ENVOYE' when m.given_up_at is not null then 'ABANDONNE'
				when m.attempts > 0 then 'A_RETENTER' else 'EN_ATTENTE' end""";

	/** The design system's colour for it. */
	String badge() {
		return switch (this) {
			case EN_ATTENTE -> "fr-badge--info";
			case A_RETENTER -> "fr-badge--warning";
			case ENVOYE -> "fr-badge--success";
			case ABANDONNE -> "fr-badge--error";
		};
	}

}
