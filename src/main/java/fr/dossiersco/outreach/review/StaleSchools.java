package fr.dossiersco.outreach.review;

import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

import fr.dossiersco.outreach.establishment.SchoolScope;
import fr.dossiersco.outreach.export.Cursor;
import fr.dossiersco.outreach.pipeline.Stage;
import fr.dossiersco.outreach.pipeline.Stages;
import fr.dossiersco.outreach.review.OpenDays.Limit;
import fr.dossiersco.outreach.web.PageRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The schools to take up again: on our way, with neither a next step to come nor a reason
 * to wait, and no exchange nor move for more open days than their stage expects. Only
 * days when schools of their département were open count, on the clock of that place.
 */
@Component
public class StaleSchools {

	/** What a review may be narrowed by. */
	static final List<String> CRITERIA = List.of("academie", "departement", "type", "secteur", "etape", "responsable",
			"rencontre", "entree", "approche");

	private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

	private static final String LAST = "greatest(p.since, p.last_exchange_at)";

	/**
	 * The schools under way come first, in a step of their own: asked all at once, the
	 * planner sets out from the limits and walks through all schools of the country.
	 */
	private static final String STALE = """
			with last_review as (select id from stale_review order by closed_at desc, id limit 1),
				limits as (select * from unnest(:departements::text[], :expected::text[]::int[], :before::text[]::timestamptz[],
					:today::text[]::date[]) as l (departement, expected, before, today)),
				standing as materialized (
					select p.uai, p.academie, LAST as last_at, e.departement, g.expected_days
					from pursuit p join stage g on g.code = p.stage and g.category = 'EN_COURS' and g.retired_at is null
						join establishment e on e.uai = p.uai and e.state = 'OUVERT'
					where LAST < (select max(before) from limits) WITHIN),
				stale as materialized (
					select s.uai, s.academie
					from standing s join limits l on l.departement = s.departement and l.expected = s.expected_days
					where s.last_at < l.before
						and not exists (select from follow_up f where f.uai = s.uai and f.closed_at is null and f.due_on >= l.today)
						and not exists (select from school_rest r where r.uai = s.uai and r.until >= l.today))
			"""
		.replace("LAST", LAST);

	/** What they are now beside what they were at the last review, within a scope. */
	private static final String SORTED = """
			, sorted as materialized (
				select o.uai, o.basket
				from (select coalesce(n.uai, b.uai) as uai,
							case when b.uai is null then 'ENTRES' when n.uai is null then 'SORTIS' else 'RESTES' end as basket
						from stale n
							full join (select s.uai from stale_review_school s join last_review r on r.id = s.review_id) b on b.uai = n.uai) o
					join establishment e on e.uai = o.uai
				JOINS where CONDITIONS),
			counted as (select count(*) filter (where basket = 'ENTRES') as entered, count(*) filter (where basket = 'RESTES') as stayed,
				count(*) filter (where basket = 'SORTIS') as gone from sorted),
			asked as (select c.*, coalesce(:basket::text, case when c.entered = 0 and c.stayed > 0 then 'RESTES' else 'ENTRES' end) as basket
				from counted c)
			""";

	/** The schools of the basket that is asked for, longest first. */
	private static final String SHOWN = """
			select o.uai, e.name, e.town, e.departement, s.label as stage, s.expected_days, LAST as last_at,
				p.last_exchange_at, p.last_exchange_id, i.outcome as last_outcome, a.name as owner,
				t.id as todo_id, t.text as todo, t.dealt_at is not null as dealt, w.name as todo_by
			from sorted o join establishment e on e.uai = o.uai
				left join pursuit p on p.uai = o.uai
				left join stage s on s.code = p.stage
				left join account a on a.id = p.owner
				left join interaction i on i.id = p.last_exchange_id
				left join lateral (select t.* from stale_todo t where t.uai = o.uai
					order by t.written_at desc, t.id limit 1) t on true
				left join account w on w.id = t.written_by
			where o.basket = q.basket
			order by LAST, o.uai""".replace("LAST", LAST);

	private final RowMapper<Found> found = new SimplePropertyRowMapper<>(Found.class);

	private final RowMapper<Head> head = new SimplePropertyRowMapper<>(Head.class);

	private final JdbcClient jdbc;

	private final OpenDays openDays;

	private final Stages stages;

	private final Clock clock;

	StaleSchools(JdbcClient jdbc, OpenDays openDays, Stages stages, Clock clock) {
		this.jdbc = jdbc;
		this.openDays = openDays;
		this.stages = stages;
		this.clock = clock;
	}

	/** How many there are in each basket. */
	public Baskets baskets(SchoolScope scope) {
		return scope.bind(bound(sorted(scope) + "select entered, stayed, gone from counted", this.clock.instant()))
			.param("basket", null, Types.VARCHAR)
			.query(Baskets.class)
			.single();
	}

	/**
	 * How many schools there are in each basket, and those of one, where nothing has
	 * happened for longest first.
	 * @param basket null for those that entered, or those that stayed if none did
	 */
	Reading read(@Nullable Basket basket, SchoolScope scope, PageRequest page) {
		Instant now = this.clock.instant();
		List<Row> rows = new ArrayList<>();
		List<Head> heads = scope
			.bind(bound(sorted(scope)
					+ """
							select q.entered, q.stayed, q.gone, q.basket, r.*
							from asked q left join lateral (SHOWN limit :size
								offset greatest(0, least(:number - 1, ((case q.basket when 'ENTRES' then q.entered when 'RESTES' then q.stayed
									else q.gone end) - 1) / :size)) * :size) r on true
							order by r.last_at, r.uai"""
						.replace("SHOWN", SHOWN),
					now))
			.param("basket", (basket != null) ? basket.name() : null, Types.VARCHAR)
			.param("size", page.size())
			.param("number", page.number())
			.query((row, number) -> {
				if (row.getString("uai") != null) {
					rows.add(row(this.found.mapRow(row, number), now));
				}
				return this.head.mapRow(row, number);
			})
			.list();
		Head head = heads.getFirst();
		return new Reading(new Baskets(head.entered(), head.stayed(), head.gone()), head.basket(), rows);
	}

	/** All those of a basket, one after the other. To be called in a transaction. */
	Stream<Row> all(@Nullable Basket basket, SchoolScope scope) {
		Instant now = this.clock.instant();
		return Cursor.over(
				scope
					.bind(bound(sorted(scope) + "select r.* from asked q cross join lateral (" + SHOWN
							+ ") r order by r.last_at, r.uai", now))
					.param("basket", (basket != null) ? basket.name() : null, Types.VARCHAR),
				(row, number) -> row(this.found.mapRow(row, number), now));
	}

	private static String sorted(SchoolScope scope) {
		String within = scope.isNarrowed() ? "and p.uai in (select e.uai from establishment e JOINS where CONDITIONS)"
				: "";
		return (STALE.replace("WITHIN", within) + SORTED).replace("JOINS", scope.joins())
			.replace("CONDITIONS", scope.conditions());
	}

	private Row row(Found found, Instant now) {
		LocalDate last = (found.lastAt() != null) ? this.openDays.day(found.lastAt(), found.departement()) : null;
		return new Row(found,
				(found.lastExchangeAt() != null) ? this.openDays.day(found.lastExchangeAt(), found.departement())
						: null,
				(last != null)
						? this.openDays.since(last, this.openDays.day(now, found.departement()), found.departement())
						: 0);
	}

	/** When the last review was closed, and by whom. */
	@Nullable LastReview lastReview() {
		return this.jdbc.sql("""
				select r.id, (r.closed_at at time zone 'Europe/Paris')::date as on_day, a.name as by
				from stale_review r join account a on a.id = r.closed_by order by r.closed_at desc, r.id limit 1""")
			.query(LastReview.class)
			.optional()
			.orElse(null);
	}

	/** Keeps which schools are to be taken up again now. */
	void keep(UUID review) {
		bound(STALE.replace("WITHIN", "") + """
				insert into stale_review_school (review_id, uai, academie) select :review, uai, academie from stale""",
				this.clock.instant())
			.param("review", review)
			.update();
	}

	private JdbcClient.StatementSpec bound(String sql, Instant now) {
		List<Limit> limits = this.openDays.limits(now,
				this.stages.all()
					.stream()
					.filter(Stage::isUnderWay)
					.map(Stage::expectedDays)
					.filter(Objects::nonNull)
					.toList());
		return this.jdbc.sql(sql)
			.param("departements", texts(limits, Limit::departement))
			.param("expected", texts(limits, Limit::expected))
			.param("before", texts(limits, Limit::before))
			.param("today", texts(limits, Limit::today));
	}

	private static String[] texts(List<Limit> limits, Function<Limit, Object> part) {
		return limits.stream().map(part).map(Object::toString).toArray(String[]::new);
	}

	/** In Paris, where the team is. */
	LocalDate today() {
		return LocalDate.ofInstant(this.clock.instant(), PARIS);
	}

	/** Where a school stands between the last review and now. */
	enum Basket {

		ENTRES, RESTES, SORTIS

	}

	/**
	 * @param basket the one whose schools are read
	 */
	record Reading(Baskets baskets, Basket basket, List<Row> rows) {
	}

	private record Head(long entered, long stayed, long gone, Basket basket) {
	}

	/**
	 * How many schools are to be taken up again.
	 *
	 * @param entered since the last review
	 * @param stayed from the last review
	 * @param gone that were in the last review and no longer are
	 */
	public record Baskets(long entered, long stayed, long gone) {

		/** Those to be taken up again now. */
		public long stale() {
			return this.entered + this.stayed;
		}

		long of(Basket basket) {
			return switch (basket) {
				case ENTRES -> this.entered;
				case RESTES -> this.stayed;
				case SORTIS -> this.gone;
			};
		}

	}

	/**
	 * @param onDay in Paris
	 */
	record LastReview(UUID id, LocalDate onDay, String by) {
	}

	/**
	 * A school as the database tells it.
	 *
	 * @param lastAt when something last happened
	 * @param todo what is to be done, or was done last
	 */
	record Found(String uai, String name, @Nullable String town, String departement, @Nullable String stage,
			@Nullable Integer expectedDays, @Nullable Instant lastAt, @Nullable Instant lastExchangeAt,
			@Nullable UUID lastExchangeId, @Nullable String lastOutcome, @Nullable String owner, @Nullable UUID todoId,
			@Nullable String todo, boolean dealt, @Nullable String todoBy) {
	}

	/**
	 * @param lastExchange the day of the last exchange, where the school is
	 * @param openDays how many open days have gone by since something happened
	 */
	record Row(Found school, @Nullable LocalDate lastExchange, int openDays) {
	}

}
