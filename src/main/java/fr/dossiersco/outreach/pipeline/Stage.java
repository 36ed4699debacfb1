package fr.dossiersco.outreach.pipeline;

/**
 * A stage of the way.
 *
 * @param code its stable name, as in addresses
 * @param label as shown
 * @param category {@code EN_COURS}, {@code GAGNE} or {@code A_PART}
 * @param reasonRequired whether a school that comes there must say why
 */
public record Stage(String code, String label, int position, String category, boolean reasonRequired) {
}
