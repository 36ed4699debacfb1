package fr.dossiersco.outreach.dashboard;

import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;

import fr.dossiersco.outreach.export.Column;
import fr.dossiersco.outreach.export.Cursor;
import fr.dossiersco.outreach.web.PageRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The schools where someone was reached between two days, the last one first. */
@Component
class ReachedSchools {

	private static final String FROM = """
			from interaction i
			where i.outcome = 'JOINT' and i.uai is not null and i.occurred_at >= :since and i.occurred_at < :until
				and (:academie::text is null or i.academie = :academie)
			""";

	static final List<Column<Reached>> columns = List.of(new Column<>("dashboard.school", Reached::school),
			new Column<>("dashboard.export.uai", Reached::uai), new Column<>("dashboard.export.town", Reached::town),
			new Column<>("pipeline.stage", Reached::stage), new Column<>("dashboard.reached.times", Reached::times),
			new Column<>("dashboard.export.last", Reached::lastAt));

	private final JdbcClient jdbc;

	ReachedSchools(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	long count(RecentExchanges.Asked asked) {
		return bound("select count(distinct i.uai) " + FROM, asked).query(Long.class).single();
	}

	List<Reached> rows(RecentExchanges.Asked asked, PageRequest page) {
		return bound(rows(" order by max(i.occurred_at) desc, i.uai limit :size offset :offset"), asked)
			.param("size", page.size())
			.param("offset", page.offset())
			.query(Reached.class)
			.list();
	}

	/** All of them, one after the other. To be called in a transaction. */
	Stream<Reached> all(RecentExchanges.Asked asked) {
		return Cursor.over(bound(rows(""), asked), new SimplePropertyRowMapper<>(Reached.class));
	}

	/** The schools of some of the groups, in their order. */
	private static String rows(String some) {
		return """
				select e.uai, e.name as school, e.town, s.label as stage, r.times,
					(r.last_at at time zone 'Europe/Paris') as last_at
				from (select i.uai, count(*) as times, max(i.occurred_at) as last_at
				""" + FROM + " group by i.uai" + some + """
				) r
					join establishment e on e.uai = r.uai
					left join pursuit p on p.uai = r.uai
					left join stage s on s.code = p.stage
				order by r.last_at desc, r.uai""";
	}

	private JdbcClient.StatementSpec bound(String sql, RecentExchanges.Asked asked) {
		return this.jdbc.sql(sql)
			.param("since", Period.midnight(asked.since()))
			.param("until", Period.midnight(asked.until().plusDays(1)))
			.param("academie", asked.academie(), Types.VARCHAR);
	}

	/**
	 * @param times how many times someone was reached
	 * @param lastAt the last of them, in Paris
	 */
	record Reached(String uai, String school, @Nullable String town, @Nullable String stage, long times,
			LocalDateTime lastAt) {
	}

}
