package fr.dossiersco.outreach.access;

import java.util.Set;
import java.util.TreeSet;

import fr.dossiersco.outreach.territory.Academie;
import fr.dossiersco.outreach.territory.Territory;
import org.jspecify.annotations.Nullable;

/** Académies as a sentence lists them. */
final class AcademieNames {

	private AcademieNames() {
	}

	/** The codes that a query put into one text, with commas. */
	static Set<String> codes(@Nullable String served) {
		return (served == null || served.isEmpty()) ? Set.of() : new TreeSet<>(Set.of(served.split(",")));
	}

	/**
	 * Their names in the French order, « Amiens, Lille »; empty when there is none.
	 * @param served as {@link #codes(String)} reads it
	 */
	static String of(@Nullable String served, Territory territory) {
		Set<String> codes = codes(served);
		return String.join(", ",
				territory.academies()
					.stream()
					.filter((academie) -> codes.contains(academie.code()))
					.map(Academie::name)
					.toList());
	}

}
