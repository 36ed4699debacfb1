package fr.dossiersco.outreach.review;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.StatementCount;
import fr.dossiersco.outreach.TestClock;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.establishment.SchoolScope;
import fr.dossiersco.outreach.establishment.SchoolScopes;
import fr.dossiersco.outreach.pipeline.StageMoves;
import fr.dossiersco.outreach.pipeline.StageMoves.Decision;
import fr.dossiersco.outreach.review.StaleSchools.Basket;
import fr.dossiersco.outreach.review.StaleSchools.Row;
import fr.dossiersco.outreach.scheduling.FollowUp.Subject;
import fr.dossiersco.outreach.scheduling.FollowUpKind;
import fr.dossiersco.outreach.scheduling.FollowUps;
import fr.dossiersco.outreach.web.PageRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/**
 * In November 2090, when no school holidays are known: the first is a public holiday, the
 * Aube is closed by hand from the 13th to the 17th, the 24th is a Friday.
 */
@DatabaseTest
class ReviewTests {

	private static final LocalDate TODAY = LocalDate.of(2090, 11, 24);

	@Autowired
	private StaleSchools stale;

	@Autowired
	private Reviews reviews;

	@Autowired
	private OpenDays openDays;

	@Autowired
	private SchoolScopes scopes;

	@Autowired
	private StageMoves moves;

	@Autowired
	private FollowUps followUps;

	@Autowired
	private TestClock clock;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private Given given;

	private CurrentAccount me;

	@BeforeEach
	void november() {
		this.me = this.given.coordinator();
		assertThat(this.mvc.post()
			.uri("/calendrier/fermetures")
			.param("where", "departement:010")
			.param("firstDay", "2090-11-13")
			.param("lastDay", "2090-11-17")
			.param("reason", "Intempéries")
			.with(csrf())
			.with(Given.signedIn(this.me))).hasStatus3xxRedirection();
	}

	@AfterEach
	void today() {
		this.clock.reset();
		Acting.asSystem(() -> this.jdbc.sql("delete from stale_review").update());
	}

	@Test
	void onlyOpenDaysMakeASchoolStale() {
		Map<String, String> schools = new HashMap<>();
		for (String day : List.of("02", "03", "09", "10")) {
			schools.put(school("010", "2090-11-" + day), "Aube " + day);
			schools.put(school("051", "2090-11-" + day), "Marne " + day);
		}
		at(TODAY);

		assertThat(found(Basket.ENTRES, "academie", "19").stream().map((row) -> schools.get(row.school().uai())))
			.containsExactlyInAnyOrder("Aube 02", "Marne 02", "Marne 03", "Marne 09");
		assertThat(found(Basket.ENTRES, "departement", "010")).singleElement().extracting(Row::openDays).isEqualTo(11);
	}

	@Test
	void theFirstOfNovemberIsNoOpenDay() {
		at(TODAY);
		assertThat(Acting.as(this.me,
				() -> this.openDays.since(LocalDate.of(2090, 10, 30), LocalDate.of(2090, 11, 3), "051")))
			.isEqualTo(3);
	}

	@Test
	void daysAreThoseOfTheSchool() {
		// At 22:30 in Paris on the 8th it is already the 9th in La Réunion, and still the
		// 8th in Martinique.
		String reunion = school("974", Instant.parse("2090-11-08T21:30:00Z"));
		String paris = school("075", Instant.parse("2090-11-08T21:30:00Z"));
		// At 01:30 in Paris on the 9th it is still the 8th in Martinique.
		String martinique = school("972", Instant.parse("2090-11-09T00:30:00Z"));
		String marne = school("051", Instant.parse("2090-11-09T00:30:00Z"));
		at(LocalDate.of(2090, 11, 23));
		assertThat(days()).isEqualTo(Map.of(paris, 11, martinique, 11));

		// At 21:00 in Paris on the 23rd, it is the 24th in La Réunion.
		this.clock.setTo(Instant.parse("2090-11-23T20:00:00Z"));
		assertThat(days()).isEqualTo(Map.of(paris, 11, martinique, 11, reunion, 11));

		// At 02:00 in Paris on the 24th, it is still the 23rd in Martinique.
		this.clock.setTo(Instant.parse("2090-11-24T01:00:00Z"));
		assertThat(days()).isEqualTo(Map.of(paris, 12, martinique, 11, reunion, 11, marne, 11));

		as(() -> this.followUps.open(new Subject(martinique, null, "31"), FollowUpKind.APPEL,
				LocalDate.of(2090, 11, 23), null, this.me));
		assertThat(days()).as("today in Martinique").doesNotContainKey(martinique);
	}

	private Map<String, Integer> days() {
		Map<String, Integer> days = new HashMap<>();
		found(Basket.ENTRES).forEach((row) -> days.put(row.school().uai(), row.openDays()));
		return days;
	}

	@Test
	void onePageIsReadWithAllTheCountsWhateverIsAsked() {
		for (String day : List.of("02", "03", "04")) {
			school("051", "2090-10-" + day);
		}
		at(TODAY);
		StaleSchools.Reading third = as(() -> this.stale.read(null, scope(Map.of()), new PageRequest(2, 2)));
		assertThat(third.rows()).hasSize(1);
		StaleSchools.Reading beyond = as(() -> this.stale.read(null, scope(Map.of()), new PageRequest(900, 2)));
		assertThat(beyond.rows()).isEqualTo(third.rows());
		assertThat(as(() -> this.stale.read(Basket.SORTIS, scope(Map.of()), new PageRequest(900, 2))).rows()).isEmpty();
		as(() -> this.reviews.close(this.me));
		assertThat(as(() -> this.stale.read(null, scope(Map.of()), new PageRequest(1, 2))).basket())
			.isEqualTo(Basket.RESTES);
	}

	@Test
	void aBasketIsTakenAwayWhole() {
		String first = school("051", "2090-10-02");
		String second = school("051", "2090-10-03");
		at(TODAY);
		String query = "panier=ENTRES&responsable=" + this.me.id();
		assertThat(this.mvc.get().uri("/pipeline/a-relancer/export.csv?" + query).with(Given.signedIn(this.me)))
			.hasStatusOk()
			.bodyText()
			.containsSubsequence(first, ";Intéressé;38;10;", second, ";Intéressé;37;10;", "Filtre – Panier;Entrés");
		assertThat(this.mvc.get().uri("/pipeline/a-relancer?" + query).with(Given.signedIn(this.me))).bodyText()
			.contains("/pipeline/a-relancer/export.csv?responsable=");
	}

	@Test
	void whatIsPlannedOrRestsIsNotStale() {
		String planned = school("051", "2090-10-02");
		String late = school("051", "2090-10-02");
		String rests = school("051", "2090-10-02");
		String won = school("051", "2090-10-02");
		String spoken = school("051", "2090-10-02");
		at(TODAY);
		as(() -> {
			this.followUps.open(new Subject(planned, null, "19"), FollowUpKind.APPEL, TODAY, null, this.me);
			this.followUps.open(new Subject(late, null, "19"), FollowUpKind.APPEL, TODAY.minusDays(1), null, this.me);
			return this.moves.moveByHand(won, new Decision("FIDELISE", null, null, null), this.me);
		});
		Acting.asSystem(() -> {
			this.jdbc.sql("""
					insert into school_rest (id, uai, academie, reason, until, noted_at, noted_by)
					values (gen_random_uuid(), ?, '19', 'Travaux', ?, now(), ?)""")
				.params(rests, TODAY, this.me.id())
				.update();
			this.jdbc
				.sql("""
						insert into interaction (id, uai, academie, author, occurred_at, recorded_at, channel, direction, outcome, approach, version)
						values (gen_random_uuid(), ?, '19', ?, '2090-11-22T09:00:00Z', now(), 'TELEPHONE', 'SORTANT', 'JOINT', 'FROID', 0)""")
				.params(spoken, this.me.id())
				.update();
		});
		assertThat(found(Basket.ENTRES).stream().map((row) -> row.school().uai())).containsExactly(late);
	}

	@Test
	void aReviewTellsWhoEnteredStayedAndLeft() {
		String stays = school("051", "2090-10-02");
		String leaves = school("051", "2090-10-02");
		at(TODAY);
		assertThat(baskets()).isEqualTo(new StaleSchools.Baskets(2, 0, 0));
		UUID review = as(() -> this.reviews.close(this.me));
		assertThat(baskets()).isEqualTo(new StaleSchools.Baskets(0, 2, 0));

		as(() -> this.moves.moveByHand(leaves, new Decision("INSCRIT", null, null, null), this.me));
		String enters = school("051", "2090-10-02");
		at(TODAY);

		assertThat(baskets()).isEqualTo(new StaleSchools.Baskets(1, 1, 1));
		assertThat(found(Basket.ENTRES).getFirst().school().uai()).isEqualTo(enters);
		assertThat(found(Basket.RESTES).getFirst().school().uai()).isEqualTo(stays);
		assertThat(found(Basket.SORTIS).getFirst().school().uai()).isEqualTo(leaves);
		this.clock.setTo(this.clock.instant().plusSeconds(60));
		UUID second = as(() -> this.reviews.close(this.me));
		assertThat(as(() -> this.reviews.reopen(review))).as("another one was closed since").isFalse();
		assertThat(as(() -> this.reviews.reopen(second))).isTrue();
		assertThat(baskets()).isEqualTo(new StaleSchools.Baskets(1, 1, 1));
	}

	@Test
	void whatIsToBeDoneIsWrittenTickedAndMayBePlanned() {
		String uai = school("051", "2090-10-02");
		at(TODAY);
		post("/pipeline/a-relancer/" + uai, "texte", "Demander à la vie scolaire", "jour", "2020-01-01");
		assertThat(found(Basket.ENTRES).getFirst().school().todo()).isNull();
		post("/pipeline/a-relancer/" + uai, "texte", "Demander à la vie scolaire", "jour", "demain");
		assertThat(found(Basket.ENTRES).getFirst().school().todo()).isNull();
		post("/pipeline/a-relancer/" + uai, "texte", "Demander à la vie scolaire", "jour", "");
		StaleSchools.Found school = found(Basket.ENTRES).getFirst().school();
		assertThat(school.todo()).isEqualTo("Demander à la vie scolaire");
		post("/pipeline/a-relancer/a-faire/" + school.todoId(), "fait", "true", "retour",
				"/pipeline/a-relancer?panier=RESTES");
		assertThat(found(Basket.ENTRES).getFirst().school().dealt()).isTrue();
		post("/pipeline/a-relancer/" + uai, "texte", "Rappeler", "jour", "2090-11-28");
		assertThat(found(Basket.ENTRES)).isEmpty();
	}

	@Test
	void thePageTakesAConstantNumberOfStatementsAndIsTheAmbassadorsToo() {
		at(TODAY);
		String uai = school("051", "2090-10-02");
		at(TODAY);
		assertThat(page(this.me)).as("with the calendar in hand").hasStatusOk();
		long before = StatementCount.of(() -> assertThat(page(this.me)).hasStatusOk());
		school("051", "2090-10-02");
		school("051", "2090-10-02");
		at(TODAY);
		assertThat(StatementCount.of(() -> assertThat(page(this.me)).hasStatusOk())).isEqualTo(before)
			.isLessThanOrEqualTo(8);
		assertThat(page(this.given.ambassador("19"))).bodyText().contains(uai);
		assertThat(page(this.given.ambassador("09"))).hasStatusOk().bodyText().doesNotContain(uai);
	}

	private org.springframework.test.web.servlet.assertj.MvcTestResult page(CurrentAccount who) {
		return this.mvc.get()
			.uri("/pipeline/a-relancer?panier=entres&responsable=" + this.me.id() + "&departement=n-importe")
			.with(Given.signedIn(who))
			.exchange();
	}

	private void post(String path, String... parameters) {
		var request = this.mvc.post().uri(path).with(csrf()).with(Given.signedIn(this.me));
		for (int i = 0; i < parameters.length; i += 2) {
			request = request.param(parameters[i], parameters[i + 1]);
		}
		assertThat(request).hasStatus3xxRedirection();
	}

	private String school(String departement, String day) {
		return school(departement, Instant.parse(day + "T09:00:00Z"));
	}

	private String school(String departement, Instant at) {
		String uai = this.given.school(departement);
		this.clock.setTo(at);
		as(() -> this.moves.moveByHand(uai, new Decision("INTERESSE", null, null, null), this.me));
		return uai;
	}

	private void at(LocalDate day) {
		this.clock.setTo(Instant.parse(day + "T09:00:00Z"));
	}

	private StaleSchools.Baskets baskets() {
		return as(() -> this.stale.read(null, scope(Map.of()), new PageRequest(1, 1)).baskets());
	}

	private List<Row> found(Basket basket, String... more) {
		Map<String, String> query = new HashMap<>();
		for (int i = 0; i < more.length; i += 2) {
			query.put(more[i], more[i + 1]);
		}
		return as(() -> this.stale.read(basket, scope(query), new PageRequest(1, 100)).rows());
	}

	/** One's own schools, whatever other tests left. */
	private SchoolScope scope(Map<String, String> more) {
		Map<String, String> query = new HashMap<>(more);
		query.put("responsable", this.me.id().toString());
		return this.scopes.read(query, StaleSchools.CRITERIA);
	}

	private <T> T as(Supplier<T> work) {
		return Acting.as(this.me, work);
	}

}
