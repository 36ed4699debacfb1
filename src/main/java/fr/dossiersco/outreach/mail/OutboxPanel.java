package fr.dossiersco.outreach.mail;

import fr.dossiersco.outreach.account.AccountPanel;
import fr.dossiersco.outreach.account.CurrentAccount;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Leads coordinators to the outbox, and tells them whether something is wrong there. */
@Component
@Order(90)
class OutboxPanel implements AccountPanel {

	private final JdbcClient jdbc;

	private final MailRounds rounds;

	OutboxPanel(JdbcClient jdbc, MailRounds rounds) {
		this.jdbc = jdbc;
		this.rounds = rounds;
	}

	@Override
	public String template() {
		return "mail/panel";
	}

	@Override
	public @Nullable Object content(CurrentAccount me) {
		if (!me.isCoordinator()) {
			return null;
		}
		return this.jdbc.sql("""
				select count(*) filter (where given_up_at is null) as waiting, count(given_up_at) as given_up
				from outgoing_mail where sent_at is null""")
			.query((row, number) -> new Counts(row.getLong("waiting"), row.getLong("given_up"),
					this.rounds.hasServer()))
			.single();
	}

	record Counts(long waiting, long givenUp, boolean hasServer) {
	}

}
