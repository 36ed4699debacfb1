package fr.dossiersco.outreach.proconnect;

import java.util.Arrays;
import java.util.Optional;

import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;

/** Why somebody did not come in by ProConnect, as they are told. */
enum Refusal {

	/** Nobody has, or nobody has any more: the same to whoever asks. */
	NO_ACCOUNT("aucun-compte"),

	OTHER_IDENTITY("autre-identite"),

	DOWN("panne"),

	NOT_PROVEN("refus");

	private final String address;

	Refusal(String address) {
		this.address = address;
	}

	/** The last part of the page's address. */
	String address() {
		return this.address;
	}

	OAuth2AuthenticationException exception() {
		return new OAuth2AuthenticationException(new OAuth2Error(name()));
	}

	static Optional<Refusal> at(String address) {
		return Arrays.stream(values()).filter((refusal) -> refusal.address.equals(address)).findAny();
	}

	static Optional<Refusal> of(OAuth2AuthenticationException exception) {
		String code = exception.getError().getErrorCode();
		return Arrays.stream(values()).filter((refusal) -> refusal.name().equals(code)).findAny();
	}

}
