package fr.dossiersco.outreach.calling;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.TestClock;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.availability.Agendas;
import fr.dossiersco.outreach.contact.ContactProfile;
import fr.dossiersco.outreach.contact.ContactRegistration;
import fr.dossiersco.outreach.contact.NewContact;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@DatabaseTest
class CallingTests {

	private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

	/** At whatever hour of whatever day. */
	private static final String ALWAYS = "1 00:00-23:59, 2 00:00-23:59, 3 00:00-23:59, 4 00:00-23:59, 5 00:00-23:59, "
			+ "6 00:00-23:59, 7 00:00-23:59";

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private CallQueue queue;

	@Autowired
	private Reservations reservations;

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

	private CurrentAccount me;

	@BeforeEach
	void aSchoolMorning() {
		this.me = this.given.outreach();
		this.clock.setToSchoolMorning(Acting.asSystem(() -> this.agendas.ofDepartement("059")));
	}

	@AfterEach
	void theTimeOfDay() {
		this.clock.reset();
	}

	@Test
	void whatIsDueIsServedWithItsReason() {
		UUID call = due(open("059"), today().minusDays(3));

		assertThat(next()).hasValueSatisfying((entry) -> {
			assertThat(entry.followUp()).isEqualTo(call);
			assertThat(entry.why()).containsIgnoringCase("en retard de 3 jours");
		});
	}

	@Test
	void aClosedPlaceIsHeldBackAndMayBeOverridden() {
		String uai = this.given.school("059");
		hours(uai, "%d 00:00-00:01".formatted(today().plusDays(3).getDayOfWeek().getValue()));
		UUID call = due(uai, today());

		assertThat(next()).isEmpty();
		assertThat(held()).containsEntry(Held.FERME, 1L);
		assertThat(post("/appels/{id}/derogation", call, "motif", "")).hasRedirectedUrl("/appels");
		assertThat(post("/appels/{id}/derogation", call, "motif", "Elle a demandé qu’on rappelle"))
			.hasRedirectedUrl("/appels/" + call);
		assertThat(get("/appels/" + call)).contains("Elle a demandé qu’on rappelle");
	}

	@Test
	void whoeverWasTriedThisHalfDayOrOftenEnoughWaits() {
		String uai = open("059");
		due(uai, today());
		called(uai, Duration.ofMinutes(1));
		assertThat(held()).containsEntry(Held.RECENT, 1L);

		for (int i = 1; i <= 5; i++) {
			called(uai, Duration.ofDays(i * 2));
		}
		assertThat(held()).containsEntry(Held.PRESSION, 1L);
	}

	@Test
	void whoeverAskedNotToBeContactedIsNeverCalled() {
		String uai = open("059");
		UUID contact = Acting.as(this.me,
				() -> this.registration.register(new NewContact(ContactProfile.INTENDANT, null,
						"Exemple" + UUID.randomUUID().toString().replaceAll("[^a-f]", ""), "Camille", null, null), uai,
						"Essai", this.me));
		Acting.asSystem(() -> this.jdbc.sql(
				"insert into opposition (id, contact_id, declared_at, declared_by, reason) values (gen_random_uuid(), ?, now(), ?, 'Ne souhaite plus')")
			.params(contact, this.me.id())
			.update());
		UUID call = due(uai, today());
		Acting.asSystem(
				() -> this.jdbc.sql("update follow_up set contact_id = ? where id = ?").params(contact, call).update());

		assertThat(held()).containsEntry(Held.OPPOSITION, 1L);
		assertThat(
				post("/appels/{id}/derogation", call, "motif", "Quand même").getMvcResult().getFlashMap().get("failed"))
			.isEqualTo("calling.override.never");
	}

	@Test
	void ofManyAtOnceOneHasTheSchool() throws Exception {
		String uai = this.given.school("059");
		List<CurrentAccount> callers = java.util.stream.Stream.generate(this.given::outreach).limit(8).toList();
		CyclicBarrier start = new CyclicBarrier(callers.size());
		List<Boolean> had = new ArrayList<>();
		try (ExecutorService threads = Executors.newFixedThreadPool(callers.size())) {
			List<Future<Boolean>> tries = threads.invokeAll(callers.stream().map((caller) -> (Callable<Boolean>) () -> {
				start.await();
				return Acting.as(caller, () -> this.reservations.take(uai, "09", caller)).isEmpty();
			}).toList());
			for (Future<Boolean> each : tries) {
				had.add(each.get());
			}
		}

		assertThat(had).containsOnlyOnce(true);
	}

	@Test
	void whoeverVanishedLosesTheSchoolByThemselves() {
		String uai = this.given.school("059");
		CurrentAccount gone = this.given.outreach();
		Acting.as(gone, () -> this.reservations.take(uai, "09", gone));
		assertThat(Acting.as(this.me, () -> this.reservations.take(uai, "09", this.me))).isPresent();

		Acting.asSystem(() -> this.jdbc.sql(
				"update call_reservation set since = since - interval '1 hour', until = since - interval '1 minute' where target = ?")
			.param(uai)
			.update());

		assertThat(Acting.as(this.me, () -> this.reservations.take(uai, "09", this.me))).isEmpty();
		assertThat(Acting.as(gone, () -> this.reservations.heldByAnother(uai, gone))).isPresent();
	}

	@Test
	void aSecondPersonIsToldAndCannotSaveWithoutConfirming() {
		String uai = open("059");
		UUID call = due(uai, today());
		CurrentAccount other = this.given.outreach();
		Acting.as(other, () -> this.reservations.take(uai, "09", other));

		assertThat(get("/appels/" + call)).contains("est en ligne avec cet établissement");
		assertThat(log(uai, call, Map.of("outcome", "SANS_REPONSE", "next", "AUTO"))).hasStatus(422)
			.bodyText()
			.contains("Enregistrer quand même");
		assertThat(log(uai, call, Map.of("outcome", "SANS_REPONSE", "next", "AUTO", "anyway", "true")))
			.hasRedirectedUrl("/appels/suivant");
	}

	@Test
	void noAnswerPlansAnotherHalfDayAndShowsTheNextOne() {
		String uai = open("059");
		UUID call = due(uai, today());

		assertThat(log(uai, call, Map.of("outcome", "SANS_REPONSE", "next", "AUTO")))
			.hasRedirectedUrl("/appels/suivant");

		Map<String, Object> next = Acting.asSystem(
				() -> this.jdbc.sql("select due_on, due_half, kind from follow_up where uai = ? and closed_at is null")
					.param(uai)
					.query()
					.singleRow());
		assertThat(next.get("due_half")).isNotNull();
		assertThat(next()).isEmpty();
	}

	@Test
	void aClosedMomentNeedsAReasonAndKeepsIt() {
		String uai = this.given.school("059");
		UUID call = due(uai, today());
		LocalDate sunday = today().plusDays(8 - today().getDayOfWeek().getValue() + 6);

		assertThat(log(uai, call,
				Map.of("outcome", "JOINT", "next", "DATE", "nextDate", sunday.toString(), "nextTime", "10:00")))
			.hasStatus(422)
			.bodyText()
			.contains("hors des horaires");
		log(uai, call, Map.of("outcome", "JOINT", "next", "DATE", "nextDate", sunday.toString(), "nextTime", "10:00",
				"overrideReason", "Elle sera au forum"));

		assertThat(get("/etablissements/" + uai)).contains("Hors plage").contains("Elle sera au forum");
	}

	@Test
	void aListBecomesACampaignSharedOutAmongItsCallers() {
		CurrentAccount other = this.given.outreach();
		String name = "Collège Campagne " + UUID.randomUUID().toString().substring(0, 8);
		for (int i = 0; i < 4; i++) {
			hours(this.given.school("059", name), ALWAYS);
		}

		MvcTestResult created = this.mvc.post()
			.uri("/appels/campagnes")
			.param("source", "/etablissements?q=" + name.replace(' ', '+') + "&etat=OUVERT")
			.param("name", "Essai")
			.param("purpose", "Voir")
			.param("doneWhen", "Tous joints")
			.param("startsOn", today().toString())
			.param("callers", this.me.id().toString(), other.id().toString())
			.with(csrf())
			.with(Given.signedIn(this.me))
			.exchange();

		String page = java.util.Objects.requireNonNull(created.getResponse().getRedirectedUrl());
		assertThat(page).startsWith("/appels/campagnes/");
		UUID campaign = UUID.fromString(page.substring(page.lastIndexOf('/') + 1));
		assertThat(Acting.as(this.me, () -> this.queue.of(this.me, campaign)).ready()).hasSize(4);
		assertThat(Acting
			.asSystem(() -> this.jdbc.sql("select count(*) from follow_up where campaign_id = ? group by owner")
				.param(campaign)
				.query(Long.class)
				.list()))
			.containsExactly(2L, 2L);
		assertThat(get(page)).contains("0 sur 4 faits");
		assertThat(post("/appels/campagnes/{id}/cloture", campaign, "x", "y")).hasStatus3xxRedirection();
		assertThat(Acting.as(this.me, () -> this.queue.of(this.me, campaign)).ready()).isEmpty();
	}

	@Test
	void aSchoolWithoutNextStepIsListedUntilAReasonIsGiven() {
		CurrentAccount ambassador = this.given.ambassador("09");
		String uai = this.given.school("059");
		Acting.asSystem(() -> this.jdbc.sql(
				"insert into pursuit (uai, academie, stage, since, version) values (?, '09', 'INTERESSE', now() - interval '4000 days', 0)")
			.param(uai)
			.update());
		assertThat(get("/appels/sans-suite-prevue")).contains(uai);

		this.mvc.post()
			.uri("/appels/sans-suite-prevue/{uai}", uai)
			.param("motif", "Changement de principal")
			.param("jusqu", today().plusDays(30).toString())
			.with(csrf())
			.with(Given.signedIn(ambassador))
			.exchange();

		assertThat(get("/appels/sans-suite-prevue")).doesNotContain(uai);
	}

	private java.util.Optional<Entry> next() {
		return Acting.as(this.me, () -> this.queue.next(this.me, null));
	}

	private Map<Held, Long> held() {
		return Acting.as(this.me, () -> this.queue.of(this.me, null)).held();
	}

	private LocalDate today() {
		return LocalDate.ofInstant(this.clock.instant(), PARIS);
	}

	/** A school that answers at any hour, so that tests do too. */
	private String open(String departement) {
		String uai = this.given.school(departement);
		hours(uai, ALWAYS);
		return uai;
	}

	private void hours(String uai, String hours) {
		Acting.asSystem(() -> this.jdbc.sql(
				"insert into opening_hours (id, uai, academie, hours, wish, set_at) values (gen_random_uuid(), ?, '09', ?, false, now())")
			.params(uai, hours)
			.update());
	}

	private UUID due(String uai, LocalDate on) {
		UUID id = UUID.randomUUID();
		Acting.asSystem(() -> this.jdbc.sql(
				"insert into follow_up (id, uai, academie, kind, due_on, owner, opened_at, opened_by, version) values (?, ?, '09', 'APPEL', ?, ?, now(), ?, 0)")
			.params(id, uai, on, this.me.id(), this.me.id())
			.update());
		return id;
	}

	private void called(String uai, Duration ago) {
		OffsetDateTime at = this.clock.instant().minus(ago).atOffset(ZoneOffset.UTC);
		Acting.asSystem(() -> this.jdbc
			.sql("""
					insert into interaction (id, uai, academie, author, occurred_at, recorded_at, channel, direction, outcome, approach, version)
					values (gen_random_uuid(), ?, '09', ?, ?, ?, 'TELEPHONE', 'SORTANT', 'SANS_REPONSE', 'FROID', 0)""")
			.params(uai, this.me.id(), at, at)
			.update());
	}

	private MvcTestResult log(String uai, UUID call, Map<String, String> fields) {
		var request = this.mvc.post()
			.uri("/echanges")
			.param("id", UUID.randomUUID().toString())
			.param("uai", uai)
			.param("followUp", call.toString())
			.param("queue", "true")
			.param("channel", "TELEPHONE")
			.param("direction", "SORTANT")
			.param("approach", "FROID")
			.param("date", today().toString())
			.param("time", "00:00");
		fields.forEach(request::param);
		return request.with(csrf()).with(Given.signedIn(this.me)).exchange();
	}

	private MvcTestResult post(String address, UUID id, String name, String value) {
		return this.mvc.post()
			.uri(address, id)
			.param(name, value)
			.with(csrf())
			.with(Given.signedIn(this.me))
			.exchange();
	}

	private String get(String address) {
		return new String(this.mvc.get()
			.uri(address)
			.with(Given.signedIn(this.me))
			.exchange()
			.getResponse()
			.getContentAsByteArray(), StandardCharsets.UTF_8);
	}

}
