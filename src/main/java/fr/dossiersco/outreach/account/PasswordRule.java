package fr.dossiersco.outreach.account;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What a password that someone chooses must be. Length is the rule that counts (NIST SP
 * 800-63B, CNIL 2022-100).
 */
public final class PasswordRule {

	/** How many characters it has at least. */
	public static final int SHORTEST = 12;

	/** What bcrypt reads of a password; the rest would not count. */
	private static final int LONGEST_IN_BYTES = 72;

	private PasswordRule() {
	}

	/** Whether a part of it would not count. */
	public static boolean isTooLong(String chosen) {
		return chosen.getBytes(StandardCharsets.UTF_8).length > LONGEST_IN_BYTES;
	}

	/** Whether it is among the first that anybody would try for an address. */
	public static boolean isGuessable(String chosen, String email) {
		String folded = chosen.toLowerCase(Locale.ROOT);
		return folded.contains("dossiersco") || folded.contains(email.split("@")[0])
				|| folded.chars().distinct().count() < 5;
	}

}
