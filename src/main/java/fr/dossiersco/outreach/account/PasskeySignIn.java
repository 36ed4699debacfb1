package fr.dossiersco.outreach.account;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.authentication.WebAuthnAuthenticationRequestToken;
import org.springframework.security.web.webauthn.management.WebAuthnRelyingPartyOperations;

/** Lets in whoever holds a passkey of an account. */
class PasskeySignIn implements AuthenticationProvider {

	private final WebAuthnRelyingPartyOperations passkeys;

	private final SignIns signIns;

	/**
	 * @param passkeys whose users are accounts, by their {@link UserHandle}
	 */
	PasskeySignIn(WebAuthnRelyingPartyOperations passkeys, SignIns signIns) {
		this.passkeys = passkeys;
		this.signIns = signIns;
	}

	@Override
	public Authentication authenticate(Authentication attempt) {
		PublicKeyCredentialUserEntity owner = owner((WebAuthnAuthenticationRequestToken) attempt);
		return this.signIns.open(UserHandle.account(owner.getId().getBytes()))
			.map((signedIn) -> UsernamePasswordAuthenticationToken.authenticated(signedIn, null,
					signedIn.authorities()))
			.orElseThrow(() -> new BadCredentialsException("Its account is closed"));
	}

	private PublicKeyCredentialUserEntity owner(WebAuthnAuthenticationRequestToken attempt) {
		try {
			return this.passkeys.authenticate(attempt.getWebAuthnRequest());
		}
		catch (RuntimeException ex) {
			// Whatever is wrong with it, checked by a library that has no common word for
			// it.
			throw new BadCredentialsException("This passkey opens nothing", ex);
		}
	}

	@Override
	public boolean supports(@Nullable Class<?> authentication) {
		return WebAuthnAuthenticationRequestToken.class.equals(authentication);
	}

}
