package fr.dossiersco.outreach.scheduling;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.scheduling.FollowUp.Subject;
import fr.dossiersco.outreach.scheduling.WeekPlan.Asked;
import fr.dossiersco.outreach.scheduling.WeekPlan.Placed;
import fr.dossiersco.outreach.scheduling.WeekPlan.Plan;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@DatabaseTest
class WeekPlanTests {

	/** A week without a public holiday. */
	private static final LocalDate MONDAY = LocalDate.of(2090, 10, 2);

	private static final Instant BEFORE = Instant.parse("2090-09-28T08:00:00Z");

	private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

	@Autowired
	private WeekPlan week;

	@Autowired
	private PlanAcceptance acceptance;

	@Autowired
	private FollowUps followUps;

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private Given given;

	private CurrentAccount me;

	@BeforeEach
	void me() {
		this.me = this.given.outreach();
	}

	@Test
	void callsAreSpreadOverHalfDaysAndExplained() {
		for (int i = 0; i < 9; i++) {
			open("059");
		}

		Plan plan = propose(2);

		assertThat(plan.unplaced()).isEmpty();
		assertThat(plan.placed()).hasSize(9).allMatch((placed) -> placed.reason().endsWith("."));
		assertThat(plan.placed().stream().map(Placed::start)).doesNotHaveDuplicates();
	}

	@Test
	void whatFindsNoPlaceIsExplained() {
		for (int i = 0; i < 10; i++) {
			open("059");
		}

		assertThat(propose(1).unplaced()).hasSize(2)
			.allMatch((unplaced) -> unplaced.why().equals("scheduling.week.full"));
	}

	@Test
	void whatWasAgreedStaysAndTakesItsPlace() {
		Instant agreed = MONDAY.plusDays(1).atTime(9, 0).atZone(PARIS).toInstant();
		Acting.as(this.me, () -> this.followUps.open(new Subject(this.given.school("059"), null, "09"),
				FollowUpKind.APPEL, When.at(agreed, PARIS, When.CALL).agreedUpon(), null, this.me.id(), this.me));
		for (int i = 0; i < 8; i++) {
			open("059");
		}

		Plan plan = propose(1);

		assertThat(plan.placed()).hasSize(7).noneMatch((placed) -> placed.start().equals(agreed));
	}

	@Test
	void twoPlansOfTheSameWeekNeverBookACallTwice() {
		UUID call = open("059");
		Placed one = propose(2).placed().getFirst();
		Placed other = propose(2).placed().getFirst();

		assertThat(accept(one)).isTrue();
		assertThat(accept(other)).isFalse();
		assertThat(propose(2).placed()).singleElement().satisfies((placed) -> {
			assertThat(placed.call().id()).isEqualTo(call);
			assertThat(placed.start()).isEqualTo(one.start());
		});
	}

	@Test
	void aCallersTimeIsTakenOnce() {
		open("059");
		open("059");
		List<Placed> placed = propose(3).placed();
		assertThat(accept(placed.getFirst())).isTrue();

		Placed second = placed.getLast();
		assertThat(Acting.as(this.me, () -> this.acceptance.accept(second.call().id(), second.call().version(),
				this.me.id(), placed.getFirst().start())))
			.isFalse();
		assertThat(accept(second)).isTrue();
	}

	@Test
	void thePageShowsThePlanAndForgedPlacesAreRefused() {
		open("059");

		assertThat(this.mvc.get().uri("/appels/semaine?semaine=2090-10-04").with(Given.signedIn(this.me))).hasStatusOk()
			.bodyText()
			.contains("Semaine du 2 octobre au 6 octobre 2090")
			.contains("Un appel placé");
		assertThat(this.mvc.post()
			.uri("/appels/semaine")
			.param("place", "n’importe|quoi|du|tout")
			.with(csrf())
			.with(Given.signedIn(this.me))).hasRedirectedUrl("/relances?quand=semaine");
	}

	private Plan propose(int perHalfDay) {
		return Acting.as(this.me,
				() -> this.week.propose(
						new Asked(Map.of(this.me.id(), "Camille"), perHalfDay, null, null, new HashMap<>()), MONDAY,
						BEFORE));
	}

	private boolean accept(Placed placed) {
		return Acting.as(this.me, () -> this.acceptance.accept(placed.call().id(), placed.call().version(),
				placed.caller(), placed.start()));
	}

	private UUID open(String departement) {
		String uai = this.given.school(departement);
		return Acting.as(this.me, () -> this.followUps.open(new Subject(uai, null, "09"), FollowUpKind.APPEL,
				When.day(MONDAY), null, this.me.id(), this.me));
	}

}
