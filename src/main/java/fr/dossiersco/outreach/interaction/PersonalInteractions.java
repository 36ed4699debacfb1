package fr.dossiersco.outreach.interaction;

import java.util.UUID;

import fr.dossiersco.outreach.contact.PersonalData;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What this feature keeps about people. */
@Component
class PersonalInteractions implements PersonalData {

	private final JdbcClient jdbc;

	PersonalInteractions(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public String label() {
		return "interaction.personal.count";
	}

	@Override
	public long count(UUID contact) {
		return this.jdbc
			.sql("""
					select count(*) from interaction i where i.contact_id = :contact or i.introduced_by = :contact
						or exists (select from interaction_participant p where p.interaction_id = i.id and p.contact_id = :contact)""")
			.param("contact", contact)
			.query(Long.class)
			.single();
	}

}
