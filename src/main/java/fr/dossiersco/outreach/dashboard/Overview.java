package fr.dossiersco.outreach.dashboard;

import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import fr.dossiersco.outreach.territory.Academie;
import fr.dossiersco.outreach.territory.Territory;
import fr.dossiersco.outreach.web.LargeTotals;
import fr.dossiersco.outreach.web.PageRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where every school stands and what moved this week, in seven statements whatever the
 * number of schools.
 */
@Component
class Overview {

	private static final int LATEST = 10;

	private static final int LATEST_MOVES = 5;

	private final JdbcClient jdbc;

	private final Territory territory;

	private final Movements movements;

	private final LargeTotals<List<@Nullable String>> totals = new LargeTotals<>();

	private final Clock clock;

	Overview(JdbcClient jdbc, Territory territory, Movements movements, Clock clock) {
		this.jdbc = jdbc;
		this.territory = territory;
		this.movements = movements;
		this.clock = clock;
	}

	/**
	 * @param academie the code of an académie, null for all
	 */
	@Transactional(readOnly = true)
	public View of(@Nullable String academie) {
		Period period = Period.now(this.clock);
		List<StageFigure> stages = stages(academie, period);
		Figures figures = figures(academie, period);
		long staged = stages.stream().mapToLong(StageFigure::schools).sum();
		return new View(academie, this.territory.academies(), stages, openSchools(academie) - staged,
				Math.max(1, stages.stream().mapToLong(StageFigure::schools).max().orElse(1)), period.firstDay(),
				figures, contacts(academie), this.movements.rows(new Movements.Asked(period.firstDay(), null, academie),
						new PageRequest(1, LATEST_MOVES)),
				latest(academie), overdue(academie, period));
	}

	private long openSchools(@Nullable String academie) {
		return total("select count(*) from establishment where state <> 'FERME'", "academie = :academie", academie);
	}

	private long contacts(@Nullable String academie) {
		return total("select count(*) from contact where true", "academies && array[:academie]::text[]", academie);
	}

	/** The team sees everybody, and nobody else comes here. */
	private long total(String all, String within, @Nullable String academie) {
		String sql = (academie != null) ? all + " and " + within : all;
		return this.totals.of(Arrays.asList(sql, academie),
				(asked) -> this.jdbc.sql(sql).param("academie", academie, Types.VARCHAR).query(Long.class).single());
	}

	private List<StageFigure> stages(@Nullable String academie, Period period) {
		return this.jdbc
			.sql("""
					select s.code, s.label, coalesce(p.schools, 0) as schools, coalesce(m.moves, 0) as moves
					from stage s
						left join (select u.stage, count(*) schools from pursuit u
							where not exists (select from establishment e where e.uai = u.uai and e.state = 'FERME')
								and (:academie::text is null or u.academie = :academie) group by u.stage) p on p.stage = s.code
						left join (select to_stage, count(*) moves from stage_move
							where moved_at >= :start and (:academie::text is null or academie = :academie) group by to_stage) m
							on m.to_stage = s.code
					order by s.position""")
			.param("academie", academie, Types.VARCHAR)
			.param("start", period.start())
			.query(StageFigure.class)
			.list();
	}

	private Figures figures(@Nullable String academie, Period period) {
		return this.jdbc.sql("""
				select
					(select count(*) from interaction where occurred_at >= :start and occurred_at < :end
						and (:academie::text is null or academie = :academie)) as exchanges,
					(select count(*) from interaction where occurred_at >= :before and occurred_at < :start
						and (:academie::text is null or academie = :academie)) as exchanges_before,
					(select count(distinct uai) from interaction where outcome = 'JOINT' and occurred_at >= :start
						and occurred_at < :end and (:academie::text is null or academie = :academie)) as reached,
					(select count(*) from stage_move where moved_at >= :start
						and (:academie::text is null or academie = :academie)) as moves,
					(select count(*) from follow_up where closed_at is null and due_on < :today
						and (:academie::text is null or academie = :academie)) as overdue""")
			.param("academie", academie, Types.VARCHAR)
			.param("start", period.start())
			.param("before", period.startBefore())
			.param("end", period.end())
			.param("today", period.today())
			.query(Figures.class)
			.single();
	}

	private List<LatestAction> latest(@Nullable String academie) {
		return this.jdbc.sql("""
				select i.id, (i.occurred_at at time zone 'Europe/Paris') as at, i.outcome, i.channel, a.name as author,
					e.uai, e.name as school, e.town, s.label as stage
				from interaction i
					join account a on a.id = i.author
					join establishment e on e.uai = i.uai
					left join pursuit p on p.uai = i.uai
					left join stage s on s.code = p.stage
				where (:academie::text is null or i.academie = :academie)
				order by i.occurred_at desc, i.id limit :most""")
			.param("academie", academie, Types.VARCHAR)
			.param("most", LATEST)
			.query(LatestAction.class)
			.list();
	}

	private List<Overdue> overdue(@Nullable String academie, Period period) {
		return this.jdbc.sql("""
				select a.id as owner, a.name, count(*) as count, min(f.due_on) as oldest
				from follow_up f join account a on a.id = f.owner
				where f.closed_at is null and f.due_on < :today and (:academie::text is null or f.academie = :academie)
				group by a.id, a.name order by min(f.due_on), a.name collate french, a.id limit 20""")
			.param("academie", academie, Types.VARCHAR)
			.param("today", period.today())
			.query(Overdue.class)
			.list();
	}

	/**
	 * @param unspotted how many schools stand at no stage, without those that closed
	 * @param most the largest number of schools at one stage, 1 at least
	 * @param since the first day of this week
	 * @param contacts how many people are known
	 */
	record View(@Nullable String academie, List<Academie> academies, List<StageFigure> stages, long unspotted,
			long most, LocalDate since, Figures figures, long contacts, List<Movements.Movement> moves,
			List<LatestAction> latest, List<Overdue> overdue) {
	}

	/**
	 * @param schools how many stand there, without those that closed
	 * @param moves how many came there this week
	 */
	record StageFigure(String code, String label, long schools, long moves) {
	}

	/**
	 * @param reached how many schools where someone was reached this week
	 */
	record Figures(long exchanges, long exchangesBefore, long reached, long moves, long overdue) {
	}

	/**
	 * @param at in Paris
	 */
	record LatestAction(UUID id, LocalDateTime at, String outcome, String channel, String author, String uai,
			String school, @Nullable String town, @Nullable String stage) {
	}

	record Overdue(UUID owner, String name, long count, LocalDate oldest) {
	}

}
