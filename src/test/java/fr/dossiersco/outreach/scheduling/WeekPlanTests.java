package fr.dossiersco.outreach.scheduling;

import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.availability.Closed;
import fr.dossiersco.outreach.availability.HalfDay;
import fr.dossiersco.outreach.contact.ContactProfile;
import fr.dossiersco.outreach.contact.ContactRegistration;
import fr.dossiersco.outreach.contact.NewContact;
import fr.dossiersco.outreach.scheduling.PlanAcceptance.Accepted;
import fr.dossiersco.outreach.scheduling.PlanAcceptance.Arrangement;
import fr.dossiersco.outreach.scheduling.WeekPlan.ClosedDays;
import fr.dossiersco.outreach.scheduling.WeekPlan.Placed;
import fr.dossiersco.outreach.scheduling.WeekPlan.Plan;
import fr.dossiersco.outreach.scheduling.WeekPlan.Reason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static fr.dossiersco.outreach.scheduling.GivenWeek.BEFORE;
import static fr.dossiersco.outreach.scheduling.GivenWeek.MONDAY;
import static fr.dossiersco.outreach.scheduling.GivenWeek.PARIS;
import static fr.dossiersco.outreach.scheduling.GivenWeek.WEEK;
import static fr.dossiersco.outreach.scheduling.GivenWeek.accepted;
import static fr.dossiersco.outreach.scheduling.GivenWeek.at;
import static fr.dossiersco.outreach.scheduling.GivenWeek.left;
import static fr.dossiersco.outreach.scheduling.GivenWeek.placed;
import static fr.dossiersco.outreach.scheduling.GivenWeek.reason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@DatabaseTest
class WeekPlanTests {

	@Autowired
	private WeekPlan week;

	@Autowired
	private PlanAcceptance acceptance;

	@Autowired
	private FollowUps followUps;

	@Autowired
	private ContactRegistration registration;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private Given given;

	private CurrentAccount me;

	private GivenWeek calls;

	@BeforeEach
	void me() {
		this.me = this.given.outreach();
		this.calls = new GivenWeek(this.given, this.jdbc, this.followUps, this.me);
	}

	@Test
	void callsAreSpreadOverHalfDaysAndExplained() {
		for (int i = 0; i < 9; i++) {
			this.calls.open(MONDAY);
		}

		Plan plan = propose(2);

		assertThat(plan.left()).isEmpty();
		assertThat(plan.placed()).hasSize(9).allMatch((placed) -> placed.reason().endsWith("."));
		assertThat(plan.placed().stream().map(Placed::start)).doesNotHaveDuplicates();
	}

	@Test
	void whatIsDueFirstHasAPlaceWhenAllAreTooMany() {
		List<UUID> late = Stream.generate(() -> this.calls.open(MONDAY.minusDays(6))).limit(4).toList();
		List<UUID> due = Stream.generate(() -> this.calls.open(MONDAY)).limit(6).toList();

		Plan plan = propose(1);

		assertThat(left(plan)).hasSize(2).containsOnlyKeys(due.stream().filter(left(plan)::containsKey).toList());
		assertThat(left(plan).values()).allMatch((reason) -> reason.why() == Obstacle.FULL);
		assertThat(plan.placed().stream().map((placed) -> placed.call().id())).containsAll(late);
	}

	@Test
	void nobodyIsCalledBeforeTheDayThatWasSaid() {
		UUID thursday = this.calls.open(MONDAY.plusDays(3));
		UUID afternoon = this.calls.open(this.given.school("059"), null,
				When.halfDay(MONDAY.plusDays(1), HalfDay.APRES_MIDI));

		Plan plan = propose(5);

		assertThat(placed(plan, thursday).there().toLocalDate()).isAfterOrEqualTo(MONDAY.plusDays(3));
		assertThat(placed(plan, afternoon).there()).isAfter(MONDAY.plusDays(1).atTime(12, 30).atZone(PARIS));
	}

	@Test
	void aWishCountsMoreThanTheBestMoment() {
		String uai = this.given.school("059");
		UUID person = person(uai, ContactProfile.INTENDANT);
		this.calls.hours(null, person, "5 15:30-16:30", true);
		UUID call = this.calls.open(uai, person, When.day(MONDAY));

		ZonedDateTime there = placed(propose(5), call).there();

		assertThat(there.getDayOfWeek()).isEqualTo(DayOfWeek.FRIDAY);
		assertThat(there.getHour()).isBetween(15, 16);
	}

	@Test
	void whatWasAgreedStaysAndTakesItsPlace() {
		Instant agreed = at(1, "09:00");
		UUID settled = this.calls.open(this.given.school("059"), null, When.at(agreed, PARIS, When.CALL).agreedUpon());
		UUID override = this.calls.open(this.given.school("059"), null,
				When.at(at(2, "16:00"), PARIS, When.CALL).inSpiteOf("Elle rentre tard"));
		for (int i = 0; i < 9; i++) {
			this.calls.open(MONDAY);
		}

		Plan plan = propose(1);

		assertThat(plan.placed()).hasSize(7).noneMatch((placed) -> placed.start().equals(agreed));
		assertThat(placed(plan)).doesNotContainKeys(settled, override);
		assertThat(plan.promised()).hasSize(2);
		assertThat(accept(new Accepted(settled, 0, this.me.id(), at(3, "09:00")))).isEmpty();
	}

	@Test
	void planningAgainMovesNothingThatStillFits() {
		for (int i = 0; i < 8; i++) {
			this.calls.open(MONDAY.minusDays(i));
		}
		acceptAll(propose(2));
		this.calls.open(MONDAY.minusDays(20));

		Plan again = propose(2);

		assertThat(again.changes()).hasSize(1);
		assertThat(again.placed()).hasSize(9);
	}

	@Test
	void aCallWithoutPlaceKeepsTheHourThatItHad() {
		String uai = this.calls.school("2 10:00-11:00");
		UUID first = this.calls.open(uai, null, When.at(at(1, "10:00"), PARIS, When.CALL));
		UUID second = this.calls.open(uai, null, When.at(at(1, "10:30"), PARIS, When.CALL));
		UUID third = this.calls.open(this.calls.school("2 10:00-11:00"), null, When.day(MONDAY.minusDays(30)));

		Plan plan = propose(1);

		assertThat(plan.placed()).hasSize(1);
		assertThat(left(plan)).hasSize(2).containsKey(third);
		assertThat(plan.promised()).singleElement().satisfies((kept) -> assertThat(kept.id()).isIn(first, second));
	}

	@Test
	void whatClosesEachDayIsTold() {
		Week all = new Week(LocalDate.of(2090, 10, 30));
		String uai = this.given.school("059");
		this.calls.closed(uai, all.monday(), all.monday().plusDays(1), null, "Grève");
		this.calls.closed(uai, all.monday().plusDays(3), all.friday(), null, "Centre d’examen");
		UUID call = this.calls.open(uai, null, When.day(all.monday()));

		Plan plan = propose(5, all, BEFORE);

		assertThat(plan.allClosed()).isTrue();
		assertThat(left(plan).get(call)).isEqualTo(new Reason(Obstacle.CLOSED, null, List.of(
				new ClosedDays(all.monday(), all.monday().plusDays(1), new Closed(Closed.Reason.EXCEPTIONNEL, "Grève")),
				new ClosedDays(all.monday().plusDays(2), all.monday().plusDays(2),
						new Closed(Closed.Reason.FERIE, "Toussaint")),
				new ClosedDays(all.monday().plusDays(3), all.friday(),
						new Closed(Closed.Reason.EXCEPTIONNEL, "Centre d’examen")))));
	}

	@Test
	void hoursThatAreOverAreNoClosedDay() {
		UUID monday = this.calls.open(this.calls.school("1 13:30-17:00"), null, When.day(MONDAY));
		UUID friday = this.calls.open(this.calls.school("1 13:30-17:00, 5 08:30-12:00"), null, When.day(MONDAY));

		Plan plan = propose(5, WEEK, at(4, "11:45"));

		assertThat(reason(plan, monday).closed())
			.containsExactly(new ClosedDays(WEEK.friday(), WEEK.friday(), new Closed(Closed.Reason.HORAIRES, null)));
		assertThat(reason(plan, friday).closed()).containsExactly(new ClosedDays(WEEK.friday(), WEEK.friday(), null));
	}

	@Test
	void aCallThatWaitsForAClosedDayIsToldSo() {
		UUID call = this.calls.open(this.calls.school("1 13:30-17:00, 2 08:30-12:00"), null,
				When.day(MONDAY.plusDays(3)));

		Reason reason = reason(propose(5), call);

		assertThat(reason.from()).isEqualTo(MONDAY.plusDays(3));
		assertThat(reason.closed()).containsExactly(
				new ClosedDays(MONDAY.plusDays(3), WEEK.friday(), new Closed(Closed.Reason.HORAIRES, null)));
	}

	@Test
	void theCallersHoursAreAReasonOfTheirOwn() {
		UUID night = this.calls.open(this.given.school("988"), null, When.day(MONDAY));
		UUID brief = this.calls.open(this.calls.school("2 10:15-10:45, 3 11:00-11:20"), null, When.day(MONDAY));
		UUID quarter = this.calls.open(this.calls.school("2 10:15-11:00"), null, When.day(MONDAY));
		UUID busy = this.calls.open(this.calls.school("4 10:00-11:00"), null, When.day(MONDAY));
		this.calls.open(this.given.school("059"), null,
				When.at(at(3, "09:45"), PARIS, Duration.ofMinutes(90)).agreedUpon());

		Plan plan = propose(5);

		assertThat(reason(plan, night).why()).isEqualTo(Obstacle.NIGHT);
		assertThat(reason(plan, brief).why()).isEqualTo(Obstacle.SHORT);
		assertThat(placed(plan, quarter).start()).isEqualTo(at(1, "10:30"));
		assertThat(reason(plan, busy).why()).isEqualTo(Obstacle.BUSY);
	}

	@Test
	void othersTakeTheOnlyMomentsWhereHalfDaysAreNotFull() {
		UUID late = this.calls.open(this.calls.school("2 10:00-11:00"), null, When.day(MONDAY.minusDays(2)));
		UUID later = this.calls.open(this.calls.school("2 10:00-11:00"), null, When.day(MONDAY.minusDays(1)));
		UUID last = this.calls.open(this.calls.school("2 10:00-11:00"), null, When.day(MONDAY));

		Plan plan = propose(5);

		assertThat(placed(plan)).containsOnlyKeys(late, later);
		assertThat(reason(plan, last).why()).isEqualTo(Obstacle.TAKEN);
	}

	@Test
	void whoeverAskedNotToBeContactedIsToldAndNeverPlaced() {
		String uai = this.given.school("059");
		UUID person = person(uai, ContactProfile.INTENDANT);
		UUID call = this.calls.open(uai, person, When.day(MONDAY));
		Placed placed = placed(propose(5), call);
		this.calls.oppose(person);

		assertThat(reason(propose(5), call).why()).isEqualTo(Obstacle.OPPOSED);
		assertThat(accept(accepted(placed))).isEmpty();
	}

	@Test
	void holidaysOfTheWholeWeekAreNamedAndTeachersHaveTheirOwn() {
		holidays("Vacances d’Été;-;2091-06-25;2091-09-01;Lille;Zone B;2090-2091");
		String uai = this.given.school("059");
		Week first = new Week(LocalDate.of(2091, 6, 25));
		UUID teacher = this.calls.open(uai, person(uai, ContactProfile.TEACHER), When.day(first.monday()));
		UUID staff = this.calls.open(uai, person(uai, ContactProfile.INTENDANT), When.day(first.monday()));

		Plan plan = propose(5, first, BEFORE);

		Placed atWork = placed(plan, staff);
		assertThat(reason(plan, teacher).closed()).singleElement().satisfies((days) -> {
			assertThat(days.last()).isEqualTo(first.friday());
			assertThat(days.why()).extracting(Closed::reason).isEqualTo(Closed.Reason.VACANCES);
		});
		assertThat(accept(new Accepted(teacher, 0, this.me.id(), atWork.start()))).isEmpty();
		assertThat(accept(accepted(atWork))).hasSize(1);
		assertThat(page("/appels/semaine?semaine=2091-07-16")).contains("Rien à placer")
			.contains("Du lundi 16 au vendredi 20 juillet")
			.contains("Vacances scolaires\u00a0: Vacances d’Été");
	}

	private Plan propose(int perHalfDay) {
		return propose(perHalfDay, WEEK, BEFORE);
	}

	private Plan propose(int perHalfDay, Week week, Instant now) {
		return Acting.as(this.me, () -> this.week.propose(this.calls.asked(perHalfDay), week, now));
	}

	private List<Arrangement> accept(Accepted... accepted) {
		return Acting.as(this.me, () -> this.acceptance.accept(List.of(accepted)));
	}

	private void acceptAll(Plan plan) {
		assertThat(Acting.as(this.me, () -> this.acceptance.accept(accepted(plan)))).hasSameSizeAs(plan.placed());
	}

	private void holidays(String line) {
		this.mvc.post()
			.uri("/calendrier/vacances")
			.multipart()
			.file(new MockMultipartFile("file", "calendrier.csv", "text/csv",
					("description;population;start_date;end_date;location;zones;annee_scolaire\n" + line)
						.getBytes(StandardCharsets.UTF_8)))
			.with(csrf())
			.with(Given.signedIn(this.given.coordinator()))
			.exchange();
	}

	private UUID person(String uai, ContactProfile profile) {
		String name = "Exemple" + UUID.randomUUID().toString().replaceAll("[^a-f]", "");
		return Acting.as(this.me, () -> this.registration
			.register(new NewContact(profile, null, name, "Camille", null, null), uai, "Essai", this.me));
	}

	private String page(String address) {
		var answer = this.mvc.get().uri(java.net.URI.create(address)).with(Given.signedIn(this.me)).exchange();
		assertThat(answer).hasStatusOk();
		return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
	}

}
