package fr.dossiersco.outreach.confirmation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.StatementCount;
import fr.dossiersco.outreach.TestClock;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.confirmation.PostsToConfirm.Card;
import fr.dossiersco.outreach.contact.ContactProfile;
import fr.dossiersco.outreach.contact.ContactRegistration;
import fr.dossiersco.outreach.contact.NewContact;
import fr.dossiersco.outreach.web.NotFoundException;
import fr.dossiersco.outreach.web.Undo;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** Who is asked about, in what order, and what an answer does and undoes. */
@DatabaseTest
class ConfirmationTests {

	private static final ConfirmationFilter NORD = new ConfirmationFilter(null, "059");

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private Given given;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private ContactRegistration registration;

	@Autowired
	private PostsToConfirm posts;

	@Autowired
	private Confirmations confirmations;

	@Autowired
	private TestClock clock;

	private CurrentAccount team;

	private CurrentAccount lille;

	@BeforeEach
	void nobodyElseIsAskedAbout() {
		Acting.asSystem(() -> this.jdbc.sql(
				"update post set noted_at = now() where ended_on is null and confirmed_at < now() - interval '5 months'")
			.update());
		this.team = this.given.outreach();
		this.lille = this.given.ambassador("09");
	}

	@AfterEach
	void timeGoesOn() {
		this.clock.reset();
	}

	@Test
	void aPostIsAskedAboutAfterSixMonths() {
		Someone early = someone(5, "REPERE");
		assertThat(next(this.lille)).isNull();

		Someone late = someone(7, null);

		assertThat(next(this.lille)).isEqualTo(late.post());
		assertThat(next(this.team)).isEqualTo(late.post());
		assertThat(early.post()).isNotEqualTo(late.post());
	}

	@Test
	void schoolsUnderWayComeFirstThenTheLongestUnconfirmed() {
		Someone asideSchool = someone(30, "EN_PAUSE");
		Someone spotted = someone(8, "REPERE");
		Someone contacted = someone(9, "CONTACTE");
		Someone unknown = someone(20, null);

		assertThat(answeredInTurn(4)).containsExactly(contacted.post(), spotted.post(), asideSchool.post(),
				unknown.post());
	}

	@Test
	void whoeverWasSpokenWithIsThere() {
		Someone reached = someone(9, "CONTACTE");
		Someone missed = someone(8, "CONTACTE");
		exchange(reached, "JOINT", 2);
		exchange(missed, "MESSAGERIE", 2);

		assertThat(next(this.lille)).isEqualTo(missed.post());
		answer(missed, Answer.EN_POSTE, this.lille);
		assertThat(next(this.lille)).isNull();
	}

	@Test
	void aCorrectedPostIsConfirmed() {
		Someone someone = someone(9, null);
		Acting.asSystem(() -> this.jdbc.sql("update post set title = 'intendante' where id = ?")
			.param(someone.post())
			.update());

		assertThat(next(this.lille)).isNull();
	}

	@Test
	void whoeverHasLeftOrHasNotComeYetIsNotAskedAbout() {
		Someone gone = someone(9, null);
		Someone toCome = someone(9, null);
		Acting.asSystem(() -> {
			this.jdbc.sql("update post set ended_on = current_date + 30 where id = ?").param(gone.post()).update();
			this.jdbc.sql(
					"update post set started_on = current_date + 30, noted_at = now() - interval '9 months' where id = ?")
				.param(toCome.post())
				.update();
			this.jdbc.sql("update post set noted_at = now() - interval '9 months' where id = ?")
				.param(toCome.post())
				.update();
		});

		assertThat(next(this.lille)).isNull();
	}

	@Test
	void whoeverAskedNotToBeContactedIsStillConfirmed() {
		Someone someone = someone(9, null);
		Acting.asSystem(() -> this.jdbc.sql(
				"insert into opposition (id, contact_id, declared_at, declared_by, reason) values (?, ?, now(), ?, 'Lettre')")
			.params(UUID.randomUUID(), someone.contact(), this.team.id())
			.update());

		assertThat(page(this.lille)).bodyText()
			.contains(someone.name(), "sans la joindre")
			.doesNotContain("college.example");
	}

	@Test
	void oneTapAndTheNextCardIsThere() {
		Someone first = someone(9, null);
		Someone second = someone(8, null);

		MvcTestResult answered = post("/toujours-en-poste/" + first.post(), this.lille, "reponse", "EN_POSTE",
				"revision", "0", "retour", "/toujours-en-poste?departement=059");

		assertThat(answered).hasStatus3xxRedirection().hasRedirectedUrl("/toujours-en-poste?departement=059");
		assertThat(answered).flash().containsEntry("done", "confirmation.done.EN_POSTE").containsKey("undo");
		assertThat(page(this.lille)).bodyText().contains(second.name(), "1 sur 2").doesNotContain(first.name());
		assertThat(told(first)).containsExactly("EN_POSTE " + this.lille.id());
	}

	@Test
	void iDoNotKnowPutsTheCardAsideForMeAlone() {
		Someone someone = someone(9, null);
		answer(someone, Answer.INCONNU, this.lille);

		assertThat(next(this.lille)).isNull();
		assertThat(next(this.given.ambassador("09"))).isEqualTo(someone.post());
		assertThat(next(this.team)).isEqualTo(someone.post());
		this.clock.setTo(Instant.now().plus(Duration.ofDays(31)));
		assertThat(next(this.lille)).isEqualTo(someone.post());
	}

	@Test
	void theSecondOneIsToldWhatTheFirstSaid() {
		Someone someone = someone(9, null);
		answer(someone, Answer.EN_POSTE, this.lille);

		MvcTestResult late = post("/toujours-en-poste/" + someone.post(), this.team, "reponse", "INCONNU", "revision",
				"0");

		assertThat(late).flash().containsEntry("failed", "confirmation.meanwhile.EN_POSTE");
		assertThat((Object[]) late.getMvcResult().getFlashMap().get("failedArgs")).startsWith(this.lille.name());
		MvcTestResult left = post("/toujours-en-poste/" + someone.post() + "/depart", this.team, "revision", "0");
		assertThat(left).flash().containsEntry("failed", "confirmation.meanwhile.EN_POSTE");
		MvcTestResult again = post("/toujours-en-poste/" + someone.post(), this.lille, "reponse", "EN_POSTE",
				"revision", "0");
		assertThat(again).flash().containsEntry("done", "confirmation.already.EN_POSTE");
		assertThat(told(someone)).hasSize(1);
		assertThat(endedOn(someone)).isNull();
	}

	@Test
	void ofTwoAtOnceOneIsWritten() throws Exception {
		for (int round = 0; round < 5; round++) {
			Someone someone = someone(9, null);
			CyclicBarrier start = new CyclicBarrier(2);
			List<Callable<Boolean>> both = List.of(() -> {
				start.await();
				return wins(() -> answer(someone, Answer.EN_POSTE, this.lille));
			}, () -> {
				start.await();
				return wins(() -> leave(someone, 0, null, this.team));
			});
			try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
				long written = 0;
				for (Future<Boolean> one : threads.invokeAll(both)) {
					written += one.get() ? 1 : 0;
				}
				assertThat(written).isOne();
			}
			assertThat(told(someone)).hasSize(1);
			assertThat(endedOn(someone) != null).isEqualTo(told(someone).getFirst().startsWith("PARTI"));
		}
	}

	private static boolean wins(Runnable answer) {
		try {
			answer.run();
			return true;
		}
		catch (AnsweredMeanwhileException ex) {
			return false;
		}
	}

	@Test
	void aDepartureAsksWhoComesAfterAndIsTakenBack() {
		Someone someone = someone(9, "CONTACTE");
		UUID id = leave(someone, 0, null, this.lille);

		assertThat(endedOn(someone)).isEqualTo(LocalDate.now(ZoneOffset.UTC).toString());
		assertThat(questions(someone)).isOne();
		assertThat(next(this.lille)).isNull();

		MvcTestResult undone = post("/toujours-en-poste/reponses/" + id + "/annulation", this.lille);

		assertThat(undone).flash().containsEntry("done", "confirmation.undone");
		assertThat(endedOn(someone)).isNull();
		assertThat(questions(someone)).isZero();
		assertThat(next(this.lille)).isEqualTo(someone.post());
		MvcTestResult twice = post("/toujours-en-poste/reponses/" + id + "/annulation", this.lille);
		assertThat(twice).hasStatus(HttpStatus.NOT_FOUND);
	}

	@Test
	void aSuccessorIsNotedWithTheDepartureAndTakenBackWithIt() {
		Someone someone = someone(9, "CONTACTE");
		String name = unique("Nouvelle");

		MvcTestResult left = post("/toujours-en-poste/" + someone.post() + "/depart", this.lille, "revision", "0",
				"newcomer.familyName", name, "newcomer.profile", "INTENDANT", "newcomer.phone", "03 20 00 00 00",
				"newcomer.email", name + "@college.example");

		assertThat(left).flash().containsEntry("done", "confirmation.done.REMPLACE");
		assertThat(questions(someone)).isZero();
		assertThat(called(name)).isOne();
		post(((Undo) Objects.requireNonNull(left.getMvcResult().getFlashMap().get("undo"))).action(), this.lille);
		assertThat(called(name)).isZero();
		assertThat(endedOn(someone)).isNull();
	}

	@Test
	void aSuccessorOfWhomMoreIsKnownStays() {
		Someone someone = someone(9, "CONTACTE");
		String name = unique("Nouvelle");
		UUID id = leave(someone, 0, new NewContact(ContactProfile.INTENDANT, null, name, null, null, null), this.lille);
		UUID successor = Acting
			.asSystem(() -> this.jdbc.sql("select replacement_id from post_confirmation where id = ?")
				.param(id)
				.query(UUID.class)
				.single());
		exchange(new Someone(successor, someone.post(), someone.uai(), name), "JOINT", 0);

		MvcTestResult undone = post("/toujours-en-poste/reponses/" + id + "/annulation", this.lille);

		assertThat(undone).flash().containsEntry("done", "confirmation.undone.successorStays");
		assertThat(called(name)).isOne();
		assertThat(endedOn(someone)).isNull();
	}

	@Test
	void anAmbassadorDeletesNobodyElse() {
		Someone someone = someone(9, null);

		int deleted = Acting.as(this.lille,
				() -> this.jdbc.sql("delete from contact where id = ?").param(someone.contact()).update());

		assertThat(deleted).isZero();
	}

	@Test
	void whoeverIsTypedIsChecked() {
		Someone someone = someone(9, "CONTACTE");
		String address = "/toujours-en-poste/" + someone.post() + "/depart";

		assertThat(post(address, this.lille, "revision", "0", "newcomer.profile", "INTENDANT"))
			.hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
			.bodyText()
			.contains("Renseignez ce champ");
		assertThat(post(address, this.lille, "revision", "0", "newcomer.profile", "INTENDANT", "newcomer.familyName",
				unique("Nouveau"), "newcomer.phone", "rien"))
			.hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
		assertThat(post(address, this.lille, "revision", "0", "lastDay", "demain"))
			.hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
		MvcTestResult known = post(address, this.lille, "revision", "0", "newcomer.profile", "INTENDANT",
				"newcomer.familyName", someone(1, null, someone.uai()).name());
		assertThat(known).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT).bodyText().contains("déjà connue");
		assertThat(told(someone)).isEmpty();
	}

	@Test
	void nonsenseIsNoErrorPage() {
		Someone someone = someone(9, null);

		assertThat(get("/toujours-en-poste?academie=999&departement=%00", this.lille)).hasStatusOk();
		assertThat(get("/toujours-en-poste?academie=20", this.lille)).hasStatusOk().bodyText().contains(someone.name());
		assertThat(post("/toujours-en-poste/" + someone.post(), this.lille)).hasStatus3xxRedirection();
		assertThat(post("/toujours-en-poste/" + someone.post(), this.lille, "reponse", "EN_POSTE", "revision", "x"))
			.hasStatus3xxRedirection();
		assertThat(post("/toujours-en-poste/" + someone.post(), this.lille, "reponse", "PEUT-ETRE", "revision", "0",
				"retour", "https://ailleurs.example"))
			.hasRedirectedUrl("/toujours-en-poste");
		assertThat(get("/toujours-en-poste/" + someone.post() + "/depart?revision=x&retour=//ailleurs", this.lille))
			.hasStatusOk();
		assertThat(get("/toujours-en-poste/" + UUID.randomUUID() + "/depart", this.lille))
			.hasStatus(HttpStatus.NOT_FOUND);
		assertThat(get("/toujours-en-poste/reponses?compte=x&academie=x", this.given.coordinator())).hasStatusOk();
		assertThat(told(someone)).isEmpty();
	}

	@Test
	void nobodyOfAnotherAcademieIsAskedAboutOrAnsweredFor() {
		Someone someone = someone(9, "CONTACTE");
		CurrentAccount rennes = this.given.ambassador("14");

		assertThat(next(rennes, new ConfirmationFilter(null, null))).isNotEqualTo(someone.post());
		assertThat(post("/toujours-en-poste/" + someone.post(), rennes, "reponse", "EN_POSTE", "revision", "0"))
			.hasStatus(HttpStatus.NOT_FOUND);
		assertThat(post("/toujours-en-poste/" + someone.post() + "/depart", rennes, "revision", "0"))
			.hasStatus(HttpStatus.NOT_FOUND);
		UUID id = answer(someone, Answer.EN_POSTE, this.lille);
		assertThat(post("/toujours-en-poste/reponses/" + id + "/annulation", rennes)).hasStatus(HttpStatus.NOT_FOUND);
		assertThat(Acting.as(rennes,
				() -> this.jdbc.sql("select count(*) from post_confirmation where id = ?")
					.param(id)
					.query(Long.class)
					.single()))
			.isZero();
		assertThat(told(someone)).containsExactly("EN_POSTE " + this.lille.id());
	}

	@Test
	void whoeverAlsoWorksElsewhereIsTheTeamsToConfirm() {
		Someone someone = someone(9, null);
		String amiens = this.given.school("080");
		Acting.asSystem(() -> this.jdbc
			.sql("insert into post (id, contact_id, uai, academie, profile) values (?, ?, ?, '20', 'TEACHER')")
			.params(UUID.randomUUID(), someone.contact(), amiens)
			.update());

		assertThat(next(this.lille)).isNull();
		assertThat(next(this.team)).isEqualTo(someone.post());
		assertThatExceptionOfType(NotFoundException.class)
			.isThrownBy(() -> answer(someone, Answer.EN_POSTE, this.lille));
	}

	@Test
	void theCoordinatorSeesAllAnswersAndTakesThemBack() {
		Someone confirmed = someone(9, null);
		Someone gone = someone(9, "CONTACTE");
		answer(confirmed, Answer.EN_POSTE, this.lille);
		leave(gone, 0, null, this.lille);
		CurrentAccount coordinator = this.given.coordinator();
		String list = "/toujours-en-poste/reponses?compte=" + this.lille.id();

		assertThat(get(list, coordinator)).bodyText()
			.contains(confirmed.name(), gone.name(), "2 réponses", "A quitté son poste");
		assertThat(get(list + "&academie=20", coordinator)).bodyText().contains("Aucune réponse");
		String file = list.replace("?", "/export.csv?");
		assertThat(get(file, coordinator)).bodyText().contains(confirmed.name(), gone.name(), "A quitté son poste");
		assertThat(get(file + "&academie=20", coordinator)).bodyText().doesNotContain(gone.name());
		Acting.asSystem(
				() -> this.jdbc.sql("update post set title = 'autre' where id = ?").param(confirmed.post()).update());
		assertThat(get(list, coordinator)).bodyText().contains("le poste a été modifié depuis");

		assertThat(undo(confirmed, coordinator)).flash().containsEntry("failed", "confirmation.touchedSince");
		assertThat(undo(gone, this.team)).hasStatus(HttpStatus.NOT_FOUND);
		assertThat(undo(gone, coordinator)).flash().containsEntry("done", "confirmation.undone");
		assertThat(endedOn(gone)).isNull();
		assertThat(get(list, coordinator)).bodyText().contains("Annulée le");
	}

	@Test
	void pagesCostTheSameHoweverManyThereAre() {
		someone(9, "CONTACTE");
		CurrentAccount coordinator = this.given.coordinator();
		long one = StatementCount.of(() -> page(this.lille));
		long empty = StatementCount.of(() -> get("/toujours-en-poste/reponses", coordinator));
		for (int i = 0; i < 5; i++) {
			answer(someone(10 + i, null), Answer.EN_POSTE, this.lille);
			someone(10 + i, null);
		}

		assertThat(StatementCount.of(() -> page(this.lille))).isEqualTo(one).isEqualTo(2);
		assertThat(StatementCount.of(() -> get("/toujours-en-poste/reponses", coordinator))).isEqualTo(empty)
			.isEqualTo(3);
	}

	private List<UUID> answeredInTurn(int times) {
		return IntStream.range(0, times).mapToObj((i) -> {
			UUID post = Objects.requireNonNull(next(this.lille));
			Acting.as(this.lille, () -> this.confirmations.answer(post, 0, Answer.EN_POSTE, this.lille));
			return post;
		}).toList();
	}

	private @Nullable UUID next(CurrentAccount me) {
		return next(me, NORD);
	}

	private @Nullable UUID next(CurrentAccount me, ConfirmationFilter filter) {
		return Acting.as(me, () -> this.posts.next(filter, me)).map(Card::post).orElse(null);
	}

	private UUID answer(Someone someone, Answer answer, CurrentAccount by) {
		return Acting.as(by, () -> this.confirmations.answer(someone.post(), 0, answer, by));
	}

	private UUID leave(Someone someone, int revision, @Nullable NewContact successor, CurrentAccount by) {
		return Acting.as(by,
				() -> this.confirmations.leave(someone.post(), revision, LocalDate.now(ZoneOffset.UTC), successor, by));
	}

	private MvcTestResult undo(Someone someone, CurrentAccount by) {
		UUID id = Acting.asSystem(() -> this.jdbc
			.sql("select id from post_confirmation where post_id = ? order by answered_at desc limit 1")
			.param(someone.post())
			.query(UUID.class)
			.single());
		return post("/toujours-en-poste/reponses/" + id + "/annulation", by, "retour", "/toujours-en-poste/reponses");
	}

	/** Someone of the Nord whose post was noted some months ago. */
	private Someone someone(int months, @Nullable String stage) {
		return someone(months, stage, this.given.school("059"));
	}

	private Someone someone(int months, @Nullable String stage, String uai) {
		String name = unique("Exemple");
		UUID contact = Acting.as(this.team, () -> this.registration.register(new NewContact(ContactProfile.INTENDANT,
				"gestionnaire", name, "Camille", null, name + "@college.example"), uai, "Essai", this.team));
		return Acting.asSystem(() -> {
			if (stage != null) {
				this.jdbc
					.sql("insert into pursuit (uai, academie, stage, since, version) values (?, '09', ?, now(), 0)")
					.params(uai, stage)
					.update();
			}
			UUID post = this.jdbc
				.sql("update post set noted_at = now() - make_interval(months => ?) where contact_id = ? returning id")
				.params(months, contact)
				.query(UUID.class)
				.single();
			return new Someone(contact, post, uai, name);
		});
	}

	private void exchange(Someone with, String outcome, int monthsAgo) {
		Acting.asSystem(() -> this.jdbc
			.sql("""
					insert into interaction (id, uai, contact_id, academie, author, occurred_at, recorded_at, channel, direction, outcome, approach, version)
					values (?, ?, ?, '09', ?, now() - make_interval(months => ?), now(), 'TELEPHONE', 'SORTANT', ?, 'FROID', 0)""")
			.params(UUID.randomUUID(), with.uai(), with.contact(), this.team.id(), monthsAgo, outcome)
			.update());
	}

	private List<String> told(Someone someone) {
		return Acting.asSystem(() -> this.jdbc.sql(
				"select answer || ' ' || answered_by from post_confirmation where post_id = ? and undone_at is null order by answered_at")
			.param(someone.post())
			.query(String.class)
			.list());
	}

	private @Nullable Object endedOn(Someone someone) {
		Map<String, Object> row = Acting
			.asSystem(() -> this.jdbc.sql("select ended_on::text as day from post where id = ?")
				.param(someone.post())
				.query()
				.singleRow());
		return row.get("day");
	}

	private long questions(Someone someone) {
		return Acting.asSystem(() -> this.jdbc.sql("select count(*) from follow_up where uai = ?")
			.param(someone.uai())
			.query(Long.class)
			.single());
	}

	private long called(String name) {
		return Acting.asSystem(() -> this.jdbc.sql("select count(*) from contact where family_name = ?")
			.param(name)
			.query(Long.class)
			.single());
	}

	private MvcTestResult page(CurrentAccount me) {
		return get("/toujours-en-poste?departement=059", me);
	}

	private MvcTestResult get(String address, CurrentAccount me) {
		return this.mvc.get().uri(address).with(Given.signedIn(me)).exchange();
	}

	private MvcTestResult post(String address, CurrentAccount me, String... parameters) {
		MockMvcTester.MockMvcRequestBuilder request = this.mvc.post()
			.uri(address)
			.with(csrf())
			.with(Given.signedIn(me));
		for (int i = 0; i < parameters.length; i += 2) {
			request.param(parameters[i], parameters[i + 1]);
		}
		return request.exchange();
	}

	/** A name that nobody else has, in letters only. */
	private static String unique(String start) {
		StringBuilder name = new StringBuilder(start);
		UUID.randomUUID()
			.toString()
			.replace("-", "")
			.chars()
			.forEach((sign) -> name.append((char) ('a' + Character.digit(sign, 16))));
		return name.toString();
	}

	private record Someone(UUID contact, UUID post, String uai, String name) {
	}

}
