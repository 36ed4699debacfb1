package fr.dossiersco.outreach.scheduling;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import fr.dossiersco.outreach.availability.Agenda;
import fr.dossiersco.outreach.availability.Agendas;
import fr.dossiersco.outreach.availability.Agendas.Whom;
import fr.dossiersco.outreach.availability.HalfDay;
import fr.dossiersco.outreach.availability.TimeRange;
import fr.dossiersco.outreach.contact.ContactProfile;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds moments for a call: inside an open window of the school, the caller being free.
 * Ranked by what the person asked for, then by how often someone picks up, then by
 * earliness; the hours of the night in Paris come last.
 */
@Component
public class SlotFinder {

	static final ZoneId PARIS = ZoneId.of("Europe/Paris");

	private static final Duration STEP = Duration.ofMinutes(30);

	private static final LocalTime CALLER_FROM = LocalTime.of(8, 0);

	private static final LocalTime CALLER_TO = LocalTime.of(19, 0);

	private static final Comparator<Candidate> RANK = Comparator.comparing((Candidate slot) -> !slot.wished())
		.thenComparing((slot) -> !slot.atWork())
		.thenComparing((slot) -> -Math.round(slot.chance() * 20))
		.thenComparing(Candidate::start);

	private final JdbcClient jdbc;

	private final Agendas agendas;

	private final ReachRates rates;

	private final SlotWording wording;

	SlotFinder(JdbcClient jdbc, Agendas agendas, ReachRates rates, SlotWording wording) {
		this.jdbc = jdbc;
		this.agendas = agendas;
		this.rates = rates;
		this.wording = wording;
	}

	/**
	 * The best moments, one for each half-day.
	 * @return none for someone who asked not to be contacted, or when nothing is open
	 */
	public List<Proposal> propose(Wanted wanted, int most) {
		if (wanted.opposed()) {
			return List.of();
		}
		return propose(wanted, this.agendas.of(wanted.whom()), most);
	}

	/** The same, with an agenda that was read already. */
	public List<Proposal> propose(Wanted wanted, Agenda agenda, int most) {
		if (wanted.opposed()) {
			return List.of();
		}
		ReachRates.Table table = this.rates.now();
		Set<Object> halves = new HashSet<>();
		return candidates(agenda, wanted.from(), wanted.days(), wanted.length(), busy(wanted), wanted.profile(), table)
			.stream()
			.sorted(RANK)
			.filter((slot) -> halves.add(List.of(slot.there().toLocalDate(), HalfDay.of(slot.there().toLocalTime()))))
			.limit(most)
			.map((slot) -> proposal(slot, wanted.profile(), table, agenda.isKnown(slot.there().toLocalDate())))
			.toList();
	}

	private Proposal proposal(Candidate slot, @Nullable ContactProfile profile, ReachRates.Table table, boolean known) {
		return new Proposal(slot.start(), slot.there(), slot.start().atZone(PARIS), slot.wished(), slot.chance(), known,
				this.wording.moment(slot.there()), this.wording.why(slot.there(), slot.wished(), profile, table, known),
				this.wording.reason(slot.there(), slot.wished(), profile, table, known));
	}

	/** Every moment that is open and free, in order. */
	static List<Candidate> candidates(Agenda agenda, Instant from, int days, Duration length, List<Busy> busy,
			@Nullable ContactProfile profile, ReachRates.Table table) {
		List<Candidate> found = new ArrayList<>();
		LocalDate first = agenda.at(from).toLocalDate();
		for (int i = 0; i < days; i++) {
			LocalDate day = first.plusDays(i);
			for (TimeRange range : agenda.open(day)) {
				Instant end = day.atTime(range.to()).atZone(agenda.zone()).toInstant();
				Instant start = day.atTime(range.from()).atZone(agenda.zone()).toInstant();
				for (; !start.plus(length).isAfter(end); start = start.plus(STEP)) {
					Instant begins = start;
					if (!start.isBefore(from) && busy.stream().noneMatch((other) -> other.overlaps(begins, length))
							&& agenda.holds(range, day, start, length)) {
						ZonedDateTime there = agenda.at(start);
						LocalTime here = start.atZone(PARIS).toLocalTime();
						found.add(new Candidate(start, there, agenda.isWished(start, length),
								!here.isBefore(CALLER_FROM) && here.isBefore(CALLER_TO),
								table.chance(profile, there.getDayOfWeek(), there.toLocalTime())));
					}
				}
			}
		}
		return found;
	}

	private List<Busy> busy(Wanted wanted) {
		return busy(List.of(wanted.caller()), wanted.from(), wanted.from().plus(Duration.ofDays(wanted.days() + 1L)));
	}

	/**
	 * Whether a caller has promised nothing else at a moment.
	 * @param forThis the next step that the moment is for
	 */
	public boolean isFree(UUID caller, Instant start, Duration length, UUID forThis) {
		return this.jdbc
			.sql("""
					select not exists (select from follow_up
						where owner = :caller and closed_at is null and starts_at < :to and ends_at > :from and id <> :this)""")
			.param("caller", caller)
			.param("from", Timestamp.from(start))
			.param("to", Timestamp.from(start.plus(length)))
			.param("this", forThis)
			.query(Boolean.class)
			.single();
	}

	/** What callers have promised already. */
	List<Busy> busy(List<UUID> callers, Instant from, Instant to) {
		return this.jdbc
			.sql("""
					select owner, starts_at, ends_at from follow_up
					where owner = any (:callers) and closed_at is null and starts_at is not null and ends_at > :from and starts_at < :to""")
			.param("callers", callers.toArray(UUID[]::new))
			.param("from", Timestamp.from(from))
			.param("to", Timestamp.from(to))
			.query((row, number) -> new Busy(row.getObject("owner", UUID.class),
					row.getTimestamp("starts_at").toInstant(), row.getTimestamp("ends_at").toInstant()))
			.list();
	}

	/**
	 * What is wanted.
	 *
	 * @param profile of the person to be called, null when nobody knows
	 * @param opposed whether they asked not to be contacted
	 * @param caller whose time it takes
	 * @param from the earliest
	 * @param days how many days ahead, on the clock of the school
	 */
	public record Wanted(Whom whom, @Nullable ContactProfile profile, boolean opposed, UUID caller, Duration length,
			Instant from, int days) {
	}

	/** Some time that a caller has promised. */
	record Busy(UUID caller, Instant from, Instant to) {

		boolean overlaps(Instant start, Duration length) {
			return start.isBefore(this.to) && this.from.isBefore(start.plus(length));
		}

	}

	/**
	 * A moment that is open and free.
	 *
	 * @param atWork whether it is day in Paris too
	 */
	record Candidate(Instant start, ZonedDateTime there, boolean wished, boolean atWork, double chance) {
	}

}
