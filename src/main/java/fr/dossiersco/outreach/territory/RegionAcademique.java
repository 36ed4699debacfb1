package fr.dossiersco.outreach.territory;

/**
 * A région académique.
 *
 * @param code that of INSEE
 */
public record RegionAcademique(String code, String name) {
}
