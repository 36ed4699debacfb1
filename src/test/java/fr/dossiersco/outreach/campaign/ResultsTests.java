package fr.dossiersco.outreach.campaign;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.StatementCount;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.contact.ContactProfile;
import fr.dossiersco.outreach.web.PageRequest;
import fr.dossiersco.outreach.web.Proportion;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

/** The figures of a campaign, each against the rows that it opens, and who sees them. */
@DatabaseTest
@Import(GivenCampaign.class)
class ResultsTests {

	private static final String[] DEPARTEMENTS = { "059", "080", "075" };

	private static final String[] OUTCOMES = { "JOINT", "SANS_REPONSE", "MESSAGERIE", "REFUS" };

	private static final String[] STAGES = { "REPERE", "CONTACTE", "INTERESSE", "INSCRIT", "EN_PAUSE" };

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private Given given;

	@Autowired
	private GivenCampaign some;

	@Autowired
	private CampaignList list;

	@Autowired
	private Results results;

	@Autowired
	private CampaignRecipients recipients;

	@Autowired
	private CampaignExchanges exchanges;

	@Autowired
	private JdbcClient jdbc;

	private CurrentAccount me;

	private String word;

	@BeforeEach
	void aWord() {
		this.me = this.given.outreach();
		this.word = GivenCampaign.word();
	}

	/** The same figures, worked out from the rows alone. */
	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6 })
	void figuresAreThoseOfTheRows(long seed) {
		Random chance = new Random(seed);
		boolean people = seed % 2 == 0;
		List<String> schools = new ArrayList<>();
		Map<UUID, String> persons = new HashMap<>();
		for (int i = 0; i < 12; i++) {
			String uai = this.some.school(DEPARTEMENTS[chance.nextInt(3)], this.word);
			schools.add(uai);
			for (int j = 0; people && j < chance.nextInt(3); j++) {
				persons.put(this.some.person(uai, this.word,
						ContactProfile.values()[chance.nextInt(ContactProfile.values().length)], "+33320000009",
						"a@essais.example", this.me), uai);
			}
		}
		String source = (people ? "/contacts?q=" : "/etablissements?q=") + this.word;
		UUID campaign = this.some.launched(people ? Channel.MEL : Channel.APPELS, source, this.me);
		UUID another = this.some.launched(Channel.PUBLICATION, source, this.me);
		Instant start = Instant.now().minus(Duration.ofDays(100)).truncatedTo(ChronoUnit.SECONDS);
		List<Said> said = new ArrayList<>();
		List<UUID> everyone = new ArrayList<>(persons.keySet());
		everyone.sort(null);
		for (int i = 0; i < 60; i++) {
			UUID contact = (!everyone.isEmpty() && chance.nextInt(4) > 0)
					? everyone.get(chance.nextInt(everyone.size())) : null;
			String uai = (contact != null) ? Objects.requireNonNull(persons.get(contact))
					: schools.get(chance.nextInt(schools.size()));
			UUID of = (chance.nextInt(5) < 3) ? campaign : (chance.nextBoolean() ? another : null);
			String direction = (chance.nextInt(3) == 0) ? "ENTRANT" : "SORTANT";
			String outcome = OUTCOMES[chance.nextInt(OUTCOMES.length)];
			Instant at = start.plus(Duration.ofHours(chance.nextInt(24 * 90)));
			UUID id = this.some.exchange(of, uai, contact, direction, outcome, at, this.me);
			String to = (chance.nextInt(3) == 0) ? STAGES[chance.nextInt(STAGES.length)] : null;
			if (to != null) {
				this.some.move(uai, to.equals("INTERESSE") ? "CONTACTE" : null, to, id, null, at, this.me);
			}
			said.add(new Said(id, of, uai, contact, direction, outcome, at, to));
		}
		String byHand = schools.get(0);
		this.some.move(byHand, null, "INSCRIT", null, campaign, start, this.me);

		CampaignList.Row row = row(campaign, this.me);
		Results.Figures figures = Acting.as(this.me, () -> this.results.of(row));

		Set<Object> kept = new HashSet<>(people ? persons.keySet() : schools);
		Set<String> up = said.stream()
			.filter((each) -> campaign.equals(each.of()) && each.isUp())
			.map(Said::uai)
			.collect(Collectors.toCollection(HashSet::new));
		up.add(byHand);
		Map<Object, List<Said>> touched = said.stream()
			.filter((each) -> campaign.equals(each.of()) && each.with(people) != null)
			.collect(Collectors.groupingBy((each) -> Objects.requireNonNull(each.with(people))));
		Set<Object> reached = touched.keySet()
			.stream()
			.filter((who) -> touched.getOrDefault(who, List.of())
				.stream()
				.anyMatch((each) -> each.outcome().equals("JOINT")))
			.collect(Collectors.toSet());
		Set<Object> replied = touched.keySet().stream().filter((who) -> {
			Instant first = touched.getOrDefault(who, List.of())
				.stream()
				.map(Said::at)
				.min(Instant::compareTo)
				.orElseThrow();
			return said.stream()
				.filter((each) -> who.equals(each.with(people)) && each.direction().equals("ENTRANT"))
				.anyMatch((each) -> campaign.equals(each.of()) || (each.of() == null && each.at().isAfter(first)
						&& !each.at().isAfter(first.plus(Duration.ofDays(30)))));
		}).collect(Collectors.toSet());
		long advanced = kept.stream().filter((who) -> up.contains(people ? persons.get(who) : who)).count();

		assertThat(figures.all()).isEqualTo(new Results.Group(true, null, null, kept.size(), touched.size(),
				reached.size(), replied.size(), advanced));
		long outside = said.stream().filter((each) -> campaign.equals(each.of()) && each.with(people) == null).count();
		assertThat(figures.exchanges().exchanges())
			.isEqualTo(said.stream().filter((each) -> campaign.equals(each.of())).count());
		assertThat(figures.exchanges().outside()).isEqualTo(outside);
		assertThat(figures.moved())
			.isEqualTo(1 + said.stream().filter((each) -> campaign.equals(each.of()) && each.to() != null).count());

		eachFigureOpensItsRows(row, figures);
	}

	private void eachFigureOpensItsRows(CampaignList.Row row, Results.Figures figures) {
		List<Results.Group> groups = new ArrayList<>(figures.academies());
		groups.add(figures.all());
		for (Results.Group group : groups) {
			String where = group.everyone() ? null : group.code();
			assertThat(opened(row, null, where)).isEqualTo(group.recipients());
			assertThat(opened(row, CampaignRecipients.Outcome.CONTACTES, where)).isEqualTo(group.contacted());
			assertThat(opened(row, CampaignRecipients.Outcome.JOINTS, where)).isEqualTo(group.reached());
			assertThat(opened(row, CampaignRecipients.Outcome.REPONSES, where)).isEqualTo(group.replied());
			assertThat(opened(row, CampaignRecipients.Outcome.AVANCES, where)).isEqualTo(group.advanced());
			assertThat(opened(row, CampaignRecipients.Outcome.A_CONTACTER, where))
				.isEqualTo(group.recipients() - group.contacted());
		}
		assertThat(figures.academies().stream().mapToLong(Results.Group::recipients).sum())
			.isEqualTo(figures.all().recipients());
		List<Results.Exchanges> profiles = new ArrayList<>(figures.profiles());
		profiles.add(figures.exchanges());
		for (Results.Exchanges of : profiles) {
			assertThat(said(row, null, of.profile())).isEqualTo(of.exchanges());
			assertThat(said(row, CampaignExchanges.Only.JOINTS, of.profile())).isEqualTo(of.reached());
			assertThat(said(row, CampaignExchanges.Only.ENTRANTS, of.profile())).isEqualTo(of.incoming());
			assertThat(said(row, CampaignExchanges.Only.AILLEURS, of.profile())).isEqualTo(of.outside());
			assertThat(said(row, CampaignExchanges.Only.AVANCEES, of.profile())).isEqualTo(of.advanced());
		}
		for (Results.Moved moved : figures.moves()) {
			assertThat(Acting.as(this.me, () -> this.exchanges.countMoves(row.id(), moved.code(), false)))
				.isEqualTo(moved.moves());
			assertThat(Acting.as(this.me, () -> this.exchanges.countMoves(row.id(), moved.code(), true)))
				.isEqualTo(moved.up());
		}
	}

	@Test
	void objectionsAreCountedByExchangeWithThoseMergedIntoThem() {
		String uai = this.some.school("059", this.word);
		UUID campaign = this.some.launched(Channel.APPELS, "/etablissements?q=" + this.word, this.me);
		List<UUID> known = Acting.asSystem(
				() -> this.jdbc.sql("select id from objection where merged_into is null order by position limit 2")
					.query(UUID.class)
					.list());
		Instant now = Instant.now();
		UUID first = this.some.exchange(campaign, uai, null, "SORTANT", "JOINT", now, this.me);
		UUID second = this.some.exchange(campaign, uai, null, "SORTANT", "JOINT", now, this.me);
		this.some.heard(first, known.get(0), true);
		this.some.heard(second, known.get(0), false);
		this.some.heard(second, known.get(1), true);
		this.some.heard(this.some.exchange(null, uai, null, "SORTANT", "JOINT", now, this.me), known.get(0), true);

		Results.Figures figures = Acting.as(this.me, () -> this.results.of(row(campaign, this.me)));

		assertThat(figures.objections())
			.extracting(Results.Objection::id, Results.Objection::heard, Results.Objection::lifted)
			.containsExactlyInAnyOrder(org.assertj.core.groups.Tuple.tuple(known.get(0), 2L, 1L),
					org.assertj.core.groups.Tuple.tuple(known.get(1), 1L, 1L));
		assertThat(figures.exchanges().heard()).isEqualTo(3);
		assertThat(Acting.as(this.me,
				() -> this.exchanges.count(campaign, new CampaignExchanges.Asked(null, null, known.get(0), true))))
			.isEqualTo(1);
	}

	@Test
	void whoeverTookPartWasContactedToo() {
		String uai = this.some.school("059", this.word);
		UUID one = this.some.person(uai, this.word, ContactProfile.PRINCIPAL, null, "a@essais.example", this.me);
		UUID other = this.some.person(uai, this.word, ContactProfile.TEACHER, null, "b@essais.example", this.me);
		UUID campaign = this.some.launched(Channel.MEL, "/contacts?q=" + this.word, this.me);
		UUID visit = this.some.exchange(campaign, uai, one, "SORTANT", "JOINT", Instant.now(), this.me);
		Acting.asSystem(() -> this.jdbc
			.sql("insert into interaction_participant (interaction_id, contact_id) values (?, ?), (?, ?)")
			.params(visit, other, visit, one)
			.update());

		assertThat(Acting.as(this.me, () -> this.results.of(row(campaign, this.me))).all().reached()).isEqualTo(2);
		assertThat(Acting.as(this.me, () -> this.recipients.find(row(campaign, this.me),
				new CampaignRecipients.Asked(null, false, CampaignRecipients.Outcome.JOINTS, null), PageRequest.of(1)))
			.rows()).allSatisfy((row) -> assertThat(row.touches()).isEqualTo(1));
	}

	@Test
	void campaignsOfOneWayAreComparedAndTooFewTellNothing() {
		List<UUID> ids = new ArrayList<>();
		for (int schools : new int[] { 30, 30, 3 }) {
			String own = GivenCampaign.word();
			List<String> uais = new ArrayList<>();
			for (int i = 0; i < schools; i++) {
				uais.add(this.some.school("059", own));
			}
			UUID id = this.some.launched(Channel.EVENEMENT, "/etablissements?q=" + own, this.me);
			int reached = ids.isEmpty() ? 25 : 3;
			for (int i = 0; i < Math.min(reached, schools); i++) {
				this.some.exchange(id, uais.get(i), null, "SORTANT", "JOINT", Instant.now(), this.me);
			}
			ids.add(id);
		}

		List<Results.Compared> compared = Acting.as(this.me, () -> this.results.compared(row(ids.get(0), this.me)));

		assertThat(verdict(compared, ids.get(0))).isNull();
		assertThat(verdict(compared, ids.get(1))).isEqualTo(Proportion.Verdict.ABOVE);
		assertThat(verdict(compared, ids.get(2))).isEqualTo(Proportion.Verdict.INSUFFICIENT);
		assertThat(verdict(Acting.as(this.me, () -> this.results.compared(row(ids.get(1), this.me))), ids.get(0)))
			.isEqualTo(Proportion.Verdict.BELOW);
		assertThat(this.mvc.get().uri("/campagnes/{id}", ids.get(0)).with(Given.signedIn(this.me))).bodyText()
			.contains("joint davantage", "trop peu de données pour conclure");
	}

	@Test
	void anAmbassadorSeesTheirAcademieOfCampaignsForThemAndNothingElse() {
		String mine = this.some.school("059", this.word);
		String theirs = this.some.school("075", this.word);
		String source = "/etablissements?q=" + this.word;
		UUID open = this.some.launched(Channel.AMBASSADEURS, source, this.me);
		UUID prepared = this.some.prepared(Channel.AMBASSADEURS, source, this.me);
		UUID closedToThem = this.some.launched(Channel.APPELS, source, this.me);
		for (String uai : List.of(mine, theirs)) {
			UUID said = this.some.exchange(open, uai, null, "ENTRANT", "JOINT", Instant.now(), this.me);
			this.some.move(uai, null, "INTERESSE", said, null, Instant.now(), this.me);
		}
		CurrentAccount ambassador = this.given.ambassador("09");

		assertThat(Acting.as(ambassador,
				() -> this.jdbc.sql("select count(*) from campaign where id in (?, ?)")
					.params(prepared, closedToThem)
					.query(Long.class)
					.single()))
			.isZero();
		assertThat(Acting.as(ambassador,
				() -> this.jdbc.sql("select uai from campaign_recipient where campaign_id in (?, ?)")
					.params(open, closedToThem)
					.query(String.class)
					.list()))
			.containsExactly(mine);
		for (UUID hidden : List.of(prepared, closedToThem)) {
			for (String page : List.of("", "/destinataires", "/echanges", "/avancees")) {
				assertThat(this.mvc.get().uri("/campagnes/" + hidden + page).with(Given.signedIn(ambassador)))
					.hasStatus(404);
			}
		}
		assertThat(this.mvc.get().uri("/campagnes/{id}", open).with(Given.signedIn(ambassador))).hasStatusOk()
			.bodyText()
			.contains("1 établissement destinataire", "Lille")
			.doesNotContain("Paris", "/cloture", "/modifier", "publications/nouvelle");
		for (String page : List.of("/destinataires", "/echanges", "/avancees")) {
			assertThat(this.mvc.get().uri("/campagnes/" + open + page).with(Given.signedIn(ambassador))).hasStatusOk()
				.bodyText()
				.contains(mine)
				.doesNotContain(theirs);
		}
		assertThat(Acting.as(ambassador, () -> this.results.of(row(open, ambassador))).all())
			.isEqualTo(new Results.Group(true, null, null, 1, 1, 1, 1, 1));
	}

	@Test
	void aMergedPersonStaysARecipientAndIsCountedForWhatWasSaidWithEither() {
		String uai = this.some.school("059", this.word);
		UUID kept = this.some.person(uai, this.word, ContactProfile.PRINCIPAL, null, "a@essais.example", this.me);
		UUID dropped = this.some.person(uai, this.word, ContactProfile.PRINCIPAL, null, "b@essais.example", this.me);
		UUID campaign = this.some.launched(Channel.MEL, "/contacts?q=" + this.word, this.me);
		this.some.exchange(campaign, uai, dropped, "SORTANT", "JOINT", Instant.now(), this.me);

		assertThat(this.mvc.post()
			.uri("/contacts/doublons/{kept}/{dropped}", kept, dropped)
			.param("keptVersion", "0")
			.param("droppedVersion", "0")
			.with(org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf())
			.with(Given.signedIn(this.me))).hasStatus3xxRedirection();

		assertThat(Acting.asSystem(
				() -> this.jdbc.sql("select count(*) from campaign_recipient where campaign_id = ? and contact_id = ?")
					.params(campaign, kept)
					.query(Long.class)
					.single()))
			.isEqualTo(2);
		assertThat(Acting.as(this.me, () -> this.results.of(row(campaign, this.me))).all().reached()).isEqualTo(2);
	}

	@Test
	void pagesTakeAsManyStatementsForManyAsForOne() {
		String uai = this.some.school("059", this.word);
		UUID few = this.some.launched(Channel.APPELS, "/etablissements?q=" + this.word, this.me);
		this.some.exchange(few, uai, null, "SORTANT", "JOINT", Instant.now(), this.me);
		String own = GivenCampaign.word();
		List<String> uais = new ArrayList<>();
		for (int i = 0; i < 30; i++) {
			uais.add(this.some.school(DEPARTEMENTS[i % 3], own));
		}
		UUID many = this.some.launched(Channel.APPELS, "/etablissements?q=" + own, this.me);
		for (String each : uais) {
			UUID said = this.some.exchange(many, each, null, "SORTANT", "JOINT", Instant.now(), this.me);
			this.some.move(each, null, "INTERESSE", said, null, Instant.now(), this.me);
		}
		UUID one = this.some.prepared(Channel.APPELS, "/etablissements?q=" + this.word, this.me);
		UUID all = this.some.prepared(Channel.APPELS, "/etablissements?q=" + own, this.me);

		assertThat(statements("/campagnes/" + many)).isEqualTo(statements("/campagnes/" + few)).isLessThanOrEqualTo(13);
		assertThat(statements("/campagnes/" + all)).isEqualTo(statements("/campagnes/" + one)).isLessThanOrEqualTo(13);
		assertThat(statements("/campagnes")).isLessThanOrEqualTo(4);
		for (String page : List.of("/destinataires", "/echanges", "/avancees")) {
			assertThat(statements("/campagnes/" + many + page)).isEqualTo(statements("/campagnes/" + few + page))
				.isLessThanOrEqualTo(6);
		}
	}

	private long statements(String address) {
		return StatementCount
			.of(() -> assertThat(this.mvc.get().uri(address).with(Given.signedIn(this.me))).hasStatusOk());
	}

	private static Proportion.@Nullable Verdict verdict(List<Results.Compared> compared, UUID id) {
		return compared.stream().filter((each) -> each.campaign().id().equals(id)).findFirst().orElseThrow().verdict();
	}

	private long opened(CampaignList.Row row, CampaignRecipients.@Nullable Outcome outcome, @Nullable String academie) {
		return Acting
			.as(this.me,
					() -> this.recipients.find(row, new CampaignRecipients.Asked(null, false, outcome, academie),
							new PageRequest(1, 100)))
			.total();
	}

	private long said(CampaignList.Row row, CampaignExchanges.@Nullable Only only, @Nullable String profile) {
		return Acting.as(this.me,
				() -> this.exchanges.count(row.id(), new CampaignExchanges.Asked(only, profile, null, false)));
	}

	private CampaignList.Row row(UUID campaign, CurrentAccount who) {
		return Acting.as(who, () -> this.list.find(campaign)).orElseThrow();
	}

	/** An exchange, with the stage that it moved the school to. */
	private record Said(UUID id, @Nullable UUID of, String uai, @Nullable UUID contact, String direction,
			String outcome, Instant at, @Nullable String to) {

		/** The recipient that it was with, null for none. */
		@Nullable Object with(boolean people) {
			return people ? this.contact : this.uai;
		}

		boolean isUp() {
			return "INTERESSE".equals(this.to) || "INSCRIT".equals(this.to);
		}

	}

}
