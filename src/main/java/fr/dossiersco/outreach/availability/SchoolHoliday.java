package fr.dossiersco.outreach.availability;

import java.time.LocalDate;
import java.util.List;

/**
 * School holidays of a zone.
 *
 * @param zone as the official calendar spells it
 * @param departements where in the zone, empty for the whole of it
 * @param teachers whether the teachers alone are away
 * @param lastDay the last day off; of a summer without an end, what stands for it
 * @param openEnded whether the end is not published yet
 * @param summer whether they are the long ones, of which the staff works a part
 * @param fromPress whether the rectorat has not confirmed them
 */
record SchoolHoliday(String zone, List<String> departements, boolean teachers, String name, LocalDate firstDay,
		LocalDate lastDay, boolean openEnded, boolean summer, String schoolYear, boolean fromPress) {

	boolean concerns(String departement) {
		return this.departements.isEmpty() || this.departements.contains(departement);
	}

	boolean isOn(LocalDate day) {
		return !day.isBefore(this.firstDay) && !day.isAfter(this.lastDay);
	}

}
