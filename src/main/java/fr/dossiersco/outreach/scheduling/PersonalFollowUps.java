package fr.dossiersco.outreach.scheduling;

import java.util.UUID;

import fr.dossiersco.outreach.contact.PersonalData;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What this feature keeps about people. */
@Component
class PersonalFollowUps implements PersonalData {

	private final JdbcClient jdbc;

	PersonalFollowUps(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public String label() {
		return "scheduling.personal.count";
	}

	@Override
	public long count(UUID contact) {
		return this.jdbc.sql("select count(*) from follow_up where contact_id = :contact")
			.param("contact", contact)
			.query(Long.class)
			.single();
	}

}
