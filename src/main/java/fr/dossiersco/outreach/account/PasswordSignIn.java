package fr.dossiersco.outreach.account;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
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

	private final JdbcClient jdbc;

	private final Clock clock;

	private final String unknown;

	PasswordSignIn(AccountRepository accounts, CredentialRepository credentials, PasswordEncoder encoder,
			JdbcClient jdbc, Clock clock) {
		this.accounts = accounts;
		this.credentials = credentials;
		this.encoder = encoder;
		this.jdbc = jdbc;
		this.clock = clock;
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
			.flatMap((known) -> Acting.asSystem(() -> this.accounts.findById(known.id())))
			.filter(Account::isActive)
			.map(Account::signedIn)
			.orElseThrow(() -> new BadCredentialsException("Unknown address or wrong password"));
		Acting.asSystem(() -> this.jdbc.sql("update credential set last_sign_in_at = ? where account_id = ?")
			.params(this.clock.instant().atOffset(ZoneOffset.UTC), signedIn.id())
			.update());
		return UsernamePasswordAuthenticationToken.authenticated(signedIn, null, signedIn.authorities());
	}

	@Override
	public boolean supports(@Nullable Class<?> authentication) {
		return UsernamePasswordAuthenticationToken.class.equals(authentication);
	}

}
