package fr.dossiersco.outreach.review;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import fr.dossiersco.outreach.establishment.SchoolScope;
import fr.dossiersco.outreach.pipeline.Stage;
import fr.dossiersco.outreach.pipeline.Stages;
import fr.dossiersco.outreach.review.OpenDays.Limit;
import fr.dossiersco.outreach.web.PageRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The schools to take up again: on our way, with neither a next step to come nor a reason
 * to wait, and no exchange nor move for more open days than their stage expects. Only
 * days when schools of their département were open count.
 */
@Component
public class StaleSchools {

	/** What a review may be narrowed by. */
	static final List<String> CRITERIA = List.of("academie", "departement", "type", "secteur", "etape", "responsable",
			"rencontre", "entree", "approche");

	private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

	private static final String LAST = "(greatest(p.since, p.last_exchange_at) at time zone 'Europe/Paris')::date";

	private static final String STALE = """
			with last_review as (select id from stale_review order by closed_at desc, id limit 1),
				limits as (select * from unnest(:departements::text[], :expected::text[]::int[], :before::text[]::date[]) as l (departement, expected, before)),
				stale as materialized (
					select p.uai, p.academie from pursuit p
						join stage g on g.code = p.stage and g.category = 'EN_COURS' and g.retired_at is null
						join establishment e on e.uai = p.uai and e.state = 'OUVERT'
						join limits l on l.departement = e.departement and l.expected = g.expected_days
					where LAST < l.before
						and not exists (select from follow_up f where f.uai = p.uai and f.closed_at is null and f.due_on >= :today)
						and not exists (select from school_rest r where r.uai = p.uai and r.until >= :today)),
				sorted as materialized (
					select coalesce(n.uai, b.uai) as uai,
						case when b.uai is null then 'ENTRES' when n.uai is null then 'SORTIS' else 'RESTES' end as basket
					from stale n
						full join (select s.uai from stale_review_school s join last_review r on r.id = s.review_id) b on b.uai = n.uai)
			"""
		.replace("LAST", LAST);

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
	@Transactional(readOnly = true)
	public Baskets baskets(SchoolScope scope) {
		return scope.bind(bound(STALE + """
				select count(*) filter (where o.basket = 'ENTRES') as entered,
					count(*) filter (where o.basket = 'RESTES') as stayed,
					count(*) filter (where o.basket = 'SORTIS') as gone
				from sorted o join establishment e on e.uai = o.uai
				""" + scope.joins() + " where " + scope.conditions())).query(Baskets.class).single();
	}

	/** The schools of one basket, those where nothing has happened for longest first. */
	@Transactional(readOnly = true)
	List<Row> rows(Basket basket, SchoolScope scope, PageRequest page) {
		LocalDate today = today();
		return scope
			.bind(bound(STALE + """
					select o.uai, e.name, e.town, e.departement, s.label as stage, s.expected_days, LAST as last,
						p.last_exchange_id, i.outcome as last_outcome, a.name as owner,
						t.id as todo_id, t.text as todo, t.dealt_at is not null as dealt, w.name as todo_by
					from sorted o join establishment e on e.uai = o.uai
						left join pursuit p on p.uai = o.uai
						left join stage s on s.code = p.stage
						left join account a on a.id = p.owner
						left join interaction i on i.id = p.last_exchange_id
						left join lateral (select t.* from stale_todo t where t.uai = o.uai
							order by t.written_at desc, t.id limit 1) t on true
						left join account w on w.id = t.written_by
					""".replace("LAST", LAST) + scope.joins() + " where o.basket = :basket and " + scope.conditions()
					+ " order by " + LAST + ", o.uai limit :size offset :offset"))
			.param("basket", basket.name())
			.param("size", page.size())
			.param("offset", page.offset())
			.query(Found.class)
			.list()
			.stream()
			.map((found) -> new Row(found,
					(found.last() != null) ? this.openDays.since(found.last(), today, found.departement()) : 0))
			.toList();
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
		bound(STALE + """
				insert into stale_review_school (review_id, uai, academie) select :review, uai, academie from stale""")
			.param("review", review)
			.update();
	}

	private JdbcClient.StatementSpec bound(String sql) {
		List<Limit> limits = this.openDays.limits(today(),
				this.stages.all()
					.stream()
					.filter(Stage::isUnderWay)
					.map(Stage::expectedDays)
					.filter(Objects::nonNull)
					.toList());
		return this.jdbc.sql(sql)
			.param("departements", limits.stream().map(Limit::departement).toArray(String[]::new))
			.param("expected", limits.stream().map((limit) -> String.valueOf(limit.expected())).toArray(String[]::new))
			.param("before", limits.stream().map((limit) -> limit.before().toString()).toArray(String[]::new))
			.param("today", today());
	}

	LocalDate today() {
		return LocalDate.ofInstant(this.clock.instant(), PARIS);
	}

	/** Where a school stands between the last review and now. */
	enum Basket {

		ENTRES, RESTES, SORTIS

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
	 * @param last the day when something last happened, in Paris
	 * @param todo what is to be done, or was done last
	 */
	record Found(String uai, String name, @Nullable String town, String departement, @Nullable String stage,
			@Nullable Integer expectedDays, @Nullable LocalDate last, @Nullable UUID lastExchangeId,
			@Nullable String lastOutcome, @Nullable String owner, @Nullable UUID todoId, @Nullable String todo,
			boolean dealt, @Nullable String todoBy) {
	}

	/**
	 * @param openDays how many open days have gone by since something happened
	 */
	record Row(Found school, int openDays) {
	}

}
