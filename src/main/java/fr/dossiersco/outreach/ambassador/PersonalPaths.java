package fr.dossiersco.outreach.ambassador;

import java.util.UUID;

import fr.dossiersco.outreach.contact.PersonalData;

import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * A person's paths, with what was decided, done and said on them: it all goes with the
 * person.
 */
@Component
@Order(60)
class PersonalPaths implements PersonalData {

	private final JdbcClient jdbc;

	PersonalPaths(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public String label() {
		return "ambassador.personal.count";
	}

	@Override
	public long count(UUID contact) {
		return this.jdbc.sql("select count(*) from ambassador_path where contact_id = ?")
			.param(contact)
			.query(Long.class)
			.single();
	}

}
