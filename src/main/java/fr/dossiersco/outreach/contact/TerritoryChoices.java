package fr.dossiersco.outreach.contact;

import java.util.LinkedHashMap;
import java.util.Map;

import fr.dossiersco.outreach.account.CurrentAccount;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The académies and départements that someone may choose from: an ambassador's own. */
@Component
class TerritoryChoices {

	private final JdbcClient jdbc;

	TerritoryChoices(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** Names by code, in the order of the names. */
	Map<String, String> academies(CurrentAccount who) {
		return choices("select code, name from academie where :all or code = any (:own) order by name collate french",
				who);
	}

	/** Numbers and names by code, in the order of the numbers. */
	Map<String, String> departements(CurrentAccount who) {
		return choices("""
				select code, insee_code || ' – ' || name as name from departement where :all or academie = any (:own)
				order by code""", who);
	}

	private Map<String, String> choices(String sql, CurrentAccount who) {
		Map<String, String> choices = new LinkedHashMap<>();
		this.jdbc.sql(sql)
			.param("all", who.isTeam())
			.param("own", who.academies().toArray(String[]::new))
			.query((row) -> {
				choices.put(row.getString("code"), row.getString("name"));
			});
		return choices;
	}

}
