package fr.dossiersco.outreach.appointment;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.StatementCount;
import fr.dossiersco.outreach.TestClock;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.appointment.Appointments.Answer;
import fr.dossiersco.outreach.availability.Agendas;
import fr.dossiersco.outreach.contact.ContactProfile;
import fr.dossiersco.outreach.contact.ContactRegistration;
import fr.dossiersco.outreach.contact.NewContact;
import fr.dossiersco.outreach.scheduling.FollowUps;
import fr.dossiersco.outreach.scheduling.When;
import fr.dossiersco.outreach.web.GuessThrottle;
import fr.dossiersco.outreach.web.SecretLink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@DatabaseTest
class AppointmentTests {

	private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

	private static final Pattern LINK = Pattern
		.compile("http://localhost(/(?:rdv|agenda)/[A-Za-z0-9_-]{43}(?:\\.ics)?)");

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private Appointments appointments;

	@Autowired
	private FollowUps followUps;

	@Autowired
	private ContactRegistration registration;

	@Autowired
	private Agendas agendas;

	@Autowired
	private TestClock clock;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private Given given;

	private final String place = UUID.randomUUID().toString();

	private CurrentAccount me;

	private String uai;

	private UUID contact;

	private UUID call;

	@BeforeEach
	void aCallToAgreeUpon() {
		this.clock.setToSchoolMorning(Acting.asSystem(() -> this.agendas.ofDepartement("059")));
		this.me = this.given.outreach();
		this.uai = this.given.school("059", "Collège des Essais");
		this.contact = person(this.uai, this.me);
		this.call = due(this.uai, this.me);
	}

	@AfterEach
	void theTimeOfDay() {
		this.clock.reset();
	}

	@Test
	void threeMomentsAreOfferedByALinkThatNeedsNoAccount() {
		assertThat(get("/rendez-vous/nouveau?relance=" + this.call)).contains("Camille Exemple")
			.containsPattern("(?s)(checked=\"checked\".*){4}");

		String link = offer(this.me, moments());

		assertThat(page(link)).contains("Quel moment vous convient")
			.contains("Collège des Essais")
			.contains("à 10\u00a0h")
			.doesNotContain("03 20 99 00 11")
			.doesNotContain(this.contact.toString());
		assertThat(status(this.call)).isEqualTo("PROPOSE");
	}

	@Test
	void theMomentAcceptedIsAgreedUponAndMovedByNobodyElse() {
		String link = offer(this.me, moments());
		Instant second = moments().get(1);

		assertThat(answer(link, "choix", second.toString())).hasRedirectedUrl(link);

		assertThat(page(link)).contains("Nous vous appellerons");
		assertThat(followUp(this.call)).containsEntry("agreed", true)
			.containsEntry("starts_at", java.sql.Timestamp.from(second));
		assertThat(get("/rendez-vous?etat=VENIR")).contains("Collège des Essais").contains("Convenu");
		assertThat(get("/rendez-vous?etat=TRAITER")).doesNotContain("Collège des Essais");
	}

	@Test
	void changesLeaveOneEventInTheCalendar() {
		String link = offer(this.me, moments());
		answer(link, "choix", moments().get(0).toString());
		VEvent first = event(link + "/rendez-vous.ics");
		answer(link, "choix", moments().get(2).toString());
		VEvent moved = event(link + "/rendez-vous.ics");
		VEvent ours = event("/rendez-vous/invitation/" + this.call);
		answer(link, "choix", "autre");
		VEvent cancelled = event(link + "/rendez-vous.ics");

		assertThat(List.of(uid(moved), uid(ours), uid(cancelled))).containsOnly(uid(first));
		assertThat(moved.getDateStart().getValue().toInstant()).isEqualTo(moments().get(2));
		assertThat(sequence(first)).isLessThan(sequence(moved));
		assertThat(sequence(ours)).isEqualTo(sequence(moved));
		assertThat(sequence(moved)).isLessThan(sequence(cancelled));
		assertThat(cancelled.getStatus().getValue()).isEqualTo("CANCELLED");
		assertThat(first.getAttendees()).isEmpty();
	}

	@Test
	void anotherMomentIsAskedForInTheContactsOwnWords() {
		String link = offer(this.me, moments());
		answer(link, "choix", moments().getFirst().toString());

		assertThat(answer(link, "choix", "autre", "souhait", "Plutôt le <jeudi> matin")).hasRedirectedUrl(link);

		assertThat(followUp(this.call)).containsEntry("agreed", false)
			.containsEntry("starts_at", null)
			.containsEntry("due_on", java.sql.Date.valueOf(LocalDate.ofInstant(this.clock.instant(), PARIS)));
		assertThat(get("/rendez-vous?etat=TRAITER")).contains("Plutôt le &lt;jeudi&gt; matin");
		assertThat(page(link)).contains("nous chercherons un autre moment");
	}

	@Test
	void whatWeMoveIsToBeToldAndThenIsAgreed() {
		String link = offer(this.me, moments());
		answer(link, "choix", moments().getFirst().toString());
		UUID offer = offerOf(this.call);

		move(When.at(moments().getFirst().plus(Duration.ofDays(7)), PARIS, When.CALL).agreedUpon());
		assertThat(get("/rendez-vous/" + offer)).contains("Déplacé").contains("est déplacé");
		post("/rendez-vous/" + offer + "/annonce");
		assertThat(get("/rendez-vous/" + offer)).contains("Convenu").contains("est confirmé");

		move(When.day(LocalDate.ofInstant(this.clock.instant(), PARIS).plusDays(20)));
		assertThat(get("/rendez-vous/" + offer)).contains("Annulé").contains("est annulé");
		assertThat(event("/rendez-vous/invitation/" + this.call).getStatus().getValue()).isEqualTo("CANCELLED");
		assertThat(page(link)).contains("Ce rendez-vous est annulé");
		post("/rendez-vous/" + offer + "/annonce");
		assertThat(exchange(MockMvcRequestBuilders.get(link))).hasStatus(404);
	}

	@Test
	void aMomentGoneMeanwhileIsToldAndTheOthersStay() {
		UUID other = due(this.uai, this.me);
		String first = offer(this.me, moments());
		String second = offer(other, this.me, moments());
		answer(first, "choix", moments().getFirst().toString());

		assertThat(answer(second, "choix", moments().getFirst().toString(), "souhait", "Un jeudi")).hasStatus(422)
			.bodyText()
			.contains("vient d’être pris")
			.contains("plus libre")
			.contains("Un jeudi");
		assertThat(answer(second, "choix", moments().get(1).toString())).hasRedirectedUrl(second);
	}

	@Test
	void ofTwoAnswersAtOnceOneCounts() throws Exception {
		String path = offer(this.me, moments());
		SecretLink link = new SecretLink(path.substring("/rdv/".length()));
		CyclicBarrier start = new CyclicBarrier(3);
		try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
			List<Future<Answer>> answers = threads
				.invokeAll(moments().stream().map((moment) -> (Callable<Answer>) () -> {
					start.await();
					return this.appointments.accept(link, moment);
				}).toList());
			for (Future<Answer> each : answers) {
				assertThat(each.get()).isIn(Answer.ACCEPTED, Answer.TAKEN);
			}
		}

		Map<String, Object> agreed = Acting.asSystem(() -> this.jdbc.sql(
				"select a.starts_at as told, f.starts_at as planned from appointment a join follow_up f on f.id = a.follow_up_id where f.id = ?")
			.param(this.call)
			.query()
			.singleRow());
		assertThat(agreed.get("told")).isNotNull().isEqualTo(agreed.get("planned"));
	}

	@Test
	void aNewOfferReplacesTheOneBefore() {
		String old = offer(this.me, moments());
		String link = offer(this.me, moments().subList(0, 1));

		assertThat(exchange(MockMvcRequestBuilders.get(old))).hasStatus(404)
			.bodyText()
			.contains("Ce lien ne mène plus nulle part");
		assertThat(answer(old, "choix", moments().getFirst().toString())).hasStatus(404);
		assertThat(answer(link, "choix", moments().getFirst().toString())).hasRedirectedUrl(link);
	}

	@Test
	void whoeverAskedToBeLeftInPeaceIsAskedNothing() {
		String link = offer(this.me, moments());
		Acting.asSystem(() -> this.jdbc.sql(
				"insert into opposition (id, contact_id, declared_at, declared_by, reason) values (gen_random_uuid(), ?, now(), ?, 'Ne souhaite plus')")
			.params(this.contact, this.me.id())
			.update());

		assertThat(exchange(MockMvcRequestBuilders.get(link))).hasStatus(404);
		assertThat(get("/rendez-vous/nouveau?relance=" + this.call)).doesNotContain("value=\"" + this.contact);
	}

	@Test
	void anExpiredLinkLeadsNowhere() {
		String link = offer(this.me, moments());
		this.clock.setTo(moments().get(2).plusSeconds(1));

		assertThat(exchange(MockMvcRequestBuilders.get(link))).hasStatus(404);
		assertThat(get("/rendez-vous")).contains("Sans réponse");
	}

	@Test
	void whoeverGuessesIsSlowedDownAndNobodyElse() {
		String link = offer(this.me, moments());
		String guess = "/rdv/" + "x".repeat(43);
		for (int i = 1; i < GuessThrottle.TRIES; i++) {
			assertThat(exchange(from("192.0.2.7", MockMvcRequestBuilders.get(guess)))).hasStatus(404);
		}

		assertThat(exchange(from("192.0.2.7", MockMvcRequestBuilders.get(guess)))).hasStatus(429);
		assertThat(exchange(from("192.0.2.7", MockMvcRequestBuilders.get("/agenda/" + "x".repeat(43) + ".ics"))))
			.hasStatus(429);
		assertThat(exchange(from("192.0.2.8", MockMvcRequestBuilders.get(link)))).hasStatusOk();
	}

	@Test
	void badInputIsToldAndNothingIsOffered() {
		UUID stranger = person(this.given.school("059"), this.me);

		assertThat(send(this.me, this.call, this.contact, List.of())).hasStatus(422)
			.bodyText()
			.contains("Choisissez d’un à 3 créneaux");
		assertThat(send(this.me, this.call, stranger, moments())).hasStatus(422)
			.bodyText()
			.contains("Choisissez la personne");
		assertThat(send(this.me, this.call, this.contact, List.of(this.clock.instant().minusSeconds(60))))
			.hasStatus(422);
		Instant night = moments().getFirst().plus(Duration.ofHours(14));
		assertThat(send(this.me, this.call, this.contact, List.of(night))).hasStatus(422)
			.bodyText()
			.contains("plus libre");
		assertThat(exchange(MockMvcRequestBuilders.post("/rendez-vous")
			.param("relance", this.call.toString())
			.param("moments", "demain")
			.with(csrf())
			.with(Given.signedIn(this.me)))).hasStatus(422);
		String link = offer(this.me, moments());
		assertThat(answer(link)).hasStatus(422).bodyText().contains("Choisissez un moment");
		assertThat(answer(link, "choix", "n’importe quoi")).hasStatus(422);
		assertThat(answer(link, "choix", night.toString())).hasStatus(422);
		assertThat(answer(link, "choix", "autre", "souhait", "x".repeat(501))).hasStatus(422);
		assertThat(status(this.call)).isEqualTo("PROPOSE");
	}

	@Test
	void anotherAcademiesOffersAreNotFound() {
		String link = offer(this.me, moments());
		UUID offer = offerOf(this.call);
		CurrentAccount elsewhere = this.given.ambassador("20");

		for (String address : List.of("/rendez-vous/" + offer, "/rendez-vous/nouveau?relance=" + this.call,
				"/rendez-vous/invitation/" + this.call)) {
			assertThat(exchange(MockMvcRequestBuilders.get(address).with(Given.signedIn(elsewhere)))).hasStatus(404);
		}
		assertThat(send(elsewhere, this.call, this.contact, moments())).hasStatus(404);
		assertThat(exchange(MockMvcRequestBuilders.post("/rendez-vous/{id}/retrait", offer)
			.with(csrf())
			.with(Given.signedIn(elsewhere)))).hasStatus(404);
		assertThat(exchange(MockMvcRequestBuilders.get(link).with(Given.signedIn(elsewhere)))).hasStatusOk();
		long seen = Acting.as(elsewhere,
				() -> this.jdbc.sql("select count(*) from appointment where id = ?")
					.param(offer)
					.query(Long.class)
					.single());
		assertThat(seen).isZero();
	}

	@Test
	void onesCallsAreACalendarWithoutPeopleUnlessAskedFor() {
		answer(offer(this.me, moments()), "choix", moments().getFirst().toString());
		due(this.uai, this.me);

		String feed = feed(false);
		ICalendar calendar = calendar(feed);
		assertThat(calendar.getEvents()).singleElement()
			.satisfies((event) -> assertThat(event.getSummary().getValue())
				.isEqualTo("Appel\u00a0: Collège des Essais, Villeneuve-lès-Essais"));
		assertThat(calendar.validate(calendar.getVersion()).isEmpty()).isTrue();

		String named = feed(true);
		assertThat(calendar(named).getEvents().getFirst().getSummary().getValue())
			.startsWith("Appel\u00a0: Camille Exemple");
		assertThat(exchange(MockMvcRequestBuilders.get(feed))).hasStatus(404);

		post("/rendez-vous/agenda/revocation");
		assertThat(exchange(MockMvcRequestBuilders.get(named))).hasStatus(404);
		assertThat(Acting.asSystem(
				() -> this.jdbc.sql("select count(*) from personal_feed where encode(token_hash, 'escape') like ?")
					.param("%" + named.substring(8, 30) + "%")
					.query(Long.class)
					.single()))
			.isZero();
	}

	@Test
	void whatIsToBeDealtWithAwaitsWhoeverBeginsTheirDay() {
		String link = offer(this.me, moments());
		assertThat(get("/")).doesNotContain("Demande un autre moment");

		answer(link, "choix", "autre", "souhait", "Un jeudi");
		assertThat(get("/")).contains("Demande un autre moment").contains("Un jeudi");

		answer(link, "choix", moments().getFirst().toString());
		assertThat(get("/")).contains("Convenu").contains("à 10\u00a0h");
	}

	@Test
	void theListTakesTwoStatementsHoweverManyItShows() {
		offer(this.me, moments());
		offer(due(this.uai, this.me), this.me, moments());
		offer(due(this.uai, this.me), this.me, moments());

		assertThat(StatementCount.of(() -> get("/rendez-vous"))).isEqualTo(2);
	}

	@Test
	void anAcademieWithdrawnIsSeenNoMoreInACalendar() {
		CurrentAccount ambassador = this.given.ambassador("09");
		UUID own = due(this.uai, ambassador);
		answer(offer(own, ambassador, moments()), "choix", moments().getFirst().toString());
		String feed = feed(ambassador, true);
		assertThat(calendar(feed).getEvents()).hasSize(1);

		Acting.asSystem(() -> {
			this.jdbc.sql("insert into account_academie (account_id, academie) values (?, '20')")
				.param(ambassador.id())
				.update();
			this.jdbc.sql("delete from account_academie where account_id = ? and academie = '09'")
				.param(ambassador.id())
				.update();
		});

		assertThat(calendar(feed).getEvents()).isEmpty();
	}

	/** Three mornings from the day after tomorrow on, when the school is open. */
	private List<Instant> moments() {
		var agenda = Acting.asSystem(() -> this.agendas.ofDepartement("059"));
		return java.util.stream.Stream
			.iterate(LocalDate.ofInstant(this.clockAtStart(), PARIS).plusDays(2), (day) -> day.plusDays(1))
			.filter((day) -> agenda.whyClosed(day.atTime(10, 0).atZone(PARIS).toInstant(), When.CALL).isEmpty())
			.limit(3)
			.map((day) -> day.atTime(10, 0).atZone(PARIS).toInstant())
			.toList();
	}

	private Instant clockAtStart() {
		return Acting.asSystem(() -> this.jdbc.sql("select opened_at from follow_up where id = ?")
			.param(this.call)
			.query((row, number) -> row.getTimestamp(1).toInstant())
			.single());
	}

	private UUID person(String school, CurrentAccount by) {
		return Acting.as(by,
				() -> this.registration.register(new NewContact(ContactProfile.INTENDANT, null,
						"Exemple" + UUID.randomUUID().toString().replaceAll("[^a-f]", ""), "Camille", "03 20 99 00 11",
						null), school, "Essai", by));
	}

	private UUID due(String school, CurrentAccount owner) {
		UUID id = UUID.randomUUID();
		Acting.asSystem(() -> this.jdbc.sql(
				"insert into follow_up (id, uai, academie, kind, due_on, owner, opened_at, opened_by, version) values (?, ?, '09', 'APPEL', ?, ?, ?, ?, 0)")
			.params(id, school, LocalDate.ofInstant(this.clock.instant(), PARIS), owner.id(),
					java.sql.Timestamp.from(this.clock.instant()), owner.id())
			.update());
		return id;
	}

	private String offer(CurrentAccount by, List<Instant> moments) {
		return offer(this.call, by, moments);
	}

	/** Offers, and reads the link in the page that shows it once. */
	private String offer(UUID followUp, CurrentAccount by, List<Instant> moments) {
		MvcTestResult sent = send(by, followUp, this.contact, moments);
		assertThat(sent).hasStatus3xxRedirection();
		return link(sent, by);
	}

	private String link(MvcTestResult sent, CurrentAccount by) {
		String page = body(
				exchange(MockMvcRequestBuilders.get(Objects.requireNonNull(sent.getResponse().getRedirectedUrl()))
					.cookie(sent.getResponse().getCookies())
					.with(Given.signedIn(by))));
		Matcher link = LINK.matcher(page);
		assertThat(link.find()).as(page).isTrue();
		return link.group(1);
	}

	private MvcTestResult send(CurrentAccount by, UUID followUp, UUID contact, List<Instant> moments) {
		return exchange(MockMvcRequestBuilders.post("/rendez-vous")
			.param("relance", followUp.toString())
			.param("contact", contact.toString())
			.param("moments", moments.stream().map(Instant::toString).toArray(String[]::new))
			.with(csrf())
			.with(Given.signedIn(by)));
	}

	/** As the contact does: not signed in, with no session. */
	private MvcTestResult answer(String link, String... fields) {
		MockHttpServletRequestBuilder request = MockMvcRequestBuilders.post(link);
		for (int i = 0; i < fields.length; i += 2) {
			request.param(fields[i], fields[i + 1]);
		}
		return exchange(request);
	}

	private String feed(boolean names) {
		return feed(this.me, names);
	}

	private String feed(CurrentAccount whose, boolean names) {
		return link(exchange(MockMvcRequestBuilders.post("/rendez-vous/agenda")
			.param("noms", String.valueOf(names))
			.with(csrf())
			.with(Given.signedIn(whose))), whose);
	}

	private void move(When when) {
		Acting.as(this.me, () -> {
			this.followUps.postpone(this.call, when);
			return true;
		});
	}

	private void post(String address) {
		assertThat(exchange(MockMvcRequestBuilders.post(address).with(csrf()).with(Given.signedIn(this.me))))
			.hasStatus3xxRedirection();
	}

	private String get(String address) {
		return body(exchange(MockMvcRequestBuilders.get(address).with(Given.signedIn(this.me))));
	}

	private String page(String link) {
		MvcTestResult page = exchange(MockMvcRequestBuilders.get(link));
		assertThat(page).hasStatusOk();
		assertThat(page.getResponse().getHeader("X-Robots-Tag")).contains("noindex");
		return body(page);
	}

	private VEvent event(String address) {
		return calendar(address).getEvents().getFirst();
	}

	private ICalendar calendar(String address) {
		MvcTestResult answer = exchange(MockMvcRequestBuilders.get(address).with(Given.signedIn(this.me)));
		assertThat(answer).hasStatusOk();
		assertThat(answer.getResponse().getHeader(HttpHeaders.CONTENT_TYPE)).startsWith("text/calendar");
		return Biweekly.parse(body(answer)).first();
	}

	private static String uid(VEvent event) {
		return event.getUid().getValue();
	}

	private static int sequence(VEvent event) {
		return event.getSequence().getValue();
	}

	private String status(UUID followUp) {
		return Acting.asSystem(() -> this.jdbc.sql("select status from appointment where follow_up_id = ?")
			.param(followUp)
			.query(String.class)
			.single());
	}

	private UUID offerOf(UUID followUp) {
		return Acting.asSystem(() -> this.jdbc.sql("select id from appointment where follow_up_id = ?")
			.param(followUp)
			.query(UUID.class)
			.single());
	}

	private Map<String, Object> followUp(UUID id) {
		return Acting.asSystem(() -> this.jdbc.sql("select agreed, starts_at, due_on from follow_up where id = ?")
			.param(id)
			.query()
			.singleRow());
	}

	private static MockHttpServletRequestBuilder from(String place, MockHttpServletRequestBuilder request) {
		return request.with((sent) -> {
			sent.setRemoteAddr(place);
			return sent;
		});
	}

	/**
	 * Each test from its own place, unless it says another: guesses are counted by place.
	 */
	private MvcTestResult exchange(MockHttpServletRequestBuilder request) {
		return this.mvc.perform(request.with((sent) -> {
			if (sent.getRemoteAddr().equals("127.0.0.1")) {
				sent.setRemoteAddr(this.place);
			}
			return sent;
		}));
	}

	private static String body(MvcTestResult result) {
		return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
	}

}
