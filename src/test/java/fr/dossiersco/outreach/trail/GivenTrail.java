package fr.dossiersco.outreach.trail;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import fr.dossiersco.outreach.TestDatabase;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.contact.ContactProfile;
import fr.dossiersco.outreach.contact.ContactRegistration;
import fr.dossiersco.outreach.contact.NewContact;

import org.springframework.jdbc.core.simple.JdbcClient;

/** People whose trail is looked at, and what stands in it. */
final class GivenTrail {

	private GivenTrail() {
	}

	/** A name that nobody else has, in letters only. */
	static String unique(String start) {
		StringBuilder name = new StringBuilder(start);
		UUID.randomUUID()
			.toString()
			.replace("-", "")
			.chars()
			.forEach((sign) -> name.append((char) ('a' + Character.digit(sign, 16))));
		return name.toString();
	}

	static UUID person(String school, String name, String phone, ContactRegistration registration, CurrentAccount by) {
		return Acting.as(by, () -> registration.register(new NewContact(ContactProfile.INTENDANT, "gestionnaire", name,
				"Ida", phone, name.toLowerCase() + "@college.example"), school, "Openlab", by));
	}

	/** What is noted of a person in a table, the first first. */
	static List<Map<String, Object>> changes(String table, UUID contact, JdbcClient jdbc) {
		return Acting.asSystem(() -> jdbc.sql("""
				select operation, by_id, row_key, before::text as before, after::text as after from trail_change
				where table_name = ? and ? in (contact_id, other_id, account_id) order by at, id""")
			.params(table, contact)
			.query()
			.listOfRows());
	}

	/** Where an account read how to reach a person. */
	static List<String> places(UUID contact, CurrentAccount by, JdbcClient jdbc) {
		return Acting.asSystem(
				() -> jdbc.sql("select place from trail_reading where contact_id = ? and account_id = ? order by place")
					.params(contact, by.id())
					.query(String.class)
					.list());
	}

	/** Writes as the owner, whom no request ever is. */
	static void asOwner(String sql, Object... values) {
		try (Connection owner = TestDatabase.asOwner(); PreparedStatement statement = owner.prepareStatement(sql)) {
			for (int i = 0; i < values.length; i++) {
				statement.setObject(i + 1, values[i]);
			}
			statement.executeUpdate();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
