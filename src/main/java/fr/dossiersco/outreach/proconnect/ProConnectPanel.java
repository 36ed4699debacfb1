package fr.dossiersco.outreach.proconnect;

import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;

import fr.dossiersco.outreach.account.AccountPanel;
import fr.dossiersco.outreach.account.CurrentAccount;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whether one's own account is linked to ProConnect. */
@Component
@Order(105)
class ProConnectPanel implements AccountPanel {

	private final ProConnect proConnect;

	private final JdbcClient jdbc;

	ProConnectPanel(ProConnect proConnect, JdbcClient jdbc) {
		this.proConnect = proConnect;
		this.jdbc = jdbc;
	}

	@Override
	public String template() {
		return "proconnect/panel";
	}

	@Override
	public @Nullable Object content(CurrentAccount me) {
		if (!this.proConnect.isOn()) {
			return null;
		}
		return new Panel(me.email(), this.jdbc.sql("""
				select id, linked_at at time zone 'Europe/Paris' as linked_at from account_identity where account_id = ?
				order by linked_at, id""").param(me.id()).query(Row.class).list());
	}

	record Panel(String email, List<Row> rows) {
	}

	/**
	 * @param linkedAt in Paris
	 */
	record Row(UUID id, LocalDateTime linkedAt) {
	}

}
