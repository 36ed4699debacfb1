package fr.dossiersco.outreach.campaign;

import java.util.Arrays;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** Where a campaign stands, the message {@code campaign.state.…}. */
enum State {

	/** Launched, begun and not closed. */
	EN_COURS("en-cours"),
	/** Not launched yet, or launched for a day to come. */
	A_VENIR("a-venir"),
	/** Closed. */
	TERMINEE("terminees");

	/** The state of the campaign {@code k}, with the day {@code :thisDay}. */
	static final String SQL = """
			case when k.closed_at is not null then 'TERMINEE'
				when k.launched_at is null or k.starts_on > :thisDay then 'A_VENIR' else 'EN_COURS' end""";

	private final String code;

	State(String code) {
		this.code = code;
	}

	/** As in an address. */
	public String code() {
		return this.code;
	}

	static Optional<State> of(@Nullable String code) {
		return Arrays.stream(values()).filter((state) -> state.code.equals(code)).findFirst();
	}

}
