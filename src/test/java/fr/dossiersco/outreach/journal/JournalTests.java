package fr.dossiersco.outreach.journal;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.StatementCount;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.journal.GivenEvents.Known;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

/** The journal equals what a question in other words finds, page after page. */
@DatabaseTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JournalTests {

	private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

	private static final int MANY = 5_000;

	private static final Comparator<Cursor> LAST_FIRST = Comparator.comparing(Cursor::at)
		.thenComparing((place) -> place.kind().ordinal())
		// As the database compares ids: Java would take the first bit for a sign.
		.thenComparing((place) -> place.id().toString())
		.reversed();

	@Autowired
	private Journal journal;

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private Given given;

	private GivenEvents events;

	private CurrentAccount me;

	@BeforeAll
	void aFewHundredEvents() {
		this.events = new GivenEvents(this.jdbc, this.given, 20261124, 14);
		this.events.acquaintance();
		this.me = this.events.authors.getFirst();
	}

	@Test
	void pagesFollowOneAnotherWithoutGapOrRepeat() {
		List<Cursor> expected = told(filter(Set.of(), GivenEvents.ACADEMIE, null, null));
		assertThat(expected).hasSizeGreaterThan(250);
		assertThat(expected.stream().map(Cursor::at).distinct().count()).isLessThan(80);

		List<Cursor> forth = new ArrayList<>();
		String address = "/journal?academie=" + GivenEvents.ACADEMIE;
		String last = address;
		while (address != null) {
			String page = text(address, this.me);
			forth.addAll(shown(page, expected));
			last = address;
			address = link(page, "next");
		}
		assertThat(forth).containsExactlyElementsOf(expected);

		List<Cursor> back = new ArrayList<>();
		address = last;
		while (address != null) {
			String page = text(address, this.me);
			back.addAll(0, shown(page, expected));
			address = link(page, "prev");
		}
		// The newest page is always full, so that it may tell again what the one before
		// it
		// told.
		assertThat(back.stream().distinct().toList()).containsExactlyElementsOf(expected);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 7 })
	void anyStepWorksBothWays(int size) {
		JournalFilter filter = filter(Set.of(), GivenEvents.ACADEMIE, null, this.events.authors.get(1).id());
		List<Cursor> expected = told(filter);

		List<Cursor> forth = new ArrayList<>();
		Journal.Stretch stretch = read(filter, null, size);
		while (true) {
			forth.addAll(places(stretch));
			if (!stretch.older()) {
				break;
			}
			stretch = read(filter, forth.getLast(), size);
		}
		assertThat(forth).containsExactlyElementsOf(expected);

		List<Cursor> back = new ArrayList<>();
		boolean more = true;
		while (more) {
			Cursor from = back.isEmpty() ? forth.getLast() : back.getFirst();
			Journal.Stretch newer = Acting.as(this.me, () -> this.journal.after(from, filter, size, this.me));
			back.addAll(0, places(newer));
			more = newer.newer();
		}
		assertThat(back).containsExactlyElementsOf(expected.subList(0, expected.size() - 1));
	}

	@Test
	void filtersDrawnAtRandomFindWhatTheTablesSay() {
		List<Known> all = this.events.told();
		Random random = new Random(6);
		int found = 0;
		for (int i = 0; i < 250; i++) {
			JournalFilter filter = draw(random);
			List<Cursor> expected = all.stream()
				.filter((known) -> answers(known, filter))
				.map(Known::place)
				.sorted(LAST_FIRST)
				.toList();
			assertThat(places(read(filter, null, MANY))).as("%s", filter).containsExactlyElementsOf(expected);
			found += expected.isEmpty() ? 0 : 1;
		}
		assertThat(found).isGreaterThan(100);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 50, MANY })
	void aFileHoldsAllOfIt(int atOnce) {
		JournalFilter filter = filter(Set.of(), GivenEvents.ACADEMIE, null, this.events.authors.get(1).id());
		assertThat(Acting.as(this.me, () -> this.journal.all(filter, atOnce, this.me).map(Event::place).toList()))
			.containsExactlyElementsOf(told(filter));
		String file = text("/journal/export.csv?academie=33&auteur=" + this.events.authors.get(1).id(), this.me);
		assertThat(file.lines().filter((line) -> line.contains(";a "))).hasSizeGreaterThan(50);
		assertThat(text("/journal?academie=33", this.me)).contains("/journal/export.csv?academie=33");
	}

	@Test
	void everyKindIsToldInFrench() {
		List<Event> told = new ArrayList<>();
		this.events.authors.forEach((author) -> told.addAll(Acting.as(this.me,
				() -> this.journal.before(null, filter(Set.of(), null, null, author.id()), MANY, this.me).events())));
		told.addAll(read(filter(Set.of(), GivenEvents.ACADEMIE, null, null), null, MANY).events());

		Set<Kind> kinds = EnumSet.noneOf(Kind.class);
		told.forEach((event) -> {
			kinds.add(event.place().kind());
			assertThat(event.sentence()).doesNotContain("{").doesNotContain("null").doesNotContain("journal.");
			assertThat(event.author() != null).as("%s", event)
				.isEqualTo(Character.isLowerCase(event.sentence().charAt(0)));
		});
		// What comes with the program has no author, and tests write no other.
		assertThat(kinds).containsExactlyInAnyOrderElementsOf(
				EnumSet.complementOf(EnumSet.of(Kind.GUIDE_WRITTEN, Kind.OBJECTION_ADDED, Kind.USUAL_HOURS_SET)));
		assertThat(told).filteredOn((event) -> event.place().kind() == Kind.EXCHANGE_LOGGED)
			.extracting(Event::sentence)
			.containsOnly("a consigné un appel du 24 mars 2024\u00a0: joint");
	}

	@Test
	void anAmbassadorReadsTheirAcademieOnly() {
		CurrentAccount ambassador = this.given.ambassador(GivenEvents.ACADEMIE);
		Set<Family> placed = EnumSet.complementOf(EnumSet.of(Family.CAMPAIGNS, Family.PLAYBOOK));
		JournalFilter filter = new JournalFilter(placed, null, null, null, null, null, null, null);

		List<Event> seen = Acting.as(ambassador, () -> this.journal.before(null, filter, MANY, ambassador).events());

		List<Cursor> expected = this.events.told()
			.stream()
			.filter((known) -> !known.together() && known.academies().contains(GivenEvents.ACADEMIE))
			.map(Known::place)
			.filter((place) -> !place.kind().source().teamOnly)
			.sorted(LAST_FIRST)
			.toList();
		assertThat(seen).filteredOn((event) -> event.place().kind().source().scope != Scope.NOWHERE)
			.extracting(Event::place)
			.containsExactlyElementsOf(expected);
		// Whoever has a post in two académies is seen with their main school, as in the
		// list
		// of contacts.
		assertThat(seen).filteredOn((event) -> event.place().kind().source().scope.placed())
			.extracting(Event::uai)
			.contains(this.events.schools.getFirst())
			.doesNotContain(this.events.schools.get(3));
		assertThat(seen).extracting((event) -> event.place().kind()).doesNotContain(Kind.DIRECTORY_IMPORTED);
		assertThat(text("/journal", ambassador)).contains("<h1>Journal</h1>");
	}

	@Test
	void anAmbassadorOfElsewhereSeesNoneOfIt() {
		CurrentAccount ambassador = this.given.ambassador("44");
		String page = text("/journal?auteur=" + this.me.id(), ambassador);

		assertThat(page).doesNotContain(this.events.schools.getFirst()).doesNotContain("Camille</a>");
		assertThat(text("/journal?contact=" + this.events.people.getFirst(), ambassador))
			.doesNotContain("Contact\u00a0: Camille");
	}

	@Test
	void schoolsHandedOverAtOnceAreOneEventThatEachTellsAsTheirOwn() {
		CurrentAccount author = this.given.outreach();
		String here = this.given.school("973");
		String elsewhere = this.given.school("02A");
		Acting.asSystem(() -> {
			UUID batch = UUID.randomUUID();
			this.jdbc.sql(
					"insert into owner_handover (id, to_owner, from_several, schools, changed_at, changed_by) values (?, ?, true, 2, now(), ?)")
				.params(batch, author.id(), author.id())
				.update();
			this.jdbc
				.sql("""
						insert into owner_change (id, batch, uai, academie, from_owner, to_owner, changed_at, changed_by, alone)
						select gen_random_uuid(), ?, uai, academie, case when academie = '33' then ?::uuid end, ?, now(), ?, false
						from establishment where uai in (?, ?)""")
				.params(batch, this.me.id(), author.id(), author.id(), here, elsewhere)
				.update();
		});

		assertThat(sentences("auteur=" + author.id(), this.me))
			.containsExactly("a confié à Camille Exemple 2 établissements que suivaient plusieurs personnes");
		assertThat(sentences("auteur=" + author.id() + "&academie=33&genre=responsables", this.me)).hasSize(1);
		assertThat(sentences("etablissement=" + here, this.me))
			.containsExactly("a confié à Camille Exemple l’établissement que suivait Camille Exemple");
		assertThat(sentences("etablissement=" + elsewhere, this.me))
			.containsExactly("a confié l’établissement à Camille Exemple");
		assertThat(sentences("auteur=" + author.id(), this.given.ambassador("33")))
			.containsExactly("a confié à Camille Exemple 1 établissement que suivaient plusieurs personnes");
		assertThat(sentences("auteur=" + author.id(), this.given.ambassador("44"))).isEmpty();
	}

	private List<String> sentences(String query, CurrentAccount whose) {
		return Pattern.compile("<strong>[^<]*</strong>\\s*<span>([^<]*)</span>")
			.matcher(text("/journal?" + query, whose))
			.results()
			.map((found) -> found.group(1))
			.toList();
	}

	@Test
	void whatHasNotHappenedYetIsNotTold() {
		UUID post = UUID.randomUUID();
		Acting.asSystem(() -> this.jdbc.sql(
				"insert into post (id, contact_id, uai, academie, profile, started_on) select ?, ?, uai, academie, 'TEACHER', current_date + 20 "
						+ "from establishment where uai = ?")
			.params(post, this.events.people.getFirst(), this.events.schools.get(2))
			.update());

		assertThat(places(read(filter(Set.of(), GivenEvents.ACADEMIE, null, null), null, MANY))).extracting(Cursor::id)
			.doesNotContain(post);
	}

	@Test
	void eachCriterionIsATagThatCanBeRemoved() {
		String uai = this.events.schools.getFirst();
		String page = text("/journal?genre=echanges&genre=etapes&academie=33&departement=973&auteur=" + this.me.id()
				+ "&etablissement=" + uai + "&depuis=2024-03-01&jusque=2024-04-01", this.me);

		assertThat(page)
			.contains("Académie\u00a0: Guyane", "Département\u00a0: Guyane (973)", "Par\u00a0: Camille Exemple",
					"Établissement\u00a0: Collège de l’Exemple (" + uai + ")", "Depuis le 1er mars 2024",
					"Jusqu’au 1er avril 2024")
			.contains("href=\"/journal?genre=echanges&amp;academie=33&amp;departement=973&amp;auteur=");
	}

	@Test
	void aReversedPeriodIsToldAndCanBeSwapped() {
		assertThat(text("/journal?depuis=2024-04-01&jusque=2024-03-01&academie=33", this.me))
			.contains("La période est à l’envers", "elle commence le 1er avril 2024 et finit le 1er mars 2024",
					"/journal?academie=33&amp;depuis=2024-03-01&amp;jusque=2024-04-01")
			.doesNotContain("class=\"timeline\"");
	}

	@Test
	void anEmptyJournalSaysWhatToDo() {
		assertThat(text("/journal?academie=33&depuis=1950-01-01&jusque=1950-01-02", this.me))
			.contains("Rien de tel ne s’est passé", "Voir tout le journal");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/journal?genre=inconnu&genre=%00&academie=zz&departement=%00&auteur=moi",
			"/journal?auteur=00000000-0000-0000-0000-000000000000&etablissement=0000000X&contact=x",
			"/journal?etablissement=9999999Z&contact=00000000-0000-0000-0000-000000000000",
			"/journal?depuis=hier&jusque=%2B999999999-12-31", "/journal?depuis=-999999999-01-01",
			"/journal?avant=nulle-part", "/journal?avant=2024-01-01T00:00:00Z~RIEN~x",
			"/journal?avant=%2B1000000000-01-01T00:00:00Z~STEP_OPENED~00000000-0000-0000-0000-000000000000",
			"/journal?apres=%00" })
	void anAddressThatMakesNoSenseIsRead(String address) {
		assertThat(this.mvc.get().uri(URI.create(address)).with(Given.signedIn(this.me))).hasStatusOk()
			.bodyText()
			.doesNotContain("class=\"filter-tags\"");
	}

	@Test
	void theNewestPageHasOneAddress() {
		assertThat(this.mvc.get()
			.uri("/journal?academie=33&apres=2199-01-01T00:00:00Z~STEP_OPENED~00000000-0000-0000-0000-000000000000")
			.with(Given.signedIn(this.me))).hasRedirectedUrl("/journal?academie=33");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/journal", "/journal?academie=33",
			"/journal?avant=2024-03-26T00:00:00Z~STEP_OPENED~00000000-0000-0000-0000-000000000000",
			"/journal?academie=33&genre=echanges&departement=973" })
	void aPageTakesAKnownNumberOfStatements(String address) {
		assertThat(StatementCount.of(() -> text(address, this.me))).isEqualTo(3);
		assertThat(StatementCount.of(() -> text(
				address + (address.contains("?") ? "&" : "?") + "etablissement=" + this.events.schools.getFirst()
						+ "&contact=" + this.events.people.getFirst() + "&auteur=" + this.me.id(),
				this.me)))
			.isLessThanOrEqualTo(4);
	}

	private JournalFilter draw(Random random) {
		Set<Family> families = EnumSet.noneOf(Family.class);
		for (int i = random.nextInt(4); i > 0; i--) {
			families.add(Family.values()[random.nextInt(Family.values().length)]);
		}
		UUID author = (random.nextInt(3) == 0) ? this.events.authors.get(random.nextInt(3)).id() : null;
		// All that is compared is of our own making, or of our own académie.
		boolean placed = author == null || random.nextBoolean();
		String departement = (placed && random.nextInt(4) == 0) ? "973" : null;
		String academie = (placed && (departement == null || random.nextBoolean())) ? GivenEvents.ACADEMIE : null;
		String uai = (random.nextInt(4) == 0) ? this.events.schools.get(random.nextInt(4)) : null;
		UUID person = (random.nextInt(4) == 0) ? this.events.people.get(random.nextInt(8)) : null;
		LocalDate since = (random.nextInt(3) == 0) ? LocalDate.of(2024, 3, 24).plusDays(random.nextInt(8)) : null;
		LocalDate until = (random.nextInt(3) == 0) ? LocalDate.of(2024, 3, 24).plusDays(random.nextInt(10)) : null;
		return new JournalFilter(families, academie, departement, author, uai, person, since, until);
	}

	private static boolean answers(Known known, JournalFilter filter) {
		Instant at = known.place().at();
		return (filter.families().isEmpty() || filter.families().contains(known.place().kind().family()))
				&& (filter.academie() == null || known.academies().contains(filter.academie()))
				&& (filter.departement() == null || Objects.equals(filter.departement(), known.departement()))
				&& (filter.author() == null || Objects.equals(filter.author(), known.author()))
				&& ((filter.uai() == null) ? !known.together() : Objects.equals(filter.uai(), known.uai()))
				&& (filter.person() == null || known.people().contains(filter.person()))
				&& (filter.since() == null || !day(at).isBefore(filter.since()))
				&& (filter.until() == null || !day(at).isAfter(filter.until())) && !filter.reversed();
	}

	private static LocalDate day(Instant at) {
		return LocalDate.ofInstant(at, PARIS);
	}

	private List<Cursor> told(JournalFilter filter) {
		return this.events.told()
			.stream()
			.filter((known) -> answers(known, filter))
			.map(Known::place)
			.sorted(LAST_FIRST)
			.toList();
	}

	private static JournalFilter filter(Set<Family> families, @Nullable String academie, @Nullable String departement,
			@Nullable UUID author) {
		return new JournalFilter(families, academie, departement, author, null, null, null, null);
	}

	private Journal.Stretch read(JournalFilter filter, @Nullable Cursor before, int size) {
		return Acting.as(this.me, () -> this.journal.before(before, filter, size, this.me));
	}

	private static List<Cursor> places(Journal.Stretch stretch) {
		return stretch.events().stream().map(Event::place).toList();
	}

	/** The events on a page, found again among those expected. */
	private static List<Cursor> shown(String page, List<Cursor> expected) {
		List<Cursor> shown = new ArrayList<>();
		Matcher row = Pattern.compile("<li class=\"timeline__entry[^>]* id=\"([A-Z_]+)-([0-9a-f-]{36})\"")
			.matcher(page);
		while (row.find()) {
			Kind kind = Kind.valueOf(row.group(1));
			UUID id = UUID.fromString(row.group(2));
			shown.add(expected.stream()
				.filter((place) -> place.kind() == kind && place.id().equals(id))
				.findFirst()
				.orElseThrow());
		}
		assertThat(shown).isNotEmpty();
		return shown;
	}

	private static @Nullable String link(String page, String rel) {
		Matcher link = Pattern.compile("<a [^>]*rel=\"" + rel + "\"[^>]* href=\"([^\"]+)\"").matcher(page);
		return link.find() ? link.group(1).replace("&amp;", "&") : null;
	}

	private String text(String address, CurrentAccount whose) {
		var answer = this.mvc.get().uri(URI.create(address)).with(Given.signedIn(whose)).exchange();
		String location = answer.getResponse().getRedirectedUrl();
		if (location != null) {
			return text(location, whose);
		}
		assertThat(answer).hasStatusOk();
		return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
	}

}
