package fr.dossiersco.outreach.request;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.territory.Territory;
import fr.dossiersco.outreach.web.QueryLink;
import fr.dossiersco.outreach.web.QueryValue;
import org.jspecify.annotations.Nullable;

/**
 * Which requests a list shows, as the query string says it; what can't be read counts for
 * nothing. An ambassador has their own alone, and narrows them by state and kind.
 *
 * @param owner the id of who sees to them, {@value #NOBODY} or {@value #ME}
 * @param academie the code of an académie: that of the school or person, else one of
 * those that the author serves
 */
record TeamRequestFilter(State state, @Nullable String owner, @Nullable String academie, @Nullable RequestKind kind) {

	static final String PATH = "/demandes";

	static final String NOBODY = "personne";

	static final String ME = "moi";

	/**
	 * @param owners the team, by id
	 */
	static TeamRequestFilter of(Map<String, String> query, Map<String, String> owners, Territory territory,
			CurrentAccount me) {
		String owner = query.get("responsable");
		String academie = query.get("academie");
		boolean knownOwner = NOBODY.equals(owner) || ME.equals(owner) || owners.containsKey(owner);
		boolean knownAcademie = academie != null && territory.academie(academie) != null;
		return new TeamRequestFilter(State.of(query.get("etat")), (me.isTeam() && knownOwner) ? owner : null,
				(me.isTeam() && knownAcademie) ? academie : null,
				QueryValue.constant(RequestKind.class, query.get("type")));
	}

	/** Its owner's id, null for nobody and for anybody. */
	@Nullable UUID ownerId(CurrentAccount me) {
		if (this.owner == null || this.owner.equals(NOBODY)) {
			return null;
		}
		return this.owner.equals(ME) ? me.id() : UUID.fromString(this.owner);
	}

	boolean isOfNobody() {
		return NOBODY.equals(this.owner);
	}

	/** Whether anything but the state narrows it. */
	public boolean isNarrowed() {
		return this.owner != null || this.academie != null || this.kind != null;
	}

	QueryLink link() {
		return QueryLink.to(PATH)
			.with("etat", (this.state != State.OPEN) ? this.state.code() : null)
			.with("responsable", this.owner)
			.with("academie", this.academie)
			.with("type", this.kind);
	}

	/** The académies to choose from, by code. */
	static Map<String, String> academies(Territory territory) {
		Map<String, String> choices = new LinkedHashMap<>();
		territory.academies().forEach((academie) -> choices.put(academie.code(), academie.name()));
		return choices;
	}

}
