package fr.dossiersco.outreach.appointment;

import java.util.UUID;

import fr.dossiersco.outreach.contact.PersonalData;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What this feature keeps about people. */
@Component
class PersonalAppointments implements PersonalData {

	private final JdbcClient jdbc;

	PersonalAppointments(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public String label() {
		return "appointment.personal.count";
	}

	@Override
	public long count(UUID contact) {
		return this.jdbc
			.sql("select count(*) from appointment a join follow_up f on f.id = a.follow_up_id where f.contact_id = ?")
			.param(contact)
			.query(Long.class)
			.single();
	}

}
