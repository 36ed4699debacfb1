package fr.dossiersco.outreach.establishment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import fr.dossiersco.outreach.web.ListQuestion;
import fr.dossiersco.outreach.web.PageRequest;
import fr.dossiersco.outreach.web.QueryLink;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * The schools that a list shows, by its criteria, for whoever does something with all of
 * them.
 */
@Component
public class SchoolSelection {

	private final EstablishmentList list;

	private final CriterionWords words;

	SchoolSelection(EstablishmentList list, CriterionWords words) {
		this.list = list;
		this.words = words;
	}

	/**
	 * What the list at an address asks. To be used in the transaction where it was asked
	 * for: how forgiving a search is goes with it.
	 * @return empty when it is no such address
	 */
	public Optional<ListQuestion> question(@Nullable String address) {
		return QueryLink.read(address, EstablishmentFilter.PATH).map((link) -> {
			List<Criterion> criteria = this.list.criteria();
			return this.list.question(filter(link.criteria(), criteria, 1), criteria);
		});
	}

	/**
	 * What the list at an address is narrowed by, as a person reads it; nothing when it
	 * is no such address, or holds all schools.
	 */
	public List<String> words(@Nullable String address) {
		return QueryLink.read(address, EstablishmentFilter.PATH).map((link) -> {
			List<Criterion> criteria = this.list.criteria();
			return this.words.of(filter(link.criteria(), criteria, 1), criteria);
		}).orElse(List.of());
	}

	/**
	 * The same, by the address of the list.
	 * @return none when it is no such address
	 */
	public List<String> at(@Nullable String address, int most) {
		return QueryLink.read(address, EstablishmentFilter.PATH)
			.map((link) -> uais(link.criteria(), most))
			.orElse(List.of());
	}

	/**
	 * In the order of the list.
	 * @param query the criteria, as in the list's query string
	 * @param most how many at most
	 */
	public List<String> uais(Map<String, String> query, int most) {
		List<Criterion> criteria = this.list.criteria();
		List<String> uais = new ArrayList<>();
		for (int page = 1; uais.size() < most; page++) {
			EstablishmentList.Found found = this.list.find(filter(query, criteria, page), criteria);
			if (found.page() < page) {
				break;
			}
			found.rows().stream().map(EstablishmentRow::uai).limit(most - uais.size()).forEach(uais::add);
			if (found.rows().size() < PageRequest.LARGEST) {
				break;
			}
		}
		return uais;
	}

	private EstablishmentFilter filter(Map<String, String> query, List<Criterion> criteria, int page) {
		MultiValueMap<String, String> values = new LinkedMultiValueMap<>();
		query.forEach(values::add);
		return EstablishmentFilter.of(values, criteria, this.list.sorts(), new PageRequest(page, PageRequest.LARGEST));
	}

}
