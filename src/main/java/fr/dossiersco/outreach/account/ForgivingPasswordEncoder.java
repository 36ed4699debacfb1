package fr.dossiersco.outreach.account;

import java.text.Normalizer;

import org.jspecify.annotations.Nullable;

import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Takes a password as its owner means it, wherever it is chosen or typed: nobody means
 * the spaces around it, which copying brings along and forms leave out, nor knows whether
 * a keyboard sends « é » as one sign or as two (NIST SP 800-63B, 3.1.1.2).
 */
class ForgivingPasswordEncoder implements PasswordEncoder {

	private final PasswordEncoder encoder;

	ForgivingPasswordEncoder(PasswordEncoder encoder) {
		this.encoder = encoder;
	}

	@Override
	public @Nullable String encode(@Nullable CharSequence typed) {
		return this.encoder.encode(meant(typed));
	}

	@Override
	public boolean matches(@Nullable CharSequence typed, @Nullable String encoded) {
		return this.encoder.matches(meant(typed), encoded);
	}

	@Override
	public boolean upgradeEncoding(@Nullable String encoded) {
		return this.encoder.upgradeEncoding(encoded);
	}

	/** What counts of it. */
	static String meant(@Nullable CharSequence typed) {
		return (typed == null) ? "" : Normalizer.normalize(typed, Normalizer.Form.NFC).strip();
	}

}
