package fr.dossiersco.outreach.digest;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.web.SecretLink;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who asked for the digest. Nobody gets it unasked; whoever holds a digest can end it by
 * its link, signed in or not.
 */
@Component
class Subscriptions {

	private final JdbcClient jdbc;

	private final Clock clock;

	Subscriptions(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	boolean isOn(CurrentAccount me) {
		return this.jdbc.sql("select count(*) from digest_subscription where account_id = ? and ended_at is null")
			.param(me.id())
			.query(Long.class)
			.single() > 0;
	}

	/** Asking twice is asking once. */
	void begin(CurrentAccount me) {
		this.jdbc.sql("""
				insert into digest_subscription (id, account_id, subscribed_at) values (?, ?, ?)
				on conflict (account_id) where ended_at is null do nothing""")
			.params(UUID.randomUUID(), me.id(), now())
			.update();
	}

	void end(CurrentAccount me) {
		end(me.id());
	}

	/** Those who have not got the digest of a week yet. To be called as the system. */
	List<UUID> waitingFor(String week) {
		return this.jdbc.sql("""
				select s.account_id from digest_subscription s
				where s.ended_at is null
					and not exists (select from digest d where d.account_id = s.account_id and d.week = ?)
				order by s.account_id""").param(week).query(UUID.class).list();
	}

	/** Whom a digest's link belongs to, empty when it leads nowhere. */
	Optional<Holder> holder(SecretLink link) {
		return Acting.asSystem(() -> this.jdbc.sql("""
				select d.account_id, exists (select from digest_subscription s
					where s.account_id = d.account_id and s.ended_at is null) as subscribed
				from digest d where d.token_hash = ?""").param(link.hash()).query(Holder.class).optional());
	}

	void end(Holder holder) {
		Acting.asSystem(() -> end(holder.accountId()));
	}

	private void end(UUID account) {
		this.jdbc.sql("update digest_subscription set ended_at = ? where account_id = ? and ended_at is null")
			.params(now(), account)
			.update();
	}

	private OffsetDateTime now() {
		return this.clock.instant().atOffset(ZoneOffset.UTC);
	}

	/**
	 * @param subscribed whether they still get the digest
	 */
	record Holder(UUID accountId, boolean subscribed) {
	}

}
