package fr.dossiersco.outreach.availability;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.StatementCount;
import fr.dossiersco.outreach.TestData;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.availability.Agenda.DayClosed;
import fr.dossiersco.outreach.availability.Agenda.PersonalHours;
import fr.dossiersco.outreach.availability.Agendas.Whom;
import fr.dossiersco.outreach.availability.Closed.Reason;
import fr.dossiersco.outreach.availability.OpeningHours.Scope;
import fr.dossiersco.outreach.territory.Departement;
import fr.dossiersco.outreach.territory.Territory;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

@DatabaseTest
class AgendaTests {

	private static final Duration HALF_HOUR = Duration.ofMinutes(30);

	private static final WeeklyHours USUAL = WeeklyHours.parse("1 13:30-17:00, 2 08:30-12:00, 2 13:30-17:00, "
			+ "3 08:30-12:00, 4 08:30-12:00, 4 13:30-17:00, 5 08:30-12:00, 5 13:30-17:00");

	@Autowired
	private Territory territory;

	@Autowired
	private PublicHolidays publicHolidays;

	@Autowired
	private Agendas agendas;

	@Autowired
	private OpeningHours hours;

	@Autowired
	private ClosedPeriods closures;

	@Autowired
	private Given given;

	/**
	 * Ten years, every département, random hours, wishes and closures: whatever is open
	 * is open for a reason that can be checked without the agenda.
	 */
	@Test
	void whatIsOpenIsNeverClosed() {
		Random random = new Random(20190410);
		HolidayCalendar calendar = new HolidayCalendar(HolidayFile
			.read(TestData.shared("calendrier-scolaire/fr-en-calendrier-scolaire-2025-12.csv"),
					new TreeSet<>(this.territory.departements().stream().map(Departement::zone).toList()))
			.periods());
		long seen = 0;
		for (Departement departement : this.territory.departements()) {
			WeeklyHours weekly = random.nextBoolean() ? USUAL : anyHours(random);
			PersonalHours personal = random.nextInt(3) == 0 ? new PersonalHours(anyHours(random), random.nextBoolean())
					: null;
			StaffSummer summer = new StaffSummer(random.nextInt(10), random.nextInt(10));
			Map<LocalDate, Optional<HalfDay>> byHand = anyClosures(random);
			Agenda agenda = new Agenda(departement.timeZone(), weekly, personal,
					days(departement, calendar, summer, byHand));
			for (LocalDate day = LocalDate.of(2018, 1, 1); day.getYear() < 2028; day = day.plusDays(1)) {
				List<TimeRange> open = agenda.open(day);
				if (!open.isEmpty()) {
					assertThat(this.publicHolidays.on(day, departement.code())).isEmpty();
					assertThat(calendar.on(day, departement.zone(), departement.code(), false, summer)).isEmpty();
					assertThat(byHand.getOrDefault(day, Optional.of(HalfDay.MATIN))).isPresent();
				}
				LocalDate thatDay = day;
				for (TimeRange range : open) {
					seen++;
					assertThat(weekly.contains(day.getDayOfWeek(), range) || (personal != null && !personal.wish()
							&& personal.hours().contains(day.getDayOfWeek(), range)))
						.isTrue();
					if (byHand.containsKey(day)) {
						assertThat(byHand.get(day)).isNotEqualTo(Optional.of(HalfDay.of(range.from())));
					}
					ZonedDateTime start = thatDay.atTime(range.from()).atZone(departement.timeZone());
					ZonedDateTime end = start.plus(HALF_HOUR);
					boolean ordinary = start.toLocalTime().equals(range.from())
							&& end.toLocalDateTime().equals(thatDay.atTime(range.from()).plus(HALF_HOUR));
					if (ordinary && !end.toLocalDateTime().isAfter(thatDay.atTime(range.to()))) {
						assertThat(agenda.whyClosed(start.toInstant(), HALF_HOUR)).isEmpty();
					}
					assertThat(agenda.whyClosed(
							thatDay.atTime(range.to()).atZone(departement.timeZone()).toInstant().minusSeconds(60),
							HALF_HOUR))
						.isPresent();
				}
			}
		}
		assertThat(seen).isGreaterThan(100_000);
	}

	private Agenda.Days days(Departement departement, HolidayCalendar calendar, StaffSummer summer,
			Map<LocalDate, Optional<HalfDay>> byHand) {
		return new Agenda.Days() {

			@Override
			public Optional<DayClosed> closed(LocalDate day) {
				return AgendaTests.this.publicHolidays.on(day, departement.code())
					.map((name) -> new DayClosed(new Closed(Reason.FERIE, name), null))
					.or(() -> calendar.on(day, departement.zone(), departement.code(), false, summer)
						.map((holiday) -> new DayClosed(new Closed(Reason.VACANCES, holiday.name()), null)))
					.or(() -> Optional.ofNullable(byHand.get(day))
						.map((half) -> new DayClosed(new Closed(Reason.EXCEPTIONNEL, "Grève"), half.orElse(null))));
			}

			@Override
			public boolean isKnown(LocalDate day) {
				return calendar.isKnown(day, departement.zone());
			}

			@Override
			public LocalDate afterCouncils(LocalDate day) {
				return day;
			}

			@Override
			public LocalDate afterEnrolment(LocalDate day) {
				return day;
			}

		};
	}

	private static Map<LocalDate, Optional<HalfDay>> anyClosures(Random random) {
		Map<LocalDate, Optional<HalfDay>> closures = new java.util.HashMap<>();
		for (int i = 0; i < 100; i++) {
			closures.put(LocalDate.of(2018, 1, 1).plusDays(random.nextInt(3650)), random.nextBoolean()
					? Optional.empty() : Optional.of(random.nextBoolean() ? HalfDay.MATIN : HalfDay.APRES_MIDI));
		}
		return closures;
	}

	/** At any hour of the day or night, so that clock changes are met too. */
	private static WeeklyHours anyHours(Random random) {
		Map<DayOfWeek, List<TimeRange>> days = new EnumMap<>(DayOfWeek.class);
		for (DayOfWeek day : DayOfWeek.values()) {
			List<TimeRange> ranges = new ArrayList<>();
			int quarter = random.nextInt(20);
			while (quarter < 90 && random.nextInt(4) > 0) {
				int end = Math.min(95, quarter + 1 + random.nextInt(30));
				ranges.add(new TimeRange(LocalTime.of(quarter / 4, 15 * (quarter % 4)),
						LocalTime.of(end / 4, 15 * (end % 4))));
				quarter = end + 1 + random.nextInt(20);
			}
			days.put(day, ranges);
		}
		return new WeeklyHours(days);
	}

	@Test
	void theHourSkippedInSpringAndTheOneRepeatedInAutumnAreNoOpening() {
		Agenda agenda = new Agenda(java.time.ZoneId.of("Europe/Paris"), WeeklyHours.parse("7 01:00-04:00"), null,
				always());

		assertThat(agenda.whyClosed(Instant.parse("2027-03-28T00:30:00Z"), HALF_HOUR.multipliedBy(2))).isEmpty();
		assertThat(agenda.whyClosed(Instant.parse("2026-10-25T00:45:00Z"), HALF_HOUR)).isPresent();
	}

	private static Agenda.Days always() {
		return new Agenda.Days() {

			@Override
			public Optional<DayClosed> closed(LocalDate day) {
				return Optional.empty();
			}

			@Override
			public boolean isKnown(LocalDate day) {
				return true;
			}

			@Override
			public LocalDate afterCouncils(LocalDate day) {
				return day;
			}

			@Override
			public LocalDate afterEnrolment(LocalDate day) {
				return day;
			}

		};
	}

	@Test
	void mondayMorningAndWednesdayAfternoonAreClosed() {
		Agenda agenda = Acting.asSystem(() -> this.agendas.ofDepartement("059"));

		assertThat(agenda.whyClosed(Instant.parse("2026-11-23T09:00:00Z"), HALF_HOUR))
			.hasValueSatisfying((closed) -> assertThat(closed.reason()).isEqualTo(Reason.HORAIRES));
		assertThat(agenda.whyClosed(Instant.parse("2026-11-25T14:00:00Z"), HALF_HOUR)).isPresent();
		assertThat(agenda.whyClosed(Instant.parse("2026-11-24T09:00:00Z"), HALF_HOUR)).isEmpty();
		assertThat(agenda.whyClosed(Instant.parse("2026-11-24T10:45:00Z"), HALF_HOUR)).isPresent();
	}

	@Test
	void overseasTheClockIsThatOfTheSchool() {
		Agenda agenda = Acting.asSystem(() -> this.agendas.ofDepartement("974"));

		assertThat(agenda.whyClosed(Instant.parse("2026-11-24T05:00:00Z"), HALF_HOUR)).isEmpty();
		assertThat(agenda.whyClosed(Instant.parse("2026-11-24T14:00:00Z"), HALF_HOUR)).isPresent();
	}

	@Test
	void aSchoolMayHaveHoursAndClosuresOfItsOwn() {
		CurrentAccount me = this.given.outreach();
		String uai = this.given.school("059");
		Whom whom = new Whom(uai, null, "059", "09", false);
		Instant mondayMorning = Instant.parse("2026-11-23T09:00:00Z");

		Acting.as(me, () -> {
			this.hours.set(new Scope(uai, null, "09"), WeeklyHours.parse("1 08:00-12:00"), false, null, me);
			return this.closures.enter(new ClosedPeriod(UUID.randomUUID(), uai, "09", null, null,
					LocalDate.of(2026, 11, 30), LocalDate.of(2026, 11, 30), null, "Sortie"), me);
		});

		Agenda agenda = Acting.as(me, () -> this.agendas.of(whom));
		assertThat(agenda.whyClosed(mondayMorning, HALF_HOUR)).isEmpty();
		assertThat(agenda.whyClosed(mondayMorning.plus(Duration.ofDays(7)), HALF_HOUR))
			.hasValue(new Closed(Reason.EXCEPTIONNEL, "Sortie"));
		assertThat(agenda.whyClosed(mondayMorning.plus(Duration.ofDays(14)), HALF_HOUR)).isEmpty();
	}

	@Test
	void manyAgendasTakeTwoStatements() {
		CurrentAccount me = this.given.outreach();
		List<Whom> several = java.util.stream.Stream.generate(() -> this.given.school("059"))
			.limit(20)
			.map((uai) -> new Whom(uai, null, "059", "09", false))
			.toList();
		Acting.as(me, () -> this.agendas.of(several));

		assertThat(StatementCount.of(() -> Acting.as(me, () -> Objects.requireNonNull(this.agendas.of(several)))))
			.isEqualTo(2);
	}

}
