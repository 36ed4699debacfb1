package fr.dossiersco.outreach.journal;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

import fr.dossiersco.outreach.account.Accounts;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.web.SecretLink;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who subscribes to the journal, by a link that they alone know. It is read with the
 * sight of its owner: an académie withdrawn since is seen no more.
 */
@Component
class JournalFeeds {

	private final JdbcClient jdbc;

	private final Accounts accounts;

	private final Clock clock;

	JournalFeeds(JdbcClient jdbc, Accounts accounts, Clock clock) {
		this.jdbc = jdbc;
		this.accounts = accounts;
		this.clock = clock;
	}

	/** One's own feed, empty when there is none or it was revoked. */
	Optional<Feed> of(CurrentAccount me) {
		return this.jdbc.sql("""
				select (created_at at time zone 'Europe/Paris')::date as since, with_names from journal_feed
				where account_id = ? and revoked_at is null""").param(me.id()).query(Feed.class).optional();
	}

	/** Opens a feed; the one before leads nowhere any more. */
	@Transactional
	public SecretLink open(boolean withNames, CurrentAccount me) {
		revoke(me);
		SecretLink link = SecretLink.create();
		this.jdbc
			.sql("insert into journal_feed (id, account_id, token_hash, with_names, created_at) values (?, ?, ?, ?, ?)")
			.params(UUID.randomUUID(), me.id(), link.hash(), withNames, this.clock.instant().atOffset(ZoneOffset.UTC))
			.update();
		return link;
	}

	@Transactional
	public void revoke(CurrentAccount me) {
		this.jdbc.sql("update journal_feed set revoked_at = ? where account_id = ? and revoked_at is null")
			.params(this.clock.instant().atOffset(ZoneOffset.UTC), me.id())
			.update();
	}

	/** Whoever a link belongs to, empty when it leads nowhere. */
	Optional<Subscription> behind(SecretLink link) {
		return Acting.asSystem(() -> this.jdbc.sql(
				"select id, account_id, with_names, created_at from journal_feed where token_hash = ? and revoked_at is null")
			.param(link.hash())
			.query(Row.class)
			.optional()
			.flatMap((row) -> this.accounts.find(row.accountId())
				.map((account) -> new Subscription(row.id(), account, row.withNames(), row.createdAt().toInstant()))));
	}

	/**
	 * @param since the day when the link was made, in Paris
	 * @param withNames whether contacts are named
	 */
	record Feed(LocalDate since, boolean withNames) {
	}

	/**
	 * @param account whose sight the feed has
	 */
	record Subscription(UUID id, CurrentAccount account, boolean withNames, Instant since) {
	}

	private record Row(UUID id, UUID accountId, boolean withNames, OffsetDateTime createdAt) {
	}

}
