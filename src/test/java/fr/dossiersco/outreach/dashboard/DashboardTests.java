package fr.dossiersco.outreach.dashboard;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.StatementCount;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.dashboard.Overview.Standing;
import fr.dossiersco.outreach.establishment.SchoolScope;
import fr.dossiersco.outreach.review.StaleSchools;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each figure equals a question asked in other words about the schools of whoever leads
 * them, and the number of rows behind its link.
 */
@DatabaseTest
class DashboardTests {

	private static final List<String> PLACES = List.of("02A", "02B", "974", "059");

	private static final List<String> WAY = List.of("REPERE", "CONTACTE", "INTERESSE", "INSCRIT", "ACTIVE");

	@Autowired
	private Overview overview;

	@Autowired
	private DashboardQuery query;

	@Autowired
	private StaleSchools stale;

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private Given given;

	@Autowired
	private Clock clock;

	private final Random random = new Random(5);

	private CurrentAccount me;

	private CurrentAccount other;

	private UUID objection;

	@BeforeEach
	void accounts() {
		this.me = this.given.coordinator();
		this.other = this.given.outreach();
		this.objection = UUID.randomUUID();
		Acting.as(this.me,
				() -> this.jdbc.sql("insert into objection (id, label, created_by) values (?, ?, ?)")
					.params(this.objection, "Objection d’essai " + this.objection, this.me.id())
					.update());
	}

	@Test
	void eachFigureIsRightAndOpensAsManyRowsWhateverIsAsked() {
		for (int i = 0; i < 24; i++) {
			school(PLACES.get(this.random.nextInt(PLACES.size())), this.random.nextBoolean() ? this.me : this.other);
		}
		for (int i = 0; i < 7; i++) {
			Map<String, String> asked = draw();
			DashboardPage page = Acting.as(this.me, () -> page(asked));
			List<String> schools = schools(asked);
			checkFigures(page, schools, asked);
			checkStages(page, schools, asked);
			checkRows(page, asked);
		}
	}

	/** Something to ask, always about the schools that one of the two leads. */
	private Map<String, String> draw() {
		Map<String, String> asked = new HashMap<>();
		asked.put("responsable", (this.random.nextBoolean() ? this.me : this.other).id().toString());
		choose(asked, "academie", "27", "28", "09");
		choose(asked, "departement", "02A", "974");
		choose(asked, "type", "COLLEGE", "LYCEE");
		choose(asked, "secteur", "PUBLIC", "n-importe");
		choose(asked, "rencontre", "INTENDANT", "PRINCIPAL");
		choose(asked, "entree", "TELEPHONE", "MEL");
		choose(asked, "approche", "FROID", "INTRODUIT");
		LocalDate today = Period.today(this.clock);
		choose(asked, "depuis", today.minusDays(6).toString(), today.minusDays(45).toString());
		choose(asked, "jusque", today.minusDays(3).toString(), "hier");
		return asked;
	}

	private void choose(Map<String, String> asked, String name, String... values) {
		if (this.random.nextInt(4) == 0) {
			asked.put(name, values[this.random.nextInt(values.length)]);
		}
	}

	private DashboardPage page(Map<String, String> asked) {
		Period period = this.query.period(asked);
		SchoolScope scope = this.query.scope(asked);
		return new DashboardPage(this.overview.of(scope, period), scope, period, scope.link("/tableau-de-bord"));
	}

	/** The schools that are asked for, told one criterion after the other. */
	private List<String> schools(Map<String, String> asked) {
		return Acting.asSystem(() -> this.jdbc
			.sql("""
					select uai from pursuit natural join (select uai, departement, kind, sector, state from establishment) e
					where owner::text = :responsable and state <> 'FERME'
						and (:academie is null or academie = :academie)
						and (:departement is null or departement = :departement)
						and (:type is null or kind = :type)
						and (:secteur is null or :secteur = 'n-importe' or sector = :secteur)
						and (:rencontre is null or :rencontre = (select c.profile from interaction i left join contact c on c.id = i.contact_id
							where i.uai = pursuit.uai order by i.occurred_at, i.id desc limit 1))
						and (:entree is null or :entree = (select i.channel from interaction i where i.uai = pursuit.uai
							order by i.occurred_at, i.id desc limit 1))
						and (:approche is null or :approche = (select i.approach from interaction i where i.uai = pursuit.uai
							order by i.occurred_at, i.id desc limit 1))""")
			.params(all(asked))
			.query(String.class)
			.list());
	}

	private static Map<String, @Nullable Object> all(Map<String, String> asked) {
		Map<String, @Nullable Object> all = new HashMap<>();
		for (String name : DashboardQuery.CRITERIA) {
			all.put(name, new SqlParameterValue(Types.VARCHAR, asked.get(name)));
		}
		return all;
	}

	private void checkFigures(DashboardPage page, List<String> schools, Map<String, String> asked) {
		Overview.Figures figures = page.figures().figures();
		String days = " between '%s' and '%s'".formatted(page.period().first(), page.period().last());
		Period past = page.period().before();
		String before = " between '%s' and '%s'".formatted(past.first(), past.last());
		String exchanges = "select count(*) from interaction i where i.uai = any (:uais) and paris_day(occurred_at)";
		String calls = exchanges + days + " and channel = 'TELEPHONE' and direction = 'SORTANT'";
		assertThat(figures.exchanges()).as("%s", asked).isEqualTo(ask(exchanges + days, schools));
		assertThat(figures.exchangesBefore()).as("%s", asked).isEqualTo(ask(exchanges + before, schools));
		assertThat(figures.calls()).as("%s", asked).isEqualTo(ask(calls, schools));
		assertThat(figures.answered()).as("%s", asked).isEqualTo(ask(calls + " and outcome = 'JOINT'", schools));
		assertThat(figures.reached()).as("%s", asked)
			.isEqualTo(ask(
					"select count(*) from unnest(:uais) u where exists (select from interaction where uai = u and outcome = 'JOINT' "
							+ "and paris_day(occurred_at)" + days + ")",
					schools));
		assertThat(figures.moves()).as("%s", asked)
			.isEqualTo(ask("select count(*) from stage_move where uai = any (:uais) and paris_day(moved_at)" + days,
					schools));
		assertThat(figures.newPeople()).as("%s", asked)
			.isEqualTo(ask("select count(distinct contact_id) from post p join contact c on c.id = contact_id "
					+ "where p.uai = any (:uais) and paris_day(created_at)" + days, schools));
		assertThat(figures.withoutPhone()).as("%s", asked)
			.isEqualTo(ask(
					"select count(distinct p.contact_id) from post p left join contact_phone n on n.contact_id = p.contact_id "
							+ "where p.uai = any (:uais) and number is null",
					schools));
		assertThat(figures.introductions()).as("%s", asked)
			.isEqualTo(ask("select count(*) from introduction where uai = any (:uais) and paris_day(asked_at)" + days,
					schools));
		assertThat(figures.overdue()).as("%s", asked)
			.isEqualTo(ask("select count(*) from follow_up where uai = any (:uais) and closed_at is null and due_on < '"
					+ page.period().today() + "'", schools))
			.isEqualTo(page.figures().overdue().stream().mapToLong(Overview.Overdue::count).sum());
		assertThat(figures.followed()).as("%s", asked)
			.isEqualTo(ask(
					"select count(*) from pursuit where uai = any (:uais) and stage not in ('EN_PAUSE', 'SANS_SUITE')",
					schools));
		assertThat(figures.unknown()).as("%s", asked)
			.isEqualTo(ask(
					"select count(*) from pursuit left join post using (uai) "
							+ "where uai = any (:uais) and stage not in ('EN_PAUSE', 'SANS_SUITE') and post.id is null",
					schools));
		assertThat(figures.unowned()).isZero();
		assertThat(page.figures().stale())
			.isEqualTo(Acting.as(this.me, () -> this.stale.baskets(page.scope()).stale()));
		assertThat(page.figures().objections().stream().mapToLong(Overview.Objection::raised).sum()).as("%s", asked)
			.isEqualTo(ask(
					exchanges + days + " and exists (select from interaction_objection where interaction_id = i.id)",
					schools));
		assertThat(page.figures().ways().stream().mapToLong((way) -> way.came().part()).sum()).as("%s", asked)
			.isEqualTo(ask("select count(distinct uai) from stage_move where uai = any (:uais) "
					+ "and to_stage in ('INSCRIT', 'ACTIVE') and exists (select from interaction i where i.uai = stage_move.uai)",
					schools));
		assertThat(page.figures().weeks()).hasSize(Overview.WEEKS).allSatisfy((week) -> {
			String those = " between '%s' and '%s'".formatted(week.monday(), week.monday().plusDays(6));
			assertThat(week.exchanges()).isEqualTo(ask(exchanges + those, schools));
			assertThat(week.moves()).isEqualTo(
					ask("select count(*) from stage_move where uai = any (:uais) and paris_day(moved_at)" + those,
							schools));
		});
	}

	/** What stands now, less what came and with what left, is what stood then. */
	private void checkStages(DashboardPage page, List<String> schools, Map<String, String> asked) {
		for (Overview.StageFigure figure : page.figures().stages()) {
			Standing stage = figure.standing();
			String as = asked + " " + stage.code();
			assertThat(stage.schools()).as(as)
				.isEqualTo(
						ask("select count(*) from pursuit where uai = any (:uais) and stage = '" + stage.code() + "'",
								schools));
			assertThat(stage.schools() - figure.weekNet()).as(as)
				.isEqualTo(stood(stage, page.period().lastDays(7), schools));
			assertThat(stage.schools() - figure.monthNet()).as(as)
				.isEqualTo(stood(stage, page.period().lastDays(30), schools));
		}
	}

	private long stood(Standing stage, LocalDate day, List<String> schools) {
		return ask(
				"select count(*) from unnest(:uais) u where (select to_stage from stage_move where uai = u and moved_at < '"
						+ Period.midnight(day) + "' order by moved_at desc, id desc limit 1) = '" + stage.code() + "'",
				schools);
	}

	private void checkRows(DashboardPage page, Map<String, String> asked) {
		Overview.View shown = page.figures();
		Overview.Figures figures = shown.figures();
		Map<String, Long> links = new HashMap<>();
		links.put(page.exchanges(), figures.exchanges());
		links.put(page.exchangesBefore(), figures.exchangesBefore());
		links.put(page.calls(), figures.calls());
		links.put(page.answered(), figures.answered());
		links.put(page.reached(), figures.reached());
		links.put(page.moves(), figures.moves());
		links.put(page.newPeople(), figures.newPeople());
		links.put(page.withoutPhone(), figures.withoutPhone());
		links.put(page.introductions(), figures.introductions());
		links.put(page.accepted(), figures.accepted());
		links.put(page.overdue(), figures.overdue());
		links.put(page.unknown(), figures.unknown());
		for (Overview.Overdue overdue : shown.overdue()) {
			links.put(page.overdueOf(overdue.owner()), overdue.count());
		}
		for (Overview.StageFigure figure : shown.stages()) {
			Standing stage = figure.standing();
			links.put(page.stage(stage.code()), stage.schools());
			links.put(page.weekIn(stage.code()), stage.weekIn());
			links.put(page.weekOut(stage.code()), stage.weekOut());
			links.put(page.monthIn(stage.code()), stage.monthIn());
			links.put(page.monthOut(stage.code()), stage.monthOut());
			if (figure.step() != null) {
				links.put(page.came(stage.code()), figure.step().schools());
			}
		}
		for (Overview.Objection row : shown.objections()) {
			links.put(page.objection(row.id()), row.raised());
			links.put(page.objectionBefore(row.id()), row.before());
			links.put(page.lifted(row.id()), row.lifted());
		}
		for (Overview.Way way : shown.ways()) {
			links.put(page.met(way.approach()), way.came().total());
			links.put(page.metAndCame(way.approach(), Objects.requireNonNull(shown.goal())), way.came().part());
		}
		Overview.Week lastWeek = shown.weeks().get(Overview.WEEKS - 2);
		links.put(page.exchangesOf(lastWeek), lastWeek.exchanges());
		links.put(page.reachedOf(lastWeek), lastWeek.reached());
		links.put(page.movesOf(lastWeek), lastWeek.moves());
		links.forEach((link, count) -> assertThat(rows(link)).as("%s from %s", link, asked).isEqualTo(count));
	}

	/** A school of someone's, with a few weeks of history. */
	private void school(String departement, CurrentAccount owner) {
		String uai = this.given.school(departement);
		UUID contact = UUID.randomUUID();
		boolean known = this.random.nextInt(4) > 0;
		Acting.asSystem(() -> {
			this.jdbc.sql("update establishment set kind = ?, sector = ? where uai = ?")
				.params(one("COLLEGE", "LYCEE"), one("PUBLIC", "PRIVE"), uai)
				.update();
			if (known) {
				person(contact, uai);
			}
			int exchanges = this.random.nextInt(4);
			for (int i = 0; i < exchanges; i++) {
				exchange(uai, known ? contact : null);
			}
			int daysAgo = 60;
			String from = null;
			for (int i = 0; i < 4; i++) {
				String to = one(WAY.toArray(new String[0]));
				daysAgo -= 1 + this.random.nextInt(14);
				if (!to.equals(from)) {
					move(uai, from, to, daysAgo);
					from = to;
				}
			}
			this.jdbc.sql("""
					insert into pursuit (uai, academie, stage, since, owner, version)
					select uai, academie, ?, now(), ?, 0 from establishment where uai = ?""")
				.params(Objects.requireNonNull(from), owner.id(), uai)
				.update();
			step(uai, this.random.nextInt(10) - 5);
			if (this.random.nextBoolean()) {
				introduction(uai);
			}
		});
	}

	private String one(String... values) {
		return values[this.random.nextInt(values.length)];
	}

	private void person(UUID contact, String uai) {
		this.jdbc.sql("""
				insert into contact (id, family_name, source, academies, created_at, created_by, version)
				values (?, 'Essai', 'essai', '{}', now() - make_interval(days => ?), ?, 0)""")
			.params(contact, this.random.nextInt(60), this.me.id())
			.update();
		this.jdbc.sql("""
				insert into post (id, contact_id, uai, academie, profile)
				select gen_random_uuid(), ?, uai, academie, ? from establishment where uai = ?""")
			.params(contact, one("INTENDANT", "PRINCIPAL"), uai)
			.update();
		if (this.random.nextBoolean()) {
			this.jdbc.sql("insert into contact_phone (contact_id, position, number) values (?, 0, ?)")
				.params(contact, "+33199" + (100_000 + this.random.nextInt(900_000)))
				.update();
		}
	}

	private void exchange(String uai, @Nullable UUID contact) {
		UUID id = UUID.randomUUID();
		this.jdbc
			.sql("""
					insert into interaction (id, uai, contact_id, academie, author, occurred_at, recorded_at, channel, direction,
						outcome, approach, version)
					select :id, uai, :contact, academie, :me, now() - make_interval(days => :days, hours => 1), now(), :channel, :direction,
						:outcome, :approach, 0 from establishment where uai = :uai""")
			.param("id", id)
			.param("contact", contact, Types.OTHER)
			.param("me", this.me.id())
			.param("days", this.random.nextInt(75))
			.param("channel", one("TELEPHONE", "TELEPHONE", "MEL"))
			.param("direction", "SORTANT")
			.param("outcome", one("JOINT", "SANS_REPONSE"))
			.param("approach", one("FROID", "INTRODUIT", "SOLLICITE"))
			.param("uai", uai)
			.update();
		if (this.random.nextBoolean()) {
			this.jdbc.sql("insert into interaction_objection (interaction_id, objection_id, lifted) values (?, ?, ?)")
				.params(id, this.objection, this.random.nextBoolean())
				.update();
		}
	}

	private void move(String uai, @Nullable String from, String to, int daysAgo) {
		this.jdbc.sql("""
				insert into stage_move (id, uai, academie, from_stage, to_stage, moved_at, moved_by, cause)
				select gen_random_uuid(), uai, academie, :from, :to, now() - make_interval(days => :days), :me, 'MAIN'
				from establishment where uai = :uai""")
			.param("from", from, Types.VARCHAR)
			.param("to", to)
			.param("days", Math.max(0, daysAgo))
			.param("me", this.me.id())
			.param("uai", uai)
			.update();
	}

	private void step(String uai, int inDays) {
		this.jdbc
			.sql("""
					insert into follow_up (id, uai, academie, kind, due_on, owner, opened_at, opened_by, version)
					select gen_random_uuid(), uai, academie, 'APPEL', (now() at time zone 'Europe/Paris')::date + ?, ?, now(), ?, 0
					from establishment where uai = ?""")
			.params(inDays, one(this.me.id().toString(), this.other.id().toString()).transform(UUID::fromString),
					this.me.id(), uai)
			.update();
	}

	private void introduction(String uai) {
		boolean accepted = this.random.nextBoolean();
		this.jdbc
			.sql("""
					insert into introduction (id, uai, academie, ambassador_id, reason, message, asked_at, asked_by, outcome, outcome_at,
						outcome_by, version)
					select gen_random_uuid(), uai, academie, :me, 'essai', 'essai', now() - make_interval(days => :days), :me,
						case when :accepted then 'ACCEPTEE' end, case when :accepted then now() end, case when :accepted then :me end, 0
					from establishment where uai = :uai""")
			.param("me", this.me.id())
			.param("days", this.random.nextInt(60))
			.param("accepted", accepted)
			.param("uai", uai)
			.update();
	}

	@Test
	void whoAsksAgainWithinAMomentReadsWhatWasCounted() {
		school("059", this.me);
		Acting.as(this.me, () -> {
			Map<String, String> mine = Map.of("responsable", this.me.id().toString());
			SchoolScope scope = this.query.scope(mine);
			Period period = this.query.period(mine);
			Overview.View first = this.overview.recent(scope, period, this.me);
			assertThat(this.overview.recent(this.query.scope(mine), period, this.me)).isSameAs(first);
			assertThat(this.overview.recent(scope, period, this.given.ambassador("09"))).isNotSameAs(first);
			this.overview.forget(scope, period, this.me);
			assertThat(this.overview.recent(scope, period, this.me)).isNotSameAs(first);
			return true;
		});
		assertThat(Overview.KEPT).isLessThan(Duration.ofMinutes(1));
	}

	@Test
	void figuresAreCountedAnewWhenAsked() {
		String address = "/tableau-de-bord?responsable=" + this.me.id();
		assertThat(text(address, this.me)).contains("Aucun échange pour l’instant", "Actualiser");
		school("059", this.me);
		assertThat(this.mvc.get().uri(address + "&actualiser=oui").with(Given.signedIn(this.me))).redirectedUrl()
			.isEqualTo(address);
		assertThat(text(address, this.me)).contains("/etablissements?responsable=" + this.me.id() + "&amp;etape=");
	}

	@Test
	void anAmbassadorSeesTheSameOfTheirAcademies() {
		school("02A", this.me);
		school("974", this.me);
		CurrentAccount corsican = this.given.ambassador("27");
		Map<String, String> mine = Map.of("responsable", this.me.id().toString());
		Overview.View theirs = Acting.as(corsican,
				() -> this.overview.of(this.query.scope(mine), this.query.period(mine)));
		Overview.View ours = Acting.as(this.me,
				() -> this.overview.of(this.query.scope(mine), this.query.period(mine)));

		assertThat(ours.figures().followed()).isEqualTo(2);
		assertThat(theirs.figures().followed()).isEqualTo(1);
		assertThat(text("/tableau-de-bord", corsican)).contains("Où en sont les établissements")
			.doesNotContain("/argumentaire/efficacite");
	}

	@Test
	void aPeriodFitsOnOnePageOfPaper() throws IOException {
		for (int i = 0; i < 3; i++) {
			school("059", this.me);
		}
		String asked = "?responsable=" + this.me.id() + "&depuis=" + Period.today(this.clock).minusDays(20);
		assertThat(text("/tableau-de-bord/synthese" + asked, this.me))
			.contains("Synthèse du", "Où en sont les établissements")
			.doesNotContain("<caption class=\"fr-sr-only\"");
		MockHttpServletResponse file = this.mvc.get()
			.uri("/tableau-de-bord/synthese.pdf" + asked)
			.with(Given.signedIn(this.me))
			.exchange()
			.getResponse();
		assertThat(file.getContentType()).isEqualTo("application/pdf");
		try (PDDocument document = Loader.loadPDF(file.getContentAsByteArray())) {
			assertThat(document.getNumberOfPages()).isOne();
			assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("fr");
			assertThat(document.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
			assertThat(document.getDocumentInformation().getSubject()).isEqualTo("Synthèse d’une période");
			assertThat(new PDFTextStripper().getText(document)).contains("Synthèse du", "Où en sont les établissements",
					"« données insuffisantes »");
		}
	}

	@Test
	void anEmptyPeriodSaysWhatToDo() {
		school("059", this.me);
		assertThat(text("/tableau-de-bord?depuis=2001-01-01&jusque=2001-01-31&responsable=" + this.me.id(), this.me))
			.contains("Rien n’a été consigné", "Élargissez la période");
		assertThat(text("/tableau-de-bord?depuis=2001-01-31&jusque=2001-01-01&academie=42", this.me))
			.contains("Les deux dates étaient inversées", "Du 1er janvier 2001 au 31 janvier 2001");
	}

	@Test
	void aClosedSchoolStandsNowhere() {
		String uai = this.given.school("02A");
		Map<String, String> corse = Map.of("academie", "27");
		long before = unspotted(corse);

		Acting.asSystem(
				() -> this.jdbc.sql("update establishment set state = 'FERME' where uai = ?").param(uai).update());

		assertThat(unspotted(corse)).isEqualTo(before - 1);
	}

	private long unspotted(Map<String, String> asked) {
		return Acting.as(this.me, () -> page(asked)).figures().figures().unspotted();
	}

	@Test
	void aListSaysWhatNarrowsItAndLeadsBackToTheSamePage() {
		assertThat(text("/tableau-de-bord/mouvements?academie=27&etape=CONTACTE&depuis=2026-01-01&jusque=2026-02-01",
				this.me))
			.contains("Contacté", "Corse", "Du 1er janvier 2026 au 1er février 2026",
					"href=\"/tableau-de-bord?academie=27&amp;depuis=2026-01-01&amp;jusque=2026-02-01\"");
		assertThat(text("/tableau-de-bord/sans-telephone?academie=27&depuis=2026-01-01", this.me)).contains("Corse",
				"href=\"/tableau-de-bord?academie=27\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/tableau-de-bord?academie=zz&depuis=hier&jusque=%00", "/tableau-de-bord?academie=%00",
			"/tableau-de-bord/mouvements?etape=NULLE_PART&de=&academie=%00&page=999",
			"/tableau-de-bord/mouvements?depuis=-999999999-01-01",
			"/tableau-de-bord/echanges?jusque=%2B999999999-12-31&canal=%00&objection=1&levee=%00",
			"/tableau-de-bord/introductions?suite=%00&type=x", "/tableau-de-bord/joints?depuis=2030-01-01",
			"/tableau-de-bord/nouveaux-contacts?jusque=&departement=2A", "/relances?secteur=%00&responsable=moi" })
	void anAddressThatMakesNoSenseIsRead(String address) {
		assertThat(this.mvc.get().uri(URI.create(address)).with(Given.signedIn(this.me))).hasStatusOk();
	}

	@ParameterizedTest
	@CsvSource({ "/tableau-de-bord?actualise=, 17", "/tableau-de-bord/mouvements?etape=CONTACTE, 7",
			"/tableau-de-bord/echanges, 5", "/tableau-de-bord/joints, 5", "/tableau-de-bord/nouveaux-contacts, 5",
			"/tableau-de-bord/sans-telephone, 5", "/tableau-de-bord/introductions, 5" })
	void aPageTakesAKnownNumberOfStatements(String address, int most) {
		String mine = address + (address.contains("?") ? "&" : "?") + "responsable=" + this.me.id();
		long without = statements(mine);
		school("059", this.me);
		school("974", this.me);
		this.mvc.get().uri(mine + "&actualiser=oui").with(Given.signedIn(this.me)).exchange();
		assertThat(statements(mine)).isEqualTo(without).isLessThanOrEqualTo(most);
	}

	private long statements(String address) {
		return StatementCount
			.of(() -> assertThat(this.mvc.get().uri(address).with(Given.signedIn(this.me))).hasStatusOk());
	}

	private long ask(String sql, List<String> schools) {
		return Acting.asSystem(() -> this.jdbc.sql(sql.replace(":uais", ":uais::text[]"))
			.param("uais", schools.toArray(String[]::new))
			.query(Long.class)
			.single());
	}

	/**
	 * The number that the list's own sentence says: « 3 échanges », « Aucun échange ».
	 */
	private long rows(String address) {
		String text = text(address, this.me);
		Matcher count = Pattern.compile("class=\"result-count\"[^>]*>\\s*([0-9\\h]+|Aucune?)").matcher(text);
		if (!count.find()) {
			assertThat(text).as(address).contains("class=\"empty\"");
			return 0;
		}
		String number = count.group(1).replaceAll("\\h", "");
		return number.startsWith("Aucun") ? 0 : Long.parseLong(number);
	}

	private String text(String address, CurrentAccount reader) {
		return new String(this.mvc.get()
			.uri(URI.create(address))
			.with(Given.signedIn(reader))
			.exchange()
			.getResponse()
			.getContentAsByteArray(), StandardCharsets.UTF_8);
	}

}
