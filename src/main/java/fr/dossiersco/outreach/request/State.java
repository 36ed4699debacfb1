package fr.dossiersco.outreach.request;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/** Which requests a list shows; in addresses, each has its French code. */
enum State {

	OPEN("ouvertes"), CLOSED("closes"), ALL("toutes");

	private final String code;

	State(String code) {
		this.code = code;
	}

	public String code() {
		return this.code;
	}

	/** What nobody knows is the usual one. */
	static State of(@Nullable String code) {
		return Arrays.stream(values()).filter((state) -> state.code.equals(code)).findFirst().orElse(OPEN);
	}

}
