package fr.dossiersco.outreach.digest;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import fr.dossiersco.outreach.account.Accounts;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.mail.Letter;
import fr.dossiersco.outreach.mail.Outbox;
import fr.dossiersco.outreach.web.SecretLink;
import fr.dossiersco.outreach.web.SiteAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes each week's digests. A digest is a row, one for an account and a week, written in
 * the transaction that puts its mail into the outbox: two instances that make it at the
 * same moment meet there, and the second leaves it alone. So the round may come as often
 * as it likes, and comes several times, lest a program that was away at seven o'clock
 * cost everybody their week.
 */
@Component
class Digests {

	private static final Logger logger = LoggerFactory.getLogger(Digests.class);

	/** On Friday nobody wants to be told what Monday looked like. */
	private static final Duration FRESH = Duration.ofDays(4);

	private final Subscriptions subscriptions;

	private final Accounts accounts;

	private final WeekReading reading;

	private final DigestWording wording;

	private final Outbox outbox;

	private final SiteAddress site;

	private final ITemplateEngine templates;

	private final TransactionTemplate transactions;

	private final JdbcClient jdbc;

	private final Clock clock;

	Digests(Subscriptions subscriptions, Accounts accounts, WeekReading reading, DigestWording wording, Outbox outbox,
			SiteAddress site, ITemplateEngine templates, TransactionTemplate transactions, JdbcClient jdbc,
			Clock clock) {
		this.subscriptions = subscriptions;
		this.accounts = accounts;
		this.reading = reading;
		this.wording = wording;
		this.outbox = outbox;
		this.site = site;
		this.templates = templates;
		this.transactions = transactions;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** What a digest would say now, with the sight of whoever acts. */
	Digest preview(CurrentAccount reader) {
		return this.wording.of(this.reading.of(reader, DigestPeriod.now(this.clock)));
	}

	@Scheduled(cron = "${outreach.digest.cron:0 */15 7-11 * * MON}", zone = "Europe/Paris")
	void round() {
		DigestPeriod period = DigestPeriod.now(this.clock);
		List<UUID> waiting = Acting.asSystem(() -> this.subscriptions.waitingFor(period.week()));
		for (UUID account : waiting) {
			try {
				Acting.asSystem(() -> this.accounts.find(account)).ifPresent((reader) -> make(reader, period));
			}
			catch (RuntimeException ex) {
				// One that fails costs nobody else theirs. Not its message: it may quote.
				logger.error("The digest of account {} could not be made: {}", account, ex.getClass().getName());
			}
		}
	}

	private void make(CurrentAccount reader, DigestPeriod period) {
		Digest digest = this.wording.of(Acting.as(reader, () -> this.reading.of(reader, period)));
		Acting.asSystem(() -> this.transactions.executeWithoutResult((status) -> {
			SecretLink link = SecretLink.create();
			if (isFirst(reader, period, link)) {
				UUID mail = this.outbox.put(letter(reader, period, digest, link));
				this.jdbc.sql("update digest set mail_id = ? where account_id = ? and week = ?")
					.params(mail, reader.id(), period.week())
					.update();
			}
		}));
	}

	/**
	 * Writes that the digest is made, unless another instance did or it is not wanted any
	 * more. Waits for whoever is just doing so.
	 */
	private boolean isFirst(CurrentAccount reader, DigestPeriod period, SecretLink link) {
		return this.jdbc.sql("""
				insert into digest (account_id, week, token_hash, made_at)
				select account_id, :week, :hash, :now from digest_subscription
				where account_id = :account and ended_at is null
				on conflict (account_id, week) do nothing""")
			.param("week", period.week())
			.param("hash", link.hash())
			.param("now", period.end())
			.param("account", reader.id())
			.update() > 0;
	}

	private Letter letter(CurrentAccount reader, DigestPeriod period, Digest digest, SecretLink link) {
		String unsubscribe = this.site.link("/bilan/desabonnement/" + link.token());
		String text = this.wording.message("digest.mail.greeting", reader.name()) + "\n\n" + digest.text() + "\n-- \n"
				+ this.wording.message("digest.mail.why") + "\n" + this.wording.message("digest.mail.unsubscribe")
				+ "\u00a0: " + unsubscribe + "\n";
		String html = this.templates.process("digest/mail",
				new Context(Locale.FRENCH, Map.of("view", new DigestMail(reader.name(), digest, unsubscribe))));
		return new Letter(reader.email(), reader.name(), digest.subject(), text, html, "digest", unsubscribe,
				period.now().plus(FRESH));
	}

	record DigestMail(String name, Digest digest, String unsubscribeLink) {
	}

}
