package fr.dossiersco.outreach.pipeline;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import fr.dossiersco.outreach.establishment.SchoolScope;
import fr.dossiersco.outreach.export.Cursor;
import fr.dossiersco.outreach.web.PageRequest;
import fr.dossiersco.outreach.web.Sorting;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The schools on our way, stage by stage: those that stand there longest first, since
 * they are the ones to look at.
 */
@Component
class PipelineList {

	/** The criteria of the list of schools that the pipeline may be narrowed by. */
	static final List<String> CRITERIA = List.of("academie", "departement", "type", "secteur", "responsable",
			"rencontre", "entree", "approche");

	static final String USUAL_SORT = "depuis";

	private static final Map<String, String> ORDERS = Map.of(USUAL_SORT, "p.since", "nom", "e.name collate french",
			"echange", "p.last_exchange_at", "suite", "step.due_on", "responsable", "o.name collate french");

	/** How many schools of each stage are shown at once. */
	private static final int FIRST = 8;

	private static final String STEP = """
			left join lateral (select f.id, f.due_on, f.kind from follow_up f
				where f.uai = p.uai and f.closed_at is null order by f.due_on, f.id limit 1) step on true
			""";

	private static final String SHOWN = """
			select p.uai, e.name, e.town, p.stage, (p.since at time zone 'Europe/Paris')::date as since,
				p.owner, o.name as owner_name, p.last_exchange_id, i.outcome as last_outcome,
				(p.last_exchange_at at time zone 'Europe/Paris')::date as last_exchange,
				step.kind as step_kind, step.due_on as step_due
			""";

	private final JdbcClient jdbc;

	PipelineList(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	static Set<String> sorts() {
		return ORDERS.keySet();
	}

	/** How many schools stand at each stage that has some. */
	@Transactional(readOnly = true)
	Map<String, Long> counts(SchoolScope scope) {
		return scope.bind(this.jdbc.sql("select p.stage, count(*) as schools " + from(scope) + " group by p.stage"))
			.query(Count.class)
			.list()
			.stream()
			.collect(Collectors.toMap(Count::stage, Count::schools));
	}

	/** The first schools of each stage. */
	@Transactional(readOnly = true)
	Map<String, List<Card>> first(SchoolScope scope) {
		return scope.bind(this.jdbc.sql(SHOWN + """
				from stage s
					cross join lateral (select p.* %s and p.stage = s.code order by p.since, p.uai limit :first) p
					join establishment e on e.uai = p.uai
					left join account o on o.id = p.owner
					left join interaction i on i.id = p.last_exchange_id
				%s
				order by p.since, p.uai""".formatted(from(scope), STEP)))
			.param("first", FIRST)
			.query(Card.class)
			.list()
			.stream()
			.collect(Collectors.groupingBy(Card::stage));
	}

	/** The schools of one stage. */
	@Transactional(readOnly = true)
	List<Card> of(String stage, SchoolScope scope, Sorting sorting, PageRequest page) {
		return scope
			.bind(this.jdbc
				.sql(shown(scope) + " and p.stage = :stage order by " + order(sorting) + " limit :size offset :offset"))
			.param("stage", stage)
			.param("size", page.size())
			.param("offset", page.offset())
			.query(Card.class)
			.list();
	}

	/**
	 * All of them, one after the other. To be called in a transaction.
	 * @param stage null for all stages in turn
	 */
	Stream<Card> all(@Nullable String stage, SchoolScope scope, Sorting sorting) {
		return Cursor.over(scope.bind(this.jdbc.sql(shown(scope) + """
				 and (:stage::text is null or p.stage = :stage)
				order by (select g.position from stage g where g.code = p.stage), """ + " " + order(sorting)))
			.param("stage", stage, java.sql.Types.VARCHAR), new SimplePropertyRowMapper<>(Card.class));
	}

	private static String shown(SchoolScope scope) {
		return SHOWN + from(scope, """
				left join account o on o.id = p.owner
				left join interaction i on i.id = p.last_exchange_id
				""" + STEP);
	}

	private static String order(Sorting sorting) {
		return ORDERS.get(sorting.column()) + (sorting.descending() ? " desc" : "") + " nulls last, p.uai";
	}

	/** All of them, for whoever does something with each. */
	@Transactional(readOnly = true)
	List<String> uais(@Nullable String stage, SchoolScope scope) {
		return scope
			.bind(this.jdbc
				.sql("select p.uai " + from(scope) + " and (:stage::text is null or p.stage = :stage) order by p.uai"))
			.param("stage", stage, java.sql.Types.VARCHAR)
			.query(String.class)
			.list();
	}

	/** Those who may lead a school. */
	List<Person> people() {
		return this.jdbc.sql("""
				select id, name from account where role <> 'AMBASSADOR' and deactivated_at is null
				order by name collate french, id""").query(Person.class).list();
	}

	private static String from(SchoolScope scope) {
		return from(scope, "");
	}

	private static String from(SchoolScope scope, String joins) {
		return " from pursuit p join establishment e on e.uai = p.uai\n" + scope.joins() + "\n" + joins + "\nwhere "
				+ scope.conditions();
	}

	/**
	 * A school, in a list or on the board.
	 *
	 * @param since the day when it came to its stage, in Paris
	 * @param lastExchange the day of the last exchange, in Paris
	 * @param stepDue the day of its first next step
	 */
	record Card(String uai, String name, @Nullable String town, String stage, LocalDate since, @Nullable UUID owner,
			@Nullable String ownerName, @Nullable UUID lastExchangeId, @Nullable String lastOutcome,
			@Nullable LocalDate lastExchange, @Nullable String stepKind, @Nullable LocalDate stepDue) {

		/** Whether its next step should have been done. */
		public boolean isLate(LocalDate today) {
			return this.stepDue != null && this.stepDue.isBefore(today);
		}

	}

	/** Someone who may lead a school. */
	record Person(UUID id, String name) {
	}

	record Count(String stage, long schools) {
	}

}
