package fr.dossiersco.outreach.establishment;

import java.util.List;

import fr.dossiersco.outreach.establishment.EstablishmentFacet.Choice;
import fr.dossiersco.outreach.web.PageRequest;
import org.junit.jupiter.api.Test;

import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

import static org.assertj.core.api.Assertions.assertThat;

class EstablishmentFilterTests {

	private static final List<Criterion> CRITERIA = List.of(
			Criterion.of("academie", List.of(new Choice("09", "Lille"), new Choice("20", "Amiens")), (value) -> ""),
			Criterion.of("ville", List.of(), (value) -> ""));

	@Test
	void nothingAskedIsTheWholeListByName() {
		EstablishmentFilter filter = filter("");

		assertThat(filter.criteria()).isEmpty();
		assertThat(filter.sorting().code()).isEqualTo("nom");
		assertThat(filter.link()).hasToString("/etablissements");
	}

	@Test
	void aFilterIsItsOwnQueryString() {
		String query = "q=hugo+%26+fils&academie=09&ville=Lille&tri=-ville";

		assertThat(filter(query).link()).hasToString("/etablissements?" + query);
	}

	@Test
	void theUsualIsNotSaid() {
		assertThat(filter("tri=nom&academie=&page=3").link()).hasToString("/etablissements");
		assertThat(filter("q=hugo&tri=pertinence").link()).hasToString("/etablissements?q=hugo");
	}

	@Test
	void whatIsUnknownCountsForNothing() {
		EstablishmentFilter filter = filter("academie=99&couleur=bleu&tri=age&q=%20");

		assertThat(filter.criteria()).isEmpty();
		assertThat(filter.sorting().code()).isEqualTo("nom");
	}

	@Test
	void relevanceIsTheOrderOfASearchOnly() {
		assertThat(filter("q=hugo").sorting().code()).isEqualTo("pertinence");
		assertThat(filter("q=hugo").without("q").sorting().code()).isEqualTo("nom");
		assertThat(filter("tri=pertinence").sorting().code()).isEqualTo("nom");
	}

	@Test
	void aCriterionIsRemovedFromTheFirstPage() {
		EstablishmentFilter filter = filter("q=hugo&academie=09&tri=-ville&page=4").without("academie");

		assertThat(filter.page().number()).isEqualTo(1);
		assertThat(filter.link()).hasToString("/etablissements?q=hugo&tri=-ville");
	}

	@Test
	void aCriterionIsReplaced() {
		assertThat(filter("academie=09").with("academie", "20").link()).hasToString("/etablissements?academie=20");
	}

	private static EstablishmentFilter filter(String query) {
		MultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();
		UriComponentsBuilder.fromUriString("/?" + query)
			.build()
			.getQueryParams()
			.forEach((name, values) -> values.forEach((value) -> parameters.add(name, (value != null)
					? java.net.URLDecoder.decode(value, java.nio.charset.StandardCharsets.UTF_8) : "")));
		return EstablishmentFilter.of(parameters, CRITERIA, List.of("nom", "ville"), PageRequest.of(4));
	}

}
