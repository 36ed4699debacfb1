package fr.dossiersco.outreach.establishment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

import fr.dossiersco.outreach.establishment.EstablishmentFacet.Choice;
import fr.dossiersco.outreach.establishment.EstablishmentQuery.Key;
import fr.dossiersco.outreach.establishment.EstablishmentQuery.Order;
import fr.dossiersco.outreach.establishment.EstablishmentSearch.Closeness;
import fr.dossiersco.outreach.export.Cursor;
import fr.dossiersco.outreach.territory.Territory;
import fr.dossiersco.outreach.web.LargeTotals;
import fr.dossiersco.outreach.web.ListQuestion;
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

	private static final String ACADEMIE = "academie";

	private static final String JOIN_ACADEMIE = "join academie a on a.code = e.academie";

	private static final String STATE = "etat";

	private static final String BY_NAME = "e.name collate french";

	/** How many schools are worth showing when none answers the search. */
	private static final int CLOSEST = 50;

	private final LargeTotals<EstablishmentQuery.Asked> totals = new LargeTotals<>();

	private final JdbcClient jdbc;

	private final List<EstablishmentFacet> facets;

	/** Those that have a column. */
	private final List<EstablishmentFacet> columns;

	private final MessageSource messages;

	private final List<Choice> academies;

	private final List<Choice> departements;

	EstablishmentList(JdbcClient jdbc, List<EstablishmentFacet> facets, MessageSource messages, Territory territory) {
		this.jdbc = jdbc;
		this.facets = facets;
		this.columns = facets.stream().filter((facet) -> facet.column() != null).toList();
		this.messages = messages;
		this.academies = territory.academies()
			.stream()
			.map((academie) -> new Choice(academie.code(), academie.name()))
			.toList();
		this.departements = territory.departements()
			.stream()
			.map((departement) -> new Choice(departement.code(), departement.label()))
			.toList();
	}

	/** Everything the list can be narrowed by, in the order of the screen. */
	List<Criterion> criteria() {
		return criteria((parameter) -> true);
	}

	/**
	 * What the list can be narrowed by; the choices of what isn't wanted are not read.
	 */
	List<Criterion> criteria(Predicate<String> wanted) {
		List<Criterion> criteria = new ArrayList<>();
		criteria.add(Criterion.of("academie", this.academies, (value) -> "e.academie = :academie"));
		criteria.add(Criterion.of("departement", this.departements, (value) -> "e.departement = :departement"));
		criteria.add(Criterion.of("ville", List.of(), (
				value) -> "e.search like '%' || rtrim(words(:ville)) || '%' and words(e.town) like words(:ville) || '%'"));
		criteria.add(Criterion.of("type", choices("establishment.kind.", EstablishmentKind.values()),
				(value) -> "e.kind = :type"));
		criteria.add(Criterion.of("secteur", choices("establishment.sector.", Sector.values()),
				(value) -> "e.sector = :secteur"));
		criteria.add(Criterion.of("ep", choices("establishment.ep.", PriorityEducation.values()),
				(value) -> PriorityEducation.valueOf(value).condition()));
		criteria.add(Criterion.of(STATE, choices("establishment.state.", EstablishmentState.values()),
				(value) -> "e.state = :etat"));
		criteria.removeIf((criterion) -> !wanted.test(criterion.parameter()));
		this.facets.stream()
			.filter((facet) -> wanted.test(facet.parameter()))
			.forEach((facet) -> criteria.add(Criterion.of(facet)));
		return criteria;
	}

	/** The parameters that may sort the list. */
	Set<String> sorts() {
		Set<String> sorts = new LinkedHashSet<>(List.of(EstablishmentFilter.NAME, "ville", ACADEMIE));
		this.columns.forEach((facet) -> sorts.add(facet.parameter()));
		return sorts;
	}

	/** What higher floors say of each school. */
	List<EstablishmentFacet> columns() {
		return this.columns;
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
		EstablishmentQuery query = query(filter, criteria);
		SearchWords words = SearchWords.of(filter.search());
		return isBrowsing(words) ? browse(query, filter) : search(query, new EstablishmentSearch(words), filter);
	}

	/**
	 * All the schools of the list, in its order, one after the other. To be called in a
	 * transaction.
	 */
	Stream<EstablishmentLine> all(EstablishmentFilter filter, List<Criterion> criteria) {
		EstablishmentQuery query = query(filter, criteria);
		SearchWords words = SearchWords.of(filter.search());
		if (isBrowsing(words)) {
			return lines(query, order(query, filter.sorting()), null);
		}
		EstablishmentSearch search = new EstablishmentSearch(words);
		search.rank(query);
		for (Closeness closeness : Closeness.values()) {
			EstablishmentQuery attempt = query.copy();
			if (restricted(attempt, search, closeness) && answers(attempt)) {
				return lines(attempt, order(attempt, search, closeness, filter.sorting()),
						(closeness == Closeness.CLOSEST) ? CLOSEST : null);
			}
		}
		return Stream.empty();
	}

	/** The schools of the list, whatever their order. To be called in a transaction. */
	ListQuestion question(EstablishmentFilter filter, List<Criterion> criteria) {
		EstablishmentQuery query = query(filter, criteria);
		SearchWords words = SearchWords.of(filter.search());
		if (isBrowsing(words)) {
			return query.question("select e.uai as key " + query.from());
		}
		EstablishmentSearch search = new EstablishmentSearch(words);
		search.rank(query);
		for (Closeness closeness : Closeness.values()) {
			EstablishmentQuery attempt = query.copy();
			if (restricted(attempt, search, closeness) && answers(attempt)) {
				String few = (closeness == Closeness.CLOSEST)
						? "\n" + search.relevance(closeness).sql() + " limit " + CLOSEST : "";
				return attempt.question("select e.uai as key " + attempt.from() + few);
			}
		}
		return new ListQuestion("select e.uai as key from establishment e where false", Map.of());
	}

	private boolean answers(EstablishmentQuery query) {
		return query.on(this.jdbc, "select exists (select " + query.from() + ")").query(Boolean.class).single();
	}

	/** Whether closed schools are left out because nobody asked for them. */
	static boolean leavesOutClosed(EstablishmentFilter filter) {
		return isBrowsing(SearchWords.of(filter.search())) && filter.get(STATE) == null;
	}

	private static boolean isBrowsing(SearchWords words) {
		return words.telling().isEmpty();
	}

	/** The schools that criteria name, without what is searched for. */
	static EstablishmentQuery query(EstablishmentFilter filter, List<Criterion> criteria) {
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
		if (isBrowsing(words) && words.kind() != null) {
			query.where("e.kind = " + query.bind("kind", words.kind().name()));
		}
		if (leavesOutClosed(filter)) {
			query.where("e.state <> 'FERME'");
		}
		return query;
	}

	private Found browse(EstablishmentQuery query, EstablishmentFilter filter) {
		Sorting sorting = filter.sorting();
		if (sorting.column().equals(ACADEMIE)) {
			query.join(List.of(JOIN_ACADEMIE));
			return browse(query, filter, "e.academie", "a.name collate french");
		}
		Optional<EstablishmentFacet> facet = facet(sorting);
		if (facet.isPresent()) {
			query.join(facet.get().joins());
			return browse(query, filter, facet.get().order(), facet.get().order());
		}
		int total = (int) total(query, filter);
		PageRequest page = filter.page().within(total);
		return new Found(nearest(query, order(query, sorting), page.offset(), page.size(), total), total, page.number(),
				Closeness.EXACT);
	}

	/** What facets count depends on who asks; the directory is the same for all. */
	private long total(EstablishmentQuery query, EstablishmentFilter filter) {
		ToLongFunction<EstablishmentQuery.Asked> count = (
				asked) -> query.on(this.jdbc, "select count(*) " + query.from()).query(Long.class).single();
		boolean same = this.facets.stream().allMatch((facet) -> filter.get(facet.parameter()) == null);
		return same ? this.totals.of(query.asked(), count) : count.applyAsLong(query.asked());
	}

	/**
	 * Sorted by something that thousands of schools share: the groups are counted, and
	 * only those on the page are sorted.
	 */
	private Found browse(EstablishmentQuery query, EstablishmentFilter filter, String group, String order) {
		Sorting sorting = filter.sorting();
		List<Group> groups = query.on(this.jdbc,
				"select (" + group + ")::text as key, count(*) as size " + query.from() + "\ngroup by " + group + ", "
						+ order + "\norder by " + order + (sorting.descending() ? " desc" : "") + " nulls last")
			.query(Group.class)
			.list();
		int total = groups.stream().mapToInt(Group::size).sum();
		PageRequest page = filter.page().within(total);
		List<String> keys = new ArrayList<>();
		boolean none = false;
		long offset = page.offset();
		long start = 0;
		int shown = 0;
		for (Group next : groups) {
			if (start + next.size() > page.offset() && start < page.offset() + page.size()) {
				if (shown == 0) {
					offset = page.offset() - start;
				}
				shown += next.size();
				none |= (next.key() == null);
				Optional.ofNullable(next.key()).ifPresent(keys::add);
			}
			start += next.size();
		}
		query.where("(" + group + ")::text = any (" + query.bind("groups", keys.toArray(String[]::new)) + ")"
				+ (none ? " or (" + group + ") is null" : ""));
		boolean one = keys.size() + (none ? 1 : 0) == 1;
		Order within = order(query, one ? new Sorting(EstablishmentFilter.NAME, sorting.descending()) : sorting);
		return new Found(nearest(query, within, offset, page.size(), shown), total, page.number(), Closeness.EXACT);
	}

	/** Some schools of an order, walking from its nearer end. */
	private List<EstablishmentRow> nearest(EstablishmentQuery query, Order order, long offset, int size, int total) {
		if (total == 0) {
			return List.of();
		}
		long limit = Math.min(size, total - offset);
		boolean fromTheEnd = offset > total / 2;
		String uais = "select e.uai, 0 as total " + query.from() + "\n" + (fromTheEnd ? order.reversed() : order).sql()
				+ " limit " + limit + " offset " + (fromTheEnd ? total - offset - limit : offset);
		return rows(query, uais, order).rows();
	}

	private Found search(EstablishmentQuery query, EstablishmentSearch search, EstablishmentFilter filter) {
		search.rank(query);
		for (Closeness closeness : Closeness.values()) {
			EstablishmentQuery attempt = query.copy();
			if (!restricted(attempt, search, closeness)) {
				continue;
			}
			Order order = order(attempt, search, closeness, filter.sorting());
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

	private boolean restricted(EstablishmentQuery query, EstablishmentSearch search, Closeness closeness) {
		boolean sensible = search.restrict(query, closeness);
		if (sensible && closeness == Closeness.CLOSEST) {
			this.jdbc.sql(EstablishmentSearch.LENIENCE).query(String.class).single();
		}
		return sensible;
	}

	private Order order(EstablishmentQuery query, EstablishmentSearch search, Closeness closeness, Sorting sorting) {
		boolean relevance = sorting.column().equals(EstablishmentFilter.RELEVANCE);
		return relevance ? search.relevance(closeness) : order(query, sorting);
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
		String sql = """
				select e.uai, e.name, e.kind, e.sector, e.town, e.postcode, e.priority_education, e.state,
					d.name as departement, a.name as academie, page.total%s
				from (%s) page
				join establishment e on e.uai = page.uai
				%s
				%s""".formatted(facetColumns(), uais, String.join("\n", shownJoins()), order.sql());
		int[] total = new int[1];
		List<EstablishmentRow> rows = query.on(this.jdbc, sql).query((result, number) -> {
			total[0] = result.getInt("total");
			return row(result);
		}).list();
		return new Rows(rows, total[0]);
	}

	/** All the schools of a question, with what only a file says of them. */
	private Stream<EstablishmentLine> lines(EstablishmentQuery query, Order order, @Nullable Integer most) {
		query.join(List.copyOf(shownJoins()));
		String sql = """
				select e.uai, e.name, e.kind, e.sector, e.town, e.postcode, e.priority_education, e.state,
					d.name as departement, a.name as academie, e.address, e.address_extra, e.phone, e.email, e.web, e.pupils%s
				%s
				%s"""
			.formatted(facetColumns(), query.from(), order.sql());
		return Cursor.over(query.on(this.jdbc, (most != null) ? sql + " limit " + most : sql),
				(result, number) -> new EstablishmentLine(row(result), result.getString("address"),
						result.getString("address_extra"), result.getString("phone"), result.getString("email"),
						result.getString("web"), result.getObject("pupils", Integer.class)));
	}

	private Set<String> shownJoins() {
		Set<String> joins = new LinkedHashSet<>(List.of("join departement d on d.code = e.departement", JOIN_ACADEMIE));
		this.columns.forEach((facet) -> joins.addAll(facet.joins()));
		return joins;
	}

	private String facetColumns() {
		StringBuilder columns = new StringBuilder();
		for (int i = 0; i < this.columns.size(); i++) {
			columns.append(", ").append(this.columns.get(i).column()).append(" as facet_").append(i);
		}
		return columns.toString();
	}

	private EstablishmentRow row(ResultSet result) throws SQLException {
		List<@Nullable String> facets = new ArrayList<>();
		for (int i = 0; i < this.columns.size(); i++) {
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
		Optional<EstablishmentFacet> facet = facet(sorting);
		if (facet.isPresent()) {
			query.join(facet.get().joins());
			// Whoever sorts by a stage wants the schools that have one.
			return Order.of(List.of(new Key("((" + facet.get().order() + ") is null)", false),
					new Key(facet.get().order(), descending), new Key(BY_NAME, descending)));
		}
		Order order = switch (sorting.column()) {
			case "ville" -> Order.by("e.town collate french", BY_NAME);
			case ACADEMIE -> {
				query.join(List.of(JOIN_ACADEMIE));
				yield Order.by("a.name collate french", BY_NAME);
			}
			default -> Order.by(BY_NAME);
		};
		return descending ? order.reversed() : order;
	}

	private Optional<EstablishmentFacet> facet(Sorting sorting) {
		return this.columns.stream().filter((facet) -> facet.parameter().equals(sorting.column())).findFirst();
	}

	private List<Choice> choices(String key, Enum<?>[] values) {
		return Arrays.stream(values)
			.map((value) -> new Choice(value.name(), this.messages.getMessage(key + value.name(), null, Locale.FRENCH)))
			.toList();
	}

	/**
	 * A page of schools.
	 *
	 * @param total how many answer in all
	 * @param page the page shown, the last one if the one asked for lies beyond
	 */
	record Found(List<EstablishmentRow> rows, int total, int page, Closeness closeness) {
	}

	/**
	 * Schools that share what the list is sorted by.
	 *
	 * @param key what they share, null when they have none
	 */
	record Group(@Nullable String key, int size) {
	}

	private record Rows(List<EstablishmentRow> rows, int total) {
	}

}
