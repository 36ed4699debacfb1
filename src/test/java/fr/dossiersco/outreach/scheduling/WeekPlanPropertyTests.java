package fr.dossiersco.outreach.scheduling;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.availability.HalfDay;
import fr.dossiersco.outreach.scheduling.FollowUp.Subject;
import fr.dossiersco.outreach.scheduling.PlanAcceptance.Accepted;
import fr.dossiersco.outreach.scheduling.PlanAcceptance.Arrangement;
import fr.dossiersco.outreach.scheduling.WeekCalls.Asked;
import fr.dossiersco.outreach.scheduling.WeekCalls.Choice;
import fr.dossiersco.outreach.scheduling.WeekPlan.Placed;
import fr.dossiersco.outreach.scheduling.WeekPlan.Plan;
import fr.dossiersco.outreach.scheduling.WeekPlan.Reason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static fr.dossiersco.outreach.scheduling.GivenWeek.BEFORE;
import static fr.dossiersco.outreach.scheduling.GivenWeek.MONDAY;
import static fr.dossiersco.outreach.scheduling.GivenWeek.PARIS;
import static fr.dossiersco.outreach.scheduling.GivenWeek.WEEK;
import static fr.dossiersco.outreach.scheduling.GivenWeek.accepted;
import static fr.dossiersco.outreach.scheduling.GivenWeek.at;
import static fr.dossiersco.outreach.scheduling.GivenWeek.left;
import static fr.dossiersco.outreach.scheduling.GivenWeek.placed;
import static org.assertj.core.api.Assertions.assertThat;

@DatabaseTest
class WeekPlanPropertyTests {

	/** Few, so that calls and promises want the same. */
	private static final int[] HOURS = { 9, 10, 14 };

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
	void noPlanEverBooksAClosedMomentTwiceOrTooMuch() {
		Random random = new Random(11);
		int seen = 0;
		Set<Obstacle> met = new HashSet<>();
		for (int i = 0; i < 25; i++) {
			Random each = new Random(random.nextLong());
			Sample sample = new Sample(each);

			Plan plan = Acting.as(this.me, () -> this.week.propose(sample.asked(), WEEK, BEFORE));

			sample.check(plan);
			seen += plan.placed().size();
			left(plan).values().forEach((reason) -> met.add(reason.why()));
			List<Map<String, Object>> agreed = sample.agreed();
			acceptAll(plan);
			assertThat(sample.agreed()).isEqualTo(agreed);
			Plan again = Acting.as(this.me, () -> this.week.propose(sample.asked(), WEEK, BEFORE));
			sample.check(again);
			assertThat(again.placed()).hasSameSizeAs(plan.placed());
		}
		assertThat(seen).isGreaterThan(150);
		assertThat(met).contains(Obstacle.CLOSED, Obstacle.BUSY, Obstacle.FULL, Obstacle.TAKEN);
	}

	private void acceptAll(Plan plan) {
		assertThat(Acting.as(this.me, () -> this.acceptance.accept(accepted(plan)))).hasSameSizeAs(plan.placed());
	}

	/**
	 * A random week: some callers with promises, schools with hours and closures, calls
	 * due.
	 */
	private final class Sample {

		private final List<CurrentAccount> callers = new ArrayList<>();

		private final Map<UUID, Place> places = new HashMap<>();

		private final Map<UUID, List<Instant>> promises = new HashMap<>();

		private final int perHalfDay;

		Sample(Random random) {
			this.perHalfDay = 1 + random.nextInt(6);
			int many = 1 + random.nextInt(2);
			for (int i = 0; i < many; i++) {
				CurrentAccount caller = WeekPlanPropertyTests.this.given.outreach();
				this.callers.add(caller);
				this.promises.put(caller.id(), new ArrayList<>());
				for (int n = random.nextInt(25); n > 0; n--) {
					promise(caller,
							at(random.nextInt(5),
									"%02d:%02d".formatted(HOURS[random.nextInt(HOURS.length)], 30 * random.nextInt(2))),
							random.nextBoolean());
				}
			}
			for (int i = 0; i < 14; i++) {
				Place place = new Place(random);
				CurrentAccount owner = this.callers.get(random.nextInt(many));
				LocalDate due = MONDAY.plusDays(random.nextInt(12) - 7);
				this.places.put(WeekPlanPropertyTests.this.calls.open(place.uai, null, When.day(due), owner), place);
				place.due = due;
			}
		}

		private void promise(CurrentAccount caller, Instant start, boolean agreed) {
			if (!Objects.requireNonNull(this.promises.get(caller.id())).contains(start)) {
				When when = When.at(start, PARIS, When.CALL);
				Acting.as(caller,
						() -> WeekPlanPropertyTests.this.followUps.open(
								new Subject(WeekPlanPropertyTests.this.given.school("059"), null, "09"),
								agreed ? FollowUpKind.APPEL : FollowUpKind.VISITE, agreed ? when.agreedUpon() : when,
								null, caller.id(), caller));
				Objects.requireNonNull(this.promises.get(caller.id())).add(start);
			}
		}

		Asked asked() {
			Map<UUID, String> names = new LinkedHashMap<>();
			this.callers.forEach((caller) -> names.put(caller.id(), caller.name()));
			return new Asked(names, this.perHalfDay, null, null, Choice.ALL);
		}

		List<Map<String, Object>> agreed() {
			return Acting.asSystem(() -> WeekPlanPropertyTests.this.jdbc.sql(
					"select id, starts_at, owner, version from follow_up where owner = any (?) and (agreed or kind = 'VISITE') order by id")
				.param(this.callers.stream().map(CurrentAccount::id).toArray(UUID[]::new))
				.query()
				.listOfRows());
		}

		void check(Plan plan) {
			Map<UUID, Placed> placed = placed(plan);
			Map<UUID, Reason> left = left(plan);
			Set<UUID> all = new HashSet<>(placed.keySet());
			all.addAll(left.keySet());
			assertThat(all).isEqualTo(this.places.keySet()).hasSize(placed.size() + left.size());
			placed.forEach((call, at) -> assertThat(place(call).isOpen(at.start())).isTrue());
			for (CurrentAccount caller : this.callers) {
				List<Instant> hours = new ArrayList<>(promised(caller.id()));
				plan.placed()
					.stream()
					.filter((at) -> at.caller().equals(caller.id()))
					.map(Placed::start)
					.forEach(hours::add);
				assertThat(hours).doesNotHaveDuplicates();
				for (Map.Entry<String, Long> half : halves(hours).entrySet()) {
					long promisedThere = halves(promised(caller.id())).getOrDefault(half.getKey(), 0L);
					assertThat(half.getValue()).isLessThanOrEqualTo(Math.max(this.perHalfDay, promisedThere));
				}
			}
			left.forEach((call, reason) -> assertThat(reason.why()).isEqualTo(why(place(call), plan)));
		}

		/** The reason, worked out by hand. */
		private Obstacle why(Place place, Plan plan) {
			List<Instant> open = WEEK.moments(BEFORE).stream().filter(place::isOpen).toList();
			if (open.isEmpty()) {
				return Obstacle.CLOSED;
			}
			boolean free = false;
			boolean room = false;
			for (CurrentAccount caller : this.callers) {
				List<Instant> hours = new ArrayList<>(promised(caller.id()));
				plan.placed()
					.stream()
					.filter((at) -> at.caller().equals(caller.id()))
					.map(Placed::start)
					.forEach(hours::add);
				for (Instant moment : open) {
					if (!promised(caller.id()).contains(moment)) {
						free = true;
						boolean spare = halves(hours).getOrDefault(half(moment), 0L) < this.perHalfDay;
						room |= spare;
						assertThat(spare && !hours.contains(moment)).as("a call fits there").isFalse();
					}
				}
			}
			return !free ? Obstacle.BUSY : room ? Obstacle.TAKEN : Obstacle.FULL;
		}

		private Place place(UUID call) {
			return Objects.requireNonNull(this.places.get(call));
		}

		private List<Instant> promised(UUID caller) {
			return Objects.requireNonNull(this.promises.get(caller));
		}

		private static Map<String, Long> halves(List<Instant> hours) {
			return hours.stream().collect(Collectors.groupingBy(Sample::half, Collectors.counting()));
		}

		private static String half(Instant start) {
			ZonedDateTime here = start.atZone(PARIS);
			return here.toLocalDate() + " " + HalfDay.of(here.toLocalTime());
		}

	}

	/** A school with random hours, and closures of its own. */
	private final class Place {

		private final String uai;

		private final Map<DayOfWeek, List<LocalTime[]>> hours = new HashMap<>();

		private final Map<LocalDate, @Nullable HalfDay> closures = new HashMap<>();

		private LocalDate due = MONDAY;

		Place(Random random) {
			List<String> text = new ArrayList<>();
			for (DayOfWeek day : DayOfWeek.values()) {
				if (random.nextInt(5) < 2) {
					LocalTime from = LocalTime.of(HOURS[random.nextInt(HOURS.length)], 15 * random.nextInt(3));
					LocalTime to = from.plusMinutes(45 + 15 * random.nextInt(4));
					this.hours.put(day, List.<LocalTime[]>of(new LocalTime[] { from, to }));
					text.add(day.getValue() + " " + from + "-" + to);
				}
			}
			this.uai = text.isEmpty() ? WeekPlanPropertyTests.this.given.school("059")
					: WeekPlanPropertyTests.this.calls.school(String.join(", ", text));
			if (text.isEmpty()) {
				usual();
			}
			for (int i = random.nextInt(4); i > 0; i--) {
				LocalDate day = MONDAY.plusDays(random.nextInt(5));
				HalfDay half = switch (random.nextInt(3)) {
					case 0 -> HalfDay.MATIN;
					case 1 -> HalfDay.APRES_MIDI;
					default -> null;
				};
				if (!this.closures.containsKey(day)) {
					this.closures.put(day, half);
					WeekPlanPropertyTests.this.calls.closed(this.uai, day, day, half, "Essai");
				}
			}
		}

		private void usual() {
			LocalTime[] morning = { LocalTime.of(8, 30), LocalTime.of(12, 0) };
			LocalTime[] afternoon = { LocalTime.of(13, 30), LocalTime.of(17, 0) };
			this.hours.put(DayOfWeek.MONDAY, List.<LocalTime[]>of(afternoon));
			this.hours.put(DayOfWeek.WEDNESDAY, List.<LocalTime[]>of(morning));
			for (DayOfWeek day : List.of(DayOfWeek.TUESDAY, DayOfWeek.THURSDAY, DayOfWeek.FRIDAY)) {
				this.hours.put(day, List.of(morning, afternoon));
			}
		}

		boolean isOpen(Instant start) {
			LocalDateTime from = LocalDateTime.ofInstant(start, PARIS);
			LocalTime to = from.toLocalTime().plus(When.CALL);
			LocalDate day = from.toLocalDate();
			boolean shut = this.closures.containsKey(day) && (this.closures.get(day) == null
					|| clashes(Objects.requireNonNull(this.closures.get(day)), from.toLocalTime(), to));
			return !shut && !day.isBefore(this.due)
					&& this.hours.getOrDefault(from.getDayOfWeek(), List.of())
						.stream()
						.anyMatch((range) -> !from.toLocalTime().isBefore(range[0]) && !to.isAfter(range[1]));
		}

		private static boolean clashes(HalfDay half, LocalTime from, LocalTime to) {
			LocalTime noon = LocalTime.of(12, 30);
			return (half == HalfDay.MATIN) ? from.isBefore(noon) : to.isAfter(noon);
		}

	}

}
