package fr.dossiersco.outreach.territory;

import java.time.ZoneId;

import org.jspecify.annotations.Nullable;

/**
 * An académie, or what stands for one overseas.
 *
 * @param code two digits, as in the directory
 * @param region the code of its région académique, null overseas where there is none
 * @param zone its zone of school holidays, as the calendar spells it
 * @param mailDomain null where it isn't known
 * @param seat the town of the rectorat
 * @param directoryLabel its name as the directory spells it
 * @param calendarLabel its name as the calendar of school holidays spells it
 */
public record Academie(String code, String name, Kind kind, @Nullable String region, String zone, ZoneId timeZone,
		@Nullable String mailDomain, String seat, String directoryLabel, String calendarLabel) {

	/** What it is in law. */
	public enum Kind {

		ACADEMIE, VICE_RECTORAT, SERVICE

	}

	/** As one says it after « académie »: de Lille, d’Amiens. */
	public String ofName() {
		return ("AEIOUÉÈÊÎ".indexOf(this.name.charAt(0)) >= 0) ? "d’" + this.name : "de " + this.name;
	}

}
