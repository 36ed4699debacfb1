package fr.dossiersco.outreach.dashboard;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.dashboard.SeasonDates.Window;
import fr.dossiersco.outreach.dashboard.SeasonDays.OpenDays;
import fr.dossiersco.outreach.dashboard.SeasonForecast.Outcome;
import fr.dossiersco.outreach.dashboard.SeasonHistory.Way;
import fr.dossiersco.outreach.establishment.SchoolScope;
import fr.dossiersco.outreach.pipeline.Stage;
import fr.dossiersco.outreach.pipeline.Stages;
import fr.dossiersco.outreach.territory.Academie;
import fr.dossiersco.outreach.territory.Departement;
import fr.dossiersco.outreach.territory.Territory;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * What is left of a season: by when schools must be contacted, where they stand compared
 * with the last season, how many will be ready. Worked out from the ways of all schools
 * in as many statements however many they are; kept for {@link Overview#KEPT} and told
 * with the time when it was counted.
 */
@Component
class Season {

	private static final String ACADEMIE = "academie";

	private static final String DEPARTEMENT = "departement";

	/** « Inscrit »: from there on, a school has answered with a deed. */
	private static final String SIGNED_UP = "INSCRIT";

	/** How much of the last year is drawn for a season that has not begun. */
	private static final int EIGHT_WEEKS = 56;

	private static final int WEEK = 7;

	/** How often a forecast is drawn on the way to the opening. */
	private static final int STEPS = 4;

	private final Cache<Asked, View> recent = Caffeine.newBuilder()
		.expireAfterWrite(Overview.KEPT)
		.maximumSize(300)
		.build();

	private final SeasonDates dates;

	private final SeasonHistory history;

	private final SeasonDays days;

	private final Stages stages;

	private final Territory territory;

	private final TransactionOperations reading;

	private final Clock clock;

	Season(SeasonDates dates, SeasonHistory history, SeasonDays days, Stages stages, Territory territory,
			TransactionOperations reading, Clock clock) {
		this.dates = dates;
		this.history = history;
		this.days = days;
		this.stages = stages;
		this.territory = territory;
		this.reading = reading;
		this.clock = clock;
	}

	/** What was counted last for someone who sees as much, or else what is now. */
	View recent(Question question, CurrentAccount me) {
		return this.recent.get(asked(question, me), (key) -> of(question, me));
	}

	/** Has the next reading of the same figures count them anew. */
	void forget(Question question, CurrentAccount me) {
		this.recent.invalidate(asked(question, me));
	}

	/** Dates changed: every figure may be another one. */
	void forgetAll() {
		this.recent.invalidateAll();
	}

	private Asked asked(Question question, CurrentAccount me) {
		return new Asked(question.scope().criteria(), question.year(), question.stage(), me.isTeam(),
				Set.copyOf(me.academies()), today());
	}

	/** All of it, as it is now. */
	View of(Question question, CurrentAccount me) {
		return Objects.requireNonNull(this.reading.execute((transaction) -> counted(question, me)));
	}

	LocalDate today() {
		return Period.today(this.clock);
	}

	/** Where a season leads: the first stage that is a success. */
	private static Stage goal(List<Stage> way) {
		return way.stream().filter((stage) -> !stage.isUnderWay()).findFirst().orElseGet(way::getLast);
	}

	/** Where the way to it begins, once a school is spoken to. */
	private static Stage contact(List<Stage> way, Stage goal) {
		return way.stream()
			.filter((stage) -> stage.code().equals(Stages.CONTACTED) && stage.position() <= goal.position())
			.findFirst()
			.orElseGet(way::getFirst);
	}

	private View counted(Question question, CurrentAccount me) {
		Instant now = this.clock.instant();
		LocalDate today = today();
		List<Stage> all = this.stages.all();
		List<Stage> way = Stages.onTheWay(all);
		Stage goal = goal(way);
		Stage contact = contact(way, goal);
		Stage chosen = way.stream().filter((stage) -> stage.code().equals(question.stage())).findFirst().orElse(goal);
		SeasonDates.Said said = this.dates.of(question.year());
		List<Way> everywhere = this.history.of(question.wide());
		Map<String, Place> places = places(question, me, said, today);
		List<Way> schools = everywhere.stream().filter((school) -> question.concerns(school, places)).toList();
		SeasonForecast forecast = new SeasonForecast(everywhere, now.getEpochSecond());
		Map<String, SeasonForecast.Outcomes> outcomes = new HashMap<>();
		Map<String, Integer> ahead = ahead(places, Integer.MAX_VALUE);
		List<Stage> goals = Stream
			.concat(way.stream().filter((stage) -> stage.code().equals(SIGNED_UP)), Stream.of(goal, chosen))
			.distinct()
			.toList();
		goals.forEach((stage) -> outcomes.put(stage.code(), forecast.of(schools, SeasonHistory.rank(stage), ahead)));
		List<AcademieRow> academies = academies(places, way, contact, goal, everywhere, schools, question,
				Objects.requireNonNull(outcomes.get(goal.code())));
		return new View(LocalDateTime.ofInstant(now, Period.PARIS), today, question.year(), way, contact, goal, chosen,
				academies, standing(all, schools, places),
				goals.stream()
					.map((stage) -> new Ahead(stage, Objects.requireNonNull(outcomes.get(stage.code())).all()))
					.toList(),
				chart(question, chosen, schools, places, forecast,
						Objects.requireNonNull(outcomes.get(chosen.code())).all(), today),
				schools.size());
	}

	/** Those of someone who sees some only, within what is asked. */
	private Map<String, Place> places(Question question, CurrentAccount me, SeasonDates.Said said, LocalDate today) {
		String departement = question.scope().criteria().get(DEPARTEMENT);
		Departement within = (departement != null) ? this.territory.departement(departement) : null;
		String academie = question.scope().criteria().get(ACADEMIE);
		return this.territory.academies()
			.stream()
			.filter((each) -> me.isTeam() || me.academies().contains(each.code()))
			.filter((each) -> academie == null || academie.equals(each.code()))
			.filter((each) -> within == null || within.academie().equals(each.code()))
			.collect(Collectors.toMap(Academie::code,
					(each) -> new Place(each, said.window(question.year(), each.code()),
							said.window(question.year().previous(), each.code()), today),
					(one, other) -> one, LinkedHashMap::new));
	}

	/** How many days ahead each académie opens, at most some. */
	private static Map<String, Integer> ahead(Map<String, Place> places, int most) {
		Map<String, Integer> ahead = new HashMap<>();
		places.forEach((code, place) -> ahead.put(code, Math.clamp(place.ahead(), 0, most)));
		return ahead;
	}

	private List<AcademieRow> academies(Map<String, Place> places, List<Stage> way, Stage contact, Stage goal,
			List<Way> everywhere, List<Way> schools, Question question, SeasonForecast.Outcomes outcomes) {
		List<Stage> planned = way.stream()
			.filter((stage) -> stage.position() >= contact.position() && stage.position() <= goal.position())
			.toList();
		Map<Integer, double[]> all = SeasonHistory.advances(everywhere);
		Map<String, List<Way>> own = schools.stream().collect(Collectors.groupingBy(Way::academie));
		String departement = question.scope().criteria().get(DEPARTEMENT);
		List<AcademieRow> rows = new ArrayList<>();
		for (Place place : places.values()) {
			String code = place.academie().code();
			List<Way> here = own.getOrDefault(code, List.of());
			List<SeasonPlan.Pace> paces = SeasonPlan.paces(planned, SeasonHistory.advances(here), all);
			OpenDays open = this.days.of(code, departement, question.year());
			SeasonPlan plan = SeasonPlan.of(place.window().opensOn(), paces, open);
			rows.add(new AcademieRow(place, plan, Left.of(plan.contact(), place, open), counts(here, place, contact),
					counts(here, place, goal), outcomes.of(code)));
		}
		return rows;
	}

	private static Counts counts(List<Way> schools, Place place, Stage stage) {
		long then = place.moment(0).getEpochSecond();
		return new Counts(schools.stream().filter((school) -> school.now() >= stage.position()).count(),
				schools.stream().filter((school) -> school.at(then) >= stage.position()).count());
	}

	private static List<StageRow> standing(List<Stage> stages, List<Way> schools, Map<String, Place> places) {
		Map<Integer, Long> now = ranks(schools, Way::now);
		Map<String, Instant> then = new HashMap<>();
		places.forEach((academie, place) -> then.put(academie, place.moment(0)));
		Map<Integer, Long> before = ranks(schools,
				(school) -> school.at(Objects.requireNonNull(then.get(school.academie()))));
		return stages.stream().map((stage) -> {
			int rank = SeasonHistory.rank(stage);
			return new StageRow(stage, new Counts(now.getOrDefault(rank, 0L), before.getOrDefault(rank, 0L)),
					stage.isAside() ? null : new Counts(further(now, rank), further(before, rank)));
		}).toList();
	}

	private static Map<Integer, Long> ranks(List<Way> schools, Function<Way, Integer> rank) {
		return schools.stream().collect(Collectors.groupingBy(rank, Collectors.counting()));
	}

	private static long further(Map<Integer, Long> counts, int rank) {
		return counts.entrySet()
			.stream()
			.filter((entry) -> entry.getKey() >= rank)
			.mapToLong(Map.Entry::getValue)
			.sum();
	}

	private static SeasonChart chart(Question question, Stage stage, List<Way> schools, Map<String, Place> places,
			SeasonForecast forecast, Outcome outcome, LocalDate today) {
		int rank = SeasonHistory.rank(stage);
		TreeSet<Integer> openings = places.values()
			.stream()
			.map(Place::ahead)
			.collect(Collectors.toCollection(TreeSet::new));
		int end = openings.isEmpty() ? 0 : Math.max(0, openings.last());
		int start = question.year().holds(today)
				? Math.toIntExact(question.year().first().toEpochDay() - today.toEpochDay()) : -EIGHT_WEEKS;
		TreeSet<Integer> told = told(start, end);
		TreeSet<Integer> offsets = new TreeSet<>(told);
		for (int offset = 0; offset >= start; offset -= WEEK) {
			offsets.add(offset);
		}
		for (int offset = 0; offset < end; offset += WEEK) {
			offsets.add(offset);
		}
		List<SeasonChart.Point> points = new ArrayList<>();
		for (int offset : offsets) {
			Long now = (offset <= 0) ? standing(schools, rank, (place) -> place.today().plusDays(offset), places)
					: null;
			boolean past = places.values().stream().noneMatch((place) -> place.day(offset).isAfter(today));
			Long before = past ? standing(schools, rank, (place) -> place.day(offset), places) : null;
			Outcome ahead = null;
			if (offset >= 0 && end > 0 && told.contains(offset)) {
				ahead = (offset == end) ? outcome : forecast.together(schools, rank, ahead(places, offset));
			}
			points.add(new SeasonChart.Point(offset, today.plusDays(offset),
					(openings.size() == 1) ? openings.first() - offset : null, now, before,
					(ahead != null && ahead.isTold()) ? ahead : null, told.contains(offset)));
		}
		return SeasonChart.of(points, today, (end > 0) ? end : null);
	}

	/** The days that the table tells: every fourth week so far, four steps ahead. */
	private static TreeSet<Integer> told(int start, int end) {
		TreeSet<Integer> told = new TreeSet<>();
		for (int offset = 0; offset >= start; offset -= 4 * WEEK) {
			told.add(offset);
		}
		for (int step = 1; step <= STEPS; step++) {
			told.add(Math.ceilDiv(end * step, STEPS));
		}
		return told;
	}

	/** How many stood far enough at the end of a day of their académie. */
	private static long standing(List<Way> schools, int rank, Function<Place, LocalDate> day,
			Map<String, Place> places) {
		Map<String, Long> ends = new HashMap<>();
		places.forEach((academie, place) -> ends.put(academie, end(day.apply(place)).getEpochSecond()));
		return schools.stream()
			.filter((school) -> school.at(Objects.requireNonNull(ends.get(school.academie()))) >= rank)
			.count();
	}

	/** The last second of a day. */
	private static Instant end(LocalDate day) {
		return Period.midnight(day.plusDays(1)).toInstant().minus(Duration.ofSeconds(1));
	}

	/**
	 * What is asked.
	 *
	 * @param wide the same schools in all académies, where there are too few to tell
	 * @param stage the code of the one whose curve is drawn, null for the goal
	 */
	record Question(SchoolScope scope, SchoolScope wide, SeasonYear year, @Nullable String stage) {

		boolean concerns(Way school, Map<String, Place> places) {
			String departement = this.scope.criteria().get(DEPARTEMENT);
			return places.containsKey(school.academie())
					&& (departement == null || departement.equals(school.departement()));
		}

	}

	private record Asked(Map<String, String> criteria, SeasonYear year, @Nullable String stage, boolean team,
			Set<String> academies, LocalDate today) {
	}

	/**
	 * An académie and its two openings.
	 *
	 * @param before that of the last season
	 */
	record Place(Academie academie, Window window, Window before, LocalDate today) {

		/** How many days until it opens; negative once it has. */
		int ahead() {
			return Math.toIntExact(this.window.opensOn().toEpochDay() - this.today.toEpochDay());
		}

		/**
		 * The day of the last season that is as far from its opening as today is from
		 * this one's, and some days more, but no further than the opening.
		 */
		LocalDate day(int offset) {
			return this.before.opensOn().minusDays(ahead() - Math.min(offset, Math.max(0, ahead())));
		}

		Instant moment(int offset) {
			return end(day(offset));
		}

		/** The day of the last season that today is compared with. */
		public LocalDate sameDay() {
			return day(0);
		}

	}

	/**
	 * How many schools, this season and at the same distance from the opening of the
	 * last.
	 */
	record Counts(long now, long before) {

		public long difference() {
			return this.now - this.before;
		}

	}

	/**
	 * A stage on a day of both seasons.
	 *
	 * @param here those that stand there
	 * @param further those that stand there or further on the way; null for a stage aside
	 */
	record StageRow(Stage stage, Counts here, @Nullable Counts further) {
	}

	/**
	 * What is left of the time for first contacts.
	 *
	 * @param days how many open days, today's included, up to the last useful one; none
	 * once it is past
	 * @param known whether the school holidays are published up to the opening
	 */
	record Left(State state, int days, boolean known) {

		/** From here on, it is urgent: two weeks. */
		private static final int NEAR = 10;

		static Left of(SeasonPlan.Step contact, Place place, OpenDays open) {
			LocalDate today = place.today();
			int days = contact.likely().isBefore(today) ? 0 : open.between(today, contact.likely());
			boolean known = open.isKnown(contact.likely()) && open.isKnown(today)
					&& open.isKnown(place.window().opensOn());
			return new Left(state(contact, place, days), days, known);
		}

		private static State state(SeasonPlan.Step contact, Place place, int days) {
			if (place.ahead() <= 0) {
				return State.OPEN;
			}
			if (contact.likely().isBefore(place.today())) {
				return contact.late().isBefore(place.today()) ? State.PAST : State.FAST;
			}
			return (days <= NEAR) ? State.NEAR : State.AHEAD;
		}

	}

	/** Where the time for first contacts stands. */
	enum State {

		AHEAD, NEAR,
		/** Too late for most, still time for the fastest. */
		FAST, PAST,
		/** Families enrol already. */
		OPEN

	}

	/**
	 * @param contacts those that were contacted or are further
	 * @param users those that have reached the goal or are further
	 */
	record AcademieRow(Place place, SeasonPlan plan, Left left, Counts contacts, Counts users, Outcome outcome) {
	}

	/** What is forecast for a stage. */
	record Ahead(Stage stage, Outcome outcome) {
	}

	/**
	 * @param countedAt in Paris
	 * @param way the stages on the way
	 * @param contact that of a first contact
	 * @param chosen the stage whose curve is drawn
	 * @param followed how many schools anybody follows
	 */
	record View(LocalDateTime countedAt, LocalDate today, SeasonYear year, List<Stage> way, Stage contact, Stage goal,
			Stage chosen, List<AcademieRow> academies, List<StageRow> stages, List<Ahead> ahead, SeasonChart chart,
			long followed) {
	}

}
