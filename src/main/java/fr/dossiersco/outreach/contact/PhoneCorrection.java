package fr.dossiersco.outreach.contact;

import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Corrects the number of someone, once a call showed that it is wrong. */
@Component
public class PhoneCorrection {

	private final JdbcClient jdbc;

	PhoneCorrection(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * The number to try first is replaced; a person without one gets it.
	 */
	@Transactional
	public void replaceFirst(UUID contact, PhoneNumber right) {
		this.jdbc.sql("delete from contact_phone where contact_id = ? and number = ? and position > 0")
			.params(contact, right.e164())
			.update();
		int replaced = this.jdbc.sql("""
				update contact_phone set number = ? where contact_id = ?
					and position = (select min(position) from contact_phone where contact_id = ?)""")
			.params(right.e164(), contact, contact)
			.update();
		if (replaced == 0) {
			this.jdbc.sql("insert into contact_phone (contact_id, position, number) values (?, 0, ?)")
				.params(contact, right.e164())
				.update();
		}
	}

}
