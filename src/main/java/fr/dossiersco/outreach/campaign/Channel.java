package fr.dossiersco.outreach.campaign;

/** By which way a campaign goes to people, the message {@code campaign.channel.…}. */
enum Channel {

	/**
	 * A few people call through a list within weeks: as many as a phone campaign may
	 * hold.
	 */
	APPELS(2_000),

	/**
	 * Each is written to by name, and whoever answers is answered: beyond some thousands
	 * a small team would leave answers lie.
	 */
	MEL(5_000),

	/** A post in a forum, a review, a community: whoever reads it. */
	PUBLICATION(Integer.MAX_VALUE),

	/** Whoever comes. */
	EVENEMENT(Integer.MAX_VALUE),

	/** Ambassadors pass the word on, each in their académie. */
	AMBASSADEURS(Integer.MAX_VALUE);

	private final int most;

	Channel(int most) {
		this.most = most;
	}

	/** How many a campaign may be for. */
	int most() {
		return this.most;
	}

	/**
	 * Whether each is spoken to, one by one. Otherwise a campaign is for the schools of
	 * its list, the whole country if need be, and nobody has to be left alone.
	 */
	public boolean isOneByOne() {
		return this == APPELS || this == MEL;
	}

}
