package fr.dossiersco.outreach.dashboard;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.establishment.SchoolScope;
import fr.dossiersco.outreach.pipeline.Stage;
import fr.dossiersco.outreach.pipeline.Stages;
import fr.dossiersco.outreach.review.StaleSchools;
import fr.dossiersco.outreach.web.Proportion;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Where the schools of a scope stand, what was done in a period and what came of it, in
 * as many statements whatever the number of schools. Everything is counted from what is
 * written down; whoever asks the same within {@link #KEPT} reads the same figures, which
 * say when they were counted.
 */
@Component
class Overview {

	/**
	 * A figure is never older than a minute, and colleagues who open the page at the same
	 * moment count once.
	 */
	static final Duration KEPT = Duration.ofSeconds(45);

	static final int WEEKS = 53;

	private static final int LATEST = 10;

	private static final int OBJECTIONS = 5;

	private static final int OWNERS = 20;

	/** « Inscrit » : from there on, a school has answered with a deed. */
	private static final String GOAL = "INSCRIT";

	private final Cache<Key, View> recent = Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(500).build();

	private final JdbcClient jdbc;

	private final Funnel funnel;

	private final StaleSchools stale;

	private final Stages stages;

	private final TransactionOperations reading;

	private final Clock clock;

	Overview(JdbcClient jdbc, Funnel funnel, StaleSchools stale, Stages stages, TransactionOperations reading,
			Clock clock) {
		this.jdbc = jdbc;
		this.funnel = funnel;
		this.stale = stale;
		this.stages = stages;
		this.reading = reading;
		this.clock = clock;
	}

	/** What was counted last for someone who sees as much, or else what is now. */
	View recent(SchoolScope scope, Period period, CurrentAccount me) {
		return this.recent.get(key(scope, period, me), (key) -> of(scope, period));
	}

	/** Has the next reading of the same figures count them anew. */
	void forget(SchoolScope scope, Period period, CurrentAccount me) {
		this.recent.invalidate(key(scope, period, me));
	}

	private static Key key(SchoolScope scope, Period period, CurrentAccount me) {
		return new Key(scope.criteria(), period, me.isTeam(), Set.copyOf(me.academies()));
	}

	/** All of it, as it is now. */
	View of(SchoolScope scope, Period period) {
		return this.reading.execute((transaction) -> counted(scope, period));
	}

	private View counted(SchoolScope scope, Period period) {
		Figures figures = figures(scope, period);
		List<StageFigure> stages = stages(scope, period);
		List<Stage> way = this.stages.all().stream().filter((stage) -> !stage.isAside()).toList();
		Stage goal = goal(way);
		return new View(LocalDateTime.ofInstant(this.clock.instant(), Period.PARIS), stages, figures,
				this.stale.baskets(scope).stale(), objections(scope, period), goal,
				(goal != null) ? ways(scope, goal) : List.of(), weeks(scope, period), latest(scope),
				overdue(scope, period), way.isEmpty() ? null : way.getFirst().orFurther());
	}

	private List<StageFigure> stages(SchoolScope scope, Period period) {
		Map<String, Funnel.Step> steps = this.funnel.steps(scope)
			.stream()
			.collect(Collectors.toMap(Funnel.Step::code, Function.identity()));
		return scope
			.bind(this.jdbc
				.sql("""
						select s.code, s.label, coalesce(p.schools, 0) as schools, coalesce(m.week_in, 0) as week_in,
							coalesce(m.week_out, 0) as week_out, coalesce(m.month_in, 0) as month_in, coalesce(m.month_out, 0) as month_out
						from stage s
							left join (select p.stage, count(*) as schools
									from pursuit p join establishment e on e.uai = p.uai JOINS
									where CONDITIONS group by p.stage) p on p.stage = s.code
							left join (select x.stage, count(*) filter (where x.arrived and m.moved_at >= :week) as week_in,
										count(*) filter (where not x.arrived and m.moved_at >= :week) as week_out,
										count(*) filter (where x.arrived) as month_in, count(*) filter (where not x.arrived) as month_out
									from stage_move m join establishment e on e.uai = m.uai JOINS
										cross join lateral (values (m.to_stage, true), (m.from_stage, false)) x (stage, arrived)
									where m.moved_at >= :month and m.moved_at < :tomorrow and CONDITIONS group by x.stage) m on m.stage = s.code
						where s.retired_at is null or p.schools > 0 or m.month_in > 0 or m.month_out > 0
						order by s.position"""
					.replace("JOINS", scope.joins())
					.replace("CONDITIONS", scope.conditions())))
			.param("week", Period.midnight(period.lastDays(StageFigure.WEEK)))
			.param("month", Period.midnight(period.lastDays(StageFigure.MONTH)))
			.param("tomorrow", Period.midnight(period.today().plusDays(1)))
			.query(Standing.class)
			.list()
			.stream()
			.map((standing) -> new StageFigure(standing, steps.get(standing.code())))
			.toList();
	}

	private Figures figures(SchoolScope scope, Period period) {
		return scope
			.bind(this.jdbc
				.sql("""
						select x.*, n.*, u.*,
							(select count(*) from stage_move m join establishment e on e.uai = m.uai JOINS
								where m.moved_at >= :since and m.moved_at < :until and CONDITIONS) as moves,
							(select count(*) from contact c where c.created_at >= :since and c.created_at < :until and PEOPLE) as new_people,
							(select count(*) from contact c where WITHOUT_PHONE PEOPLE) as without_phone,
							(select count(*) from follow_up f where f.closed_at is null and f.due_on < :today and STEPS) as overdue,
							(select count(*) from establishment e JOINS
								where not exists (select from pursuit q where q.uai = e.uai) and CONDITIONS) as unspotted
						from (select count(*) filter (where i.occurred_at >= :since) as exchanges,
									count(*) filter (where i.occurred_at < :since) as exchanges_before,
									count(*) filter (where i.occurred_at >= :since and CALLS) as calls,
									count(*) filter (where i.occurred_at >= :since and CALLS and i.outcome = 'JOINT') as answered,
									count(distinct i.uai) filter (where i.occurred_at >= :since and i.outcome = 'JOINT') as reached
								from interaction i where i.occurred_at >= :before and i.occurred_at < :until and EXCHANGES) x
							cross join (select count(*) as introductions, count(*) filter (where n.outcome = 'ACCEPTEE') as accepted
								from introduction n where n.asked_at >= :since and n.asked_at < :until and INTRODUCTIONS) n
							cross join (select count(*) as followed, count(*) filter (where p.owner is null) as unowned,
									count(*) filter (where not exists (select from post k
										where k.uai = p.uai and (k.ended_on is null or k.ended_on >= :today))) as unknown
								from pursuit p join stage g on g.code = p.stage and g.category <> 'A_PART'
									join establishment e on e.uai = p.uai JOINS where CONDITIONS) u"""
					.replace("JOINS", scope.joins())
					.replace("CONDITIONS", scope.conditions())
					.replace("PEOPLE", scope.peopleOf("c"))
					.replace("WITHOUT_PHONE", PeopleWithoutPhone.CONDITION)
					.replace("STEPS", scope.rowsOf("f"))
					.replace("CALLS", RecentExchanges.CALLS)
					.replace("EXCHANGES", scope.rowsOf("i"))
					.replace("INTRODUCTIONS", scope.rowsOf("n"))))
			.param("before", period.before().start())
			.param("since", period.start())
			.param("until", period.end())
			.param("today", period.today())
			.query(Figures.class)
			.single();
	}

	/** What is raised most, whatever it was merged into meanwhile. */
	private List<Objection> objections(SchoolScope scope, Period period) {
		return scope
			.bind(this.jdbc.sql("""
					select o.id, o.label, count(distinct i.id) filter (where i.occurred_at >= :since) as raised,
						count(distinct i.id) filter (where i.occurred_at >= :since and x.lifted) as lifted,
						count(distinct i.id) filter (where i.occurred_at < :since) as before
					from interaction i
						join interaction_objection x on x.interaction_id = i.id
						join kept_objection k on k.id = x.objection_id
						join objection o on o.id = k.kept
					where i.occurred_at >= :before and i.occurred_at < :until and EXCHANGES
					group by o.id, o.label having count(*) filter (where i.occurred_at >= :since) > 0
					order by raised desc, o.label collate french, o.id limit :most""".replace("EXCHANGES",
					scope.rowsOf("i"))))
			.param("before", period.before().start())
			.param("since", period.start())
			.param("until", period.end())
			.param("most", OBJECTIONS)
			.query(Objection.class)
			.list();
	}

	/** How far schools came, by how they were first met. */
	private List<Way> ways(SchoolScope scope, Stage goal) {
		return scope
			.bind(this.jdbc
				.sql("""
						select p.first_approach as approach, count(*) as schools, count(c.uai) as came
						from pursuit p join establishment e on e.uai = p.uai JOINS
							left join (select distinct m.uai from stage_move m
									join stage t on t.code = m.to_stage and t.category <> 'A_PART' and t.position >= :goal) c on c.uai = p.uai
						where p.first_approach is not null and CONDITIONS
						group by p.first_approach"""
					.replace("JOINS", scope.joins())
					.replace("CONDITIONS", scope.conditions())))
			.param("goal", goal.position())
			.query((row, number) -> new Way(row.getString("approach"),
					new Proportion(row.getLong("came"), row.getLong("schools"))))
			.list();
	}

	private static @Nullable Stage goal(List<Stage> way) {
		Optional<Stage> named = way.stream().filter((stage) -> stage.code().equals(GOAL)).findFirst();
		return named.or(() -> way.stream().filter((stage) -> !stage.isUnderWay()).findFirst()).orElse(null);
	}

	/** Week by week for a year, this week last; a week begins on Monday. */
	private List<Week> weeks(SchoolScope scope, Period period) {
		LocalDate thisWeek = period.today().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
		List<LocalDate> mondays = IntStream.range(0, WEEKS)
			.mapToObj((week) -> thisWeek.minusWeeks(WEEKS - 1L - week))
			.toList();
		return scope
			.bind(this.jdbc
				.sql("""
						with starts as materialized (select :starts::text[]::timestamptz[] as of)
						select w.monday, coalesce(x.exchanges, 0) as exchanges, coalesce(x.reached, 0) as reached, coalesce(m.moves, 0) as moves
						from unnest(:mondays::text[]::date[]) with ordinality as w (monday, place)
							left join (select width_bucket(i.occurred_at, s.of) as place, count(*) as exchanges,
										count(*) filter (where i.outcome = 'JOINT') as reached
									from interaction i cross join starts s
									where i.occurred_at >= :first and i.occurred_at < :tomorrow and EXCHANGES group by 1) x on x.place = w.place
							left join (select width_bucket(m.moved_at, s.of) as place, count(*) as moves
									from stage_move m cross join starts s join establishment e on e.uai = m.uai JOINS
									where m.moved_at >= :first and m.moved_at < :tomorrow and CONDITIONS group by 1) m on m.place = w.place
						order by w.place"""
					.replace("EXCHANGES", scope.rowsOf("i"))
					.replace("JOINS", scope.joins())
					.replace("CONDITIONS", scope.conditions())))
			.param("mondays", mondays.stream().map(LocalDate::toString).toArray(String[]::new))
			.param("starts",
					mondays.stream().map((monday) -> Period.midnight(monday).toString()).toArray(String[]::new))
			.param("first", Period.midnight(mondays.getFirst()))
			.param("tomorrow", Period.midnight(period.today().plusDays(1)))
			.query(Week.class)
			.list();
	}

	/**
	 * The last exchange and the next step of each school under way, the last one first.
	 */
	private List<LatestAction> latest(SchoolScope scope) {
		return scope.bind(this.jdbc
			.sql("""
					select l.*, (l.last_exchange_at at time zone 'Europe/Paris') as at, i.outcome, a.name as author, o.name as owner,
						f.id as next_id, f.kind as next_kind, f.due_on as next_on
					from (select p.uai, e.name as school, e.town, g.label as stage, p.last_exchange_at, p.last_exchange_id as id, p.owner as owner_id
							from pursuit p join stage g on g.code = p.stage and g.category = 'EN_COURS'
								join establishment e on e.uai = p.uai JOINS
							where p.last_exchange_at is not null and CONDITIONS
							order by p.last_exchange_at desc, p.uai limit :most) l
						join interaction i on i.id = l.id
						join account a on a.id = i.author
						left join account o on o.id = l.owner_id
						left join lateral (select * from follow_up f where f.uai = l.uai and f.closed_at is null
							order by f.due_on, f.starts_at, f.id limit 1) f on true
					order by l.last_exchange_at desc, l.uai"""
				.replace("JOINS", scope.joins())
				.replace("CONDITIONS", scope.conditions())))
			.param("most", LATEST)
			.query(LatestAction.class)
			.list();
	}

	private List<Overdue> overdue(SchoolScope scope, Period period) {
		return scope
			.bind(this.jdbc.sql("""
					select a.id as owner, a.name, count(*) as count, min(f.due_on) as oldest
					from follow_up f join account a on a.id = f.owner
					where f.closed_at is null and f.due_on < :today and STEPS
					group by a.id, a.name order by min(f.due_on), a.name collate french, a.id limit :most"""
				.replace("STEPS", scope.rowsOf("f"))))
			.param("today", period.today())
			.param("most", OWNERS)
			.query(Overdue.class)
			.list();
	}

	private record Key(Map<String, String> criteria, Period period, boolean team, Set<String> academies) {
	}

	/**
	 * @param countedAt in Paris
	 * @param stale how many schools are to be taken up again
	 * @param goal the stage that « ways » counts, null when no stage is on the way
	 * @param weeks a year of them
	 * @param followed what the list of schools is asked for those on the way or at its
	 * end, null when no stage is on the way
	 */
	record View(LocalDateTime countedAt, List<StageFigure> stages, Figures figures, long stale,
			List<Objection> objections, @Nullable Stage goal, List<Way> ways, List<Week> weeks,
			List<LatestAction> latest, List<Overdue> overdue, @Nullable String followed) {

		/** The largest number of schools at one stage, 1 at least. */
		public long most() {
			return Math.max(1, this.stages.stream().mapToLong((stage) -> stage.standing().schools()).max().orElse(1));
		}

	}

	/**
	 * @param schools how many stand there, without those that closed
	 * @param weekIn how many came there in seven days
	 * @param weekOut how many left in seven days
	 */
	record Standing(String code, String label, long schools, long weekIn, long weekOut, long monthIn, long monthOut) {
	}

	/**
	 * A stage, with what the funnel says of it.
	 *
	 * @param step null for a stage aside
	 */
	record StageFigure(Standing standing, Funnel.@Nullable Step step) {

		static final int WEEK = 7;

		static final int MONTH = 30;

		public long weekNet() {
			return this.standing.weekIn() - this.standing.weekOut();
		}

		public long monthNet() {
			return this.standing.monthIn() - this.standing.monthOut();
		}

	}

	/**
	 * @param exchanges in the period
	 * @param exchangesBefore in as many days just before
	 * @param answered the calls where someone was reached
	 * @param reached how many schools where someone was reached
	 * @param unspotted how many schools stand at no stage, without those that closed
	 * @param followed how many schools are on the way or have come to its end
	 * @param unknown those of them where nobody is known
	 * @param unowned those of them that nobody leads
	 */
	record Figures(long exchanges, long exchangesBefore, long calls, long answered, long reached, long introductions,
			long accepted, long followed, long unowned, long unknown, long moves, long newPeople, long withoutPhone,
			long overdue, long unspotted) {

		public Proportion reach() {
			return new Proportion(this.answered, this.calls);
		}

		/** Whether nothing at all was done in the period. */
		public boolean isQuiet() {
			return this.exchanges == 0 && this.moves == 0 && this.newPeople == 0 && this.introductions == 0;
		}

	}

	/**
	 * @param before in how many exchanges it was raised in as many days just before
	 */
	record Objection(UUID id, String label, long raised, long lifted, long before) {

		public Proportion liftedShare() {
			return new Proportion(this.lifted, this.raised);
		}

	}

	/** How many of the schools first met in one way came to the goal. */
	record Way(String approach, Proportion came) {
	}

	/**
	 * @param monday its first day
	 */
	record Week(LocalDate monday, long exchanges, long reached, long moves) {
	}

	/**
	 * @param id the exchange
	 * @param at in Paris
	 * @param nextOn the day of the next step, null without one
	 */
	record LatestAction(UUID id, LocalDateTime at, String outcome, String author, String uai, String school,
			@Nullable String town, String stage, @Nullable String owner, @Nullable UUID nextId,
			@Nullable String nextKind, @Nullable LocalDate nextOn) {
	}

	record Overdue(UUID owner, String name, long count, LocalDate oldest) {
	}

}
