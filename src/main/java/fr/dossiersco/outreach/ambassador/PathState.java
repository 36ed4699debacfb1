package fr.dossiersco.outreach.ambassador;

import java.util.Arrays;
import java.util.List;

/**
 * Where someone stands on the way to being an ambassador, as the view
 * {@code ambassador_standing} tells it.
 */
enum PathState {

	/** Somebody noted that they are willing. */
	VOLONTAIRE,

	/** An invitation waits for them, or its link has expired. */
	INVITE,

	/** They have an account: somebody of the team goes along. */
	ACCOMPAGNE,

	/** The team judges that they go on by themselves. */
	ACTIF,

	/** They were, and are not for now; or their account was closed. */
	EN_RETRAIT,

	/** They would rather not. */
	RENONCE;

	/** The way itself, without what ends it. */
	static final List<PathState> WAY = List.of(VOLONTAIRE, INVITE, ACCOMPAGNE, ACTIF);

	/** What the team may decide now, in the order of its buttons. */
	List<Decision> decisions() {
		return Arrays.stream(Decision.values()).filter((decision) -> decision.isPossible(this)).toList();
	}

	/** Whether it is one of the way, before the other or the other itself. */
	public boolean hasReached(PathState other) {
		return WAY.contains(this) && compareTo(other) >= 0;
	}

	/** Whether somebody may be invited, or have an account tied to them. */
	public boolean isUnderWay() {
		return WAY.contains(this);
	}

	/** The class of its badge. */
	public String badge() {
		return switch (this) {
			case VOLONTAIRE -> "fr-badge--new";
			case INVITE, ACCOMPAGNE -> "fr-badge--info";
			case ACTIF -> "fr-badge--success";
			case EN_RETRAIT, RENONCE -> "";
		};
	}

}
