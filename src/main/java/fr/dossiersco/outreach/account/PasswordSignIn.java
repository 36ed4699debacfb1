package fr.dossiersco.outreach.account;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Checks an address and a password; takes the same time, and says the same, whether the
 * address is known, unknown, or of someone who has left.
 */
@Component
class PasswordSignIn implements AuthenticationProvider {

	private final AccountRepository accounts;

	private final CredentialRepository credentials;

	private final PasswordEncoder encoder;

	private final SignIns signIns;

	private final String unknown;

	PasswordSignIn(AccountRepository accounts, CredentialRepository credentials, PasswordEncoder encoder,
			SignIns signIns) {
		this.accounts = accounts;
		this.credentials = credentials;
		this.encoder = encoder;
		this.signIns = signIns;
		this.unknown = encoder.encode("nobody has this password");
	}

	@Override
	public Authentication authenticate(Authentication attempt) {
		String email = attempt.getName().strip().toLowerCase(java.util.Locale.ROOT);
		String password = String.valueOf(attempt.getCredentials());
		Optional<Account> account = Acting.asSystem(() -> this.accounts.findByEmail(email));
		String expected = account.flatMap((known) -> Acting.asSystem(() -> this.credentials.findById(known.id())))
			.map(Credential::password)
			.orElse(this.unknown);
		boolean right = this.encoder.matches(password, expected);
		// Read once more: checking a password takes long enough for a coordinator to
		// decide otherwise meanwhile.
		CurrentAccount signedIn = account.filter((known) -> right)
			.flatMap((known) -> this.signIns.open(known.id()))
			.orElseThrow(() -> new BadCredentialsException("Unknown address or wrong password"));
		return UsernamePasswordAuthenticationToken.authenticated(signedIn, null, signedIn.authorities());
	}

	@Override
	public boolean supports(@Nullable Class<?> authentication) {
		return UsernamePasswordAuthenticationToken.class.equals(authentication);
	}

}
