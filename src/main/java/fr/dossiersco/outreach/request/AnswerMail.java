package fr.dossiersco.outreach.request;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;

import fr.dossiersco.outreach.mail.Letter;
import fr.dossiersco.outreach.mail.Outbox;
import fr.dossiersco.outreach.web.SiteAddress;

import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tells the author of a request that the team has answered. The mail leaves the house: it
 * says when one asked and where to read the answer, and nothing of what was written nor
 * of whom it is about.
 */
@Component
class AnswerMail {

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.FRENCH);

	private final Outbox outbox;

	private final SiteAddress site;

	private final MessageSource messages;

	private final JdbcClient jdbc;

	AnswerMail(Outbox outbox, SiteAddress site, MessageSource messages, JdbcClient jdbc) {
		this.outbox = outbox;
		this.site = site;
		this.messages = messages;
		this.jdbc = jdbc;
	}

	/** In the transaction of the answer; to nobody who has left. */
	void put(UUID request) {
		this.jdbc.sql("""
				select a.email, a.name, (t.asked_at at time zone 'Europe/Paris')::date as asked_on
				from team_request t join account a on a.id = t.asked_by and a.deactivated_at is null where t.id = ?""")
			.param(request)
			.query(Author.class)
			.optional()
			.ifPresent((author) -> this.outbox.put(Letter.plain(
					author.email(), author.name(), text("request.mail.subject"), text("request.mail.text",
							author.name(), DAY.format(author.askedOn()), this.site.link("/demandes/" + request)),
					"request")));
	}

	private String text(String key, Object... arguments) {
		return this.messages.getMessage(key, arguments, Locale.FRENCH);
	}

	record Author(String email, String name, LocalDate askedOn) {
	}

}
