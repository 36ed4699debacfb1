package fr.dossiersco.outreach.dashboard;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import fr.dossiersco.outreach.export.Column;
import fr.dossiersco.outreach.export.Cursor;
import fr.dossiersco.outreach.web.PageRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The moves from stage to stage behind a figure, the last first. */
@Component
class Movements {

	private static final String WHERE = """
			where m.moved_at >= :since and (:stage::text is null or m.to_stage = :stage)
				and (:academie::text is null or m.academie = :academie)
			""";

	private static final String ROWS = """
			select (m.moved_at at time zone 'Europe/Paris') as at, m.uai, e.name as school, e.town, f.label as from_stage,
				t.label as to_stage, m.reason, a.name as author, m.interaction_id
			from stage_move m
				join establishment e on e.uai = m.uai
				join stage t on t.code = m.to_stage
				left join stage f on f.code = m.from_stage
				join account a on a.id = m.moved_by
			"""
			+ WHERE + " order by m.moved_at desc, m.id";

	static final List<Column<Movement>> columns = List.of(new Column<>("dashboard.export.when", Movement::at),
			new Column<>("dashboard.school", Movement::school), new Column<>("dashboard.export.uai", Movement::uai),
			new Column<>("dashboard.export.town", Movement::town),
			new Column<>("dashboard.export.from", Movement::fromStage),
			new Column<>("dashboard.export.to", Movement::toStage),
			new Column<>("dashboard.export.reason", Movement::reason), new Column<>("dashboard.who", Movement::author));

	private final JdbcClient jdbc;

	Movements(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	long count(Asked asked) {
		return bound("select count(*) from stage_move m " + WHERE, asked).query(Long.class).single();
	}

	List<Movement> rows(Asked asked, PageRequest page) {
		return bound(ROWS + " limit :size offset :offset", asked).param("size", page.size())
			.param("offset", page.offset())
			.query(Movement.class)
			.list();
	}

	/** All of them, one after the other. To be called in a transaction. */
	Stream<Movement> all(Asked asked) {
		return Cursor.over(bound(ROWS, asked), new SimplePropertyRowMapper<>(Movement.class));
	}

	private JdbcClient.StatementSpec bound(String sql, Asked asked) {
		return this.jdbc.sql(sql)
			.param("since", Period.midnight(asked.since()))
			.param("stage", asked.stage(), java.sql.Types.VARCHAR)
			.param("academie", asked.academie(), java.sql.Types.VARCHAR);
	}

	/**
	 * @param since the first day, in Paris
	 * @param stage the stage that schools came to, null for any
	 */
	record Asked(LocalDate since, @Nullable String stage, @Nullable String academie) {
	}

	/**
	 * @param at in Paris
	 */
	record Movement(LocalDateTime at, String uai, String school, @Nullable String town, @Nullable String fromStage,
			String toStage, @Nullable String reason, String author, @Nullable UUID interactionId) {
	}

}
