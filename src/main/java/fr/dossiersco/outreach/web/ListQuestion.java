package fr.dossiersco.outreach.web;

import java.util.Map;

/**
 * What a list asks, for whoever asks more about all of its rows in one statement.
 *
 * @param sql a query of one column, {@code key}, without duplicates
 * @param values what the query binds, by name; names of French parameters and of columns
 */
public record ListQuestion(String sql, Map<String, Object> values) {

	public ListQuestion {
		values = Map.copyOf(values);
	}

}
