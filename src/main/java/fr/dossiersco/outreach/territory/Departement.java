package fr.dossiersco.outreach.territory;

import java.time.ZoneId;
import java.util.List;

/**
 * A département or an overseas territory.
 *
 * @param code three characters, as in the directory: 031, 02A, 971
 * @param inseeCode as people know it: 31, 2A, 971
 * @param academie the code of its académie
 * @param zone its school holidays, as their calendar names them
 * @param uaiPrefixes how the UAI of its schools begin; not always its code, and not
 * always its own
 * @param localHolidays the public holidays of this place alone, in French
 */
public record Departement(String code, String inseeCode, String name, String academie, String zone, ZoneId timeZone,
		List<String> uaiPrefixes, List<String> localHolidays) {

	/** As people recognise it in a list: « 31 – Haute-Garonne ». */
	public String label() {
		return this.inseeCode + " – " + this.name;
	}

}
