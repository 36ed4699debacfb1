package fr.dossiersco.outreach.mail;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The mails that wait, for whoever sends them. Each method is one statement, and so its
 * own transaction: none is open while the mail server is spoken to. To be called as the
 * system.
 */
@Component
class MailQueue {

	private static final int LONGEST_ERROR = 300;

	private final JdbcClient jdbc;

	private final OutboxProperties properties;

	private final Clock clock;

	MailQueue(JdbcClient jdbc, OutboxProperties properties, Clock clock) {
		this.jdbc = jdbc;
		this.properties = properties;
		this.clock = clock;
	}

	/**
	 * Takes the mail that has waited longest for its turn. It is this sender's alone
	 * until its lease runs out, and this try is counted already: a mail on which the
	 * program dies each time is given up too.
	 */
	Optional<Claimed> claim() {
		return this.jdbc.sql("""
				update outgoing_mail set attempts = attempts + 1, next_attempt_at = :lost
				where id = (select id from outgoing_mail
					where sent_at is null and given_up_at is null and next_attempt_at <= :now
					order by next_attempt_at, id limit 1 for update skip locked)
				returning id, to_address, to_name, subject, text_body, html_body, unsubscribe_link, attempts""")
			.param("now", now())
			.param("lost", now().plus(this.properties.lease()))
			.query(Claimed.class)
			.optional();
	}

	/**
	 * The mail server has it. Its links are secrets of whoever gets it, and were kept
	 * until now for want of another way: they are forgotten.
	 */
	void sent(Claimed mail) {
		// Whatever another sender thought of it meanwhile.
		this.jdbc.sql("""
				update outgoing_mail set sent_at = ?, given_up_at = null, last_error = null, unsubscribe_link = null,
					text_body = case when not confidential then regexp_replace(text_body, %1$s) end,
					html_body = case when not confidential then regexp_replace(html_body, %1$s) end
				where id = ? and sent_at is null""".formatted(PersonalLinks.FORGOTTEN))
			.params(now(), mail.id())
			.update();
	}

	/** It is tried again later, until that was tried often enough. */
	void failed(Claimed mail, String error) {
		if (mail.attempts() >= this.properties.attempts()) {
			giveUp(mail, error);
			return;
		}
		Duration wait = this.properties.waitAfter(mail.attempts());
		this.jdbc.sql("""
				update outgoing_mail set last_error = ?, next_attempt_at = ?
				where id = ? and attempts = ? and sent_at is null and given_up_at is null""")
			.params(shortened(error), now().plus(wait), mail.id(), mail.attempts())
			.update();
	}

	/** Trying again would change nothing. */
	void giveUp(Claimed mail, String error) {
		this.jdbc.sql("""
				update outgoing_mail set last_error = ?, given_up_at = ?,
					text_body = case when not confidential then text_body end,
					html_body = case when not confidential then html_body end
				where id = ? and attempts = ? and sent_at is null and given_up_at is null""")
			.params(shortened(error), now(), mail.id(), mail.attempts())
			.update();
	}

	/** Gives up what tells old news, and what nobody heard of after its last try. */
	void giveUpStale() {
		this.jdbc
			.sql("""
					update outgoing_mail set given_up_at = :now,
						text_body = case when not confidential then text_body end,
						html_body = case when not confidential then html_body end,
						last_error = case when expires_at <= :now then 'Trop tard pour l’envoyer' else coalesce(last_error, 'Envoi interrompu') end
					where sent_at is null and given_up_at is null and next_attempt_at <= :now
						and (expires_at <= :now or attempts >= :most)""")
			.param("now", now())
			.param("most", this.properties.attempts())
			.update();
	}

	/** Forgets what mails said, then that there were any. */
	void purge() {
		this.jdbc.sql("""
				update outgoing_mail set text_body = null, html_body = null, unsubscribe_link = null, last_error = null
				where text_body is not null and coalesce(sent_at, given_up_at) < ?""")
			.param(now().minus(this.properties.keepTextsFor()))
			.update();
		this.jdbc.sql("delete from outgoing_mail where coalesce(sent_at, given_up_at) < ?")
			.param(now().minus(this.properties.keepFor()))
			.update();
	}

	private OffsetDateTime now() {
		return this.clock.instant().atOffset(ZoneOffset.UTC);
	}

	private static String shortened(String error) {
		return (error.length() > LONGEST_ERROR) ? error.substring(0, LONGEST_ERROR) : error;
	}

	/**
	 * A mail to be sent now.
	 *
	 * @param attempts which try this is, from 1
	 */
	record Claimed(UUID id, String toAddress, @Nullable String toName, String subject, String textBody,
			@Nullable String htmlBody, @Nullable String unsubscribeLink, int attempts) {

		/** Names no one: it may reach a log. */
		@Override
		public String toString() {
			return "mail " + this.id;
		}

	}

}
