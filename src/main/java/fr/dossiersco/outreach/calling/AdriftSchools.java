package fr.dossiersco.outreach.calling;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

import fr.dossiersco.outreach.web.PageRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The schools on our way that have no next step, nor a dated reason for it: the furthest
 * on the way first, then who has waited longest.
 */
@Component
public class AdriftSchools {

	private static final String ADRIFT = """
			from pursuit p join stage s on s.code = p.stage and s.category <> 'A_PART' join establishment e on e.uai = p.uai
				left join account a on a.id = p.owner
			where e.state = 'OUVERT' and not exists (select from follow_up f where f.uai = p.uai and f.closed_at is null)
				and not exists (select from school_rest r where r.uai = p.uai and r.until >= :today)
			""";

	private final JdbcClient jdbc;

	private final Clock clock;

	AdriftSchools(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	public long count() {
		return this.jdbc.sql("select count(*) " + ADRIFT).param("today", today()).query(Long.class).single();
	}

	public List<Row> rows(PageRequest page) {
		return this.jdbc.sql(
				"select p.uai, e.name, e.town, s.label as stage, (p.since at time zone 'Europe/Paris')::date as since, a.name as owner "
						+ ADRIFT + " order by s.position desc, p.since, p.uai limit :size offset :offset")
			.param("today", today())
			.param("size", page.size())
			.param("offset", page.offset())
			.query(Row.class)
			.list();
	}

	private LocalDate today() {
		return LocalDate.ofInstant(this.clock.instant(), ZoneId.of("Europe/Paris"));
	}

	/**
	 * One of them.
	 *
	 * @param since the day when it came to its stage, in Paris
	 * @param owner who leads it, null when nobody does
	 */
	public record Row(String uai, String name, @Nullable String town, String stage, LocalDate since,
			@Nullable String owner) {
	}

}
