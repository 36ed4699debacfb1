package fr.dossiersco.outreach.mail;

import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where a feature puts a mail. It is a row of the writer's own transaction: nothing is
 * sent when that is rolled back, and nothing is lost once it is committed, whatever
 * becomes of the mail server. Without a mail server it waits.
 */
@Component
public class Outbox {

	private final JdbcClient jdbc;

	private final MailRounds rounds;

	private final Clock clock;

	Outbox(JdbcClient jdbc, MailRounds rounds, Clock clock) {
		this.jdbc = jdbc;
		this.rounds = rounds;
		this.clock = clock;
	}

	/** Whether mails leave at all: without a mail server they are but kept. */
	public boolean hasServer() {
		return this.rounds.hasServer();
	}

	/** Puts a mail into the outbox. There must be a transaction for it to belong to. */
	@Transactional(propagation = Propagation.MANDATORY)
	public UUID put(Letter letter) {
		UUID id = UUID.randomUUID();
		OffsetDateTime now = this.clock.instant().atOffset(ZoneOffset.UTC);
		this.jdbc
			.sql("""
					insert into outgoing_mail (id, to_address, to_name, subject, text_body, html_body, unsubscribe_link, origin,
						created_at, created_by, expires_at, next_attempt_at, confidential)
					values (:id, :address, :name, :subject, :text, :html, :unsubscribe, :origin, :now, outreach_account(),
						:expires, :now, :confidential)""")
			.param("id", id)
			.param("address", letter.toAddress())
			.param("name", letter.toName(), Types.VARCHAR)
			.param("subject", letter.subject())
			.param("text", letter.text())
			.param("html", letter.html(), Types.VARCHAR)
			.param("unsubscribe", letter.unsubscribeLink(), Types.VARCHAR)
			.param("origin", letter.origin())
			.param("now", now)
			.param("expires", offset(letter.expiresAt()), Types.TIMESTAMP_WITH_TIMEZONE)
			.param("confidential", letter.confidential())
			.update();
		return id;
	}

	private static @Nullable OffsetDateTime offset(@Nullable Instant instant) {
		return (instant != null) ? instant.atOffset(ZoneOffset.UTC) : null;
	}

}
