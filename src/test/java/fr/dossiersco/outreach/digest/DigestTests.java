package fr.dossiersco.outreach.digest;

import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.StatementCount;
import fr.dossiersco.outreach.TestClock;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.web.GuessThrottle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@DatabaseTest
class DigestTests {

	private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

	private static final AtomicInteger tests = new AtomicInteger();

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private Digests digests;

	@Autowired
	private DigestWording wording;

	@Autowired
	private Subscriptions subscriptions;

	@Autowired
	private TestClock clock;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private Given given;

	private LocalDate monday = LocalDate.EPOCH;

	/**
	 * Half past seven in Paris, on a Monday of this test's own, long before those of the
	 * tests before it: what they made is yet to come.
	 */
	@BeforeEach
	void aMondayMorning() {
		this.monday = LocalDate.of(2012, 3, 5).minusWeeks(104L * tests.incrementAndGet());
		at(this.monday, 7, 30);
	}

	@AfterEach
	void theTimeOfDay() {
		this.clock.reset();
	}

	@Test
	void whoAskedGetsOneMailAWeekAndNobodyElseDoes() {
		CurrentAccount me = subscriber(this.given.outreach());
		CurrentAccount other = this.given.coordinator();

		this.digests.round();
		at(this.monday, 9, 0);
		this.digests.round();
		assertThat(mails(me)).singleElement().satisfies((mail) -> {
			assertThat(mail).containsEntry("to_name", "Camille Exemple").containsEntry("origin", "digest");
			assertThat((String) mail.get("subject")).startsWith("Bilan du lundi ");
		});
		assertThat(mails(other)).isEmpty();

		at(this.monday.plusWeeks(1), 7, 0);
		this.digests.round();
		assertThat(mails(me)).hasSize(2);
		assertThat(mails(other)).isEmpty();
	}

	@Test
	void twoInstancesAtTheSameMomentMakeOne() throws Exception {
		List<CurrentAccount> people = List.of(subscriber(this.given.outreach()), subscriber(this.given.coordinator()),
				subscriber(this.given.ambassador("09")));
		CyclicBarrier start = new CyclicBarrier(2);
		Callable<Boolean> instance = () -> {
			start.await();
			this.digests.round();
			return true;
		};

		try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
			for (Future<Boolean> each : threads.invokeAll(List.of(instance, instance))) {
				assertThat(each.get()).isTrue();
			}
		}

		for (CurrentAccount person : people) {
			assertThat(mails(person)).hasSize(1);
		}
	}

	@Test
	void aDigestKnowsItsMail() {
		CurrentAccount me = subscriber(this.given.outreach());

		this.digests.round();

		assertThat(Acting.asSystem(() -> this.jdbc.sql("select mail_id from digest where account_id = ?")
			.param(me.id())
			.query(UUID.class)
			.list())).containsExactly((UUID) mails(me).getFirst().get("id"));
	}

	@Test
	void whatMovedWhatIsStuckAndWhatIsDue() {
		CurrentAccount me = subscriber(this.given.outreach());
		CurrentAccount colleague = this.given.outreach();
		String moved = school("059", "Collège Allant");
		String today = school("080", "Collège de Ce Matin");
		String before = school("059", "Collège d’Avant");
		String late = school("059", "Collège en Retard");
		String lateOwn = school("059", "Collège à Rappeler");
		String planned = school("059", "Collège Prévu");
		String nextWeek = school("059", "Collège de la Semaine Prochaine");
		String adrift = school("059", "Collège à la Dérive");
		move(moved, "CONTACTE", "EN_PAUSE", this.monday.minusDays(3), 15, "Travaux <jusqu’à> Pâques", me);
		move(today, null, "REPERE", this.monday, 6, null, me);
		move(before, "CONTACTE", "INTERESSE", this.monday.minusDays(8), 23, null, me);
		step(late, null, "APPEL", this.monday.minusDays(400), colleague);
		step(lateOwn, null, "VISITE", this.monday.minusDays(2), me);
		step(planned, null, "DOCUMENT", this.monday.plusDays(2), me);
		step(nextWeek, null, "APPEL", this.monday.plusDays(7), me);
		step(null, contact(), "MEL", this.monday.plusDays(6), me);
		pursuit(adrift, "FIDELISE", this.monday.minusYears(20), null);

		this.digests.round();
		Map<String, Object> mail = mails(me).getFirst();
		String text = (String) mail.get("text_body");

		assertThat((String) mail.get("subject")).contains("2 changements d’étape").contains("2 relances en retard");
		assertThat(text).startsWith("Bonjour Camille Exemple,")
			.contains("CE QUI A BOUGÉ")
			.contains("Repéré\u00a0: 1\u00a0établissement y est arrivé")
			.contains("En pause\u00a0: 1\u00a0établissement y est arrivé")
			.contains(
					"– Collège Allant, Villeneuve-lès-Essais\u00a0: Contacté → En pause (motif\u00a0: Travaux <jusqu’à> Pâques)\n  http://localhost:8080/etablissements/"
							+ moved)
			.contains("Collège de Ce Matin")
			.doesNotContain("Collège d’Avant")
			.contains("2 relances en retard, dont une à vous.")
			.containsSubsequence("Collège à Rappeler", "Visite, prévu le", "Collège en Retard", "Appel, prévu le")
			.contains("SANS PROCHAINE ÉTAPE")
			.contains("Collège à la Dérive")
			.contains("suivi par personne")
			.containsSubsequence("CETTE SEMAINE, POUR VOUS", "2 relances d’ici au dimanche", "Collège Prévu",
					"Document à envoyer, mercredi", "Un contact sans établissement", "Mél, dimanche")
			.doesNotContain("Collège de la Semaine Prochaine")
			.doesNotContain("Anonyme")
			.endsWith("Ne plus recevoir le bilan\u00a0: " + mail.get("unsubscribe_link") + "\n");
		assertThat((String) mail.get("html_body"))
			.contains("<a href=\"http://localhost:8080/etablissements/" + moved
					+ "\">Collège Allant, Villeneuve-lès-Essais</a>")
			.contains("Travaux &lt;jusqu’à&gt; Pâques")
			.contains("<a href=\"" + mail.get("unsubscribe_link") + "\">")
			.doesNotContain("th:");
		String preview = body(get("/compte/bilan", me));
		assertThat(preview).contains("Travaux &lt;jusqu’à&gt; Pâques").contains("Vous le recevez.");
	}

	@Test
	void anAmbassadorsDigestIsThatOfTheirAcademies() {
		CurrentAccount lille = subscriber(this.given.ambassador("09"));
		CurrentAccount team = subscriber(this.given.coordinator());
		String here = school("059", "Collège d’Ici");
		String elsewhere = school("080", "Collège d’Ailleurs");
		for (String uai : List.of(here, elsewhere)) {
			move(uai, "CONTACTE", "INTERESSE", this.monday.minusDays(1), 12, null, team);
			step(uai, null, "APPEL", this.monday.minusDays(1), team);
			pursuit(school(uai.equals(here) ? "059" : "080", uai.equals(here) ? "Dérive d’Ici" : "Dérive d’Ailleurs"),
					"FIDELISE", this.monday.minusYears(30), null);
		}

		this.digests.round();

		assertThat((String) mails(team).getFirst().get("text_body")).contains("Collège d’Ici")
			.contains("Collège d’Ailleurs")
			.contains("Dérive d’Ailleurs")
			.doesNotContain("académies qui vous sont confiées");
		assertThat((String) mails(lille).getFirst().get("text_body")).contains("Collège d’Ici")
			.contains("Dérive d’Ici")
			.contains("académies qui vous sont confiées")
			.contains("1\u00a0changement d’étape.")
			.contains("1\u00a0relance en retard, dont aucune à vous.")
			.doesNotContain("d’Ailleurs");
		assertThat(body(get("/compte/bilan", lille))).contains("Collège d’Ici").doesNotContain("d’Ailleurs");
	}

	@Test
	void anEmptyWeekIsToldShortly() {
		Digest quiet = this.wording.of(new WeekFacts(DigestPeriod.now(this.clock), true, List.of(), 0, List.of(), 0, 0,
				List.of(), 0, List.of(), 0, List.of()));

		assertThat(quiet.subject()).contains("aucun changement d’étape, aucune relance en retard");
		assertThat(quiet.text()).startsWith("Semaine calme").hasLineCount(1);
	}

	@Test
	void whatIsTooMuchForAMailIsALinkAway() {
		CurrentAccount me = this.given.outreach();
		String uai = school("059", "Collège Remuant");
		for (int i = 0; i <= WeekReading.MOST_MOVES; i++) {
			move(uai, (i % 2 == 0) ? "CONTACTE" : "INTERESSE", (i % 2 == 0) ? "INTERESSE" : "CONTACTE",
					this.monday.minusDays(1), 12, null, me);
		}

		assertThat(body(get("/compte/bilan", me))).contains("31 changements d’étape.")
			.contains("http://localhost:8080/tableau-de-bord/mouvements?depuis=" + this.monday.minusDays(7));
		assertThat(body(get("/compte/bilan", this.given.ambassador("09")))).contains("31 changements d’étape.")
			.contains("/tableau-de-bord/mouvements?depuis=" + this.monday.minusDays(7));
	}

	@Test
	void theLinkOfAnyDigestEndsThemWithoutAnAccount() {
		CurrentAccount me = subscriber(this.given.outreach());
		this.digests.round();
		String link = String.valueOf(mails(me).getFirst().get("unsubscribe_link")).replace("http://localhost:8080", "");

		assertThat(link).matches("/bilan/desabonnement/[A-Za-z0-9_-]{43}");
		assertThat(this.mvc.get().uri(link)).hasStatusOk()
			.hasHeader("X-Robots-Tag", "noindex, nofollow")
			.bodyText()
			.contains("Ne plus recevoir le bilan de la semaine par courriel");
		assertThat(this.mvc.get().uri(link)).as("reading changes nothing")
			.bodyText()
			.contains("<button class=\"fr-btn\" type=\"submit\">Ne plus recevoir le bilan</button>");
		assertThat(this.mvc.post().uri(link).param("List-Unsubscribe", "One-Click")).as("no session, no token needed")
			.hasStatusOk()
			.bodyText()
			.contains("vous ne recevrez plus");
		assertThat(this.mvc.post().uri(link)).hasStatusOk();
		at(this.monday.plusWeeks(1), 7, 0);
		this.digests.round();
		assertThat(mails(me)).hasSize(1);

		subscriber(me);
		this.digests.round();
		assertThat(mails(me)).as("who asks again gets it again").hasSize(2);
		assertThat(this.mvc.post().uri(link)).hasStatusOk();
		assertThat(Acting.as(me, () -> this.subscriptions.isOn(me))).isFalse();
	}

	@Test
	void aLinkThatNeverWasLeadsNowhere() {
		String guess = "/bilan/desabonnement/" + "x".repeat(43);

		assertThat(stranger(MockMvcRequestBuilders.get(guess))).hasStatus(404)
			.bodyText()
			.contains("Ce lien ne mène plus nulle part");
		for (int i = 2; i < GuessThrottle.TRIES; i++) {
			assertThat(stranger(MockMvcRequestBuilders.post(guess))).hasStatus(404);
		}
		assertThat(stranger(MockMvcRequestBuilders.post(guess))).hasStatus(429);
	}

	@Test
	void oneAsksForItOnOnesAccountPage() {
		CurrentAccount me = this.given.ambassador("09");

		assertThat(body(get("/compte", me))).contains("<dd>Camille Exemple</dd>")
			.contains("Vous ne le recevez pas.")
			.contains("Recevoir le bilan");
		this.mvc.perform(MockMvcRequestBuilders.post("/compte/bilan").with(Given.signedIn(me)));
		assertThat(body(get("/compte", me))).as("another site can’t ask for someone")
			.contains("Vous ne le recevez pas.");
		assertThat(post("/compte/bilan", me)).hasRedirectedUrl("/compte");
		assertThat(post("/compte/bilan", me)).hasRedirectedUrl("/compte");
		assertThat(body(get("/compte", me))).contains("Vous le recevez.");
		assertThat(post("/compte/bilan/arret", me)).hasRedirectedUrl("/compte");
		assertThat(body(get("/compte", me))).contains("Vous ne le recevez pas.");

		this.digests.round();
		assertThat(mails(me)).isEmpty();
	}

	@Test
	void nobodyAsksForAnother() {
		CurrentAccount me = this.given.outreach();
		CurrentAccount other = this.given.coordinator();

		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> Acting.as(me, () -> this.jdbc
			.sql("insert into digest_subscription (id, account_id, subscribed_at) values (gen_random_uuid(), ?, now())")
			.param(other.id())
			.update()));
	}

	@Test
	void thePreviewTakesSevenStatementsHoweverMuchItShows() {
		CurrentAccount me = this.given.outreach();
		for (int i = 0; i < 5; i++) {
			String uai = school("059", "Collège");
			move(uai, "CONTACTE", "INTERESSE", this.monday.minusDays(1), 12, null, me);
			step(uai, null, "APPEL", this.monday.minusDays(1), me);
		}

		assertThat(StatementCount.of(() -> get("/compte/bilan", me))).isEqualTo(7);
	}

	@Test
	void weeksAreThoseOfTheCalendar() {
		assertThat(period("2026-12-31T12:00:00Z").week()).isEqualTo("2026-W53");
		assertThat(period("2027-01-03T22:59:00Z").week()).isEqualTo("2026-W53");
		assertThat(period("2027-01-03T23:01:00Z").week()).as("midnight in Paris").isEqualTo("2027-W01");
		assertThat(period("2027-01-04T06:00:00Z").since()).isEqualTo("2026-12-28");
		assertThat(period("2026-11-29T12:00:00Z").sunday()).isEqualTo("2026-11-29");
		assertThat(period("2026-11-30T12:00:00Z").sunday().getDayOfWeek()).isEqualTo(DayOfWeek.SUNDAY);
	}

	private static DigestPeriod period(String now) {
		return new DigestPeriod(Instant.parse(now));
	}

	private void at(LocalDate day, int hour, int minute) {
		this.clock.setTo(day.atTime(hour, minute).atZone(PARIS).toInstant());
	}

	private CurrentAccount subscriber(CurrentAccount account) {
		Acting.as(account, () -> {
			this.subscriptions.begin(account);
			return null;
		});
		return account;
	}

	private String school(String departement, String name) {
		return this.given.school(departement, name);
	}

	private void move(String uai, @Nullable String from, String to, LocalDate day, int hour, @Nullable String reason,
			CurrentAccount by) {
		Acting.asSystem(() -> this.jdbc.sql("""
				insert into stage_move (id, uai, academie, from_stage, to_stage, moved_at, moved_by, reason, cause)
				select gen_random_uuid(), uai, academie, ?, ?, ?, ?, ?, 'MAIN' from establishment where uai = ?""")
			.params(Arrays.asList(from, to, day.atTime(hour, 0).atZone(PARIS).toOffsetDateTime(), by.id(), reason, uai))
			.update());
	}

	private void step(@Nullable String uai, @Nullable UUID contact, String kind, LocalDate due, CurrentAccount owner) {
		Acting.asSystem(() -> this.jdbc
			.sql("""
					insert into follow_up (id, uai, contact_id, academie, kind, due_on, owner, opened_at, opened_by, version)
					values (gen_random_uuid(), ?, ?, (select academie from establishment where uai = ?), ?, ?, ?, ?, ?, 0)""")
			.params(Arrays.asList(uai, contact, uai, kind, due, owner.id(),
					this.clock.instant().minus(Duration.ofDays(500)).atOffset(ZoneOffset.UTC), owner.id()))
			.update());
	}

	private void pursuit(String uai, String stage, LocalDate since, @Nullable UUID owner) {
		Acting.asSystem(() -> this.jdbc.sql("""
				insert into pursuit (uai, academie, stage, since, owner, version)
				select uai, academie, ?, ?, ?, 0 from establishment where uai = ?""")
			.params(Arrays.asList(stage, since.atStartOfDay(PARIS).toOffsetDateTime(), owner, uai))
			.update());
	}

	private UUID contact() {
		UUID id = UUID.randomUUID();
		CurrentAccount by = this.given.outreach();
		Acting.asSystem(() -> this.jdbc.sql("""
				insert into contact (id, family_name, source, academies, created_at, created_by, version)
				values (?, 'Anonyme', 'essai', array['09'], now(), ?, 0)""").params(id, by.id()).update());
		return id;
	}

	private List<Map<String, Object>> mails(CurrentAccount account) {
		return Acting
			.asSystem(() -> this.jdbc.sql("select * from outgoing_mail where to_address = ? order by created_at")
				.param(account.email())
				.query()
				.listOfRows());
	}

	private MvcTestResult get(String address, CurrentAccount by) {
		return this.mvc.perform(MockMvcRequestBuilders.get(address).with(Given.signedIn(by)));
	}

	/** From a place of its own: whoever guesses slows down the whole place. */
	private MvcTestResult stranger(MockHttpServletRequestBuilder request) {
		return this.mvc.perform(request.with((sent) -> {
			sent.setRemoteAddr("192.0.2.17");
			return sent;
		}));
	}

	private MvcTestResult post(String address, CurrentAccount by) {
		return this.mvc.perform(MockMvcRequestBuilders.post(address).with(csrf()).with(Given.signedIn(by)));
	}

	private static String body(MvcTestResult answer) {
		assertThat(answer).hasStatusOk();
		return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
	}

}
