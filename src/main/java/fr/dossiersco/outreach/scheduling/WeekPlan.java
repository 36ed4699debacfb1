package fr.dossiersco.outreach.scheduling;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import fr.dossiersco.outreach.availability.Agenda;
import fr.dossiersco.outreach.availability.Agendas;
import fr.dossiersco.outreach.availability.Agendas.Whom;
import fr.dossiersco.outreach.availability.Closed;
import fr.dossiersco.outreach.availability.HalfDay;
import fr.dossiersco.outreach.contact.ContactProfile;
import fr.dossiersco.outreach.scheduling.SlotFinder.Busy;
import fr.dossiersco.outreach.scheduling.SlotFinder.Candidate;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Proposes a week of calls for one or several callers, all at once: inside the schools'
 * hours, within what a half-day holds, wishes and the best moments first. What a contact
 * agreed to is never moved.
 */
@Component
class WeekPlan {

	/** Beyond, nobody would read the plan. */
	static final int MOST = 300;

	private static final LocalTime FROM = LocalTime.of(8, 0);

	private static final LocalTime TO = LocalTime.of(19, 0);

	private final JdbcClient jdbc;

	private final Agendas agendas;

	private final SlotFinder finder;

	private final ReachRates rates;

	private final SlotWording wording;

	WeekPlan(JdbcClient jdbc, Agendas agendas, SlotFinder finder, ReachRates rates, SlotWording wording) {
		this.jdbc = jdbc;
		this.agendas = agendas;
		this.finder = finder;
		this.rates = rates;
		this.wording = wording;
	}

	/**
	 * @param monday the first day of the week, in Paris
	 * @param now nothing is planned before
	 */
	Plan propose(Asked asked, LocalDate monday, Instant now) {
		List<Call> calls = calls(asked, monday.plusDays(6));
		Instant start = monday.atStartOfDay(SlotFinder.PARIS).toInstant();
		Instant from = start.isAfter(now) ? start : now;
		Instant end = monday.plusDays(7).atStartOfDay(SlotFinder.PARIS).toInstant();
		List<Slot> slots = slots(asked, calls, from, monday, end);
		Map<Whom, Agenda> agenda = this.agendas.of(calls.stream().map(Call::whom).collect(Collectors.toSet()));
		ReachRates.Table table = this.rates.now();
		List<Map<Instant, Candidate>> open = calls.stream()
			.map((call) -> SlotFinder
				.candidates(Objects.requireNonNull(agenda.get(call.whom())), from, 8, When.CALL, List.of(),
						call.profile(), table)
				.stream()
				.filter((candidate) -> candidate.start().isBefore(end))
				.collect(Collectors.toMap(Candidate::start, (candidate) -> candidate)))
			.toList();
		Map<Half, Integer> groups = new HashMap<>();
		int[] groupOfSlot = slots.stream()
			.mapToInt((slot) -> groups.computeIfAbsent(slot.half(), (half) -> groups.size()))
			.toArray();
		int[] capacity = new int[groups.size()];
		groups.forEach((half, group) -> capacity[group] = Math.max(0, asked.perHalfDay() - asked.agreed(half)));
		Assignment assignment = Assignment.solve(calls.size(), groupOfSlot, capacity, (call,
				slot) -> cost(calls.get(call), slots.get(slot), open.get(call).get(slots.get(slot).start()), monday));
		List<Placed> placed = new ArrayList<>();
		List<Unplaced> unplaced = new ArrayList<>();
		for (int i = 0; i < calls.size(); i++) {
			Call call = calls.get(i);
			Agenda there = Objects.requireNonNull(agenda.get(call.whom()));
			if (assignment.slotOf(i) >= 0) {
				Slot slot = slots.get(assignment.slotOf(i));
				ZonedDateTime at = there.at(slot.start());
				boolean known = there.isKnown(at.toLocalDate());
				placed.add(new Placed(call, slot.caller(), asked.name(slot.caller()), slot.start(), at,
						slot.start().atZone(SlotFinder.PARIS), this.wording.reason(at,
								there.isWished(slot.start(), When.CALL), call.profile(), table, known)));
			}
			else {
				unplaced.add(unplaced(call, there, open.get(i), monday, from));
			}
		}
		placed
			.sort(Comparator.comparing(Placed::callerName).thenComparing(Placed::caller).thenComparing(Placed::start));
		return new Plan(placed, unplaced);
	}

	/**
	 * Not negative; a call stays where it was planned unless something is clearly better.
	 */
	private static double cost(Call call, Slot slot, @Nullable Candidate candidate, LocalDate monday) {
		if (candidate == null) {
			return Double.POSITIVE_INFINITY;
		}
		long day = ChronoUnit.DAYS.between(monday, slot.half().day());
		long late = Math.clamp(ChronoUnit.DAYS.between(call.dueOn(), monday), 0, 10);
		double cost = (candidate.wished() ? 0 : 1) + 3 * (1 - candidate.chance()) + day * (0.05 + 0.03 * late);
		cost += slot.caller().equals(call.owner()) ? 0 : 0.8;
		cost += (call.startsAt() != null && !call.startsAt().equals(slot.start())) ? 0.3 : 0;
		return cost + candidate.there().getHour() * 0.001;
	}

	/** Each caller's half-hours of the week, but those that they have promised. */
	private List<Slot> slots(Asked asked, List<Call> calls, Instant from, LocalDate monday, Instant end) {
		Set<UUID> movable = calls.stream().map(Call::id).collect(Collectors.toCollection(HashSet::new));
		List<Promise> promises = this.jdbc.sql("""
				select id, owner, starts_at, ends_at, agreed from follow_up
				where owner = any (:callers) and closed_at is null and starts_at < :end and ends_at > :from""")
			.param("callers", asked.callers().keySet().toArray(UUID[]::new))
			.param("from", Timestamp.from(from))
			.param("end", Timestamp.from(end))
			.query((row, number) -> new Promise(row.getObject("id", UUID.class),
					new Busy(row.getObject("owner", UUID.class), row.getTimestamp("starts_at").toInstant(),
							row.getTimestamp("ends_at").toInstant())))
			.list()
			.stream()
			.filter((promise) -> !movable.contains(promise.id()))
			.toList();
		promises.forEach((promise) -> asked.count(half(promise.busy().caller(), promise.busy().from())));
		List<Slot> slots = new ArrayList<>();
		for (UUID caller : asked.callers().keySet()) {
			for (LocalDate day = monday; day.getDayOfWeek() != DayOfWeek.SATURDAY; day = day.plusDays(1)) {
				for (LocalTime time = FROM; time.isBefore(TO); time = time.plus(When.CALL)) {
					Instant start = day.atTime(time).atZone(SlotFinder.PARIS).toInstant();
					boolean free = promises.stream()
						.noneMatch((promise) -> promise.busy().caller().equals(caller)
								&& promise.busy().overlaps(start, When.CALL));
					if (free && !start.isBefore(from)) {
						slots.add(new Slot(caller, start, half(caller, start)));
					}
				}
			}
		}
		return slots;
	}

	private static Half half(UUID caller, Instant start) {
		ZonedDateTime here = start.atZone(SlotFinder.PARIS);
		return new Half(caller, here.toLocalDate(), HalfDay.of(here.toLocalTime()));
	}

	private static Unplaced unplaced(Call call, Agenda agenda, Map<Instant, Candidate> open, LocalDate monday,
			Instant from) {
		if (!open.isEmpty()) {
			return new Unplaced(call, "scheduling.week.full", null);
		}
		LocalDate day = agenda.at(from).toLocalDate();
		while (day.isBefore(monday.plusDays(5)) && agenda.whyClosed(day).isEmpty()) {
			day = day.plusDays(1);
		}
		return new Unplaced(call, "scheduling.week.closed", agenda.whyClosed(day).orElse(null));
	}

	private List<Call> calls(Asked asked, LocalDate until) {
		return this.jdbc
			.sql("""
					select f.id, f.version, f.uai, f.contact_id, f.academie, e.departement, coalesce(e.name, concat_ws(' ', c.given_name, c.family_name)) as name,
						e.town, case when e.name is not null then nullif(concat_ws(' ', c.given_name, c.family_name), '') end as person,
						c.profile, f.due_on, f.starts_at, f.owner
					from follow_up f left join establishment e on e.uai = f.uai left join contact c on c.id = f.contact_id
					where f.closed_at is null and f.kind = 'APPEL' and not f.agreed and not coalesce(c.opposed, false)
						and f.due_on <= :until and f.owner = any (:callers)
						and (:campaign::uuid is null or f.campaign_id = :campaign)
						and (:schools::text[] is null or f.uai = any (:schools))
					order by f.due_on, f.id limit :most""")
			.param("until", until)
			.param("callers", asked.callers().keySet().toArray(UUID[]::new))
			.param("campaign", asked.campaign(), Types.OTHER)
			.param("schools", (asked.schools() != null) ? asked.schools().toArray(String[]::new) : null, Types.ARRAY)
			.param("most", MOST)
			.query(Call.class)
			.list();
	}

	/**
	 * What is to be planned.
	 *
	 * @param callers their names, by account
	 * @param perHalfDay how many calls a caller makes in half a day
	 * @param campaign one campaign alone, null for everything
	 * @param schools some schools alone, null for all
	 */
	record Asked(Map<UUID, String> callers, int perHalfDay, @Nullable UUID campaign, @Nullable List<String> schools,
			Map<Half, Integer> promised) {

		String name(UUID caller) {
			return this.callers.getOrDefault(caller, "");
		}

		void count(Half half) {
			this.promised.merge(half, 1, Integer::sum);
		}

		int agreed(Half half) {
			return this.promised.getOrDefault(half, 0);
		}

	}

	/** Half a day of a caller, in Paris. */
	record Half(UUID caller, LocalDate day, HalfDay half) {
	}

	private record Slot(UUID caller, Instant start, Half half) {
	}

	private record Promise(UUID id, Busy busy) {
	}

	/**
	 * A call to be planned.
	 *
	 * @param startsAt where it was planned before
	 */
	record Call(UUID id, int version, @Nullable String uai, @Nullable UUID contactId, @Nullable String academie,
			@Nullable String departement, String name, @Nullable String town, @Nullable String person,
			@Nullable ContactProfile profile, LocalDate dueOn, @Nullable Instant startsAt, UUID owner) {

		Whom whom() {
			return new Whom(this.uai, this.contactId, this.departement, this.academie,
					this.profile == ContactProfile.TEACHER);
		}

	}

	/**
	 * @param there on the clock of the school
	 * @param here in Paris
	 */
	record Placed(Call call, UUID caller, String callerName, Instant start, ZonedDateTime there, ZonedDateTime here,
			String reason) {

		public boolean elsewhere() {
			return !this.there.toLocalDateTime().equals(this.here.toLocalDateTime());
		}

		/** What accepting it sends back. */
		public String key() {
			return this.call.id() + "|" + this.call.version() + "|" + this.caller + "|" + this.start;
		}

	}

	/**
	 * @param why the message that tells the reason
	 * @param closed what closes the first day that is
	 */
	record Unplaced(Call call, String why, @Nullable Closed closed) {
	}

	record Plan(List<Placed> placed, List<Unplaced> unplaced) {
	}

}
