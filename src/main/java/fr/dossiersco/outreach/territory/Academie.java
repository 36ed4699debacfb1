package fr.dossiersco.outreach.territory;

import java.time.ZoneId;

import org.jspecify.annotations.Nullable;

/**
 * An académie, or what stands for one overseas.
 *
 * @param code two digits, as in the directory
 * @param region the code of its région académique, null where there is none
 * @param zone its school holidays, as their calendar names them
 * @param mailDomain what follows the @ in the addresses of its schools, null when unknown
 * @param seat the town of its rectorat
 * @param directoryLabel its name as the directory spells it
 * @param calendarLabel its name as the calendar of school holidays spells it
 */
public record Academie(String code, String name, Kind kind, @Nullable String region, String zone, ZoneId timeZone,
		@Nullable String mailDomain, String seat, String directoryLabel, String calendarLabel) {

	/** After the word « académie »: « de Lille », « d’Amiens ». */
	public String ofName() {
		return ("AEIOUÉÎ".indexOf(this.name.charAt(0)) >= 0) ? "d’" + this.name : "de " + this.name;
	}

	/** What the law calls it. */
	public enum Kind {

		ACADEMIE, VICE_RECTORAT,
		/** Saint-Pierre-et-Miquelon: too small for either. */
		SERVICE

	}

}
