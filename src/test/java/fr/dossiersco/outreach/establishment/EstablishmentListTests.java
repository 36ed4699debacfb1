package fr.dossiersco.outreach.establishment;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.StatementCount;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

@DatabaseTest
class EstablishmentListTests {

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private Given given;

	@Autowired
	private JdbcClient jdbc;

	private CurrentAccount me;

	/** A word that no other test's schools bear. */
	private String word;

	@BeforeEach
	void someoneActs() {
		this.me = this.given.outreach();
		this.word = UUID.randomUUID().toString().replaceAll("[^a-f]", "");
		this.word = "zz" + (this.word + "abcdef").substring(0, 8);
	}

	@Test
	void aSchoolIsFoundByItsNameItsTownAndItsPostcodeInAnyOrder() {
		String uai = this.given.school("011", "Collège Évariste-" + this.word);

		assertThat(list("q=" + this.word + " evariste")).bodyText().contains(uai, "1 établissement<");
		assertThat(list("q=villeneuve EVARISTE 99000 " + this.word)).bodyText().contains(uai);
	}

	@Test
	void oneTypingErrorPerWordIsForgivenWithoutAWord() {
		String uai = this.given.school("011", "Collège Évariste " + this.word);
		String wrong = this.word.substring(0, 4) + this.word.substring(5);

		assertThat(list("q=evraiste " + wrong)).bodyText().contains(uai).doesNotContain("Aucun résultat exact");
	}

	@Test
	void withoutAnyExactResultTheClosestAreShownAndItIsSaid() {
		String uai = this.given.school("011", "Collège Évariste " + this.word);

		assertThat(list("q=xylophoniste " + this.word)).bodyText().contains(uai, "Aucun résultat exact");
	}

	@Test
	void aCollegeComesBeforeALyceeOfTheSameNameUnlessAskedFor() {
		String college = this.given.school("011", "Collège " + this.word);
		String lycee = this.given.school("011", "Lycée " + this.word);
		change(lycee, "kind = 'LYCEE'");

		assertThat(body("q=" + this.word)).containsSubsequence(college, lycee);
		assertThat(body("q=lycée " + this.word)).containsSubsequence(lycee, college);
	}

	@Test
	void aClosedSchoolComesLastInASearchAndIsHiddenFromTheList() {
		String open = this.given.school("011", "Collège du " + this.word);
		String closed = this.given.school("011", "Collège " + this.word);
		change(closed, "state = 'FERME', town = 'Bourg-" + this.word + "'");

		assertThat(body("q=" + this.word)).containsSubsequence(open, closed);
		assertThat(list("ville=bourg " + this.word)).bodyText().doesNotContain(closed);
		assertThat(list("etat=FERME&ville=bourg " + this.word)).bodyText().contains(closed);
	}

	@Test
	void aUaiLeadsStraightToItsSchool() {
		String uai = this.given.school("011");

		assertThat(list("q= " + uai.toLowerCase(java.util.Locale.ROOT) + " "))
			.hasRedirectedUrl("/etablissements/" + uai);
	}

	@Test
	void aWrongKeyLetterIsSaid() {
		String uai = this.given.school("011");
		String wrong = uai.substring(0, 7) + ((uai.charAt(7) == 'A') ? 'B' : 'A');

		assertThat(list("q=" + wrong)).bodyText().contains(uai, "sa dernière lettre ne correspond pas");
	}

	@Test
	void theLastPageGoesOnFromTheOneBefore() {
		List<String> uais = IntStream.range(0, 7)
			.mapToObj((i) -> town(this.given.school("011", "Collège " + (char) ('A' + i))))
			.toList();

		for (String order : List.of("nom", "-nom", "ville", "academie", "-academie")) {
			List<String> expected = order.startsWith("-") ? uais.reversed() : uais;
			assertThat(body("ville=" + this.word + "&taille=2&tri=" + order))
				.containsSubsequence(expected.subList(0, 2));
			assertThat(body("ville=" + this.word + "&taille=2&page=3&tri=" + order))
				.containsSubsequence(expected.subList(4, 6))
				.doesNotContain(expected.get(3), expected.get(6));
			assertThat(body("ville=" + this.word + "&taille=2&page=4&tri=" + order)).contains(expected.get(6))
				.doesNotContain(expected.get(5));
			assertThat(body("ville=" + this.word + "&taille=2&page=99&tri=" + order)).contains(expected.get(6));
		}
	}

	@Test
	void pagesSortedByAcademieGoAcrossAcademies() {
		String lille = town(this.given.school("059", "Collège A"));
		String aude = town(this.given.school("011", "Collège B"));
		String herault = town(this.given.school("034", "Collège C"));
		String toulouse = town(this.given.school("031", "Collège A"));
		String page = "ville=" + this.word + "&taille=2&tri=";

		assertThat(body(page + "academie")).containsSubsequence(lille, aude).doesNotContain(herault, toulouse);
		assertThat(body(page + "academie&page=2")).containsSubsequence(herault, toulouse).doesNotContain(lille, aude);
		assertThat(body(page + "-academie")).containsSubsequence(toulouse, herault).doesNotContain(lille, aude);
		assertThat(body(page + "-academie&page=2")).containsSubsequence(aude, lille).doesNotContain(toulouse, herault);
	}

	@Test
	void schoolsSortedByAFacetHaveItFirstWhateverTheDirection() {
		String bare = town(this.given.school("011", "Collège A"));
		String spotted = town(this.given.school("011", "Collège B"));
		String called = town(this.given.school("011", "Collège C"));
		pursuit(spotted, "REPERE");
		pursuit(called, "CONTACTE");
		String page = "ville=" + this.word + "&taille=2&tri=";

		assertThat(body(page + "etape")).containsSubsequence(spotted, called).doesNotContain(bare);
		assertThat(body(page + "etape&page=2")).contains(bare).doesNotContain(spotted, called);
		assertThat(body(page + "-etape")).containsSubsequence(called, spotted).doesNotContain(bare);
		assertThat(body(page + "nom&etape=CONTACTE")).contains(called).doesNotContain(bare, spotted);
	}

	@Test
	void whatNarrowsTheListCanBeRemovedOneByOne() {
		assertThat(list("academie=11&type=COLLEGE&q=" + this.word)).bodyText()
			.contains("Académie\u00a0: Montpellier", "Type\u00a0: Collège", "Recherche\u00a0: " + this.word)
			.contains("/etablissements?q=" + this.word + "&amp;type=COLLEGE");
	}

	@Test
	void nothingFoundSaysWhatToLoosen() {
		this.given.school("011");

		assertThat(list("academie=11&q=qxqxqxqx")).bodyText()
			.contains("Aucun établissement ne répond", "Essayez avec moins de mots", "Retirez l’un des filtres");
	}

	@Test
	void thePageCostsFewStatementsWhateverItsLength() {
		IntStream.range(0, 5).forEach((i) -> town(this.given.school("011", "Collège " + i)));

		long few = StatementCount.of(() -> body("ville=" + this.word + "&taille=1"));
		long more = StatementCount.of(() -> body("ville=" + this.word));

		assertThat(more).isEqualTo(few).isLessThanOrEqualTo(8);
	}

	private void change(String uai, String assignments) {
		Acting.asSystem(
				() -> this.jdbc.sql("update establishment set " + assignments + " where uai = ?").param(uai).update());
	}

	private void pursuit(String uai, String stage) {
		Acting.asSystem(() -> this.jdbc.sql("""
				insert into pursuit (uai, academie, stage, since, version)
				select uai, academie, ?, now(), 0 from establishment where uai = ?""").params(stage, uai).update());
	}

	private String town(String uai) {
		change(uai, "town = 'Bourg-" + this.word + "'");
		return uai;
	}

	private MvcTestResult list(String query) {
		return this.mvc.get()
			.uri("/etablissements?" + query.replace("ville=" + this.word, "ville=bourg " + this.word))
			.with(Given.signedIn(this.me))
			.exchange();
	}

	private String body(String query) {
		try {
			return list(query).getResponse().getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
		}
		catch (java.io.UnsupportedEncodingException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
