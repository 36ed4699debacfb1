package fr.dossiersco.outreach.establishment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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

	SchoolSelection(EstablishmentList list) {
		this.list = list;
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
		MultiValueMap<String, String> values = new LinkedMultiValueMap<>();
		query.forEach(values::add);
		List<Criterion> criteria = this.list.criteria();
		List<String> uais = new ArrayList<>();
		for (int page = 1; uais.size() < most; page++) {
			EstablishmentFilter filter = EstablishmentFilter.of(values, criteria, this.list.sorts(),
					new PageRequest(page, PageRequest.LARGEST));
			EstablishmentList.Found found = this.list.find(filter, criteria);
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

}
