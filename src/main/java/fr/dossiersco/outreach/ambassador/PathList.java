package fr.dossiersco.outreach.ambassador;

import java.sql.Types;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import fr.dossiersco.outreach.contact.ContactProfile;
import fr.dossiersco.outreach.export.Cursor;
import fr.dossiersco.outreach.web.PageRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Everybody on the way, by académie and then by name: no other order exists. */
@Component
class PathList {

	private static final RowMapper<PathRow> rows = new SimplePropertyRowMapper<>(PathRow.class);

	private static final String WANTED = """
			where s.undone_at is null and s.beside is null and (:academie::text is null or s.academie = :academie)
				and (:state::text is null or s.state = :state)
			""";

	private static final String ROWS = """
			select s.id, s.state, concat_ws(' ', c.given_name, c.family_name) as name, s.profile, s.title, s.uai,
				coalesce(e.name, g.name) as place, e.town, d.name as academie, c.opposed,
				(s.noted_at at time zone 'Europe/Paris')::date as noted_on, b.name as noted_by, m.name as companion,
				(s.expires_at at time zone 'Europe/Paris')::date as until
			from ambassador_standing s join contact c on c.id = s.contact_id
				join account b on b.id = s.noted_by
				left join account m on m.id = s.companion
				left join academie d on d.code = s.academie
				left join establishment e on e.uai = s.uai
				left join organisation g on g.id = s.organisation_id
			%s
			order by d.name collate french nulls last, c.family_name collate french, c.given_name collate french, s.id
			""".formatted(WANTED);

	private final JdbcClient jdbc;

	PathList(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	long count(PathFilter filter) {
		return asked("select count(*) from ambassador_standing s join contact c on c.id = s.contact_id " + WANTED,
				filter)
			.query(Long.class)
			.single();
	}

	List<PathRow> page(PathFilter filter, PageRequest page) {
		return asked(ROWS + " limit :size offset :offset", filter).param("size", page.size())
			.param("offset", page.offset())
			.query(rows)
			.list();
	}

	/** All of them, one after the other. To be called in a transaction. */
	Stream<PathRow> all(PathFilter filter) {
		return Cursor.over(asked(ROWS, filter), rows);
	}

	private JdbcClient.StatementSpec asked(String sql, PathFilter filter) {
		return this.jdbc.sql(sql)
			.param("academie", filter.academie(), Types.VARCHAR)
			.param("state", (filter.state() != null) ? filter.state().name() : null, Types.VARCHAR);
	}

	/**
	 * Somebody on the way.
	 *
	 * @param companion who of the team goes along
	 * @param until the last day of their invitation
	 */
	record PathRow(UUID id, PathState state, String name, @Nullable ContactProfile profile, @Nullable String title,
			@Nullable String uai, @Nullable String place, @Nullable String town, @Nullable String academie,
			boolean opposed, LocalDate notedOn, String notedBy, @Nullable String companion, @Nullable LocalDate until) {
	}

}
