package fr.dossiersco.outreach.availability;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import fr.dossiersco.outreach.availability.Agenda.DayClosed;
import fr.dossiersco.outreach.availability.Agenda.PersonalHours;
import fr.dossiersco.outreach.availability.Closed.Reason;
import fr.dossiersco.outreach.territory.Academie;
import fr.dossiersco.outreach.territory.Departement;
import fr.dossiersco.outreach.territory.Territory;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The agendas of schools and people, put together from their hours and from the calendar.
 */
@Component
public class Agendas {

	private final JdbcClient jdbc;

	private final Territory territory;

	private final CommonCalendar common;

	private final PublicHolidays publicHolidays;

	Agendas(JdbcClient jdbc, Territory territory, CommonCalendar common, PublicHolidays publicHolidays) {
		this.jdbc = jdbc;
		this.territory = territory;
		this.common = common;
		this.publicHolidays = publicHolidays;
	}

	/** The agenda of a school, or of one person there. */
	public Agenda of(Whom whom) {
		return Objects.requireNonNull(of(Set.of(whom)).get(whom));
	}

	/** The clock of a place, which takes no statement. */
	public ZoneId zone(Whom whom) {
		return place(whom).timeZone();
	}

	/** Several at once, in two statements however many they are. */
	public Map<Whom, Agenda> of(Collection<Whom> several) {
		Set<String> schools = several.stream().map(Whom::uai).filter(Objects::nonNull).collect(Collectors.toSet());
		Set<UUID> people = several.stream().map(Whom::contact).filter(Objects::nonNull).collect(Collectors.toSet());
		CommonCalendar.Snapshot calendar = this.common.now();
		Own own = own(schools, people);
		Map<String, List<ClosedPeriod>> closures = closures(schools);
		Map<Whom, Agenda> agendas = new HashMap<>();
		for (Whom whom : several) {
			Place place = place(whom);
			List<ClosedPeriod> closed = Stream
				.concat(calendar.closures().stream().filter((period) -> period.concerns(place)),
						closures.getOrDefault(Objects.requireNonNullElse(whom.uai(), ""), List.of()).stream())
				.toList();
			WeeklyHours hours = own.schools()
				.getOrDefault(Objects.requireNonNullElse(whom.uai(), ""), calendar.hours());
			agendas.put(whom,
					new Agenda(place.timeZone(), hours,
							(whom.contact() != null) ? own.people().get(whom.contact()) : null,
							new CalendarDays(place, closed, whom.teacher(), calendar, this.publicHolidays)));
		}
		return agendas;
	}

	/** The agenda of a département on ordinary hours, as most of its schools have it. */
	public Agenda ofDepartement(String code) {
		return usual(Objects.requireNonNull(this.territory.departement(code)), this.common.now());
	}

	private Agenda usual(Departement departement, CommonCalendar.Snapshot calendar) {
		Place place = place(departement, null, departement.academie());
		List<ClosedPeriod> closed = calendar.closures().stream().filter((period) -> period.concerns(place)).toList();
		return new Agenda(place.timeZone(), calendar.hours(), null,
				new CalendarDays(place, closed, false, calendar, this.publicHolidays));
	}

	private Place place(Whom whom) {
		Departement departement = (whom.departement() != null) ? this.territory.departement(whom.departement()) : null;
		if (departement != null) {
			return place(departement, whom.uai(), departement.academie());
		}
		Academie academie = (whom.academie() != null) ? this.territory.academie(whom.academie()) : null;
		// Somebody of a national organisation: in Paris, like most of them.
		return (academie != null) ? new Place(null, academie.code(), "", academie.zone(), academie.timeZone())
				: new Place(null, "", "075", "Zone C", ZoneId.of("Europe/Paris"));
	}

	private static Place place(Departement departement, @Nullable String uai, String academie) {
		return new Place(uai, academie, departement.code(), departement.zone(), departement.timeZone());
	}

	private Own own(Set<String> schools, Set<UUID> people) {
		Map<String, WeeklyHours> ofSchools = new HashMap<>();
		Map<UUID, PersonalHours> ofPeople = new HashMap<>();
		// Many keep the same hours: each text is read once.
		Map<String, WeeklyHours> read = new HashMap<>();
		this.jdbc.sql("""
				select distinct on (uai, contact_id) uai, contact_id, hours, wish from opening_hours
				where uai = any (:schools) or contact_id = any (:people)
				order by uai, contact_id, set_at desc, id""")
			.param("schools", schools.toArray(String[]::new))
			.param("people", people.toArray(UUID[]::new))
			.query((row) -> {
				String hours = row.getString("hours");
				if (hours != null && row.getString("uai") != null) {
					ofSchools.put(row.getString("uai"), read.computeIfAbsent(hours, WeeklyHours::parse));
				}
				else if (hours != null) {
					ofPeople.put(row.getObject("contact_id", UUID.class),
							new PersonalHours(read.computeIfAbsent(hours, WeeklyHours::parse), row.getBoolean("wish")));
				}
			});
		return new Own(ofSchools, ofPeople);
	}

	private Map<String, List<ClosedPeriod>> closures(Set<String> schools) {
		return this.jdbc.sql("""
				select id, uai, academie, departement, zone, first_day, last_day, half, reason from closed_period
				where uai = any (:schools) and withdrawn_at is null and last_day >= current_date - 400""")
			.param("schools", schools.toArray(String[]::new))
			.query(ClosedPeriod.class)
			.list()
			.stream()
			.collect(Collectors.groupingBy((period) -> Objects.requireNonNull(period.uai())));
	}

	/**
	 * Whom a call is for.
	 *
	 * @param departement that of the school, three characters; null outside schools
	 * @param academie for someone of an organisation, null when it is national
	 * @param teacher whether it is a teacher, whose holidays differ a little
	 */
	public record Whom(@Nullable String uai, @Nullable UUID contact, @Nullable String departement,
			@Nullable String academie, boolean teacher) {
	}

	private record Own(Map<String, WeeklyHours> schools, Map<UUID, PersonalHours> people) {
	}

	/** The days of one place. */
	private record CalendarDays(Place place, List<ClosedPeriod> closures, boolean teacher,
			CommonCalendar.Snapshot calendar, PublicHolidays publicHolidays) implements Agenda.Days {

		@Override
		public Optional<DayClosed> closed(LocalDate day) {
			Optional<DayClosed> all = this.publicHolidays.on(day, this.place.departement())
				.map((name) -> new DayClosed(new Closed(Reason.FERIE, name), null))
				.or(() -> this.calendar.holidays()
					.on(day, this.place.zone(), this.place.departement(), this.teacher, this.calendar.summer())
					.map((holiday) -> new DayClosed(new Closed(Reason.VACANCES, holiday.name()), null)));
			return all.or(() -> byHand(day));
		}

		/** Two halves make a day. */
		private Optional<DayClosed> byHand(LocalDate day) {
			List<ClosedPeriod> on = new ArrayList<>(
					this.closures.stream().filter((period) -> period.isOn(day)).toList());
			boolean halved = on.stream().map(ClosedPeriod::half).distinct().count() == 1;
			return on.stream()
				.findFirst()
				.map((period) -> new DayClosed(new Closed(Reason.EXCEPTIONNEL, period.reason()),
						halved ? period.half() : null));
		}

		@Override
		public boolean isKnown(LocalDate day) {
			return this.calendar.holidays().isKnown(day, this.place.zone());
		}

		@Override
		public LocalDate afterCouncils(LocalDate day) {
			return this.calendar.usual().councils().after(day).plusDays(1);
		}

		@Override
		public LocalDate afterEnrolment(LocalDate day) {
			return this.calendar.usual().enrolment().after(day).plusDays(1);
		}

	}

}
