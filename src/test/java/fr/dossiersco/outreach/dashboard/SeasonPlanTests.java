package fr.dossiersco.outreach.dashboard;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;

import fr.dossiersco.outreach.dashboard.SeasonDays.OpenDays;
import fr.dossiersco.outreach.dashboard.SeasonPlan.Basis;
import fr.dossiersco.outreach.dashboard.SeasonPlan.Pace;
import fr.dossiersco.outreach.dashboard.SeasonPlan.Step;
import fr.dossiersco.outreach.pipeline.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class SeasonPlanTests {

	private static final LocalDate FIRST = LocalDate.of(2024, 9, 1);

	private static final LocalDate OPENS = LocalDate.of(2026, 6, 8);

	@Test
	void eachStageTakesOffWhatSchoolsNeedThere() {
		SeasonPlan plan = SeasonPlan.of(OPENS,
				List.of(pace("CONTACTE", 10, 20, 40), pace("INSCRIT", 5, 10.2, 15), pace("UTILISATEUR", 1, 1, 1)),
				days((day) -> true));
		assertThat(plan.steps()).extracting((step) -> step.pace().stage().code())
			.containsExactly("CONTACTE", "INSCRIT", "UTILISATEUR");
		assertThat(plan.steps()).extracting(Step::likely)
			.containsExactly(LocalDate.of(2026, 5, 8), LocalDate.of(2026, 5, 28), OPENS);
		assertThat(plan.contact().early()).isEqualTo(OPENS.minusDays(55));
		assertThat(plan.contact().late()).isEqualTo(OPENS.minusDays(15));
	}

	@Test
	void aDayWhenSchoolsAreClosedIsReplacedByTheLastOpenOneBefore() {
		OpenDays spring = days((day) -> day.getDayOfWeek().getValue() < 6
				&& (day.isBefore(LocalDate.of(2026, 4, 11)) || day.isAfter(LocalDate.of(2026, 4, 26))));
		SeasonPlan plan = SeasonPlan.of(OPENS, List.of(pace("CONTACTE", 20, 50, 60), pace("UTILISATEUR", 1, 1, 1)),
				spring);
		assertThat(plan.contact().likely()).isEqualTo(LocalDate.of(2026, 4, 10));
		assertThat(plan.contact().late()).isEqualTo(LocalDate.of(2026, 5, 19));
	}

	/** Whatever the paces, the calendar and the opening. */
	@Test
	void stagesFollowOneAnotherOnOpenDaysAndNoneIsWasted() {
		SplittableRandom random = new SplittableRandom(29);
		for (int round = 0; round < 2000; round++) {
			BitSet open = new BitSet();
			random.ints(1 + random.nextInt(500), 0, 730).forEach(open::set);
			OpenDays days = new OpenDays(FIRST, open, open);
			LocalDate opens = FIRST.plusDays(365 + random.nextInt(365));
			List<Pace> paces = new ArrayList<>();
			for (int i = 0; i < 2 + random.nextInt(6); i++) {
				double[] quartiles = { random.nextDouble(60), random.nextDouble(60), random.nextDouble(60) };
				Arrays.sort(quartiles);
				paces.add(pace("S" + i, quartiles[0], quartiles[1], quartiles[2]));
			}
			List<Step> steps = SeasonPlan.of(opens, paces, days).steps();
			assertThat(steps).hasSameSizeAs(paces);
			assertThat(steps.getLast().likely()).isEqualTo(opens);
			double before = 0;
			for (int i = steps.size() - 2; i >= 0; i--) {
				Step step = steps.get(i);
				before += paces.get(i).median();
				LocalDate exact = opens.minusDays((long) Math.ceil(before));
				assertThat(step.early()).isBeforeOrEqualTo(step.likely());
				assertThat(step.likely()).isBeforeOrEqualTo(step.late()).isBeforeOrEqualTo(exact);
				assertThat(step.likely()).isBeforeOrEqualTo(steps.get(i + 1).likely());
				assertThat(days.isOpen(step.likely()) || days.between(FIRST, exact) == 0).isTrue();
				assertThat(days.between(step.likely().plusDays(1), exact)).as("open days wasted").isZero();
			}
		}
	}

	@Test
	void theOwnPaceComesFirstThenEveryonesThenWhatIsSupposed() {
		double[] own = new double[20];
		double[] many = new double[60];
		Arrays.setAll(own, (i) -> i);
		Arrays.setAll(many, (i) -> 100 + i);
		Stage stage = stage("INSCRIT", 15);
		assertThat(SeasonPlan.pace(stage, own, many)).isEqualTo(new Pace(stage, Basis.OWN, 20, 4.75, 9.5, 14.25));
		assertThat(SeasonPlan.pace(stage, Arrays.copyOf(own, 19), many).basis()).isEqualTo(Basis.ALL);
		assertThat(SeasonPlan.pace(stage, own, many).median())
			.isLessThan(SeasonPlan.pace(stage, new double[0], many).median());
		assertThat(SeasonPlan.pace(stage, new double[0], Arrays.copyOf(many, 19)))
			.isEqualTo(new Pace(stage, Basis.SUPPOSED, 19, 10.5, 21, 31.5));
		assertThat(SeasonPlan.pace(stage("REPERE", null), new double[0], new double[0]).median())
			.isEqualTo(SeasonPlan.SUPPOSED_DAYS);
	}

	@Test
	void openDaysAreCountedBothEndsIncluded() {
		OpenDays days = days((day) -> day.getDayOfWeek().getValue() < 6);
		LocalDate monday = LocalDate.of(2026, 3, 2);
		assertThat(days.between(monday, monday)).isEqualTo(1);
		assertThat(days.between(monday, monday.plusDays(6))).isEqualTo(5);
		assertThat(days.between(monday, monday.minusDays(1))).isZero();
		assertThat(days.lastUpTo(monday.minusDays(1))).isEqualTo(LocalDate.of(2026, 2, 27));
		assertThat(days.lastUpTo(FIRST.minusYears(3))).isEqualTo(FIRST.minusYears(3));
	}

	@Test
	void aSchoolYearRunsFromSeptemberToAugust() {
		LocalDate today = LocalDate.of(2026, 3, 12);
		assertThat(SeasonYear.of(LocalDate.of(2025, 8, 31))).isEqualTo(new SeasonYear(2024));
		assertThat(SeasonYear.of(LocalDate.of(2025, 9, 1))).isEqualTo(new SeasonYear(2025));
		assertThat(SeasonYear.parse("2025-2026", today)).contains(new SeasonYear(2025));
		assertThat(SeasonYear.parse("2026", today)).contains(new SeasonYear(2026));
		for (String nonsense : new String[] { "2025-2027", "25", "9999", "n-importe", "", "2025-2026-2027" }) {
			assertThat(SeasonYear.parse(nonsense, today)).as(nonsense).isEmpty();
		}
		assertThat(SeasonYear.parse(null, today)).isEmpty();
		assertThat(SeasonController.year("2024-2025", today)).isEmpty();
	}

	@Test
	void aDayOfEveryYearIsAWorkingDayOfThatYear() {
		assertThat(SeasonDates.usual(MonthDay.of(6, 8), new SeasonYear(2025))).isEqualTo(LocalDate.of(2026, 6, 8));
		assertThat(SeasonDates.usual(MonthDay.of(6, 6), new SeasonYear(2025))).isEqualTo(LocalDate.of(2026, 6, 8));
		assertThat(SeasonDates.usual(MonthDay.of(11, 3), new SeasonYear(2025))).isEqualTo(LocalDate.of(2025, 11, 3));
		assertThat(SeasonDates.usual(MonthDay.of(2, 29), new SeasonYear(2024))).isEqualTo(LocalDate.of(2025, 2, 28));
		for (int year = 2015; year < 2040; year++) {
			LocalDate end = SeasonDates.usual(MonthDay.of(8, 31), new SeasonYear(year));
			assertThat(SeasonYear.of(end)).isEqualTo(new SeasonYear(year));
		}
	}

	@Test
	void quantilesAreThoseOfTheDatabase() {
		assertThat(SeasonPlan.quantile(new double[] { 1, 2, 4, 8 }, 0.25)).isCloseTo(1.75, within(1e-12));
		assertThat(SeasonPlan.quantile(new double[] { 3 }, 0.75)).isEqualTo(3);
	}

	private static OpenDays days(Predicate<LocalDate> open) {
		BitSet days = new BitSet();
		for (int i = 0; i < 730; i++) {
			days.set(i, open.test(FIRST.plusDays(i)));
		}
		return new OpenDays(FIRST, days, days);
	}

	private static Pace pace(String code, double low, double median, double high) {
		return new Pace(stage(code, null), Basis.ALL, 30, low, median, high);
	}

	private static Stage stage(String code, @Nullable Integer expected) {
		return new Stage(code, code, 3, "EN_COURS", false, expected, false);
	}

}
