package fr.dossiersco.outreach.interaction;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;

import fr.dossiersco.outreach.web.PageRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Everything that happened at a school, the last first: exchanges, moves made by hand,
 * people who came and went. A move that an exchange brought about is told with it.
 */
@Component
class SchoolHistory {

	private static final String EVENTS = """
			(select 'ECHANGE' as kind, i.id, i.occurred_at at time zone 'Europe/Paris' as happened
				from interaction i where i.uai = :uai
			union all
			select 'ETAPE', m.id, m.moved_at at time zone 'Europe/Paris' from stage_move m
				where m.uai = :uai and m.interaction_id is null
			union all
			select 'FONCTION', p.id, p.started_on from post p where p.uai = :uai and p.started_on <= current_date
			union all
			select 'DEPART', p.id, p.ended_on from post p where p.uai = :uai and p.ended_on <= current_date) v
			""";

	/** What is shown of an event that is no exchange. */
	private static final String TOLD = """
			select v.kind as event, v.happened, x.*,
				case v.kind
					when 'ETAPE' then (select concat_ws(' → ', b.label, s.label) from stage_move m
						join stage s on s.code = m.to_stage left join stage b on b.code = m.from_stage where m.id = v.id)
					when 'ECHANGE' then null
					else (select concat_ws(' ', c.given_name, c.family_name) from post p join contact c on c.id = p.contact_id
						where p.id = v.id) end as subject,
				case v.kind
					when 'ETAPE' then (select concat_ws(' : ', a.name, m.reason) from stage_move m join account a on a.id = m.moved_by
						where m.id = v.id)
					when 'ECHANGE' then null
					else (select p.title from post p where p.id = v.id) end as detail,
				(select p.contact_id from post p where p.id = v.id) as person
			""";

	private static final RowMapper<Timeline.Entry> entries = new SimplePropertyRowMapper<>(Timeline.Entry.class);

	private final JdbcClient jdbc;

	SchoolHistory(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * The last events of all kinds, and among them at least the last exchanges; one
	 * statement.
	 */
	List<Event> last(String uai, int events, int exchanges) {
		return this.jdbc.sql(TOLD + """
				from (select * from (
						select v.*, row_number() over (order by happened desc, id) as place,
							row_number() over (partition by kind order by happened desc, id) as place_of_kind
						from\s""" + EVENTS + """
					) ranked where place <= :events or (kind = 'ECHANGE' and place_of_kind <= :exchanges)) v
				left join lateral (""" + Timeline.ENTRY + """
					where i.id = v.id and v.kind = 'ECHANGE') x on true
				order by v.happened desc, v.id""")
			.param("uai", uai)
			.param("events", events)
			.param("exchanges", exchanges)
			.query(SchoolHistory::event)
			.list();
	}

	/**
	 * How many events there are.
	 * @param kind null for all kinds
	 */
	long count(String uai, @Nullable Kind kind) {
		return this.jdbc.sql("select count(*) from " + EVENTS + "where :kind::text is null or v.kind = any (:kinds)")
			.param("uai", uai)
			.param("kind", (kind != null) ? kind.name() : null, Types.VARCHAR)
			.param("kinds", kinds(kind))
			.query(Long.class)
			.single();
	}

	/**
	 * One page of them, the last first.
	 * @param kind null for all kinds
	 */
	List<Event> page(String uai, @Nullable Kind kind, PageRequest page) {
		return this.jdbc.sql(TOLD + "from (select * from " + EVENTS + """
				where :kind::text is null or v.kind = any (:kinds)
				order by happened desc, id limit :size offset :offset) v
				left join lateral (""" + Timeline.ENTRY + """
					where i.id = v.id and v.kind = 'ECHANGE') x on true
				order by v.happened desc, v.id""")
			.param("uai", uai)
			.param("kind", (kind != null) ? kind.name() : null, Types.VARCHAR)
			.param("kinds", kinds(kind))
			.param("size", page.size())
			.param("offset", page.offset())
			.query(SchoolHistory::event)
			.list();
	}

	private static String[] kinds(@Nullable Kind kind) {
		return (kind == Kind.FONCTION) ? new String[] { "FONCTION", "DEPART" }
				: new String[] { (kind != null) ? kind.name() : "" };
	}

	/** What was objected at a school and not lifted since, the last heard first. */
	List<OpenObjection> openObjections(String uai) {
		return this.jdbc.sql("""
				select label, verbatim, heard_on from (
					select distinct on (kept.id) kept.label, io.verbatim, io.lifted,
						(i.occurred_at at time zone 'Europe/Paris')::date as heard_on
					from interaction i
					join interaction_objection io on io.interaction_id = i.id
					join objection b on b.id = io.objection_id
					join objection kept on kept.id = coalesce(b.merged_into, b.id)
					where i.uai = :uai
					order by kept.id, i.occurred_at desc, i.id) heard
				where not lifted
				order by heard_on desc, label collate french limit 3""")
			.param("uai", uai)
			.query(OpenObjection.class)
			.list();
	}

	private static Event event(ResultSet row, int number) throws SQLException {
		String kind = row.getString("event");
		return new Event(kind, row.getObject("happened", LocalDateTime.class),
				kind.equals("ECHANGE") ? entries.mapRow(row, number) : null, row.getString("subject"),
				row.getString("detail"), row.getObject("person", UUID.class));
	}

	/** What the history can be narrowed to. */
	enum Kind {

		ECHANGE, ETAPE, FONCTION

	}

	/**
	 * Something that happened.
	 *
	 * @param kind as {@link Kind}, and {@code DEPART} for a post's end
	 * @param at in Paris; the start of the day when only the day is known
	 * @param entry the exchange, if it is one
	 * @param subject the move, or the person who came or left
	 * @param person who came or left
	 */
	record Event(String kind, LocalDateTime at, Timeline.@Nullable Entry entry, @Nullable String subject,
			@Nullable String detail, @Nullable UUID person) {
	}

	/**
	 * An objection that stands.
	 *
	 * @param verbatim in the person's own words
	 */
	record OpenObjection(String label, @Nullable String verbatim, LocalDate heardOn) {
	}

}
