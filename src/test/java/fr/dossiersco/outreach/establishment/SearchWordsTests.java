package fr.dossiersco.outreach.establishment;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SearchWordsTests {

	@Test
	void wordsLoseAccentsCapitalsAndElisions() {
		assertThat(SearchWords.of("  L’Île-d’Yeu, Œuvré ").all()).containsExactly("l", "ile", "d", "yeu", "oeuvre");
	}

	@Test
	void saintIsSpeltOut() {
		assertThat(SearchWords.of("St Joseph, Ste-Anne").all()).containsExactly("saint", "joseph", "sainte", "anne");
	}

	@Test
	void commonWordsTellLittle() {
		SearchWords words = SearchWords.of("collège de la garriguette");

		assertThat(words.telling()).containsExactly("garriguette");
		assertThat(words.kind()).isEqualTo(EstablishmentKind.COLLEGE);
	}

	@Test
	void commonWordsAloneAreAllThereIs() {
		assertThat(SearchWords.of("les écoles privées").telling()).containsExactly("privees");
		assertThat(SearchWords.of("collège").telling()).isEmpty();
	}

	@Test
	void oneTypingErrorIsForgivenInAnyWordOfFourLetters() {
		assertThat(SearchWords.patternsNear("jean")).contains("% jean%", "% j_an %", "% jan %", "% je_an %",
				"% jaen %");
		assertThat(SearchWords.patternsNear("lac")).containsExactly("% lac%");
		assertThat(SearchWords.patternsNear("11100")).containsExactly("% 11100%");
	}

	@Test
	void nothingButSignsIsNoSearch() {
		assertThat(SearchWords.of(" %_' -- ").all()).isEmpty();
	}

}
