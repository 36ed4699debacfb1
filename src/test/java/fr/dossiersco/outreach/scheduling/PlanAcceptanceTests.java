package fr.dossiersco.outreach.scheduling;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.scheduling.FollowUp.Subject;
import fr.dossiersco.outreach.scheduling.PlanAcceptance.Accepted;
import fr.dossiersco.outreach.scheduling.PlanAcceptance.Arrangement;
import fr.dossiersco.outreach.scheduling.WeekCalls.Asked;
import fr.dossiersco.outreach.scheduling.WeekCalls.Choice;
import fr.dossiersco.outreach.scheduling.WeekPlan.Placed;
import fr.dossiersco.outreach.scheduling.WeekPlan.Plan;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

import static fr.dossiersco.outreach.scheduling.GivenWeek.BEFORE;
import static fr.dossiersco.outreach.scheduling.GivenWeek.MONDAY;
import static fr.dossiersco.outreach.scheduling.GivenWeek.PARIS;
import static fr.dossiersco.outreach.scheduling.GivenWeek.WEEK;
import static fr.dossiersco.outreach.scheduling.GivenWeek.accepted;
import static fr.dossiersco.outreach.scheduling.GivenWeek.at;
import static fr.dossiersco.outreach.scheduling.GivenWeek.placed;
import static org.assertj.core.api.Assertions.assertThat;

@DatabaseTest
class PlanAcceptanceTests {

	@Autowired
	private WeekPlan week;

	@Autowired
	private PlanAcceptance acceptance;

	@Autowired
	private FollowUps followUps;

	@Autowired
	private JdbcClient jdbc;

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
	void callsChangePlacesWithEachOther() {
		UUID one = this.calls.open(this.given.school("059"), null, When.at(at(1, "09:00"), PARIS, When.CALL));
		UUID other = this.calls.open(this.given.school("059"), null, When.at(at(1, "09:30"), PARIS, When.CALL));
		Accepted toOther = new Accepted(one, 0, this.me.id(), at(1, "09:30"));
		Accepted toOne = new Accepted(other, 0, this.me.id(), at(1, "09:00"));

		assertThat(accept(toOther)).as("the other call keeps that hour").isEmpty();
		assertThat(accept(toOther, toOne)).hasSize(2);
		assertThat(this.calls.start(one)).isEqualTo(at(1, "09:30"));
		assertThat(this.calls.start(other)).isEqualTo(at(1, "09:00"));
	}

	@Test
	void oneThatStaysBarsThoseBehindIt() {
		UUID first = this.calls.open(this.given.school("059"), null, When.at(at(1, "09:00"), PARIS, When.CALL));
		UUID second = this.calls.open(this.given.school("059"), null, When.at(at(1, "09:30"), PARIS, When.CALL));
		UUID third = this.calls.open(MONDAY);

		List<Arrangement> placed = accept(new Accepted(third, 0, this.me.id(), at(1, "09:30")),
				new Accepted(second, 0, this.me.id(), at(1, "09:00")));

		assertThat(placed).isEmpty();
		assertThat(this.calls.start(first)).isEqualTo(at(1, "09:00"));
		assertThat(this.calls.start(second)).isEqualTo(at(1, "09:30"));
		assertThat(this.calls.start(third)).isNull();
	}

	@Test
	void whatIsNoLongerAsThePlanSawItStays() {
		UUID call = this.calls.open(MONDAY);
		Placed one = propose(2).placed().getFirst();
		CurrentAccount ambassador = this.given.ambassador("09");

		assertThat(accept(new Accepted(call, 0, ambassador.id(), one.start()))).isEmpty();
		assertThat(accept(new Accepted(call, 0, UUID.randomUUID(), one.start()))).isEmpty();
		assertThat(accept(new Accepted(call, 0, this.me.id(), at(2, "16:00")))).as("a closed moment").isEmpty();
		assertThat(accept(new Accepted(call, 0, this.me.id(), Instant.parse("2020-10-06T08:00:00Z")))).as("the past")
			.isEmpty();
		assertThat(accept(accepted(one))).hasSize(1);
		assertThat(accept(accepted(one))).as("a second time").isEmpty();
		assertThat(placed(propose(2), call).unchanged()).isTrue();
	}

	@RepeatedTest(5)
	void ofTwoWhoAcceptAtOnceNoCallIsLostNorDoubled() throws Exception {
		CurrentAccount other = this.given.outreach();
		for (int i = 0; i < 12; i++) {
			this.calls.open(MONDAY);
		}
		Map<UUID, String> both = Map.of(this.me.id(), "Camille", other.id(), "Dominique");
		List<Accepted> mine = accepted(propose(new Asked(both, 13, null, null, Choice.ALL)));
		List<Accepted> theirs = accepted(propose(new Asked(both, 2, null, null, Choice.ALL)));
		assertThat(mine).hasSize(12).isNotEqualTo(theirs);
		Accepted between = mine.getLast();
		CyclicBarrier start = new CyclicBarrier(3);

		List<Arrangement> byMe;
		List<Arrangement> byOther;
		try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
			Future<List<Arrangement>> one = threads.submit(() -> {
				start.await();
				return Acting.as(this.me, () -> this.acceptance.accept(mine));
			});
			Future<List<Arrangement>> two = threads.submit(() -> {
				start.await();
				return Acting.as(other, () -> this.acceptance.accept(theirs));
			});
			threads.submit(() -> {
				start.await();
				promise(between.start(), between.caller());
				return null;
			}).get();
			byMe = one.get();
			byOther = two.get();
		}

		assertThat(calls(byMe)).as("what both placed, where one may have placed all")
			.filteredOn(calls(byOther)::contains)
			.isEmpty();
		check(mine, byMe, byOther);
		check(theirs, byOther, byMe);
		assertThat(byMe.size() + byOther.size()).isGreaterThanOrEqualTo(11);
	}

	/** What was accepted is so; what was refused had gone elsewhere, or its hour had. */
	private void check(List<Accepted> accepted, List<Arrangement> placed, List<Arrangement> byAnother) {
		for (Accepted each : accepted) {
			UUID call = each.followUp();
			if (calls(placed).contains(call)) {
				assertThat(this.calls.start(call)).isEqualTo(each.start());
				assertThat(this.calls.owner(call)).isEqualTo(each.caller());
			}
			else if (!calls(byAnother).contains(call)) {
				assertThat(this.calls.start(call)).isNull();
				assertThat(this.calls.at(each.start(), each.caller())).as("someone has that hour").isEqualTo(1);
			}
		}
	}

	private static Set<UUID> calls(List<Arrangement> placed) {
		return placed.stream().map(Arrangement::followUp).collect(Collectors.toSet());
	}

	private Plan propose(int perHalfDay) {
		return propose(this.calls.asked(perHalfDay));
	}

	private Plan propose(Asked asked) {
		return Acting.as(this.me, () -> this.week.propose(asked, WEEK, BEFORE));
	}

	private List<Arrangement> accept(Accepted... accepted) {
		return Acting.as(this.me, () -> this.acceptance.accept(List.of(accepted)));
	}

	/** Someone promises an hour while plans are accepted; it may be taken already. */
	private void promise(Instant at, UUID caller) {
		try {
			Acting.as(this.me, () -> this.followUps.open(new Subject(this.given.school("059"), null, "09"),
					FollowUpKind.APPEL, When.at(at, PARIS, When.CALL).agreedUpon(), null, caller, this.me));
		}
		catch (DataIntegrityViolationException ex) {
			assertThat(ex).hasMessageContaining("follow_up_not_twice");
		}
	}

}
