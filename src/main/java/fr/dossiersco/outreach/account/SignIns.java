package fr.dossiersco.outreach.account;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Where every way of signing in ends. Of each account one date is kept, when its owner
 * signed in last: it shows coordinators which accounts nobody uses any more, nothing else
 * reads it, and it goes when it is of no use.
 */
@Component
public class SignIns {

	/** How long the date stays with an account that nobody can sign in to. */
	static final Duration KEPT_AFTER_DEACTIVATION = Duration.ofDays(180);

	private final AccountRepository accounts;

	private final JdbcClient jdbc;

	private final Clock clock;

	SignIns(AccountRepository accounts, JdbcClient jdbc, Clock clock) {
		this.accounts = accounts;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * Lets someone in who has shown who they are, with the rights of this very moment.
	 * @return empty when the account is none any more or its owner has left
	 */
	public Optional<CurrentAccount> open(UUID account) {
		return Acting.asSystem(() -> {
			Optional<CurrentAccount> signedIn = this.accounts.findById(account)
				.filter(Account::isActive)
				.map(Account::signedIn);
			signedIn.ifPresent((known) -> this.jdbc.sql("""
					insert into sign_in (account_id, last_at) values (?, ?)
					on conflict (account_id) do update set last_at = excluded.last_at""")
				.params(known.id(), now())
				.update());
			return signedIn;
		});
	}

	@Scheduled(cron = "0 45 3 * * *", zone = "Europe/Paris")
	void forgetOld() {
		Acting.asSystem(() -> this.jdbc.sql("""
				delete from sign_in s using account a where a.id = s.account_id and a.deactivated_at < ?""")
			.param(now().minus(KEPT_AFTER_DEACTIVATION))
			.update());
	}

	private OffsetDateTime now() {
		return this.clock.instant().atOffset(ZoneOffset.UTC);
	}

}
