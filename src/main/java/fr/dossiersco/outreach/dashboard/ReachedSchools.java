package fr.dossiersco.outreach.dashboard;

import java.time.LocalDateTime;
import java.util.List;

import fr.dossiersco.outreach.export.Column;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The schools where someone was reached, the last one first. */
@Component
class ReachedSchools extends FigureList<ReachedSchools.Reached> {

	static final String NAME = "joints";

	ReachedSchools(JdbcClient jdbc) {
		super(jdbc, Reached.class);
	}

	@Override
	String name() {
		return NAME;
	}

	@Override
	boolean isPersonal() {
		return false;
	}

	@Override
	List<ListCriterion> criteria() {
		return List.of();
	}

	@Override
	List<Column<Reached>> columns() {
		return List.of(new Column<>("dashboard.school", Reached::school),
				new Column<>("dashboard.export.uai", Reached::uai),
				new Column<>("dashboard.export.town", Reached::town), new Column<>("pipeline.stage", Reached::stage),
				new Column<>("dashboard.reached.times", Reached::times),
				new Column<>("dashboard.export.last", Reached::lastAt));
	}

	private static String from(Asked asked) {
		return """
				 from interaction i
				where i.outcome = 'JOINT' and i.uai is not null and i.occurred_at >= :since and i.occurred_at < :until and
				"""
				+ asked.scope().rowsOf("i");
	}

	@Override
	String count(Asked asked) {
		return "select count(distinct i.uai)" + from(asked);
	}

	/** The schools of some of the groups only. */
	@Override
	String select(Asked asked, String some) {
		return """
				select s.uai, s.name as school, s.town, g.label as stage, r.times,
					(r.last_at at time zone 'Europe/Paris') as last_at
				from (select i.uai, count(*) as times, max(i.occurred_at) as last_at
				""" + from(asked) + " group by i.uai order by max(i.occurred_at) desc, i.uai" + some + """
				) r
					join establishment s on s.uai = r.uai
					left join pursuit p on p.uai = r.uai
					left join stage g on g.code = p.stage
				order by r.last_at desc, r.uai""";
	}

	/**
	 * @param times how many times someone was reached
	 * @param lastAt the last of them, in Paris
	 */
	record Reached(String uai, String school, @Nullable String town, @Nullable String stage, long times,
			LocalDateTime lastAt) {
	}

}
