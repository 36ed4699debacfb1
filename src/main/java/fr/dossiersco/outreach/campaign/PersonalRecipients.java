package fr.dossiersco.outreach.campaign;

import java.util.UUID;

import fr.dossiersco.outreach.contact.PersonalData;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The campaigns that wrote a person down. */
@Component
class PersonalRecipients implements PersonalData {

	private final JdbcClient jdbc;

	PersonalRecipients(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public String label() {
		return "campaign.personal.count";
	}

	@Override
	public long count(UUID contact) {
		return this.jdbc.sql("select count(*) from campaign_recipient where contact_id = ?")
			.param(contact)
			.query(Long.class)
			.single();
	}

}
