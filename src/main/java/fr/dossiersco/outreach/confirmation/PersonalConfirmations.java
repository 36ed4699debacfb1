package fr.dossiersco.outreach.confirmation;

import java.util.UUID;

import fr.dossiersco.outreach.contact.PersonalData;

import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was answered of a person's posts. */
@Component
@Order(50)
class PersonalConfirmations implements PersonalData {

	private final JdbcClient jdbc;

	PersonalConfirmations(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public String label() {
		return "confirmation.personal.count";
	}

	@Override
	public long count(UUID contact) {
		return this.jdbc.sql("select count(*) from post_confirmation where contact_id = ?")
			.param(contact)
			.query(Long.class)
			.single();
	}

}
