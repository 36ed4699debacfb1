package fr.dossiersco.outreach.access;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import fr.dossiersco.outreach.territory.Departement;
import fr.dossiersco.outreach.territory.Territory;
import org.jspecify.annotations.Nullable;

import org.springframework.validation.BindingResult;

/** Départements as people write them: « 59, 62 », « 2A ». */
final class TypedDepartements {

	private TypedDepartements() {
	}

	/**
	 * Reads them, and says at the field {@code departements} what is wrong: one that does
	 * not exist, or that is in no académie served.
	 * @return their codes
	 */
	static Set<String> read(@Nullable String typed, Rights rights, Territory territory, BindingResult errors) {
		Set<String> codes = new TreeSet<>();
		for (String number : ((typed != null) ? typed : "").split("[\\s,;]+")) {
			if (number.isEmpty()) {
				continue;
			}
			Departement named = find(number.toUpperCase(Locale.ROOT), territory).orElse(null);
			if (named == null) {
				errors.rejectValue("departements", "access.departements.unknown", new Object[] { number }, null);
			}
			else if (!rights.academies().contains(named.academie())) {
				errors.rejectValue("departements",
						rights.role().isTeam() ? "access.departements.team" : "access.departements.elsewhere",
						new Object[] { named.label() }, null);
			}
			else {
				codes.add(named.code());
			}
		}
		return codes;
	}

	private static Optional<Departement> find(String number, Territory territory) {
		return territory.departements()
			.stream()
			.filter((departement) -> departement.inseeCode().equals(number) || departement.code().equals(number)
					|| departement.inseeCode().equals("0" + number))
			.findFirst();
	}

}
