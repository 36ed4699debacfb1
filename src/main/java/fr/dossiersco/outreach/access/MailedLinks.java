package fr.dossiersco.outreach.access;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import fr.dossiersco.outreach.web.SecretLink;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Links sent to the address of an account, each good for one purpose, once, for a while.
 * Only their hashes are kept, and those no longer than they are of use. To be called as
 * the system.
 */
@Component
class MailedLinks {

	private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

	private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("EEEE d MMMM 'à' HH 'h' mm",
			Locale.FRENCH);

	private static final String USABLE = """
			 l.token_hash = :hash and l.purpose = :purpose and l.expires_at > :now
				and a.id = l.account_id and a.deactivated_at is null
			""";

	private final JdbcClient jdbc;

	private final Clock clock;

	MailedLinks(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** Whose address it is, if they may sign in. */
	Optional<Owner> owner(String email) {
		return this.jdbc.sql("select id, name, email from account where email = ? and deactivated_at is null")
			.param(email.strip().toLowerCase(Locale.ROOT))
			.query(Owner.class)
			.optional();
	}

	/** Whose account it is, if they may sign in. */
	Optional<Owner> owner(UUID id) {
		return this.jdbc.sql("select id, name, email from account where id = ? and deactivated_at is null")
			.param(id)
			.query(Owner.class)
			.optional();
	}

	/** A new link; those that have had their time go. */
	SecretLink create(UUID account, Purpose purpose, Instant expiry) {
		OffsetDateTime now = utc(this.clock.instant());
		this.jdbc.sql("delete from sign_in_link where expires_at <= ?").param(now).update();
		SecretLink link = SecretLink.create();
		this.jdbc.sql("""
				insert into sign_in_link (token_hash, account_id, purpose, asked_at, expires_at)
				values (?, ?, ?, ?, ?)""").params(link.hash(), account, purpose.name(), now, utc(expiry)).update();
		return link;
	}

	/** Whom a link is for, without using it; empty when it is good for nothing. */
	Optional<Owner> find(SecretLink link, Purpose purpose) {
		return this.jdbc.sql("select a.id, a.name, a.email from sign_in_link l, account a where" + USABLE)
			.param("hash", link.hash())
			.param("purpose", purpose.name())
			.param("now", utc(this.clock.instant()))
			.query(Owner.class)
			.optional();
	}

	/**
	 * Uses a link up. Of two at the same moment one finds it gone.
	 * @return whom it was for, empty when it is good for nothing (any more)
	 */
	Optional<Owner> use(SecretLink link, Purpose purpose) {
		return this.jdbc
			.sql("delete from sign_in_link l using account a where" + USABLE + " returning a.id, a.name, a.email")
			.param("hash", link.hash())
			.param("purpose", purpose.name())
			.param("now", utc(this.clock.instant()))
			.query(Owner.class)
			.optional();
	}

	/** Ends all of an account's links. */
	void endAll(UUID account) {
		this.jdbc.sql("delete from sign_in_link where account_id = ?").param(account).update();
	}

	/** As a mail says until when. */
	static String moment(Instant expiry) {
		return MOMENT.format(LocalDateTime.ofInstant(expiry, PARIS));
	}

	private static OffsetDateTime utc(Instant instant) {
		return instant.atOffset(ZoneOffset.UTC);
	}

	/** What a link opens. */
	enum Purpose {

		CONNEXION, MOT_DE_PASSE

	}

	record Owner(UUID id, String name, String email) {
	}

}
