package fr.dossiersco.outreach.confirmation;

import java.util.Map;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.contact.TerritoryChoices;
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
	static ConfirmationFilter of(Map<String, String> query, TerritoryChoices territory, CurrentAccount me) {
		String academie = QueryValue.text(query.get("academie"), 3);
		String departement = QueryValue.text(query.get("departement"), 3);
		return new ConfirmationFilter(
				(academie != null && territory.academies(me).containsKey(academie)) ? academie : null,
				(departement != null && territory.departements(me).containsKey(departement)) ? departement : null);
	}

	/** As a form carries it. */
	static ConfirmationFilter read(@Nullable String address, TerritoryChoices territory, CurrentAccount me) {
		return of(QueryLink.read(address, PATH).orElse(QueryLink.to(PATH)).criteria(), territory, me);
	}

	QueryLink link() {
		return QueryLink.to(PATH).with("academie", this.academie).with("departement", this.departement);
	}

	public boolean isAsking() {
		return this.academie != null || this.departement != null;
	}

}
