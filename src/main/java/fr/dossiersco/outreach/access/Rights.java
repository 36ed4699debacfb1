package fr.dossiersco.outreach.access;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import fr.dossiersco.outreach.account.Role;
import fr.dossiersco.outreach.territory.Territory;
import org.jspecify.annotations.Nullable;

import org.springframework.validation.BindingResult;

/**
 * A role and the académies that go with it, as a form may say them.
 *
 * @param academies empty for the team
 */
record Rights(Role role, Set<String> academies) {

	/**
	 * Reads what was chosen, and says what is wrong with it at the fields {@code role}
	 * and {@code academies}.
	 * @return null when something is wrong
	 */
	static @Nullable Rights read(@Nullable Role role, List<String> chosen, Territory territory, BindingResult errors) {
		if (role == null) {
			return null;
		}
		if (role.isTeam() && !chosen.isEmpty()) {
			errors.rejectValue("academies", "access.academies.team");
			return null;
		}
		if (!role.isTeam() && chosen.isEmpty()) {
			errors.rejectValue("academies", "access.academies.none");
			return null;
		}
		if (chosen.stream().anyMatch((code) -> territory.academie(code) == null)) {
			errors.rejectValue("academies", "access.academies.unknown");
			return null;
		}
		return new Rights(role, new TreeSet<>(chosen));
	}

}
