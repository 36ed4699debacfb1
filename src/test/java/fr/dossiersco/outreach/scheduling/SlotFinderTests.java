package fr.dossiersco.outreach.scheduling;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.availability.Agenda;
import fr.dossiersco.outreach.availability.Agendas;
import fr.dossiersco.outreach.availability.Agendas.Whom;
import fr.dossiersco.outreach.availability.HalfDay;
import fr.dossiersco.outreach.contact.ContactProfile;
import fr.dossiersco.outreach.scheduling.FollowUp.Subject;
import fr.dossiersco.outreach.scheduling.ReachRates.Cell;
import fr.dossiersco.outreach.scheduling.ReachRates.Count;
import fr.dossiersco.outreach.scheduling.SlotFinder.Busy;
import fr.dossiersco.outreach.scheduling.SlotFinder.Candidate;
import fr.dossiersco.outreach.scheduling.SlotFinder.Wanted;
import fr.dossiersco.outreach.territory.Departement;
import fr.dossiersco.outreach.territory.Territory;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@DatabaseTest
class SlotFinderTests {

	/** A Tuesday, half past ten in Paris. */
	private static final Instant NOW = Instant.parse("2026-11-24T09:30:00Z");

	@Autowired
	private SlotFinder finder;

	@Autowired
	private Agendas agendas;

	@Autowired
	private FollowUps followUps;

	@Autowired
	private SlotWording wording;

	@Autowired
	private Territory territory;

	@Autowired
	private Given given;

	@Test
	void noProposalFallsInAClosedMomentNorOnAnotherPromise() {
		Random random = new Random(7);
		ReachRates.Table table = new ReachRates.Table(Map.of());
		long seen = 0;
		for (Departement departement : this.territory.departements()) {
			Agenda agenda = Acting.asSystem(() -> this.agendas.ofDepartement(departement.code()));
			for (int i = 0; i < 12; i++) {
				Instant from = Instant.parse("2018-01-01T00:00:00Z").plus(Duration.ofHours(random.nextInt(87_600)));
				UUID caller = UUID.randomUUID();
				List<Busy> busy = java.util.stream.IntStream.range(0, 20).mapToObj((n) -> {
					Instant start = from.plus(Duration.ofMinutes(random.nextInt(20_000)));
					return new Busy(caller, start, start.plus(Duration.ofMinutes(10 + random.nextInt(180))));
				}).toList();
				Duration length = Duration.ofMinutes(15 * (1 + random.nextInt(6)));
				for (Candidate slot : SlotFinder.candidates(agenda, from, 15, length, busy, null, table)) {
					seen++;
					assertThat(slot.start()).isAfterOrEqualTo(from);
					assertThat(agenda.whyClosed(slot.start(), length)).isEmpty();
					assertThat(busy).noneMatch((other) -> other.overlaps(slot.start(), length));
					assertThat(slot.there().getDayOfWeek()).isLessThan(DayOfWeek.SATURDAY);
					assertThat(slot.there().toLocalTime()).isBetween(LocalTime.of(8, 30), LocalTime.of(16, 45));
				}
			}
		}
		assertThat(seen).isGreaterThan(10_000);
	}

	@Test
	void theWishComesFirstThenTheRateThenTheEarliest() {
		CurrentAccount me = this.given.outreach();
		String uai = this.given.school("059");

		List<Proposal> proposals = Acting.as(me, () -> this.finder.propose(wanted(uai, me), 5));

		assertThat(proposals).hasSize(5)
			.isSortedAccordingTo(java.util.Comparator.comparing((Proposal slot) -> -Math.round(slot.chance() * 20))
				.thenComparing(Proposal::start));
		assertThat(proposals.getFirst().reason()).contains("décrochent");
		assertThat(proposals.stream()
			.map((slot) -> List.of(slot.there().toLocalDate(), HalfDay.of(slot.there().toLocalTime()))))
			.doesNotHaveDuplicates();
	}

	@Test
	void nobodyIsBookedTwiceNotEvenByTheDatabase() {
		CurrentAccount me = this.given.outreach();
		String uai = this.given.school("059");
		Proposal best = Acting.as(me, () -> this.finder.propose(wanted(uai, me), 1)).getFirst();
		open(uai, best, me);

		assertThat(Acting.as(me, () -> this.finder.propose(wanted(uai, me), 50)))
			.noneMatch((slot) -> slot.start().equals(best.start()));
		assertThatExceptionOfType(DataIntegrityViolationException.class).isThrownBy(() -> open(uai, best, me));
	}

	private void open(String uai, Proposal slot, CurrentAccount me) {
		Acting.as(me, () -> this.followUps.open(new Subject(uai, null, "09"), FollowUpKind.APPEL,
				When.at(slot.start(), slot.there().getZone(), When.CALL), null, me.id(), me));
	}

	@Test
	void whoeverAskedNotToBeContactedIsNeverProposed() {
		CurrentAccount me = this.given.outreach();
		Wanted wanted = new Wanted(new Whom(this.given.school("059"), null, "059", "09", false), null, true, me.id(),
				When.CALL, NOW, 10);

		assertThat(Acting.as(me, () -> this.finder.propose(wanted, 3))).isEmpty();
	}

	@Test
	void threeCallsDecideNothing() {
		Map<Cell, Count> cells = new HashMap<>();
		for (DayOfWeek day : DayOfWeek.values()) {
			cells.put(new Cell(ContactProfile.INTENDANT, day, 20), new Count(100, 40));
		}
		cells.put(new Cell(ContactProfile.INTENDANT, DayOfWeek.FRIDAY, 30), new Count(3, 3));
		ReachRates.Table table = new ReachRates.Table(cells);

		double usual = table.usual(ContactProfile.INTENDANT);
		assertThat(usual).isBetween(0.39, 0.43);
		assertThat(table.chance(ContactProfile.INTENDANT, DayOfWeek.FRIDAY, LocalTime.of(15, 0)))
			.isCloseTo((3 + 10 * usual) / 13, org.assertj.core.data.Offset.offset(1e-9));
		assertThat(table.chance(ContactProfile.INTENDANT, DayOfWeek.MONDAY, LocalTime.of(9, 0))).isCloseTo(usual,
				org.assertj.core.data.Offset.offset(1e-9));
	}

	@Test
	void theReasonIsAFrenchSentence() {
		Map<Cell, Count> cells = Map.of(new Cell(ContactProfile.INTENDANT, DayOfWeek.TUESDAY, 21), new Count(300, 200));
		ReachRates.Table table = new ReachRates.Table(cells);

		assertThat(this.wording.reason(LocalDate.of(2026, 11, 24).atTime(10, 30).atZone(ZoneId.of("Europe/Paris")),
				false, ContactProfile.INTENDANT, table, true))
			.isEqualTo(
					"Mardi 24 novembre à 10\u00a0h 30\u00a0: les intendant·e·s décrochent 2 fois sur 3 le mardi matin.");
	}

	private static Wanted wanted(String uai, CurrentAccount me) {
		return new Wanted(new Whom(uai, null, "059", "09", false), null, false, me.id(), When.CALL, NOW, 10);
	}

}
