package fr.dossiersco.outreach.establishment;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A school in the list. Names repeat a lot, so its town and UAI are always beside it.
 *
 * @param facets what higher floors say of it, in their order
 */
record EstablishmentRow(String uai, String name, EstablishmentKind kind, @Nullable Sector sector, @Nullable String town,
		@Nullable String postcode, String departement, String academie, @Nullable String priorityEducation,
		EstablishmentState state, List<@Nullable String> facets) {
}
