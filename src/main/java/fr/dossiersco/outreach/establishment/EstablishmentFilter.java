package fr.dossiersco.outreach.establishment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import fr.dossiersco.outreach.web.PageRequest;
import fr.dossiersco.outreach.web.QueryLink;
import fr.dossiersco.outreach.web.QueryValue;
import fr.dossiersco.outreach.web.Sorting;
import org.jspecify.annotations.Nullable;

import org.springframework.util.MultiValueMap;

/**
 * What is asked of the list: bookmarks, pages, sort links and removable criteria are all
 * this record, as a query string.
 *
 * @param criteria what is asked, by the name of its parameter, in the order of the screen
 * @param sorting the order, by relevance when something is searched for
 * @param page the part of the list
 */
record EstablishmentFilter(Map<String, String> criteria, Sorting sorting, PageRequest page) {

	static final String PATH = "/etablissements";

	static final String SEARCH = "q";

	static final String SORT = "tri";

	static final String RELEVANCE = "pertinence";

	static final String NAME = "nom";

	private static final int LONGEST_VALUE = 120;

	EstablishmentFilter {
		criteria = new LinkedHashMap<>(criteria);
	}

	/**
	 * Reads a query string, leaving aside whatever it doesn't know: old bookmarks live.
	 */
	static EstablishmentFilter of(MultiValueMap<String, String> query, List<Criterion> known, Collection<String> sorts,
			PageRequest page) {
		Map<String, String> criteria = new LinkedHashMap<>();
		typed(query, SEARCH).ifPresent((value) -> criteria.put(SEARCH, value));
		for (Criterion criterion : known) {
			typed(query, criterion.parameter()).filter((value) -> criterion.text(value).isPresent())
				.ifPresent((value) -> criteria.put(criterion.parameter(), value));
		}
		List<String> columns = new ArrayList<>(sorts);
		if (criteria.containsKey(SEARCH)) {
			columns.add(RELEVANCE);
		}
		return new EstablishmentFilter(criteria, Sorting.of(query.getFirst(SORT), columns, usualSort(criteria)), page);
	}

	private static Optional<String> typed(MultiValueMap<String, String> query, String parameter) {
		return Optional.ofNullable(QueryValue.text(query.getFirst(parameter), LONGEST_VALUE));
	}

	private static String usualSort(Map<String, String> criteria) {
		return criteria.containsKey(SEARCH) ? RELEVANCE : NAME;
	}

	@Nullable String get(String parameter) {
		return this.criteria.get(parameter);
	}

	/** What is searched for, empty when nothing is. */
	String search() {
		return this.criteria.getOrDefault(SEARCH, "");
	}

	/** With one more criterion, or another value for it, from the first page. */
	EstablishmentFilter with(String parameter, String value) {
		Map<String, String> more = new LinkedHashMap<>(this.criteria);
		more.put(parameter, value);
		return changed(more);
	}

	/** Without one criterion, from the first page. */
	EstablishmentFilter without(String parameter) {
		Map<String, String> less = new LinkedHashMap<>(this.criteria);
		less.remove(parameter);
		return changed(less);
	}

	private EstablishmentFilter changed(Map<String, String> criteria) {
		boolean usual = this.sorting.code().equals(usualSort(this.criteria));
		return new EstablishmentFilter(criteria, usual ? new Sorting(usualSort(criteria), false) : this.sorting,
				new PageRequest(1, this.page.size()));
	}

	/** The address of this list from its first page, saying only what isn't the usual. */
	QueryLink link() {
		QueryLink link = QueryLink.to(PATH);
		for (Map.Entry<String, String> criterion : this.criteria.entrySet()) {
			link = link.with(criterion.getKey(), criterion.getValue());
		}
		return this.sorting.code().equals(usualSort(this.criteria)) ? link : link.with(SORT, this.sorting.code());
	}

}
