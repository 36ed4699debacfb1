package fr.dossiersco.outreach.contact;

/** How long ago someone was last spoken or written with. */
enum LastExchange {

	UN_MOIS("c.last_exchange_at >= now() - interval '30 days'"),

	TROIS_MOIS("c.last_exchange_at >= now() - interval '90 days'"),

	PLUS_DE_TROIS_MOIS("c.last_exchange_at < now() - interval '90 days'"),

	PLUS_D_UN_AN("c.last_exchange_at < now() - interval '1 year'"),

	JAMAIS("c.last_exchange_at is null");

	private final String condition;

	LastExchange(String condition) {
		this.condition = condition;
	}

	/** In SQL, of the person's row {@code c}. */
	String condition() {
		return this.condition;
	}

}
