package fr.dossiersco.outreach.kit;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The code of a link: short, since it is typed from paper, without the letters and digits
 * that are taken for others, and drawn from 31<sup>10</sup>, so that none is met by
 * chance. It is no secret: whoever has it can do nothing but be counted.
 */
record LinkCode(String value) {

	static final String SIGNS = "abcdefghjkmnpqrstuvwxyz23456789";

	static final int LENGTH = 10;

	private static final Pattern OTHERS = Pattern.compile("[^" + SIGNS + "]");

	private static final SecureRandom RANDOM = new SecureRandom();

	static LinkCode draw() {
		StringBuilder code = new StringBuilder(LENGTH);
		for (int i = 0; i < LENGTH; i++) {
			code.append(SIGNS.charAt(RANDOM.nextInt(SIGNS.length())));
		}
		return new LinkCode(code.toString());
	}

	/**
	 * As it was followed: typed in capitals, or with the full stop of its sentence.
	 * @return empty when no code reads so
	 */
	static Optional<LinkCode> read(String followed) {
		if (followed.length() > 4 * LENGTH) {
			return Optional.empty();
		}
		String code = OTHERS.matcher(followed.toLowerCase(Locale.ROOT)).replaceAll("");
		return (code.length() == LENGTH) ? Optional.of(new LinkCode(code)) : Optional.empty();
	}

	String path() {
		return "/v/" + this.value;
	}

}
