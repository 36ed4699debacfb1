package fr.dossiersco.outreach.availability;

import java.time.ZoneId;

import org.jspecify.annotations.Nullable;

/**
 * Where someone is to be called.
 *
 * @param uai the school, null for an organisation
 * @param departement three characters
 * @param zone its school holidays, as their calendar names them
 */
record Place(@Nullable String uai, String academie, String departement, String zone, ZoneId timeZone) {
}
