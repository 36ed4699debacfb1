package fr.dossiersco.outreach.mail;

import java.util.regex.Pattern;

/**
 * The links of a mail whose secret part opens something for the recipient. Whoever reads
 * along in the outbox must not be able to follow them; where a mail server takes mails
 * away nobody needs to. Without one, the outbox is the only way by which an invitation
 * reaches the one invited: there the coordinator who wrote it, and nobody else, copies
 * its link from there. What would let them act as someone else, a link to sign in with,
 * stays hidden even then ({@link Letter#confidential()}).
 */
final class PersonalLinks {

	/** For {@code regexp_replace}, after the text. */
	static final String FORGOTTEN = "'/[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])', '/…', 'g'";

	/** As a SecretLink writes itself. */
	private static final Pattern SECRET = Pattern.compile("/[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])");

	private PersonalLinks() {
	}

	/** The text, with what opens anything left out. */
	static String hidden(String text) {
		return SECRET.matcher(text).replaceAll("/…");
	}

}
