package fr.dossiersco.outreach.territory;

import java.time.ZoneId;
import java.util.List;

/**
 * A département, or what stands for one overseas.
 *
 * @param code three characters, as in the directory: 031, 02A, 971
 * @param academie the code of its académie
 * @param zone its zone of school holidays
 * @param uaiPrefixes the first three digits of the UAI given there
 * @param localHolidays its days off beside the national ones
 */
public record Departement(String code, String inseeCode, String name, String academie, String zone, ZoneId timeZone,
		List<String> uaiPrefixes, List<String> localHolidays) {
}
