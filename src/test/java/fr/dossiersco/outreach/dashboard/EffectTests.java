package fr.dossiersco.outreach.dashboard;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.StatementCount;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.web.Proportion;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The figures against the same rules told in Java, over random exchanges of 2015, a year
 * of which no other test knows anything.
 */
@DatabaseTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EffectTests {

	private static final String YEAR = "/argumentaire/efficacite?depuis=2015-01-01&jusque=2015-12-31";

	private static final LocalDate FIRST = LocalDate.of(2015, 1, 1);

	private static final LocalDate LAST = LocalDate.of(2015, 12, 31);

	private static final OffsetDateTime START = OffsetDateTime.of(2015, 1, 1, 9, 0, 0, 0, ZoneOffset.UTC);

	private static final List<@Nullable String> PROFILES = new ArrayList<>(
			List.of("INTENDANT", "SECRETARIAT", "PRINCIPAL", "TEACHER", "PARENT_FEDERATION"));

	private static final List<String> STAGES = List.of("REPERE", "CONTACTE", "INTERESSE", "INSCRIT", "ACTIVE",
			"EXPERIMENTATEUR", "UTILISATEUR", "FIDELISE", "EN_PAUSE", "SANS_SUITE");

	static {
		PROFILES.add(null);
	}

	@Autowired
	private Effect effect;

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private Given given;

	private CurrentAccount coordinator = new CurrentAccount(new UUID(0, 0), "", "",
			fr.dossiersco.outreach.account.Role.COORDINATOR, new java.util.TreeSet<>());

	private final Random random = new Random(20190410);

	private final List<UUID> interactions = new ArrayList<>();

	private final List<UUID> contacts = new ArrayList<>();

	private final List<UUID> objections = new ArrayList<>();

	@BeforeAll
	void aYearOfExchanges() {
		this.coordinator = this.given.coordinator();
		List<String> schools = new ArrayList<>();
		for (int i = 0; i < 30; i++) {
			schools.add(this.given.school("027"));
		}
		Acting.as(this.coordinator, () -> {
			List<UUID> answers = new ArrayList<>();
			for (int i = 0; i < 5; i++) {
				UUID objection = UUID.randomUUID();
				this.objections.add(objection);
				this.jdbc.sql("insert into objection (id, label, merged_into, created_by) values (?, ?, ?, ?)")
					.param(objection)
					.param("Objection d’essai " + objection)
					.param((i == 1 || i == 2) ? this.objections.get(i - 1) : null)
					.param(this.coordinator.id())
					.update();
				answers.add(UUID.randomUUID());
				this.jdbc.sql("insert into objection_answer (id, objection_id, position, text) values (?, ?, 1, ?)")
					.params(answers.getLast(), objection, "Réponse d’essai " + i)
					.update();
			}
			for (int i = 0; i < 40; i++) {
				this.contacts.add(UUID.randomUUID());
				this.jdbc.sql(
						"insert into contact (id, family_name, source, academies, profile, created_at, created_by, version) "
								+ "values (?, 'Essai-Effet', 'Essai', '{}', ?, now(), ?, 0)")
					.params(Arrays.asList(this.contacts.getLast(), PROFILES.get(i % PROFILES.size()),
							this.coordinator.id()))
					.update();
			}
			for (int i = 0; i < 900; i++) {
				exchange(one(schools), answers);
			}
			for (int i = 0; i < 120; i++) {
				move(one(schools));
			}
			return this.interactions;
		});
	}

	private void exchange(String school, List<UUID> answers) {
		UUID id = UUID.randomUUID();
		this.interactions.add(id);
		boolean somewhere = this.random.nextInt(20) > 0;
		this.jdbc
			.sql("""
					insert into interaction (id, uai, contact_id, academie, author, occurred_at, recorded_at, channel, direction, outcome,
						approach, version)
					values (?, ?, ?, ?, ?, ?, now(), 'TELEPHONE', ?, ?, ?, 0)""")
			.params(Arrays.asList(id, somewhere ? school : null,
					(somewhere && this.random.nextInt(8) == 0) ? null : one(this.contacts),
					somewhere ? this.jdbc.sql("select academie from establishment where uai = ?")
						.param(school)
						.query(String.class)
						.single() : null,
					this.coordinator.id(), someTime(), one(List.of("SORTANT", "SORTANT", "ENTRANT")),
					one(List.of("JOINT", "MESSAGERIE", "REFUS")),
					one(List.of("FROID", "FROID", "INTRODUIT", "SOLLICITE"))))
			.update();
		for (UUID objection : this.objections) {
			if (this.random.nextInt(4) == 0) {
				this.jdbc.sql(
						"insert into interaction_objection (interaction_id, objection_id, lifted, answer_id) values (?, ?, false, ?)")
					.params(Arrays.asList(id, objection, this.random.nextBoolean() ? one(answers) : null))
					.update();
			}
		}
		if (this.random.nextBoolean()) {
			this.jdbc
				.sql("insert into interaction_argument (interaction_id, argument_id, reaction) "
						+ "select ?, id, 'NEUTRE' from argument order by position limit 1 offset ?")
				.params(id, this.random.nextInt(3))
				.update();
		}
	}

	private void move(String school) {
		String from = this.random.nextInt(5) == 0 ? null : one(STAGES);
		String to = one(STAGES);
		if (to.equals(from)) {
			return;
		}
		UUID interaction = this.random.nextInt(3) == 0 ? one(this.interactions) : null;
		this.jdbc
			.sql("""
					insert into stage_move (id, uai, academie, from_stage, to_stage, moved_at, moved_by, cause, interaction_id)
					select ?, uai, academie, ?, ?, ?, ?, ?, ? from establishment where uai = ?""")
			.params(Arrays.asList(UUID.randomUUID(), from, to, someTime(), this.coordinator.id(),
					(interaction != null) ? "ECHANGE" : "MAIN", interaction, school))
			.update();
	}

	private OffsetDateTime someTime() {
		return START.plusMinutes(this.random.nextInt(364 * 24 * 60));
	}

	private <T> T one(List<T> choices) {
		return choices.get(this.random.nextInt(choices.size()));
	}

	@Test
	@Order(1)
	void everyFigureIsRightWhetherCountedNowOrBefore() {
		Map<String, Set<UUID>> expected = told();
		assertThat(expected).hasSizeGreaterThan(40);

		assertThat(figures()).as("counted now").isEqualTo(sizes(expected));
		Acting.asSystem(this.effect::refresh);
		assertThat(dirty()).isZero();
		assertThat(figures()).as("counted before").isEqualTo(sizes(expected));
	}

	@Test
	@Order(2)
	void everyFigureOpensItsExchanges() {
		Map<String, Set<UUID>> expected = told();
		Set<String> addresses = new HashSet<>();
		Matcher link = Pattern.compile("<a [^>]*?href=\"(/argumentaire/efficacite/echanges[^\"]*)\"[^>]*>([^<]*)</a>")
			.matcher(text(YEAR));
		while (link.find()) {
			String address = link.group(1).replace("&amp;", "&");
			addresses.add(address);
			String key = key(address);
			assertThat(link.group(2)).as(key).startsWith(String.valueOf(expected.getOrDefault(key, Set.of()).size()));
			assertThat(opened(address)).as(key).isEqualTo(expected.getOrDefault(key, Set.of()));
			if (addresses.size() <= 12) {
				assertThat(taken(address)).as("taken away: %s", key).isEqualTo(opened(address).size());
			}
		}

		assertThat(addresses.stream().map(EffectTests::key)).containsAll(expected.keySet());
	}

	/** How many exchanges the file of a list holds. */
	private long taken(String address) {
		return text(address.replace("/echanges", "/echanges/export.csv")).lines()
			.skip(1)
			.takeWhile((line) -> !line.matches(";*"))
			.count();
	}

	@Test
	@Order(3)
	void whatChangesChangesTheFiguresAtOnce() {
		Acting.asSystem(() -> {
			this.jdbc.sql("update contact set profile = 'TEACHER' where id = ?").param(this.contacts.get(0)).update();
			this.jdbc.sql("update contact set profile = null where id = ?").param(this.contacts.get(7)).update();
		});
		isRightStill();
		Acting.asSystem(() -> {
			this.jdbc.sql("update objection set merged_into = null where id = ?")
				.param(this.objections.get(1))
				.update();
			this.jdbc.sql("update objection set merged_into = ? where id = ?")
				.params(this.objections.get(4), this.objections.get(3))
				.update();
		});
		isRightStill();
		Acting.asSystem(() -> this.jdbc.sql(
				"delete from stage_move where id in (select id from stage_move where moved_by = ? order by id limit 40)")
			.param(this.coordinator.id())
			.update());
		isRightStill();
		Acting.asSystem(() -> this.jdbc.sql(
				"update interaction set approach = 'INTRODUIT', outcome = 'JOINT', occurred_at = occurred_at - interval '20 days' "
						+ "where id in (select id from interaction where author = ? order by id limit 60)")
			.param(this.coordinator.id())
			.update());
		isRightStill();
		Acting.asSystem(() -> {
			this.jdbc.sql(
					"delete from interaction_objection where interaction_id in (select id from interaction where author = ? order by id desc limit 90)")
				.param(this.coordinator.id())
				.update();
			this.jdbc.sql("delete from interaction i where author = ? and not exists (select from stage_move m "
					+ "where m.interaction_id = i.id) and id in (select id from interaction where author = ? order by id limit 90)")
				.params(this.coordinator.id(), this.coordinator.id())
				.update();
		});
		isRightStill();
	}

	private void isRightStill() {
		Map<String, Integer> expected = sizes(told());
		assertThat(figures()).isEqualTo(expected);
		Acting.asSystem(this.effect::refresh);
		assertThat(figures()).isEqualTo(expected);
	}

	@Test
	@Order(4)
	void oneProfileIsAskedFor() {
		List<Effect.Figure> figures = Acting.as(this.coordinator,
				() -> this.effect.figures(FIRST, LAST, "TEACHER")
					.stream()
					.filter((figure) -> figure.measure() != Effect.Measure.APPROCHE)
					.toList());

		assertThat(figures).isNotEmpty().allMatch((figure) -> "TEACHER".equals(figure.profile()));
	}

	@Test
	@Order(5)
	void theSharesAreInTheirOrderAndTheOthersComeAfter() {
		List<Effect.Figure> figures = Acting.as(this.coordinator, () -> this.effect.figures(FIRST, LAST, null));
		for (String order : List.of("-part", "part")) {
			List<Proportion> shares = EffectRanking
				.of(Effect.Measure.OBJECTION, figures,
						fr.dossiersco.outreach.web.Sorting.of(order, EffectRanking.COLUMNS, EffectRanking.USUAL),
						fr.dossiersco.outreach.web.QueryLink.to("/"))
				.rows()
				.stream()
				.map(EffectRanking.Row::success)
				.toList();
			assertThat(shares).extracting(Proportion::isEnough)
				.contains(true, false)
				.isSortedAccordingTo(Comparator.reverseOrder());
			Comparator<Double> natural = Comparator.naturalOrder();
			assertThat(shares.stream().filter(Proportion::isEnough)).extracting(Proportion::share)
				.isSortedAccordingTo(order.equals("part") ? natural : natural.reversed());
		}
		assertThat(text(YEAR)).contains("données insuffisantes", "<svg", "C’est une association, pas une cause");
	}

	@Test
	@Order(6)
	void anExchangeCountsOnceItsThirtyDaysAreOver() {
		String school = this.given.school("027");
		LocalDate today = LocalDate.now(java.time.Clock.system(java.time.ZoneId.of("Europe/Paris")));
		long before = total("/argumentaire/efficacite/echanges");
		for (int daysAgo : new int[] { 0, 29, 30, 31, 32 }) {
			Acting.asSystem(() -> this.jdbc
				.sql("""
						insert into interaction (id, uai, academie, author, occurred_at, recorded_at, channel, direction, outcome, approach, version)
						select ?, uai, academie, ?, ?, now(), 'TELEPHONE', 'SORTANT', 'JOINT', 'FROID', 0 from establishment where uai = ?""")
				.params(UUID.randomUUID(), this.coordinator.id(),
						Period.midnight(today.minusDays(daysAgo)).plusMinutes(1), school)
				.update());
		}

		assertThat(total("/argumentaire/efficacite/echanges")).isEqualTo(before + 2);
		assertThat(total("/argumentaire/efficacite/echanges?jusque=" + today)).isEqualTo(before + 2);
	}

	@Test
	@Order(7)
	void theListSaysWhatItHolds() {
		assertThat(text("/argumentaire/efficacite/echanges?depuis=2015-01-01&jusque=2015-06-30&objection="
				+ this.objections.getFirst() + "&reponse=aucune&profil=PRINCIPAL&dont=suivis"))
			.contains("Objection d’essai", "Sans réponse précise", "Direction", "Du 1 janvier 2015 au 30 juin 2015",
					"Seulement ceux qui ont été suivis d’une avancée");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { YEAR, "/argumentaire/efficacite", "/argumentaire/efficacite/echanges?approche=FROID&page=3",
					"/argumentaire/efficacite/echanges?argument=00000000-0000-0000-0000-000000000000&profil=TEACHER" })
	@Order(8)
	void aPageTakesAKnownNumberOfStatements(String address) {
		assertThat(StatementCount
			.of(() -> assertThat(this.mvc.get().uri(address).with(Given.signedIn(this.coordinator))).hasStatusOk()))
			.isLessThanOrEqualTo(3);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/argumentaire/efficacite?depuis=2030-01-01&jusque=2001-01-01&profil=PERSONNE&tri=rien",
			"/argumentaire/efficacite?depuis=-999999999-01-01&jusque=%2B999999999-12-31&profil=%00",
			"/argumentaire/efficacite/echanges?objection=00000000-0000-0000-0000-000000000000&reponse=x&dont=%00&page=999" })
	@Order(9)
	void anAddressThatMakesNoSenseIsRead(String address) {
		assertThat(this.mvc.get().uri(java.net.URI.create(address)).with(Given.signedIn(this.coordinator)))
			.hasStatusOk();
	}

	@ParameterizedTest
	@ValueSource(strings = { YEAR, "/argumentaire/efficacite/echanges" })
	@Order(10)
	void ambassadorsAreRefused(String address) {
		assertThat(this.mvc.get().uri(address).with(Given.signedIn(this.given.ambassador("09")))).hasStatus(403);
	}

	/** The rules once more, in Java, over the rows as they are. */
	private Map<String, Set<UUID>> told() {
		return Acting.asSystem(() -> {
			Map<UUID, @Nullable UUID> merged = new HashMap<>();
			this.jdbc.sql("select id, merged_into from objection").query((row) -> {
				merged.put(row.getObject(1, UUID.class), row.getObject(2, UUID.class));
			});
			Map<String, Integer> position = new HashMap<>();
			this.jdbc.sql("select code, position from stage where category <> 'A_PART'").query((row) -> {
				position.put(row.getString(1), row.getInt(2));
			});
			List<Move> moves = this.jdbc.sql(
					"select uai, from_stage as \"from\", to_stage as \"to\", moved_at as at, interaction_id is not null as by_exchange "
							+ "from stage_move where moved_by = ?")
				.param(this.coordinator.id())
				.query(Move.class)
				.list();
			Map<String, Set<UUID>> told = new TreeMap<>();
			for (Row row : this.jdbc
				.sql("""
						select i.id, i.uai, i.occurred_at as at, i.direction, i.outcome, i.approach, c.profile
						from interaction i left join contact c on c.id = i.contact_id
						where i.author = ? and i.uai is not null and extract(year from i.occurred_at at time zone 'Europe/Paris') = 2015""")
				.param(this.coordinator.id())
				.query(Row.class)
				.list()) {
				boolean up = moves.stream().anyMatch((move) -> {
					Duration later = Duration.between(row.at(), move.at());
					Integer to = position.get(move.to());
					if (!move.uai().equals(row.uai()) || later.isNegative() || later.compareTo(Duration.ofDays(30)) > 0
							|| to == null) {
						return false;
					}
					if (move.byExchange() && to <= 2) {
						return false;
					}
					// Set aside stands above all stages: nothing is up from there.
					int from = (move.from() == null) ? 0
							: Objects.requireNonNullElse(position.get(move.from()), Integer.MAX_VALUE);
					return to > from;
				});
				String way = row.approach().equals("FROID") && row.direction().equals("ENTRANT") ? "SOLLICITE"
						: row.approach();
				add(told, "approche=" + way, row, up, true);
				add(told, "tout", row, up, false);
				String profile = Objects.requireNonNullElse(row.profile(), "INCONNU");
				this.jdbc.sql("select objection_id, answer_id from interaction_objection where interaction_id = ?")
					.param(row.id())
					.query((said) -> {
						UUID kept = said.getObject(1, UUID.class);
						for (UUID into = merged.get(kept); into != null; into = merged.get(into)) {
							kept = into;
						}
						String answer = Objects.requireNonNullElse(said.getString(2), "aucune");
						add(told, "objection=" + kept + " reponse=" + answer + " profil=" + profile, row, up, false);
					});
				this.jdbc.sql("select argument_id from interaction_argument where interaction_id = ?")
					.param(row.id())
					.query((said) -> {
						add(told, "argument=" + said.getString(1) + " profil=" + profile, row, up, false);
					});
			}
			return told;
		});
	}

	private static void add(Map<String, Set<UUID>> told, String key, Row row, boolean up, boolean reach) {
		told.computeIfAbsent(key, (some) -> new HashSet<>()).add(row.id());
		if (key.equals("tout")) {
			return;
		}
		Set<UUID> followed = told.computeIfAbsent(key + " dont=suivis", (some) -> new HashSet<>());
		if (up) {
			followed.add(row.id());
		}
		if (reach && row.outcome().equals("JOINT")) {
			told.computeIfAbsent(key + " dont=joints", (some) -> new HashSet<>()).add(row.id());
		}
	}

	private static Map<String, Integer> sizes(Map<String, Set<UUID>> told) {
		Map<String, Integer> sizes = new TreeMap<>();
		told.forEach((key, ids) -> sizes.put(key, ids.size()));
		sizes.remove("tout");
		return sizes;
	}

	private Map<String, Integer> figures() {
		Map<String, Integer> sizes = new TreeMap<>();
		for (Effect.Figure figure : Acting.as(this.coordinator, () -> this.effect.figures(FIRST, LAST, null))) {
			String answer = (figure.answer() != null) ? figure.answer().toString() : "aucune";
			String key = switch (figure.measure()) {
				case APPROCHE -> "approche=" + figure.approach();
				case OBJECTION ->
					"objection=" + figure.subject() + " reponse=" + answer + " profil=" + figure.profile();
				case ARGUMENT -> "argument=" + figure.subject() + " profil=" + figure.profile();
			};
			sizes.put(key, (int) figure.raised());
			sizes.put(key + " dont=suivis", (int) figure.followed());
			if (figure.measure() == Effect.Measure.APPROCHE) {
				sizes.put(key + " dont=joints", (int) figure.reached());
			}
		}
		return sizes;
	}

	/** What an address asks for, without its dates. */
	private static String key(String address) {
		List<String> parts = new ArrayList<>();
		for (String part : address.substring(address.indexOf('?') + 1).split("&")) {
			if (!part.startsWith("depuis=") && !part.startsWith("jusque=")) {
				parts.add(part);
			}
		}
		return parts.isEmpty() ? "tout" : String.join(" ", parts);
	}

	/** The exchanges that a list shows on all its pages; each only once. */
	private Set<UUID> opened(String address) {
		Set<UUID> found = new HashSet<>();
		long total = total(address);
		for (int page = 1; (page - 1) * 40L < total; page++) {
			Matcher row = Pattern.compile("href=\"/echanges/([0-9a-f-]{36})\"")
				.matcher(text(address + "&taille=40&page=" + page));
			while (row.find()) {
				assertThat(found.add(UUID.fromString(row.group(1)))).as("twice on " + address).isTrue();
			}
		}
		assertThat(found).as(address).hasSize((int) total);
		return found;
	}

	private long total(String address) {
		Matcher count = Pattern.compile("class=\"result-count\"[^>]*>\\s*([0-9\\h]+|Aucun)").matcher(text(address));
		assertThat(count.find()).isTrue();
		String number = count.group(1).replaceAll("\\h", "");
		return number.equals("Aucun") ? 0 : Long.parseLong(number);
	}

	private long dirty() {
		return Acting.asSystem(() -> this.jdbc.sql("select count(*) from effect_change where day between ? and ?")
			.params(FIRST, LAST)
			.query(Long.class)
			.single());
	}

	private String text(String address) {
		return new String(this.mvc.get()
			.uri(address)
			.with(Given.signedIn(this.coordinator))
			.exchange()
			.getResponse()
			.getContentAsByteArray(), StandardCharsets.UTF_8);
	}

	record Row(UUID id, String uai, OffsetDateTime at, String direction, String outcome, String approach,
			@Nullable String profile) {
	}

	record Move(String uai, @Nullable String from, String to, OffsetDateTime at, boolean byExchange) {
	}

}
