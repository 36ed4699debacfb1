package fr.dossiersco.outreach.confirmation;

import java.util.LinkedHashMap;
import java.util.Map;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.territory.Territory;
import fr.dossiersco.outreach.web.QueryLink;
import fr.dossiersco.outreach.web.QueryValue;
import org.jspecify.annotations.Nullable;

/**
 * Where the posts are that one asks about, as the query string says it.
 *
 * @param academie the code of an académie
 * @param departement the code of a département
 */
record ConfirmationFilter(@Nullable String academie, @Nullable String departement) {

	static final String PATH = "/toujours-en-poste";

	/** What nobody has, or may see, counts for nothing. */
	static ConfirmationFilter of(Map<String, String> query, Territory territory, CurrentAccount me) {
		String academie = QueryValue.text(query.get("academie"), 3);
		String departement = QueryValue.text(query.get("departement"), 3);
		return new ConfirmationFilter(
				(academie != null && academies(territory, me).containsKey(academie)) ? academie : null,
				(departement != null && departements(territory, me).containsKey(departement)) ? departement : null);
	}

	/** As a form carries it. */
	static ConfirmationFilter read(@Nullable String address, Territory territory, CurrentAccount me) {
		return of(QueryLink.read(address, PATH).orElse(QueryLink.to(PATH)).criteria(), territory, me);
	}

	QueryLink link() {
		return QueryLink.to(PATH).with("academie", this.academie).with("departement", this.departement);
	}

	public boolean isAsking() {
		return this.academie != null || this.departement != null;
	}

	/** Those to choose from, by code, in the order of their names. */
	static Map<String, String> academies(Territory territory, CurrentAccount me) {
		Map<String, String> choices = new LinkedHashMap<>();
		territory.academies()
			.stream()
			.filter((academie) -> isOpen(academie.code(), me))
			.forEach((academie) -> choices.put(academie.code(), academie.name()));
		return choices;
	}

	/** Those to choose from, by code, in the order of their numbers. */
	static Map<String, String> departements(Territory territory, CurrentAccount me) {
		Map<String, String> choices = new LinkedHashMap<>();
		territory.departements()
			.stream()
			.filter((departement) -> isOpen(departement.academie(), me))
			.forEach((departement) -> choices.put(departement.code(), departement.label()));
		return choices;
	}

	private static boolean isOpen(String academie, CurrentAccount me) {
		return me.isTeam() || me.academies().contains(academie);
	}

}
