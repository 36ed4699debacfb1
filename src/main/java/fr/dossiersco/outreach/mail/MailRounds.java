package fr.dossiersco.outreach.mail;

import java.util.Locale;

import fr.dossiersco.outreach.account.Acting;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Sends what waits, again and again, where there is a mail server
 * ({@code spring.mail.host}); without one mails wait, and nothing else does.
 */
@Component
class MailRounds {

	private final MailQueue queue;

	private final @Nullable Postman postman;

	MailRounds(MailQueue queue, ObjectProvider<JavaMailSender> server, OutboxProperties properties,
			MessageSource messages) {
		this.queue = queue;
		JavaMailSender found = server.getIfAvailable();
		this.postman = (found != null)
				? new Postman(queue, found, properties, messages.getMessage("web.service", null, Locale.FRENCH)) : null;
	}

	/** Whether mails leave at all. */
	boolean hasServer() {
		return this.postman != null;
	}

	@Scheduled(fixedDelayString = "${outreach.mail.every:10s}", initialDelayString = "${outreach.mail.every:10s}")
	void send() {
		if (this.postman != null) {
			Acting.asSystem(this.postman::round);
		}
	}

	@Scheduled(cron = "0 40 3 * * *", zone = "Europe/Paris")
	void purge() {
		Acting.asSystem(this.queue::purge);
	}

}
