package fr.dossiersco.outreach.establishment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import fr.dossiersco.outreach.establishment.EstablishmentFacet.Choice;
import fr.dossiersco.outreach.establishment.EstablishmentQuery.Key;
import fr.dossiersco.outreach.establishment.EstablishmentQuery.Order;
import fr.dossiersco.outreach.web.PageRequest;
import fr.dossiersco.outreach.web.Sorting;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which schools answer a filter. Browsing walks an index from its nearer end; a search
 * first takes its words to the letter, then forgives one typing error in each, then takes
 * what comes closest and says so.
 */
@Component
class EstablishmentList {

	/** How many schools are worth showing when none answers the search. */
	private static final int CLOSEST = 50;

	private final JdbcClient jdbc;

	private final List<EstablishmentFacet> facets;

	private final MessageSource messages;

	EstablishmentList(JdbcClient jdbc, List<EstablishmentFacet> facets, MessageSource messages) {
		this.jdbc = jdbc;
		this.facets = facets;
		this.messages = messages;
	}

	/** Everything the list can be narrowed by, in the order of the screen. */
	List<Criterion> criteria() {
		List<Criterion> criteria = new ArrayList<>();
		criteria.add(Criterion.of("academie",
				choices("select code as value, name as text from academie order by name collate french"),
				(value) -> "e.academie = :academie"));
		criteria.add(Criterion.of("departement",
				choices("select code as value, insee_code || ' – ' || name as text from departement order by code"),
				(value) -> "e.departement = :departement"));
		criteria.add(Criterion.of("ville", List.of(), (
				value) -> "e.search like '%' || rtrim(words(:ville)) || '%' and words(e.town) like words(:ville) || '%'"));
		criteria.add(Criterion.of("type", choices("establishment.kind.", EstablishmentKind.values()),
				(value) -> "e.kind = :type"));
		criteria.add(Criterion.of("secteur", choices("establishment.sector.", Sector.values()),
				(value) -> "e.sector = :secteur"));
		criteria.add(Criterion.of("ep", choices("establishment.ep.", PriorityEducation.values()),
				(value) -> PriorityEducation.valueOf(value).condition()));
		criteria.add(Criterion.of("etat", choices("establishment.state.", EstablishmentState.values()),
				(value) -> "e.state = :etat"));
		this.facets.forEach((facet) -> criteria.add(Criterion.of(facet)));
		return criteria;
	}

	/** The parameters that may sort the list. */
	Set<String> sorts() {
		Set<String> sorts = new LinkedHashSet<>(List.of(EstablishmentFilter.NAME, "ville", "academie"));
		this.facets.forEach((facet) -> sorts.add(facet.parameter()));
		return sorts;
	}

	List<EstablishmentFacet> facets() {
		return this.facets;
	}

	/** Whether there is any school at all. */
	boolean isEmpty() {
		return this.jdbc.sql("select not exists (select from establishment)").query(Boolean.class).single();
	}

	/** The school that a complete UAI names, closed or not. */
	Optional<Uai> named(String search) {
		return Uai.parse(search)
			.filter((uai) -> this.jdbc.sql("select exists (select from establishment where uai = ?)")
				.param(uai.value())
				.query(Boolean.class)
				.single());
	}

	@Transactional(readOnly = true)
	Found find(EstablishmentFilter filter, List<Criterion> criteria) {
		EstablishmentQuery query = new EstablishmentQuery();
		for (Criterion criterion : criteria) {
			String value = filter.get(criterion.parameter());
			if (value != null) {
				query.join(criterion.joins());
				query.where(criterion.condition().apply(value));
				query.bind(criterion.parameter(), value);
			}
		}
		SearchWords words = SearchWords.of(filter.search());
		if (filter.get("etat") == null && words.isEmpty()) {
			query.where("e.state <> 'FERME'");
		}
		return words.isEmpty() ? browse(query, filter) : search(query, words, filter);
	}

	private Found browse(EstablishmentQuery query, EstablishmentFilter filter) {
		int total = query.on(this.jdbc, "select count(*) " + query.from()).query(Integer.class).single();
		PageRequest page = filter.page().within(total);
		if (total == 0) {
			return new Found(List.of(), 0, 1, Closeness.EXACT);
		}
		Order order = order(query, filter.sorting());
		long offset = page.offset();
		long limit = Math.min(page.size(), total - offset);
		boolean nearerTheEnd = offset > total / 2;
		String uais = "select e.uai " + query.from() + "\n" + (nearerTheEnd ? order.reversed() : order).sql()
				+ " limit " + limit + " offset " + (nearerTheEnd ? total - offset - limit : offset);
		return new Found(rows(query, "select uai, 0 as total from (" + uais + ") nearest", order).rows(), total,
				page.number(), Closeness.EXACT);
	}

	private Found search(EstablishmentQuery query, SearchWords words, EstablishmentFilter filter) {
		rank(query, words);
		for (Closeness closeness : Closeness.values()) {
			EstablishmentQuery attempt = query.copy();
			if (!restrict(attempt, words, closeness)) {
				continue;
			}
			boolean relevance = filter.sorting().column().equals(EstablishmentFilter.RELEVANCE);
			Order order = relevance ? relevance(words, closeness) : order(attempt, filter.sorting());
			Found found = found(attempt, order, filter.page(), closeness);
			if (found.rows().isEmpty() && filter.page().number() > 1) {
				found = found(attempt, order, new PageRequest(1, filter.page().size()), closeness);
			}
			if (!found.rows().isEmpty()) {
				return found;
			}
		}
		return new Found(List.of(), 0, 1, Closeness.EXACT);
	}

	private Found found(EstablishmentQuery query, Order order, PageRequest page, Closeness closeness) {
		String uais = "select e.uai, count(*) over () as total " + query.from() + "\n" + order.sql() + " limit "
				+ page.size() + " offset " + page.offset();
		Rows rows = rows(query, uais, order);
		int total = (closeness == Closeness.CLOSEST) ? Math.min(rows.total(), CLOSEST) : rows.total();
		return new Found(rows.rows(), total, page.number(), closeness);
	}

	/** The page's few schools, once their UAI are known. */
	private Rows rows(EstablishmentQuery query, String uais, Order order) {
		Set<String> joins = new LinkedHashSet<>();
		joins.add("join departement d on d.code = e.departement");
		joins.add("join academie a on a.code = e.academie");
		StringBuilder columns = new StringBuilder();
		for (int i = 0; i < this.facets.size(); i++) {
			joins.addAll(this.facets.get(i).joins());
			columns.append(", ").append(this.facets.get(i).column()).append(" as facet_").append(i);
		}
		String sql = """
				select e.uai, e.name, e.kind, e.sector, e.town, e.postcode, e.priority_education, e.state,
					d.name as departement, a.name as academie, page.total%s
				from (%s) page
				join establishment e on e.uai = page.uai
				%s
				%s""".formatted(columns, uais, String.join("\n", joins), order.sql());
		int[] total = new int[1];
		List<EstablishmentRow> rows = query.on(this.jdbc, sql).query((result, number) -> {
			total[0] = result.getInt("total");
			return row(result);
		}).list();
		return new Rows(rows, total[0]);
	}

	private EstablishmentRow row(ResultSet result) throws SQLException {
		List<@Nullable String> facets = new ArrayList<>();
		for (int i = 0; i < this.facets.size(); i++) {
			facets.add(result.getString("facet_" + i));
		}
		String sector = result.getString("sector");
		return new EstablishmentRow(result.getString("uai"), result.getString("name"),
				EstablishmentKind.valueOf(result.getString("kind")), (sector != null) ? Sector.valueOf(sector) : null,
				result.getString("town"), result.getString("postcode"), result.getString("departement"),
				result.getString("academie"), result.getString("priority_education"),
				EstablishmentState.valueOf(result.getString("state")), facets);
	}

	private Order order(EstablishmentQuery query, Sorting sorting) {
		boolean descending = sorting.descending();
		Order order = switch (sorting.column()) {
			case EstablishmentFilter.NAME -> Order.by("e.name collate french");
			case "ville" -> Order.by("e.town collate french", "e.name collate french");
			case "academie" -> {
				query.join(List.of("join academie a on a.code = e.academie"));
				yield Order.by("a.name collate french", "e.name collate french");
			}
			default -> {
				EstablishmentFacet facet = this.facets.stream()
					.filter((candidate) -> candidate.parameter().equals(sorting.column()))
					.findFirst()
					.orElseThrow();
				query.join(facet.joins());
				// Whoever sorts by a stage wants the schools that have one.
				yield new Order(List.of(new Key("(" + facet.order() + ") is null", descending),
						new Key(facet.order(), false), new Key("e.name collate french", descending)));
			}
		};
		return descending ? order.reversed() : order;
	}

	/**
	 * Narrows to the schools that answer so closely.
	 * @return false when that closeness makes no sense for these words
	 */
	private boolean restrict(EstablishmentQuery query, SearchWords words, Closeness closeness) {
		List<String> telling = words.telling();
		if (telling.isEmpty()) {
			if (words.kind() != null) {
				query.where("e.kind = " + query.bind("kind", words.kind().name()));
			}
			return closeness == Closeness.EXACT;
		}
		List<String> conditions = new ArrayList<>();
		for (int i = 0; i < telling.size(); i++) {
			String word = telling.get(i);
			conditions.add((closeness == Closeness.EXACT)
					? "e.search like " + query.bind("prefix" + i, SearchWords.prefix(word))
					: "e.search like any (" + query.bind("near" + i, SearchWords.patternsNear(word)) + ")");
		}
		switch (closeness) {
			case EXACT, NEAR -> conditions.forEach(query::where);
			case CLOSEST -> {
				if (telling.size() == 1) {
					if (!Character.isLetter(telling.getFirst().charAt(0))) {
						return false;
					}
					this.jdbc.sql("select set_config('pg_trgm.word_similarity_threshold', '0.35', true)")
						.query(String.class)
						.single();
					query.where("e.search %> " + query.bind("word0", telling.getFirst()));
				}
				else {
					query.where(allButOne(conditions));
				}
			}
		}
		return true;
	}

	private static String allButOne(List<String> conditions) {
		List<String> each = new ArrayList<>();
		for (int left = 0; left < conditions.size(); left++) {
			List<String> others = new ArrayList<>(conditions);
			others.remove(left);
			each.add("(" + String.join(" and ", others) + ")");
		}
		return String.join(" or ", each);
	}

	/** Binds what the order of relevance speaks of. */
	private static void rank(EstablishmentQuery query, SearchWords words) {
		for (int i = 0; i < words.all().size(); i++) {
			query.bind("whole" + i, SearchWords.whole(words.all().get(i)));
		}
		for (int i = 0; i < words.pairs().size(); i++) {
			query.bind("pair" + i, SearchWords.whole(words.pairs().get(i)));
		}
		for (int i = 0; i < words.telling().size(); i++) {
			query.bind("word" + i, words.telling().get(i));
		}
	}

	/**
	 * Whole words first, those that tell most counting most, then words side by side as
	 * typed; at equal rank open schools, collèges, and the shortest name, which is the
	 * one that says least besides.
	 */
	private static Order relevance(SearchWords words, Closeness closeness) {
		List<String> points = new ArrayList<>();
		for (int i = 0; i < words.all().size(); i++) {
			int weight = words.telling().contains(words.all().get(i)) ? 4 : 1;
			points.add("case when e.search like :whole" + i + " then " + weight + " else 0 end");
		}
		for (int i = 0; i < words.pairs().size(); i++) {
			points.add("case when e.search like :pair" + i + " then 2 else 0 end");
		}
		if (words.kind() != null) {
			points.add("case when e.kind = '" + words.kind().name() + "' then 3 else 0 end");
		}
		if (closeness == Closeness.CLOSEST) {
			for (int i = 0; i < words.telling().size(); i++) {
				points.add("4 * word_similarity(:word" + i + ", e.search)");
			}
		}
		List<Key> keys = new ArrayList<>();
		keys.add(new Key(String.join(" + ", points), true));
		Order
			.by("e.state = 'FERME'",
					"case e.kind " + Arrays.stream(EstablishmentKind.values())
						.map((kind) -> "when '" + kind.name() + "' then " + kind.ordinal())
						.collect(Collectors.joining(" ")) + " end",
					"length(e.name)", "e.name collate french")
			.keys()
			.forEach(keys::add);
		keys.removeLast();
		return new Order(keys);
	}

	private List<Choice> choices(String sql) {
		return this.jdbc.sql(sql)
			.query((result, number) -> new Choice(result.getString("value"), result.getString("text")))
			.list();
	}

	private List<Choice> choices(String key, Enum<?>[] values) {
		return Arrays.stream(values)
			.map((value) -> new Choice(value.name(), this.messages.getMessage(key + value.name(), null, Locale.FRENCH)))
			.toList();
	}

	/** How well what was found answers the search. */
	enum Closeness {

		EXACT, NEAR, CLOSEST

	}

	/**
	 * A page of schools.
	 *
	 * @param total how many answer in all
	 * @param page the page shown, the last one if the one asked for lies beyond
	 */
	record Found(List<EstablishmentRow> rows, int total, int page, Closeness closeness) {
	}

	private record Rows(List<EstablishmentRow> rows, int total) {
	}

}
