package fr.dossiersco.outreach.ambassador;

/** What the team decides of a path. Everything else follows from facts. */
enum Decision {

	/** They are active. */
	ACTIVITE,

	/** They would rather not become one. */
	RENONCEMENT,

	/** They were active, and step back. */
	RETRAIT,

	/** They take it up again. */
	REPRISE;

	boolean isPossible(PathState state) {
		return switch (this) {
			case ACTIVITE -> state == PathState.ACCOMPAGNE;
			case RENONCEMENT -> state.isUnderWay() && state != PathState.ACTIF;
			case RETRAIT -> state == PathState.ACTIF;
			case REPRISE -> !state.isUnderWay();
		};
	}

	/** Whether one says why, if one wishes. */
	public boolean isExplained() {
		return this == RENONCEMENT || this == RETRAIT;
	}

}
