package fr.dossiersco.outreach.message;

import java.util.List;
import java.util.UUID;

import fr.dossiersco.outreach.contact.ContactPanel;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What may be written to a person, on their page; nothing to whoever asked for silence.
 */
@Component
@Order(50)
class MessageContactPanel implements ContactPanel {

	private static final int SHOWN = 5;

	private final JdbcClient jdbc;

	MessageContactPanel(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public String template() {
		return "message/contact-panel";
	}

	@Override
	public @Nullable Object content(UUID contact) {
		List<Proposed> proposed = this.jdbc.sql("""
				select t.id, t.title
				from message_template t join contact c on c.id = ? and not c.opposed
				where t.retired_at is null and t.channel = 'MEL' and (t.profiles = '{}' or c.profile = any (t.profiles))
				order by t.profiles = '{}', t.title collate french, t.id limit ?""")
			.params(contact, SHOWN)
			.query(Proposed.class)
			.list();
		return proposed.isEmpty() ? null : new Writing(contact, proposed);
	}

	/** Messages for a person, those for their profile first. */
	record Writing(UUID contact, List<Proposed> messages) {
	}

	/** A message that suits the person. */
	record Proposed(UUID id, String title) {
	}

}
