package fr.dossiersco.outreach.scheduling;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import fr.dossiersco.outreach.availability.Agenda;
import fr.dossiersco.outreach.availability.Agendas.Whom;
import fr.dossiersco.outreach.availability.Agendas;
import fr.dossiersco.outreach.availability.HalfDay;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes what was accepted of a plan, all at once, for calls may change places with each
 * other. A call that is no longer as the plan saw it stays where it is: whoever plans the
 * same week elsewhere loses nothing else.
 */
@Component
class PlanAcceptance {

	/** Only acceptances wait for each other, and each is short. */
	private static final int LOCK = 402;

	private static final int TRIES = 3;

	private final FollowUpRepository followUps;

	private final TransactionTemplate transaction;

	private final Whereabouts whereabouts;

	private final Agendas agendas;

	private final JdbcClient jdbc;

	private final Clock clock;

	PlanAcceptance(FollowUpRepository followUps, TransactionTemplate transaction, Whereabouts whereabouts,
			Agendas agendas, JdbcClient jdbc, Clock clock) {
		this.followUps = followUps;
		this.transaction = transaction;
		this.whereabouts = whereabouts;
		this.agendas = agendas;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * Places calls where the plan had them.
	 * @return how those that were placed stood before; the others are no longer as the
	 * plan saw them, or their hour or the school's is not
	 */
	List<Arrangement> accept(List<Accepted> choices) {
		return inOneGo(() -> move(open(choices)));
	}

	/**
	 * Puts calls back where they were before a plan was accepted.
	 * @return how many; the others were changed since, or their hour was taken
	 */
	int takeBack(List<Arrangement> before) {
		Set<UUID> callers = callers();
		return inOneGo(() -> move(before.stream().filter((each) -> callers.contains(each.owner())).toList())).size();
	}

	private List<Arrangement> inOneGo(Supplier<List<Arrangement>> work) {
		for (int tries = 1; tries <= TRIES; tries++) {
			try {
				return Objects.requireNonNull(this.transaction.execute((status) -> {
					this.jdbc.sql("select pg_advisory_xact_lock(?) is null").param(LOCK).query(Boolean.class).single();
					return work.get();
				}));
			}
			catch (DataIntegrityViolationException | PessimisticLockingFailureException ex) {
				// Someone promised one of these hours just now: look again.
			}
		}
		return List.of();
	}

	/** Those whose place is open then, on the agenda that the plan went by. */
	private List<Arrangement> open(List<Accepted> choices) {
		Map<UUID, Whom> whom = this.whereabouts.callable(choices.stream().map(Accepted::followUp).toList());
		Map<Whom, Agenda> agenda = this.agendas.of(new HashSet<>(whom.values()));
		Set<UUID> callers = callers();
		Instant now = this.clock.instant();
		List<Arrangement> open = new ArrayList<>();
		for (Accepted choice : choices) {
			Whom called = whom.get(choice.followUp());
			Agenda there = (called != null) ? agenda.get(called) : null;
			if (there != null && callers.contains(choice.caller()) && !choice.start().isBefore(now)
					&& there.whyClosed(choice.start(), When.CALL).isEmpty()) {
				open.add(new Arrangement(choice.followUp(), choice.version(), choice.caller(),
						When.at(choice.start(), there.zone(), When.CALL)));
			}
		}
		return open;
	}

	private Set<UUID> callers() {
		return new HashSet<>(
				this.jdbc.sql("select id from account where role <> 'AMBASSADOR' and deactivated_at is null")
					.query(UUID.class)
					.list());
	}

	/** Moves those that are still as they were seen, and whose hour is free. */
	private List<Arrangement> move(List<Arrangement> wanted) {
		Map<UUID, Arrangement> moves = new LinkedHashMap<>();
		wanted.forEach((each) -> moves.putIfAbsent(each.followUp(), each));
		Map<UUID, FollowUp> found = this.followUps.findByIdInOrderById(moves.keySet())
			.stream()
			.filter((followUp) -> !followUp.isClosed() && !followUp.isSettled()
					&& Objects.requireNonNull(moves.get(followUp.id())).version() == followUp.version())
			.collect(Collectors.toMap(FollowUp::id, (followUp) -> followUp));
		moves.keySet().retainAll(found.keySet());
		withoutThoseTaken(moves, found);
		found.keySet().retainAll(moves.keySet());
		Map<UUID, Arrangement> before = new LinkedHashMap<>();
		found.forEach((id, followUp) -> before.put(id, new Arrangement(id, 0, followUp.owner(), followUp.when())));
		found.values().forEach(FollowUp::giveHourBack);
		this.followUps.flush();
		found.forEach((id, followUp) -> {
			Arrangement move = Objects.requireNonNull(moves.get(id));
			followUp.postpone(move.when());
			followUp.handOverTo(move.owner());
		});
		this.followUps.flush();
		return before.values()
			.stream()
			.map((each) -> each.at(Objects.requireNonNull(found.get(each.followUp())).version()))
			.toList();
	}

	/**
	 * Leaves aside those whose hour someone keeps. Each then keeps its own hour, which
	 * may be the one that another wants.
	 */
	private void withoutThoseTaken(Map<UUID, Arrangement> moves, Map<UUID, FollowUp> found) {
		Set<UUID> owners = Stream
			.concat(moves.values().stream().map(Arrangement::owner), found.values().stream().map(FollowUp::owner))
			.collect(Collectors.toSet());
		List<Taken> taken = this.jdbc.sql(
				"select id, owner, starts_at, ends_at from follow_up where owner = any (?) and closed_at is null and starts_at is not null and ends_at > ?")
			.params(owners.toArray(UUID[]::new), Timestamp.from(earliest(moves.values())))
			.query((row, number) -> new Taken(row.getObject("id", UUID.class), row.getObject("owner", UUID.class),
					row.getTimestamp("starts_at").toInstant(), row.getTimestamp("ends_at").toInstant()))
			.list();
		boolean settled = false;
		while (!settled) {
			List<Taken> kept = new ArrayList<>(
					taken.stream().filter((each) -> !moves.containsKey(each.followUp())).toList());
			List<UUID> refused = new ArrayList<>();
			moves.forEach((id, move) -> {
				if (kept.stream().anyMatch((other) -> other.bars(move))) {
					refused.add(id);
				}
				else if (move.when().startsAt() != null) {
					kept.add(Taken.by(move));
				}
			});
			refused.forEach(moves::remove);
			settled = refused.isEmpty();
		}
	}

	private static Instant earliest(Collection<Arrangement> moves) {
		return moves.stream()
			.map((move) -> move.when().startsAt())
			.filter(Objects::nonNull)
			.min(Instant::compareTo)
			.orElse(Instant.EPOCH);
	}

	/**
	 * A call at the moment that was accepted.
	 *
	 * @param version as the plan saw it
	 */
	record Accepted(UUID followUp, int version, UUID caller, Instant start) {

		/**
		 * Reads what {@link WeekPlan.Placed#key()} wrote.
		 * @return empty when someone else wrote it
		 */
		static Optional<Accepted> read(String key) {
			String[] parts = key.split("\\|");
			try {
				Instant start = Instant.parse((parts.length == 4) ? parts[3] : "");
				return Week.isThinkable(start) ? Optional.of(new Accepted(UUID.fromString(parts[0]),
						Integer.parseInt(parts[1]), UUID.fromString(parts[2]), start)) : Optional.empty();
			}
			catch (IllegalArgumentException | DateTimeParseException ex) {
				return Optional.empty();
			}
		}

	}

	/**
	 * When and by whom a call is to be made.
	 *
	 * @param version as it was last seen
	 */
	record Arrangement(UUID followUp, int version, UUID owner, When when) {

		Arrangement at(int version) {
			return new Arrangement(this.followUp, version, this.owner, this.when);
		}

		/** What taking the plan back sends. */
		String key() {
			return Stream
				.of(this.followUp, this.version, this.owner, this.when.day(), this.when.half(), this.when.time(),
						this.when.startsAt(), this.when.endsAt())
				.map((part) -> (part != null) ? part.toString() : "")
				.collect(Collectors.joining("|"));
		}

		/**
		 * Reads what {@link #key()} wrote.
		 * @return empty when someone else wrote it
		 */
		static Optional<Arrangement> read(String key) {
			String[] parts = key.split("\\|", -1);
			try {
				if (parts.length != 8) {
					return Optional.empty();
				}
				LocalTime time = parts[5].isEmpty() ? null : LocalTime.parse(parts[5]);
				Instant start = parts[6].isEmpty() ? null : Instant.parse(parts[6]);
				Instant end = parts[7].isEmpty() ? null : Instant.parse(parts[7]);
				boolean hour = start != null && end != null && start.isBefore(end) && Week.isThinkable(start)
						&& Week.isThinkable(end);
				boolean whole = (time != null) ? hour : start == null && end == null;
				When when = new When(LocalDate.parse(parts[3]), parts[4].isEmpty() ? null : HalfDay.valueOf(parts[4]),
						time, start, end, null, false);
				return (whole && Week.isThinkable(when.day())) ? Optional.of(new Arrangement(UUID.fromString(parts[0]),
						Integer.parseInt(parts[1]), UUID.fromString(parts[2]), when)) : Optional.empty();
			}
			catch (IllegalArgumentException | DateTimeParseException ex) {
				return Optional.empty();
			}
		}

	}

	private record Taken(UUID followUp, UUID owner, Instant from, Instant to) {

		static Taken by(Arrangement move) {
			return new Taken(move.followUp(), move.owner(), Objects.requireNonNull(move.when().startsAt()),
					Objects.requireNonNull(move.when().endsAt()));
		}

		boolean bars(Arrangement move) {
			Instant start = move.when().startsAt();
			Instant end = move.when().endsAt();
			return start != null && end != null && move.owner().equals(this.owner) && start.isBefore(this.to)
					&& this.from.isBefore(end);
		}

	}

}
