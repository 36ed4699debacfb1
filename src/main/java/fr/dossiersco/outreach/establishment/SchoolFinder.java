package fr.dossiersco.outreach.establishment;

import java.util.List;

import fr.dossiersco.outreach.web.PageRequest;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/** Finds the schools that someone may mean, as the list's own search does. */
@Component
public class SchoolFinder {

	private final EstablishmentList schools;

	SchoolFinder(EstablishmentList schools) {
		this.schools = schools;
	}

	/**
	 * @param words a name, a town, a postcode or a UAI, typing errors forgiven
	 * @return the UAI of the nearest ones, the best first
	 */
	@Transactional(readOnly = true)
	public List<String> nearest(String words, int most) {
		return this.schools.named(words).map((uai) -> List.of(uai.value())).orElseGet(() -> {
			MultiValueMap<String, String> query = new LinkedMultiValueMap<>();
			query.add(EstablishmentFilter.SEARCH, words);
			EstablishmentFilter filter = EstablishmentFilter.of(query, List.of(), List.of(), new PageRequest(1, most));
			return this.schools.find(filter, List.of()).rows().stream().map(EstablishmentRow::uai).toList();
		});
	}

}
