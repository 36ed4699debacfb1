package fr.dossiersco.outreach.digest;

import java.util.List;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.calling.AdriftSchools;
import fr.dossiersco.outreach.digest.WeekFacts.Arrivals;
import fr.dossiersco.outreach.digest.WeekFacts.Move;
import fr.dossiersco.outreach.digest.WeekFacts.Step;
import fr.dossiersco.outreach.web.PageRequest;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads a week in six statements, with the sight of whoever acts: an ambassador's is that
 * of their académies, because the database shows them nothing else.
 */
@Component
class WeekReading {

	static final int MOST_MOVES = 30;

	static final int MOST_STUCK = 10;

	static final int MOST_DUE = 20;

	private static final String STEP = """
			select f.id, f.kind, f.due_on, f.uai, e.name as school, e.town, f.contact_id, a.name as owner,
				count(*) over () as total, count(*) filter (where f.owner = :me) over () as own
			from follow_up f left join establishment e on e.uai = f.uai join account a on a.id = f.owner
			where f.closed_at is null
			""";

	private final JdbcClient jdbc;

	private final AdriftSchools adrift;

	WeekReading(JdbcClient jdbc, AdriftSchools adrift) {
		this.jdbc = jdbc;
		this.adrift = adrift;
	}

	@Transactional(readOnly = true)
	public WeekFacts of(CurrentAccount reader, DigestPeriod period) {
		List<Arrivals> arrivals = arrivals(period);
		List<Step> overdue = overdue(reader, period);
		List<Step> due = due(reader, period);
		return new WeekFacts(period, reader.isTeam(), arrivals, arrivals.stream().mapToLong(Arrivals::moves).sum(),
				moves(period), overdue.stream().mapToLong(Step::total).findFirst().orElse(0),
				overdue.stream().mapToLong(Step::own).findFirst().orElse(0), overdue, this.adrift.count(),
				this.adrift.rows(new PageRequest(1, MOST_STUCK)),
				due.stream().mapToLong(Step::total).findFirst().orElse(0), due);
	}

	private List<Arrivals> arrivals(DigestPeriod period) {
		return this.jdbc.sql("""
				select s.label as stage, count(distinct m.uai) as schools, count(*) as moves
				from stage_move m join stage s on s.code = m.to_stage
				where m.moved_at >= :start and m.moved_at < :end
				group by s.code order by s.position""")
			.param("start", period.start())
			.param("end", period.end())
			.query(Arrivals.class)
			.list();
	}

	private List<Move> moves(DigestPeriod period) {
		return this.jdbc.sql("""
				select m.uai, e.name as school, e.town, f.label as from_stage, t.label as to_stage, m.reason
				from stage_move m
					join establishment e on e.uai = m.uai
					join stage t on t.code = m.to_stage
					left join stage f on f.code = m.from_stage
				where m.moved_at >= :start and m.moved_at < :end
				order by m.moved_at desc, m.id limit :most""")
			.param("start", period.start())
			.param("end", period.end())
			.param("most", MOST_MOVES)
			.query(Move.class)
			.list();
	}

	/** Those of the reader first, then the oldest. */
	private List<Step> overdue(CurrentAccount reader, DigestPeriod period) {
		return this.jdbc
			.sql(STEP + " and f.due_on < :today order by f.owner = :me desc, f.due_on, f.starts_at, f.id limit :most")
			.param("me", reader.id())
			.param("today", period.today())
			.param("most", MOST_STUCK)
			.query(Step.class)
			.list();
	}

	private List<Step> due(CurrentAccount reader, DigestPeriod period) {
		return this.jdbc.sql(STEP
				+ " and f.owner = :me and f.due_on between :today and :sunday order by f.due_on, f.starts_at, f.id limit :most")
			.param("me", reader.id())
			.param("today", period.today())
			.param("sunday", period.sunday())
			.param("most", MOST_DUE)
			.query(Step.class)
			.list();
	}

}
