package fr.dossiersco.outreach.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The secret part of a link: 256 bits that nobody can guess. Its hash alone is kept, and
 * looked for; comparing hashes tells nothing of the secret by the time it takes.
 */
public record SecretLink(String token) {

	private static final SecureRandom RANDOM = new SecureRandom();

	public static SecretLink create() {
		byte[] secret = new byte[32];
		RANDOM.nextBytes(secret);
		return new SecretLink(Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
	}

	public byte[] hash() {
		try {
			return MessageDigest.getInstance("SHA-256").digest(this.token.getBytes(StandardCharsets.US_ASCII));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java has SHA-256", ex);
		}
	}

	@Override
	public String toString() {
		return "SecretLink";
	}

}
