package fr.dossiersco.outreach.establishment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import fr.dossiersco.outreach.web.ListQuestion;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The SQL of a list being put together: fragments come from the code, values are bound.
 */
final class EstablishmentQuery {

	private final Set<String> joins = new LinkedHashSet<>();

	private final List<String> conditions = new ArrayList<>();

	private final Map<String, Object> values = new LinkedHashMap<>();

	void join(List<String> joins) {
		this.joins.addAll(joins);
	}

	void where(String condition) {
		this.conditions.add("(" + condition + ")");
	}

	/** Binds a value and gives back its place in the SQL. */
	String bind(String name, Object value) {
		this.values.put(name, value);
		return ":" + name;
	}

	EstablishmentQuery copy() {
		EstablishmentQuery copy = new EstablishmentQuery();
		copy.joins.addAll(this.joins);
		copy.conditions.addAll(this.conditions);
		copy.values.putAll(this.values);
		return copy;
	}

	String joins() {
		return String.join("\n", this.joins);
	}

	/** The conditions, empty when nothing is asked. */
	String conditions() {
		return String.join("\nand ", this.conditions);
	}

	/** The schools asked for, from the keyword {@code from} on. */
	String from() {
		return "from establishment e\n" + joins() + (this.conditions.isEmpty() ? "" : "\nwhere " + conditions());
	}

	/** What is asked, apart from its order. */
	Asked asked() {
		return new Asked(from(), Map.copyOf(this.values));
	}

	/** A query of these schools, with its values. */
	ListQuestion question(String sql) {
		return new ListQuestion(sql, this.values);
	}

	JdbcClient.StatementSpec on(JdbcClient jdbc, String sql) {
		return jdbc.sql(sql).params(this.values);
	}

	/** A question and its values. */
	record Asked(String from, Map<String, Object> values) {
	}

	/** An order, always down to the UAI so that it is the same from page to page. */
	record Order(List<Key> keys) {

		static Order of(List<Key> keys) {
			return new Order(Stream.concat(keys.stream(), Stream.of(new Key("e.uai", false))).toList());
		}

		static Order by(String... ascending) {
			return of(Arrays.stream(ascending).map((sql) -> new Key(sql, false)).toList());
		}

		/** From the other end; PostgreSQL then walks the same index backwards. */
		Order reversed() {
			return new Order(this.keys.stream().map((key) -> new Key(key.sql(), !key.descending())).toList());
		}

		String sql() {
			return this.keys.stream()
				.map((key) -> key.sql() + (key.descending() ? " desc" : ""))
				.collect(Collectors.joining(", ", "order by ", ""));
		}

	}

	record Key(String sql, boolean descending) {
	}

}
