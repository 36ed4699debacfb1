package fr.dossiersco.outreach.mail;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

import fr.dossiersco.outreach.mail.MailQueue.Claimed;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;

/**
 * Hands waiting mails to the mail server, at least once each. As long as nothing breaks
 * that is once, however many senders run: a mail is claimed by one of them before, and
 * marked sent after. If a sender dies, or the database goes away, between the mail
 * server's « accepted » and that mark, nobody can know that the mail has left; its lease
 * runs out and it is sent a second time, under the same {@code Message-ID}, by which mail
 * programs know a copy. A mail that is lost would be worse.
 */
class Postman {

	private static final Logger logger = LoggerFactory.getLogger(Postman.class);

	private final MailQueue queue;

	private final JavaMailSender server;

	private final OutboxProperties properties;

	private final String sender;

	/**
	 * @param sender whom mails come from, as read
	 */
	Postman(MailQueue queue, JavaMailSender server, OutboxProperties properties, String sender) {
		this.queue = queue;
		this.server = server;
		this.properties = properties;
		this.sender = sender;
	}

	/**
	 * Sends what is due. A failure ends the round: if the server is away, the other mails
	 * need not find that out one by one.
	 */
	void round() {
		this.queue.giveUpStale();
		Optional<Claimed> next = this.queue.claim();
		while (next.isPresent() && send(next.get())) {
			next = this.queue.claim();
		}
	}

	private boolean send(Claimed mail) {
		MimeMessage message;
		try {
			message = message(mail);
		}
		catch (MessagingException | UnsupportedEncodingException ex) {
			logger.warn("{} can't be written: {}", mail, ex.getClass().getName());
			this.queue.giveUp(mail, told(ex));
			return true;
		}
		try {
			this.server.send(message);
		}
		catch (MailException ex) {
			// Not its message: that quotes addresses.
			Throwable cause = cause(ex);
			logger.warn("{} could not be sent, try {}: {}", mail, mail.attempts(), cause.getClass().getName());
			this.queue.failed(mail, told(cause));
			return false;
		}
		this.queue.sent(mail);
		return true;
	}

	private MimeMessage message(Claimed mail) throws MessagingException, UnsupportedEncodingException {
		MimeMessage message = this.server.createMimeMessage();
		MimeMessageHelper helper = new MimeMessageHelper(message, mail.htmlBody() != null,
				StandardCharsets.UTF_8.name());
		InternetAddress from = new InternetAddress(this.properties.from(), true);
		helper.setFrom(new InternetAddress(from.getAddress(), this.sender, StandardCharsets.UTF_8.name()));
		InternetAddress to = new InternetAddress(mail.toAddress(), true);
		helper.setTo((mail.toName() != null)
				? new InternetAddress(to.getAddress(), mail.toName(), StandardCharsets.UTF_8.name()) : to);
		helper.setSubject(mail.subject());
		if (mail.htmlBody() != null) {
			helper.setText(mail.textBody(), mail.htmlBody());
		}
		else {
			helper.setText(mail.textBody());
		}
		// Its own and the same at each try.
		String domain = from.getAddress().substring(from.getAddress().indexOf('@'));
		message.setHeader("Message-ID", "<" + mail.id() + domain + ">");
		// Answers « absent du bureau » to a machine help nobody.
		message.setHeader("Auto-Submitted", "auto-generated");
		if (mail.unsubscribeLink() != null) {
			message.setHeader("List-Unsubscribe", "<" + mail.unsubscribeLink() + ">");
			message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
		}
		return message;
	}

	private static Throwable cause(MailException ex) {
		if (ex instanceof MailSendException sending && sending.getMessageExceptions() != null
				&& sending.getMessageExceptions().length > 0) {
			return Objects.requireNonNull(sending.getMessageExceptions())[0];
		}
		return NestedExceptionUtils.getMostSpecificCause(ex);
	}

	private static String told(Throwable problem) {
		String message = problem.getMessage();
		return (message != null) ? message : problem.getClass().getName();
	}

}
