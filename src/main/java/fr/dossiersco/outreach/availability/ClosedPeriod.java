package fr.dossiersco.outreach.availability;

import java.time.LocalDate;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Days when nobody is to be called, entered by hand.
 *
 * @param uai one school, else
 * @param academie everyone in an académie, else
 * @param departement everyone in a département, else
 * @param zone everyone in a zone of school holidays
 * @param half null for whole days
 */
record ClosedPeriod(UUID id, @Nullable String uai, @Nullable String academie, @Nullable String departement,
		@Nullable String zone, LocalDate firstDay, LocalDate lastDay, @Nullable HalfDay half, String reason) {

	boolean isOn(LocalDate day) {
		return !day.isBefore(this.firstDay) && !day.isAfter(this.lastDay);
	}

	boolean concerns(Place place) {
		if (this.uai != null) {
			return this.uai.equals(place.uai());
		}
		return place.academie().equals(this.academie) || place.departement().equals(this.departement)
				|| place.zone().equals(this.zone);
	}

}
