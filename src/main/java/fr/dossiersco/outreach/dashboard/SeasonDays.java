package fr.dossiersco.outreach.dashboard;

import java.time.Duration;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.List;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import fr.dossiersco.outreach.availability.Agenda;
import fr.dossiersco.outreach.availability.Agendas;
import fr.dossiersco.outreach.territory.Departement;
import fr.dossiersco.outreach.territory.Territory;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** The days when the schools of a place can be reached. */
@Component
class SeasonDays {

	/** As long as the calendar itself may be late. */
	private static final Duration KEPT = Duration.ofSeconds(30);

	private final Agendas agendas;

	private final Territory territory;

	private final Cache<Asked, OpenDays> known = Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(500).build();

	SeasonDays(Agendas agendas, Territory territory) {
		this.agendas = agendas;
		this.territory = territory;
	}

	/**
	 * The days up to a year's end when every département of an académie is open: all its
	 * schools can be reached.
	 * @param departement the only one that counts, null for all of them
	 */
	OpenDays of(String academie, @Nullable String departement, SeasonYear year) {
		return this.known.get(new Asked(academie, departement, year), this::read);
	}

	private OpenDays read(Asked asked) {
		List<Agenda> places = this.territory.departements()
			.stream()
			.filter((each) -> each.academie().equals(asked.academie()))
			.map(Departement::code)
			.filter((code) -> asked.departement() == null || asked.departement().equals(code))
			.map(this.agendas::ofDepartement)
			.toList();
		LocalDate first = asked.year().previous().first();
		int length = Math.toIntExact(asked.year().last().toEpochDay() - first.toEpochDay() + 1);
		BitSet open = new BitSet(length);
		BitSet known = new BitSet(length);
		for (int i = 0; i < length; i++) {
			LocalDate day = first.plusDays(i);
			// Most days that are closed are so for all.
			open.set(i, places.stream().noneMatch((place) -> place.open(day).isEmpty()));
			known.set(i, places.stream().allMatch((place) -> place.isKnown(day)));
		}
		return new OpenDays(first, open, known);
	}

	private record Asked(String academie, @Nullable String departement, SeasonYear year) {
	}

	/**
	 * The open days of two years.
	 */
	record OpenDays(LocalDate first, BitSet open, BitSet known) {

		boolean isOpen(LocalDate day) {
			int index = index(day);
			return index >= 0 && this.open.get(index);
		}

		/** Whether the school holidays are published around a day. */
		boolean isKnown(LocalDate day) {
			int index = index(day);
			return index >= 0 && this.known.get(index);
		}

		/** The last open day up to a day; the day itself when none is. */
		LocalDate lastUpTo(LocalDate day) {
			int index = (index(day) >= 0) ? this.open.previousSetBit(index(day)) : -1;
			return (index >= 0) ? this.first.plusDays(index) : day;
		}

		/** How many days are open from one day to another, both included. */
		int between(LocalDate from, LocalDate until) {
			int start = Math.max(0, index(from));
			int end = index(until) + 1;
			return (end > start) ? this.open.get(start, end).cardinality() : 0;
		}

		private int index(LocalDate day) {
			return Math.toIntExact(day.toEpochDay() - this.first.toEpochDay());
		}

	}

}
