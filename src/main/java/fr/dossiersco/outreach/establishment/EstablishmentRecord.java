package fr.dossiersco.outreach.establishment;

import java.time.LocalDate;
import java.time.ZoneId;

import org.jspecify.annotations.Nullable;

/**
 * One school as its page shows it.
 *
 * @param uai its name for the whole administration
 * @param name its usual name, far from unique
 * @param academie the code of its académie
 * @param departement the code of its département, three characters
 * @param zone its own time zone
 * @param otherSites the names and towns of its other sites, null when it has none
 * @param version to be sent back with a correction
 */
public record EstablishmentRecord(String uai, String name, EstablishmentKind kind, @Nullable String natureLabel,
		@Nullable Sector sector, @Nullable String contract, @Nullable String address, @Nullable String addressExtra,
		@Nullable String postcode, @Nullable String town, String departement, String departementName, String academie,
		String academieName, String holidayZone, ZoneId zone, @Nullable String phone, @Nullable String email,
		@Nullable String web, @Nullable String priorityEducation, @Nullable Integer pupils,
		@Nullable LocalDate openedOn, EstablishmentState state, @Nullable String otherSites, int version) {
}
