package fr.dossiersco.outreach.proconnect;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.mail.Letter;
import fr.dossiersco.outreach.mail.Outbox;
import fr.dossiersco.outreach.web.SiteAddress;

import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Whose account an identity is of. An address may pass to somebody else, the subject of
 * an identity never does: the address counts once, for an account that has no identity
 * yet. A mail tells the owner.
 */
@Component
class Identities {

	private final JdbcClient jdbc;

	private final Outbox outbox;

	private final SiteAddress site;

	private final MessageSource messages;

	private final TransactionTemplate transactions;

	private final Clock clock;

	Identities(JdbcClient jdbc, Outbox outbox, SiteAddress site, MessageSource messages,
			TransactionTemplate transactions, Clock clock) {
		this.jdbc = jdbc;
		this.outbox = outbox;
		this.site = site;
		this.messages = messages;
		this.transactions = transactions;
		this.clock = clock;
	}

	/**
	 * @param email the address that the issuer vouches for, empty when it does not
	 * @return the account's id; whether it is still open is not looked at
	 * @throws org.springframework.security.oauth2.core.OAuth2AuthenticationException a
	 * {@link Refusal}
	 */
	UUID account(String issuer, String subject, String email) {
		return Acting.asSystem(() -> Objects.requireNonNull(this.transactions
			.execute((status) -> linked(issuer, subject).orElseGet(() -> link(issuer, subject, email)))));
	}

	private Optional<UUID> linked(String issuer, String subject) {
		return this.jdbc.sql("select account_id from account_identity where issuer = ? and subject = ?")
			.params(issuer, subject)
			.query(UUID.class)
			.optional();
	}

	private UUID link(String issuer, String subject, String email) {
		Owner owner = this.jdbc.sql("select id, email, name from account where email = ? and deactivated_at is null")
			.param(email.strip().toLowerCase(Locale.ROOT))
			.query(Owner.class)
			.optional()
			.orElseThrow(Refusal.NO_ACCOUNT::exception);
		boolean added = this.jdbc.sql("""
				insert into account_identity (id, issuer, subject, account_id, linked_at) values (?, ?, ?, ?, ?)
				on conflict do nothing""")
			.params(UUID.randomUUID(), issuer, subject, owner.id(), this.clock.instant().atOffset(ZoneOffset.UTC))
			.update() > 0;
		if (!added) {
			// Perhaps the same one, in another window at the same time.
			return linked(issuer, subject).filter(owner.id()::equals).orElseThrow(Refusal.OTHER_IDENTITY::exception);
		}
		this.outbox.put(Letter.plain(owner.email(), owner.name(), message("proconnect.mail.subject"),
				message("proconnect.mail.text", owner.name(), this.site.link("/compte")), "proconnect"));
		return owner.id();
	}

	private String message(String key, Object... arguments) {
		return this.messages.getMessage(key, arguments, Locale.FRENCH);
	}

	record Owner(UUID id, String email, String name) {
	}

}
