package fr.dossiersco.outreach.web;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PagingTests {

	private static final QueryLink list = QueryLink.to("/contacts")
		.with("q", "é & co")
		.with("academie", List.of("11", "09"));

	@Test
	void aPageStaysWithinItsBounds() {
		assertThat(new PageRequest(-3, 0)).isEqualTo(new PageRequest(1, 1));
		assertThat(new PageRequest(Integer.MAX_VALUE, 100_000).size()).isEqualTo(100);
		assertThat(new PageRequest(3, 25).offset()).isEqualTo(50);
		assertThat(new PageRequest(9, 25).within(30).number()).isEqualTo(2);
		assertThat(new PageRequest(9, 25).within(0).number()).isEqualTo(1);
	}

	@Test
	void theWindowShowsBothEndsAndThePagesAround() {
		Pagination pagination = Pagination.of(PageRequest.of(10), 500, list);

		assertThat(pagination.pages()).extracting(Pagination.PageLink::number)
			.containsExactly(1, null, 8, 9, 10, 11, 12, null, 20);
		assertThat(pagination.from()).isEqualTo(226);
		assertThat(pagination.to()).isEqualTo(250);
		assertThat(pagination.nextLink()).isEqualTo("/contacts?q=%C3%A9+%26+co&academie=11&academie=09&page=11");
	}

	@Test
	void theEndsLeadNoFurther() {
		assertThat(Pagination.of(PageRequest.of(1), 30, list).previousLink()).isNull();
		assertThat(Pagination.of(PageRequest.of(2), 30, list).nextLink()).isNull();
		assertThat(Pagination.of(PageRequest.of(1), 25, list).several()).isFalse();
		assertThat(Pagination.of(PageRequest.of(1), 0, list).from()).isZero();
	}

	@Test
	void aSizeOfOnesOwnIsKept() {
		assertThat(Pagination.of(new PageRequest(1, 50), 200, QueryLink.to("/contacts")).nextLink())
			.isEqualTo("/contacts?taille=50&page=2");
	}

	@Test
	void oneCriterionCanBeTakenAway() {
		assertThat(list.without("academie", "11")).hasToString("/contacts?q=%C3%A9+%26+co&academie=09");
		assertThat(list.without("academie").without("q")).hasToString("/contacts");
	}

	@Test
	void aChangedFilterStartsAtTheFirstPage() {
		assertThat(list.page(7).with("profil", "PRINCIPAL").toString()).doesNotContain("page=");
	}

	@Test
	void aColumnTurnsRoundWhenAskedForAgain() {
		Sorting byName = Sorting.of("nom", List.of("nom", "ville"), "ville");

		assertThat(byName.direction("nom")).isEqualTo("ascending");
		assertThat(byName.direction("ville")).isNull();
		assertThat(byName.link("nom", QueryLink.to("/c"))).isEqualTo("/c?tri=-nom");
		assertThat(byName.link("ville", QueryLink.to("/c"))).isEqualTo("/c?tri=ville");
		assertThat(Sorting.of("password", List.of("nom"), "-nom")).isEqualTo(new Sorting("nom", true));
	}

}
