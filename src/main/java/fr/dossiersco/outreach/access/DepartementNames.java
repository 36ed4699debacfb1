package fr.dossiersco.outreach.access;

import java.util.Set;

import fr.dossiersco.outreach.territory.Departement;
import fr.dossiersco.outreach.territory.Territory;
import org.jspecify.annotations.Nullable;

/** Départements as a sentence lists them. */
final class DepartementNames {

	private DepartementNames() {
	}

	/**
	 * Their names in the order of their numbers, « Nord, Pas-de-Calais »; empty when
	 * there is none.
	 * @param codes as {@link AcademieNames#codes(String)} reads them
	 */
	static String of(@Nullable String codes, Territory territory) {
		Set<String> known = AcademieNames.codes(codes);
		return String.join(", ",
				territory.departements()
					.stream()
					.filter((departement) -> known.contains(departement.code()))
					.map(Departement::name)
					.toList());
	}

}
