package fr.dossiersco.outreach.account;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.ott.InvalidOneTimeTokenException;
import org.springframework.security.authentication.ott.OneTimeToken;
import org.springframework.security.authentication.ott.OneTimeTokenAuthentication;
import org.springframework.security.authentication.ott.OneTimeTokenAuthenticationToken;
import org.springframework.security.authentication.ott.OneTimeTokenService;
import org.springframework.security.core.Authentication;

/** Lets in whoever has the link that was sent to an account's address. */
class LinkSignIn implements AuthenticationProvider {

	private final OneTimeTokenService links;

	private final SignIns signIns;

	/**
	 * @param links whose tokens name an account by its id
	 */
	LinkSignIn(OneTimeTokenService links, SignIns signIns) {
		this.links = links;
		this.signIns = signIns;
	}

	@Override
	public Authentication authenticate(Authentication attempt) {
		OneTimeToken used = this.links.consume((OneTimeTokenAuthenticationToken) attempt);
		if (used == null) {
			throw new InvalidOneTimeTokenException("This link leads nowhere (any more)");
		}
		return this.signIns.open(UUID.fromString(used.getUsername()))
			.map((signedIn) -> new OneTimeTokenAuthentication(signedIn, signedIn.authorities()))
			.orElseThrow(() -> new InvalidOneTimeTokenException("Its account is closed"));
	}

	@Override
	public boolean supports(@Nullable Class<?> authentication) {
		return OneTimeTokenAuthenticationToken.class.equals(authentication);
	}

}
