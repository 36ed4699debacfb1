package fr.dossiersco.outreach.journal;

/**
 * A word of the sentence that tells an event.
 *
 * @param sql what the database says of it, as text
 * @param form how it is said in French
 * @param labels where the messages of codes begin
 */
record Word(String sql, Form form, String labels) {

	/** As it was written. */
	static Word text(String sql) {
		return new Word(sql, Form.TEXT, "");
	}

	static Word number(String sql) {
		return new Word("(" + sql + ")::text", Form.NUMBER, "");
	}

	/** A code, which has a message. */
	static Word label(String sql, String labels) {
		return new Word(sql, Form.LABEL, labels);
	}

	/** A code whose message begins with a capital that a sentence has not. */
	static Word lower(String sql, String labels) {
		return new Word(sql, Form.LOWER, labels);
	}

	static Word day(String sql) {
		return new Word("(" + sql + ")::text", Form.DAY, "");
	}

	/** An instant, told as a day and an hour in Paris. */
	static Word moment(String sql) {
		return new Word("to_char(" + sql + " at time zone 'Europe/Paris', 'YYYY-MM-DD\"T\"HH24:MI')", Form.MOMENT, "");
	}

	/** How a word is said. */
	enum Form {

		TEXT, NUMBER, LABEL, LOWER, DAY, MOMENT

	}

}
