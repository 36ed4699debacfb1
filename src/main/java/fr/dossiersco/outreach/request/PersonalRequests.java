package fr.dossiersco.outreach.request;

import java.util.UUID;

import fr.dossiersco.outreach.contact.PersonalData;

import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was asked of the team about a person. */
@Component
@Order(60)
class PersonalRequests implements PersonalData {

	private final JdbcClient jdbc;

	PersonalRequests(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public String label() {
		return "request.personal.count";
	}

	@Override
	public long count(UUID contact) {
		return this.jdbc.sql("select count(*) from team_request where contact_id = ?")
			.param(contact)
			.query(Long.class)
			.single();
	}

}
