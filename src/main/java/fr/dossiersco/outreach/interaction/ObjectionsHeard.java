package fr.dossiersco.outreach.interaction;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Adds an objection heard for the first time to those of the playbook, which has no
 * answer to it yet.
 */
@Component
class ObjectionsHeard {

	private final JdbcClient jdbc;

	private final Clock clock;

	ObjectionsHeard(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * The id of the objection, which someone may have added before under the same words.
	 */
	UUID add(String label, CurrentAccount me) {
		this.jdbc.sql("""
				insert into objection (id, label, created_at, created_by) values (:id, :label, :now, :me)
				on conflict do nothing""")
			.param("id", UUID.randomUUID())
			.param("label", label)
			.param("now", this.clock.instant().atOffset(ZoneOffset.UTC))
			.param("me", me.id())
			.update();
		return this.jdbc.sql("select id from objection where fold(label) = fold(:label)")
			.param("label", label)
			.query(UUID.class)
			.single();
	}

}
