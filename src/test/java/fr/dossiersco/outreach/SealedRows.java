package fr.dossiersco.outreach;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import javax.sql.DataSource;

import fr.dossiersco.outreach.SealedWorld.Tables;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * All the rows of a world, and those that lead to them from elsewhere, as the database's
 * owner sees them.
 */
final class SealedRows {

	/** What a row may lead to, by the column that names it. */
	private static final String LEADS = """
			select c.relname, a.attname, r.relname as target, ra.attname as target_column
			from pg_constraint k
				join pg_class c on c.oid = k.conrelid join pg_class r on r.oid = k.confrelid
				join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]
				join pg_attribute ra on ra.attrelid = r.oid and ra.attnum = k.confkey[1]
			where k.contype = 'f' and r.relname = any (:targets)""";

	/** The trail has no foreign key: it outlives what it tells of. */
	private static final List<String[]> TRAIL = List.of(new String[] { "trail_change", "contact_id", "contact", "id" },
			new String[] { "trail_change", "other_id", "contact", "id" },
			new String[] { "trail_reading", "contact_id", "contact", "id" });

	private final JdbcClient owner;

	private final String sql;

	SealedRows(DataSource owner, SealedWorld world) {
		this.owner = JdbcClient.create(owner);
		this.sql = sql(world);
	}

	/** Changes with any of the rows, and whenever there is one more or one less. */
	List<String> digest() {
		return this.owner.sql(this.sql).query(String.class).list();
	}

	private String sql(SealedWorld world) {
		Tables tables = Tables.of(this.owner);
		List<String> parts = new ArrayList<>();
		world.keys().forEach((table, keys) -> {
			List<String> columns = tables.key(table);
			if (!columns.isEmpty()) {
				parts.add(part(table, table,
						"row(%s)::text in (%s)".formatted(String.join(", ", columns), quoted(keys))));
			}
		});
		List<String[]> leads = new ArrayList<>(TRAIL);
		this.owner.sql(LEADS)
			.param("targets",
					List.of("contact", "establishment", "interaction", "follow_up", "post", "organisation",
							"introduction", "appointment", "account")
						.toArray(String[]::new))
			.query((row) -> {
				leads.add(new String[] { row.getString(1), row.getString(2), row.getString(3), row.getString(4) });
			});
		for (String[] lead : leads) {
			List<String> keys = Objects.requireNonNull(world.keys().get(lead[2]), lead[2])
				.stream()
				.map((key) -> key.substring(1, key.length() - 1))
				.toList();
			parts.add(part(lead[0], lead[0] + "." + lead[1], "%s in (%s)".formatted(lead[1], quoted(keys))));
		}
		return String.join(" union all ", parts);
	}

	private static String part(String table, String label, String condition) {
		return "select '%s ' || count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from %s t where %s"
			.formatted(label, table, condition);
	}

	private static String quoted(List<String> values) {
		return values.stream()
			.map((value) -> "'" + value.replace("'", "''") + "'")
			.collect(java.util.stream.Collectors.joining(", "));
	}

}
