package fr.dossiersco.outreach.ambassador;

import java.util.Map;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.contact.TerritoryChoices;
import fr.dossiersco.outreach.web.QueryLink;
import fr.dossiersco.outreach.web.QueryValue;
import org.jspecify.annotations.Nullable;

/**
 * What narrows the lists of this feature, as the query string says it. What nobody has
 * counts for nothing.
 *
 * @param academie the code of one that one sees people of
 */
record PathFilter(@Nullable String academie, @Nullable PathState state) {

	static final String NETWORK = "/ambassadeurs";

	static final String PATHS = NETWORK + "/parcours";

	static final String POSSIBLE = NETWORK + "/possibles";

	static PathFilter of(Map<String, String> query, TerritoryChoices territory, CurrentAccount me) {
		String academie = QueryValue.text(query.get("academie"), 3);
		return new PathFilter((academie != null && territory.academies(me).containsKey(academie)) ? academie : null,
				QueryValue.constant(PathState.class, query.get("etape")));
	}

	QueryLink link(String path) {
		return QueryLink.to(path).with("academie", this.academie).with("etape", this.state);
	}

	public boolean isAsking() {
		return this.academie != null || this.state != null;
	}

}
