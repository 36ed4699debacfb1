package fr.dossiersco.outreach.review;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import fr.dossiersco.outreach.availability.Agenda;
import fr.dossiersco.outreach.availability.Agendas;
import fr.dossiersco.outreach.territory.Departement;
import fr.dossiersco.outreach.territory.Territory;

import org.springframework.stereotype.Component;

/**
 * Counts the days when schools were open, so that neither holidays nor Sundays make a
 * school look forgotten. A day is a day where the school is.
 */
@Component
class OpenDays {

	/** Farther back, a school is stale whatever its stage expects. */
	private static final int FARTHEST = 800;

	private final Agendas agendas;

	private final Territory territory;

	private final Cache<Asked, List<Limit>> known = Caffeine.newBuilder()
		.expireAfterWrite(Duration.ofSeconds(30))
		.maximumSize(20)
		.build();

	OpenDays(Agendas agendas, Territory territory) {
		this.agendas = agendas;
		this.territory = territory;
	}

	/**
	 * For each département and number of days, since when nothing may have happened.
	 * @param expected numbers of open days
	 */
	List<Limit> limits(Instant now, Collection<Integer> expected) {
		// Everywhere days begin on the half-hour.
		return this.known.get(new Asked(now.truncatedTo(ChronoUnit.HOURS).plus(half(now)), new TreeSet<>(expected)),
				this::limits);
	}

	private static Duration half(Instant now) {
		return Duration.ofMinutes((now.atOffset(ZoneOffset.UTC).getMinute() < 30) ? 0 : 30);
	}

	private List<Limit> limits(Asked asked) {
		List<Limit> limits = new ArrayList<>();
		for (Departement departement : this.territory.departements()) {
			Agenda agenda = this.agendas.ofDepartement(departement.code());
			LocalDate today = LocalDate.ofInstant(asked.now(), departement.timeZone());
			int open = 0;
			LocalDate day = today;
			for (int expected : asked.expected()) {
				while (open <= expected && day.isAfter(today.minusDays(FARTHEST))) {
					open += agenda.open(day).isEmpty() ? 0 : 1;
					day = day.minusDays(1);
				}
				// The day of the last count is itself open: whatever happened before it
				// is too old.
				limits.add(new Limit(departement.code(), expected,
						day.plusDays(1).atStartOfDay(departement.timeZone()).toInstant(), today));
			}
		}
		return List.copyOf(limits);
	}

	/** The day in a département. */
	LocalDate day(Instant at, String departement) {
		return LocalDate.ofInstant(at, Objects.requireNonNull(this.territory.departement(departement)).timeZone());
	}

	/**
	 * How many open days have gone by since a day, that day excluded and today included.
	 */
	int since(LocalDate last, LocalDate today, String departement) {
		Agenda agenda = this.agendas.ofDepartement(departement);
		return (int) last.plusDays(1)
			.datesUntil(today.plusDays(1))
			.filter((day) -> !agenda.open(day).isEmpty())
			.count();
	}

	/**
	 * @param before a school where nothing has happened since then is stale
	 * @param today the day that it is there
	 */
	record Limit(String departement, int expected, Instant before, LocalDate today) {
	}

	private record Asked(Instant now, TreeSet<Integer> expected) {
	}

}
