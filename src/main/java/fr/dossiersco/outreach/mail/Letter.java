package fr.dossiersco.outreach.mail;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A mail to one person, as a feature writes it.
 *
 * @param toAddress where it goes
 * @param toName whom it is for, in one line too; null when only the address is known
 * @param subject in one line: what would break it is a space
 * @param text for whoever reads plain text
 * @param html the same as a whole HTML page, null when there is none
 * @param origin the feature that writes it, the last part of a message key
 * {@code mail.origin.…}
 * @param unsubscribeLink where one click, a POST, ends such mails; null for a mail that
 * answers something
 * @param expiresAt after which it would tell old news and is not sent, null for never
 * @param confidential whether its links are for the recipient's eyes alone, even where
 * nothing leaves and coordinators hand on what they read in the outbox
 */
public record Letter(String toAddress, @Nullable String toName, String subject, String text, @Nullable String html,
		String origin, @Nullable String unsubscribeLink, @Nullable Instant expiresAt, boolean confidential) {

	public Letter {
		toName = (toName != null) ? toName.replaceAll("\\s+", " ").strip() : null;
		subject = subject.replaceAll("\\s+", " ").strip();
		if (toAddress.isBlank() || subject.isEmpty() || text.isBlank()) {
			throw new IllegalArgumentException("A letter has an address, a subject and a text");
		}
	}

	/** One whose links a coordinator may hand on where nothing leaves. */
	public Letter(String toAddress, @Nullable String toName, String subject, String text, @Nullable String html,
			String origin, @Nullable String unsubscribeLink, @Nullable Instant expiresAt) {
		this(toAddress, toName, subject, text, html, origin, unsubscribeLink, expiresAt, false);
	}

	/** A short answer in plain text. */
	public static Letter plain(String toAddress, @Nullable String toName, String subject, String text, String origin) {
		return new Letter(toAddress, toName, subject, text, null, origin, null, null);
	}

	/** Names no one: it may reach a log. */
	@Override
	public String toString() {
		return "Letter[" + this.origin + "]";
	}

}
