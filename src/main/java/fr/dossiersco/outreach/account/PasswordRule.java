package fr.dossiersco.outreach.account;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

import com.nulabinc.zxcvbn.Zxcvbn;

/**
 * What a password that someone chooses must be. Length is the rule that counts (NIST SP
 * 800-63B, CNIL 2022-100), and that it is none of those that are tried first: zxcvbn
 * knows the most common of published leaks, names, keyboards and dates, and what is made
 * of them.
 */
public final class PasswordRule {

	/** How many characters it has at least. */
	public static final int SHORTEST = 12;

	/** What bcrypt reads of a password; the rest would not count. */
	private static final int LONGEST_IN_BYTES = 72;

	/**
	 * How many tries someone who knows how people choose would need. Tries are slowed
	 * down here, and a leak of hashes would meet bcrypt.
	 */
	private static final double FEWEST_TRIES = 1e8;

	/** zxcvbn takes the longer the more it reads; what comes after adds nothing here. */
	private static final int READ = 64;

	private static final Zxcvbn ESTIMATE = new Zxcvbn();

	private PasswordRule() {
	}

	/** Whether a part of it would not count. */
	public static boolean isTooLong(String chosen) {
		return chosen.getBytes(StandardCharsets.UTF_8).length > LONGEST_IN_BYTES;
	}

	/** Whether it is among the first that anybody would try for an address. */
	public static boolean isGuessable(String chosen, String email) {
		String folded = chosen.toLowerCase(Locale.ROOT);
		String name = email.split("@")[0];
		return folded.contains("dossiersco") || folded.contains(name) || folded.chars().distinct().count() < 5
				|| ESTIMATE.measure(chosen.substring(0, Math.min(chosen.length(), READ)), List.of(name))
					.getGuesses() < FEWEST_TRIES;
	}

}
