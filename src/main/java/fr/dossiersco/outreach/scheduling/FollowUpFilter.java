package fr.dossiersco.outreach.scheduling;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import fr.dossiersco.outreach.establishment.SchoolScope;
import fr.dossiersco.outreach.web.QueryLink;
import fr.dossiersco.outreach.web.QueryValue;
import org.jspecify.annotations.Nullable;

/**
 * Which open next steps are asked for, as the query string says it.
 *
 * @param pour {@code moi} (the usual), {@code tous}, or the id of an account
 * @param quand {@code retard}, {@code aujourdhui}, {@code semaine}, {@code apres}; null
 * for all
 * @param retard {@code oui} is another way to say {@code quand=retard}
 */
record FollowUpFilter(@Nullable String pour, @Nullable String quand, @Nullable String retard) {

	static final String PATH = "/relances";

	/** What the schools may be asked. */
	static final List<String> SCHOOLS = List.of("academie", "departement", "type", "secteur", "rencontre", "entree",
			"approche", "responsable");

	static final List<String> MOMENTS = List.of("retard", "aujourdhui", "semaine", "apres");

	FollowUpFilter {
		quand = "oui".equals(retard) ? "retard" : quand;
		quand = (quand != null && MOMENTS.contains(quand)) ? quand : null;
		retard = null;
	}

	/** Whose next steps, null for everyone's. */
	@Nullable UUID owner(UUID me) {
		if ("tous".equals(this.pour)) {
			return null;
		}
		UUID owner = QueryValue.id(this.pour);
		return (owner != null) ? owner : me;
	}

	QueryLink link(SchoolScope scope) {
		return scope.link(PATH).with("pour", this.pour).with("quand", this.quand);
	}

	List<Choice> moments(QueryLink link) {
		List<Choice> choices = new ArrayList<>();
		choices.add(new Choice("tout", link.without("quand").toString(), this.quand == null));
		for (String moment : MOMENTS) {
			choices.add(new Choice(moment, link.replacing("quand", moment).toString(), moment.equals(this.quand)));
		}
		return choices;
	}

	List<Choice> owners(QueryLink link) {
		boolean all = "tous".equals(this.pour);
		return List.of(new Choice("moi", link.without("pour").toString(), !all),
				new Choice("tous", link.replacing("pour", "tous").toString(), all));
	}

	/** One way to narrow the list. */
	public record Choice(String code, String link, boolean current) {
	}

}
