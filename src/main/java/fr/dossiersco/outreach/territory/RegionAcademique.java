package fr.dossiersco.outreach.territory;

/**
 * A région académique: one or several académies.
 *
 * @param code that of the region at INSEE
 */
public record RegionAcademique(String code, String name) {

}
