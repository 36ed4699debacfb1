package fr.dossiersco.outreach.passkey;

import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;

import fr.dossiersco.outreach.account.AccountPanel;
import fr.dossiersco.outreach.account.CurrentAccount;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** One's own passkeys. */
@Component
@Order(110)
class PasskeysPanel implements AccountPanel {

	private final JdbcClient jdbc;

	PasskeysPanel(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public String template() {
		return "passkey/panel";
	}

	@Override
	public Object content(CurrentAccount me) {
		return new Panel(this.jdbc.sql("""
				select id, label, added_at at time zone 'Europe/Paris' as added_at,
					last_used_at at time zone 'Europe/Paris' as last_used_at
				from passkey where account_id = ? order by added_at, id""").param(me.id()).query(Row.class).list());
	}

	record Panel(List<Row> rows) {
	}

	/**
	 * @param addedAt in Paris
	 * @param lastUsedAt in Paris too, null when it never was
	 */
	record Row(UUID id, String label, LocalDateTime addedAt, @Nullable LocalDateTime lastUsedAt) {
	}

}
