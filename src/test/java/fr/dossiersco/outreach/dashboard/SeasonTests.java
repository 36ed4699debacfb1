package fr.dossiersco.outreach.dashboard;

import java.nio.charset.StandardCharsets;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.StatementCount;
import fr.dossiersco.outreach.TestClock;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.dashboard.Season.AcademieRow;
import fr.dossiersco.outreach.dashboard.Season.Question;
import fr.dossiersco.outreach.dashboard.Season.StageRow;
import fr.dossiersco.outreach.dashboard.SeasonDates.NewDate;
import fr.dossiersco.outreach.dashboard.SeasonDates.Source;
import fr.dossiersco.outreach.dashboard.SeasonPlan.Basis;
import fr.dossiersco.outreach.dashboard.SeasonPlan.Step;
import fr.dossiersco.outreach.establishment.SchoolScopes;
import fr.dossiersco.outreach.establishment.SchoolSelection;
import fr.dossiersco.outreach.pipeline.Stage;
import fr.dossiersco.outreach.web.Undo;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@DatabaseTest
class SeasonTests {

	private static final LocalDate TODAY = LocalDate.of(2026, 3, 12);

	private static final SeasonYear YEAR = new SeasonYear(2025);

	private static final List<String> WAY = List.of("REPERE", "CONTACTE", "INTERESSE", "INSCRIT", "ACTIVE",
			"EXPERIMENTATEUR", "UTILISATEUR", "FIDELISE");

	private static final String DATES = "/tableau-de-bord/saison/dates";

	@Autowired
	private Season season;

	@Autowired
	private SeasonDates dates;

	@Autowired
	private SeasonBefore before;

	@Autowired
	private SchoolScopes scopes;

	@Autowired
	private SchoolSelection selection;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private TestClock clock;

	@Autowired
	private Given given;

	private CurrentAccount me;

	@BeforeEach
	void me() {
		this.me = this.given.coordinator();
		this.clock.setTo(TODAY.atTime(10, 0).atZone(Period.PARIS).toInstant());
	}

	@AfterEach
	void theDatesAndTheTimeAreGivenBack() {
		Acting.asSystem(() -> this.jdbc.sql(
				"update season_date set withdrawn_at = now(), withdrawn_by = set_by where set_by = ? and withdrawn_at is null")
			.param(this.me.id())
			.update());
		this.clock.reset();
		this.season.forgetAll();
	}

	@Test
	void aDateIsTheAcademiesOwnOrTheCountrysOrThatOfEveryYear() {
		assertThat(window("09").opensOn()).isEqualTo(LocalDate.of(2026, 6, 8));
		assertThat(window("09").source()).isEqualTo(Source.USUELLE);
		say(new NewDate(2025, SeasonDates.EVERYWHERE, LocalDate.of(2026, 6, 1), null));
		assertThat(window("09").opensOn()).isEqualTo(LocalDate.of(2026, 6, 1));
		assertThat(window("09").isSupposed()).isTrue();
		say(new NewDate(2025, "09", LocalDate.of(2026, 5, 26), LocalDate.of(2026, 7, 3)));
		assertThat(window("09").source()).isEqualTo(Source.ACADEMIE);
		assertThat(window("09").closesOn()).isEqualTo(LocalDate.of(2026, 7, 3));
		assertThat(window("20").source()).isEqualTo(Source.NATIONALE);
		UUID cleared = say(new NewDate(2025, "09", null, null));
		assertThat(window("09").source()).isEqualTo(Source.NATIONALE);
		Acting.as(this.me, () -> {
			this.dates.withdraw(cleared, this.me);
			return true;
		});
		assertThat(window("09").opensOn()).as("what was said before counts again").isEqualTo(LocalDate.of(2026, 5, 26));
		assertThat(Acting.as(this.me, () -> this.dates.of(YEAR.next()).window(YEAR.next(), "09")).opensOn())
			.isEqualTo(LocalDate.of(2027, 6, 8));
	}

	@Test
	void theDatabaseKeepsDatesToTheTeamAndInTheirYear() {
		CurrentAccount ambassador = this.given.ambassador("09");
		NewDate date = new NewDate(2025, "09", LocalDate.of(2026, 6, 1), null);
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> Acting.as(ambassador, () -> this.dates.say(List.of(date), ambassador)));
		NewDate outside = new NewDate(2025, "09", LocalDate.of(2026, 9, 1), null);
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> Acting.as(this.me, () -> this.dates.say(List.of(outside), this.me)));
		assertThat(Acting.as(ambassador, () -> this.dates.of(YEAR).window(YEAR, "09"))).isNotNull();
	}

	@Test
	void whatIsTypedIsKeptUntilItIsRight() {
		MvcTestResult refused = post(this.me,
				Map.of("usuel", "31/02", "usuelLu", "08/06", "lignes[0].academie", "09", "lignes[0].ouvre",
						"2026-09-20", "lignes[1].academie", "20", "lignes[1].ouvre", "2026-06-10", "lignes[1].ferme",
						"2026-06-01", "lignes[2].academie", "14", "lignes[2].ferme", "2026-07-01"));
		assertThat(refused).hasStatus(422);
		assertThat(refused).bodyText()
			.contains("Donnez un jour et un mois", "du 1 septembre 2025 au 31 août 2026",
					"La fin vient avant l’ouverture", "Donnez aussi la date d’ouverture", "value=\"31/02\"",
					"value=\"2026-09-20\"", "value=\"2026-06-01\"");
		assertThat(window("09").source()).isEqualTo(Source.USUELLE);
		assertThat(post(this.me, Map.of("usuel", "8/6", "usuelLu", "08/06", "lignes[0].academie", "99",
				"lignes[0].ouvre", "2026-06-01")))
			.hasStatus(422);
	}

	@Test
	void datesAreSaidTakenBackAndNeverOverwrittenUnseen() {
		Map<String, String> typed = new HashMap<>(Map.of("usuel", "08/06", "usuelLu", "08/06", "lignes[0].academie",
				"09", "lignes[0].ouvre", "2026-06-02", "lignes[1].academie", "20"));
		MvcTestResult done = post(this.me, typed);
		assertThat(done).hasStatus3xxRedirection();
		assertThat(done.getMvcResult().getFlashMap().get("done")).isEqualTo("season.dates.done");
		assertThat(window("09").opensOn()).isEqualTo(LocalDate.of(2026, 6, 2));
		assertThat(window("20").isSupposed()).isTrue();
		assertThat(this.mvc.get().uri(DATES).with(Given.signedIn(this.me))).bodyText()
			.contains("le 2 juin 2026", "par Camille Exemple");

		typed.put("lignes[0].ouvre", "2026-06-15");
		MvcTestResult lost = post(this.me, typed);
		assertThat(lost).hasStatus(409);
		assertThat(lost).bodyText().contains("Quelqu’un vient d’écrire 2 juin 2026", "value=\"2026-06-15\"");
		assertThat(window("09").opensOn()).isEqualTo(LocalDate.of(2026, 6, 2));

		assertThat(lost).bodyText().containsPattern("name=\"lignes\\[0\\].ouvreLu\"[^>]*value=\"2026-06-02\"");

		typed.put("lignes[0].ouvreLu", "2026-06-02");
		MvcTestResult again = post(this.me, typed);
		assertThat(again).hasStatus3xxRedirection();
		assertThat(window("09").opensOn()).isEqualTo(LocalDate.of(2026, 6, 15));
		takeBack(again);
		assertThat(window("09").opensOn()).isEqualTo(LocalDate.of(2026, 6, 2));
		takeBack(done);
		assertThat(window("09").isSupposed()).isTrue();
		assertThat(this.mvc.post()
			.uri(DATES + "/" + UUID.randomUUID() + "/retrait")
			.with(csrf())
			.with(Given.signedIn(this.me))).hasStatus(404);
	}

	/**
	 * Each number against the database asked otherwise, and against the list that it
	 * opens.
	 */
	@Test
	void eachNumberIsThatOfTheDatabaseAndOfItsList() {
		say(new NewDate(2025, "09", LocalDate.of(2026, 6, 2), null),
				new NewDate(2025, "28", LocalDate.of(2026, 5, 4), null));
		say(new NewDate(2024, "09", LocalDate.of(2025, 6, 10), null));
		ways(new Random(3), 60, "059", "080", "974");
		Map<String, LocalDate> sameDay = Map.of("09", LocalDate.of(2025, 3, 20), "20", LocalDate.of(2025, 3, 15), "28",
				LocalDate.of(2025, 4, 17));
		Map<String, String> query = mine();
		Season.View view = view(query);
		assertThat(row(view, "09").place().sameDay()).isEqualTo(sameDay.get("09"));
		for (StageRow row : view.stages()) {
			assertThat(row.here().now()).as(row.stage().code()).isEqualTo(standing(row.stage(), false, null));
			assertThat(row.here().before()).as(row.stage().code()).isEqualTo(standing(row.stage(), false, sameDay));
			assertThat(row.here().now()).isEqualTo(list(query, "etape", row.stage().code()));
			assertThat(row.here().before()).isEqualTo(listBefore(query, row.stage().code()));
			if (row.further() != null) {
				assertThat(row.further().now()).isEqualTo(standing(row.stage(), true, null));
				assertThat(row.further().before()).isEqualTo(standing(row.stage(), true, sameDay));
				assertThat(row.further().now()).isEqualTo(list(query, "etape", row.stage().orFurther()));
				assertThat(row.further().before()).isEqualTo(listBefore(query, row.stage().orFurther()));
			}
		}
		assertThat(view.stages()).anyMatch((row) -> row.here().before() > 0);
		for (String academie : sameDay.keySet()) {
			Map<String, String> here = mine();
			here.put("academie", academie);
			AcademieRow row = row(view, academie);
			assertThat(row.contacts().now()).isEqualTo(list(here, "etape", "AU-MOINS-CONTACTE"));
			assertThat(row.contacts().before()).isEqualTo(listBefore(here, "AU-MOINS-CONTACTE"));
			assertThat(row.users().now()).isEqualTo(list(here, "etape", "AU-MOINS-UTILISATEUR"));
			Season.View alone = view(here);
			assertThat(alone.academies()).singleElement().isEqualTo(row);
			assertThat(alone.stages()).allSatisfy(
					(stage) -> assertThat(stage.here().before()).isEqualTo(listBefore(here, stage.stage().code())));
		}
		SeasonChart.Point today = view.chart()
			.points()
			.stream()
			.filter(SeasonChart.Point::isToday)
			.findFirst()
			.orElseThrow();
		assertThat(today.now()).isEqualTo(list(query, "etape", "AU-MOINS-UTILISATEUR"));
		assertThat(today.before()).isEqualTo(listBefore(query, "AU-MOINS-UTILISATEUR"));
	}

	@Test
	void thePlanGoesBackByTheDaysThatWereMeasured() {
		ways(new Random(8), 48, "059", "059", "059", "080");
		Season.View view = view(mine());
		Map<Basis, Integer> seen = new HashMap<>();
		for (String academie : List.of("09", "20")) {
			double days = 0;
			for (Step step : row(view, academie).plan().steps().reversed()) {
				if (!step.pace().stage().equals(view.goal())) {
					seen.merge(step.pace().basis(), 1, Integer::sum);
					days += measured(step, academie);
				}
				assertThat(step.likely()).isBeforeOrEqualTo(
						row(view, academie).place().window().opensOn().minusDays((long) Math.ceil(days)));
				assertThat(step.likely().plusDays(80))
					.isAfter(row(view, academie).place().window().opensOn().minusDays((long) Math.ceil(days)));
			}
			assertThat(row(view, academie).plan().contact().pace().stage().code()).isEqualTo("CONTACTE");
		}
		assertThat(seen).containsOnlyKeys(Basis.OWN, Basis.ALL, Basis.SUPPOSED);
		assertThat(row(view, "28").plan().weakest()).isNotEqualTo(Basis.OWN);
	}

	/** The median of the database, or what the stage expects. */
	private double measured(Step step, String academie) {
		SeasonPlan.Pace pace = step.pace();
		if (pace.basis() == Basis.SUPPOSED) {
			assertThat(pace.median()).isCloseTo(Objects.requireNonNull(pace.stage().expectedDays()) * 1.4,
					within(1e-9));
			return pace.median();
		}
		double median = Acting.as(this.me, () -> this.jdbc.sql("""
				select percentile_cont(0.5) within group (order by extract(epoch from n.moved_at - m.moved_at) / 86400)
				from stage_move m
					cross join lateral (select * from stage_move n where n.uai = m.uai and n.moved_at > m.moved_at
						order by n.moved_at limit 1) n
					join stage s on s.code = m.to_stage join stage t on t.code = n.to_stage
					join pursuit p on p.uai = m.uai
				where p.owner = :me and m.to_stage = :stage and t.category <> 'A_PART' and t.position > s.position
					and (:academie::text is null or m.academie = :academie)""")
			.param("me", this.me.id())
			.param("stage", pace.stage().code())
			.param("academie", (pace.basis() == Basis.OWN) ? academie : null, Types.VARCHAR)
			.query(Double.class)
			.single());
		assertThat(pace.median()).as("%s %s", academie, pace.stage().code()).isCloseTo(median, within(1e-4));
		return median;
	}

	@Test
	void anAmbassadorSeesTheirAcademieOnly() {
		ways(new Random(5), 40, "059", "080");
		CurrentAccount ambassador = this.given.ambassador("09");
		Season.View theirs = view(mine(), ambassador);
		assertThat(theirs.academies()).extracting((row) -> row.place().academie().code()).containsExactly("09");
		Map<String, String> lille = mine();
		lille.put("academie", "09");
		assertThat(theirs.stages()).isEqualTo(view(lille).stages());
		assertThat(theirs.followed()).isPositive().isLessThan(view(mine()).followed());
		String path = "/tableau-de-bord/saison?responsable=" + this.me.id();
		assertThat(this.mvc.get().uri(path).with(Given.signedIn(ambassador))).hasStatusOk()
			.bodyText()
			.contains("Le plan à rebours", "· Lille")
			.doesNotContain("academie=20");
		assertThat(this.mvc.get().uri(path + "&academie=20").with(Given.signedIn(ambassador))).hasStatusOk()
			.bodyText()
			.contains("Vous ne suivez aucun établissement ici");
		assertThat(this.mvc.get().uri(DATES).with(Given.signedIn(ambassador))).hasStatusOk()
			.bodyText()
			.doesNotContain("type=\"date\"");
	}

	@Test
	void thePageTakesAsManyStatementsHoweverManySchools() {
		ways(new Random(1), 10, "059", "974");
		String path = "/tableau-de-bord/saison?actualiser=non&responsable=" + this.me.id();
		page(path);
		long few = counted(path);
		ways(new Random(2), 50, "059", "974", "080", "031");
		assertThat(counted(path)).isEqualTo(few).isLessThanOrEqualTo(10);
		assertThat(counted(path + "&academie=09&departement=059&courbe=INSCRIT&tri=-prevision")).isEqualTo(few);
		assertThat(counted("/tableau-de-bord/saison-derniere?etape=AU-MOINS-REPERE&responsable=" + this.me.id()))
			.isLessThanOrEqualTo(8);
	}

	private long counted(String path) {
		this.season.forgetAll();
		return StatementCount.of(() -> page(path));
	}

	private MvcTestResult page(String path) {
		MvcTestResult answer = this.mvc.get().uri(path).with(Given.signedIn(this.me)).exchange();
		assertThat(answer).hasStatusOk();
		return answer;
	}

	@Test
	void whatMakesNoSenseCountsForNothing() {
		ways(new Random(4), 6, "059");
		for (String nonsense : List.of("academie=99", "departement=n-importe&type=ECHANSON", "annee=1871", "annee=",
				"courbe=EN_PAUSE", "courbe=%27", "tri=n-importe", "tri=-", "secteur=", "academie=09&departement=974")) {
			page("/tableau-de-bord/saison?responsable=" + this.me.id() + "&" + nonsense);
			page("/tableau-de-bord/saison/dates?" + nonsense);
			page("/tableau-de-bord/saison-derniere?etape=n-importe&" + nonsense);
		}
		assertThat(page("/tableau-de-bord/saison?annee=2026-2027&responsable=" + this.me.id())).bodyText()
			.contains("La saison 2026-2027", "annee=2026-2027");
		assertThat(page("/tableau-de-bord/saison?responsable=" + this.given.outreach().id())).bodyText()
			.contains("durées viennent d’ailleurs");
		assertThat(page("/tableau-de-bord/entonnoir?academie=09")).bodyText()
			.contains("/tableau-de-bord/saison?academie=09");
	}

	@Test
	void whatIsUrgentComesFirstAndWhatIsOpenLast() {
		say(new NewDate(2025, "09", LocalDate.of(2026, 3, 2), null),
				new NewDate(2025, "20", LocalDate.of(2026, 3, 30), null),
				new NewDate(2025, "14", LocalDate.of(2026, 8, 10), null));
		String body = new String(
				page("/tableau-de-bord/saison?responsable=" + this.me.id()).getResponse().getContentAsByteArray(),
				StandardCharsets.UTF_8);
		String table = body.substring(body.indexOf("<tbody>"), body.indexOf("</tbody>"));
		assertThat(body.substring(body.indexOf("class=\"figures\""), body.indexOf("<tbody>")))
			.as("a day that is still to come says more than one that is past")
			.contains("Académie de Rennes, encore");
		assertThat(table.indexOf("academie=20")).isLessThan(table.indexOf("academie=14"));
		assertThat(table.indexOf("academie=14")).isLessThan(table.indexOf("academie=09"));
		assertThat(table).contains("campagne ouverte", "passé");
	}

	@Test
	void anOpenCampaignIsCountedFromItsFirstDay() {
		say(new NewDate(2025, "09", LocalDate.of(2026, 3, 2), null));
		ways(new Random(6), 5, "059");
		assertThat(page("/tableau-de-bord/saison?academie=09&courbe=REPERE&responsable=" + this.me.id())).bodyText()
			.contains("Toutes les campagnes sont ouvertes", "J + 10", "J − 18")
			.doesNotContain("J − -");
	}

	@Test
	void theListOfTheLastSeasonLeadsBackToItsSeasonAndIsTakenAway() {
		String list = "/tableau-de-bord/saison-derniere";
		String asked = "?etape=AU-MOINS-REPERE&annee=2026-2027&academie=09";
		assertThat(page(list + asked)).bodyText()
			.contains("Où étaient les établissements", "Repéré ou plus loin",
					"href=\"/tableau-de-bord/saison?academie=09&amp;annee=2026-2027\"");
		assertThat(page(list + "?annee=2025-2026")).bodyText().contains("href=\"/tableau-de-bord/saison\"");
		assertThat(page("/tableau-de-bord/mouvements")).bodyText().doesNotContain("Où étaient");
	}

	private MvcTestResult post(CurrentAccount by, Map<String, String> typed) {
		var request = this.mvc.post().uri(DATES).with(csrf()).with(Given.signedIn(by));
		typed.forEach(request::param);
		return request.exchange();
	}

	private void takeBack(MvcTestResult done) {
		Undo undo = (Undo) Objects.requireNonNull(done.getMvcResult().getFlashMap().get("undo"));
		assertThat(this.mvc.post().uri(undo.action()).with(csrf()).with(Given.signedIn(this.me)))
			.hasStatus3xxRedirection();
	}

	private UUID say(NewDate... dates) {
		return Acting.as(this.me, () -> this.dates.say(List.of(dates), this.me));
	}

	private SeasonDates.Window window(String academie) {
		return Acting.as(this.me, () -> this.dates.of(YEAR).window(YEAR, academie));
	}

	private Map<String, String> mine() {
		return new HashMap<>(Map.of("responsable", this.me.id().toString()));
	}

	private Season.View view(Map<String, String> query) {
		return view(query, this.me);
	}

	private Season.View view(Map<String, String> query, CurrentAccount as) {
		Map<String, String> wide = new HashMap<>(query);
		wide.keySet().removeAll(List.of("academie", "departement"));
		return Acting.as(as, () -> this.season.of(new Question(this.scopes.read(query, SeasonController.CRITERIA),
				this.scopes.read(wide, SeasonController.CRITERIA), YEAR, null), as));
	}

	private static AcademieRow row(Season.View view, String academie) {
		return view.academies()
			.stream()
			.filter((row) -> row.place().academie().code().equals(academie))
			.findFirst()
			.orElseThrow();
	}

	private long list(Map<String, String> query, String criterion, String value) {
		return Acting.as(this.me,
				() -> (long) this.selection
					.at(this.scopes.read(query, SeasonController.CRITERIA).list().with(criterion, value).toString(),
							100_000)
					.size());
	}

	private long listBefore(Map<String, String> query, String stage) {
		ListCriterion criterion = this.before.criteria().getFirst();
		Asked asked = new Asked(this.scopes.read(query, SeasonController.CRITERIA), Period.of(null, null, this.clock),
				List.of(new Asked.Chosen(criterion, stage, stage)));
		return Acting.as(this.me, () -> this.before.total(asked));
	}

	/** How many of my schools stand at a stage, now or on a day of their académie. */
	private long standing(Stage stage, boolean further, @Nullable Map<String, LocalDate> days) {
		return Acting.as(this.me, () -> this.jdbc
			.sql("select e.uai, e.academie from establishment e join pursuit p on p.uai = e.uai where p.owner = ?")
			.param(this.me.id())
			.query((row, number) -> List.of(row.getString(1), row.getString(2)))
			.list()
			.stream()
			.filter((school) -> {
				Instant until = (days != null) ? Objects.requireNonNull(days.get(school.get(1)))
					.plusDays(1)
					.atStartOfDay(Period.PARIS)
					.toInstant() : this.clock.instant();
				return this.jdbc.sql("""
						select s.code = :stage or (:further and s.category <> 'A_PART' and s.position >= :position)
						from stage_move m join stage s on s.code = m.to_stage
						where m.uai = :uai and m.moved_at < :until::timestamptz order by m.moved_at desc limit 1""")
					.param("stage", stage.code())
					.param("further", further)
					.param("position", stage.position())
					.param("uai", school.get(0))
					.param("until", until.toString())
					.query(Boolean.class)
					.optional()
					.orElse(false);
			})
			.count());
	}

	/** Schools of mine, each with a way of its own over two seasons. */
	private void ways(Random random, int schools, String... departements) {
		for (int i = 0; i < schools; i++) {
			String uai = this.given.school(departements[i % departements.length]);
			Instant at = Instant.parse("2024-10-01T08:00:00Z").plus(Duration.ofHours(random.nextInt(24 * 500)));
			int stage = 0;
			String from = null;
			String to = WAY.getFirst();
			while (at.isBefore(this.clock.instant()) || from == null) {
				move(uai, from, to, at);
				from = to;
				at = at.plus(Duration.ofMinutes(600 + random.nextInt(60 * 24 * 60)));
				if (random.nextInt(7) == 0 || stage + 2 >= WAY.size()) {
					to = to.equals("EN_PAUSE") ? "SANS_SUITE" : "EN_PAUSE";
				}
				else {
					stage += (random.nextInt(4) == 0) ? 2 : 1;
					to = WAY.get(stage);
				}
			}
			pursue(uai, from);
		}
	}

	private void move(String uai, @Nullable String from, String to, Instant at) {
		Acting.asSystem(() -> this.jdbc
			.sql("""
					insert into stage_move (id, uai, academie, from_stage, to_stage, moved_at, moved_by, cause, reason)
					select gen_random_uuid(), uai, academie, :from, :to, :at::timestamptz, :by, 'MAIN', 'essai' from establishment where uai = :uai""")
			.param("uai", uai)
			.param("from", from, Types.VARCHAR)
			.param("to", to)
			.param("at", at.toString())
			.param("by", this.me.id())
			.update());
	}

	private void pursue(String uai, String stage) {
		Acting.asSystem(() -> this.jdbc.sql("""
				insert into pursuit (uai, academie, stage, since, owner, version)
				select uai, academie, ?, (select max(moved_at) from stage_move m where m.uai = e.uai), ?, 0
				from establishment e where uai = ?""").params(stage, this.me.id(), uai).update());
	}

}
