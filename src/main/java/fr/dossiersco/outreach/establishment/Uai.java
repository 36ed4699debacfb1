package fr.dossiersco.outreach.establishment;

import java.io.Serializable;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The registration number of a school: seven digits and the letter that checks them. The
 * first three digits tell where it was registered, not always where it is.
 */
public record Uai(@JsonValue String value) implements Serializable, Comparable<Uai> {

	private static final String KEYS = "ABCDEFGHJKLMNPRSTUVWXYZ";

	/** Refuses anything but the seven digits and their own letter. */
	public Uai {
		if (!isShaped(value)) {
			throw new IllegalArgumentException("Not seven digits and a letter: " + value);
		}
		if (value.charAt(7) != key(value)) {
			throw new IllegalArgumentException("The key letter is not that of the number: " + value);
		}
	}

	/** Reads a number as someone types it: spaces and lower case are forgiven. */
	@JsonCreator
	public static Uai of(String typed) {
		return new Uai(tidy(typed));
	}

	/** As {@link #of(String)}, empty when it is no such number. */
	public static Optional<Uai> parse(String typed) {
		String value = tidy(typed);
		return (isShaped(value) && value.charAt(7) == key(value)) ? Optional.of(new Uai(value)) : Optional.empty();
	}

	/** Whether this looks like a number, whatever its letter. */
	static boolean isShaped(String value) {
		if (value.length() != 8 || value.charAt(7) < 'A' || value.charAt(7) > 'Z') {
			return false;
		}
		for (int i = 0; i < 7; i++) {
			if (value.charAt(i) < '0' || value.charAt(i) > '9') {
				return false;
			}
		}
		return true;
	}

	static String tidy(String typed) {
		StringBuilder tidy = new StringBuilder(8);
		typed.codePoints()
			.filter((c) -> !Character.isWhitespace(c) && !Character.isSpaceChar(c))
			.forEach(tidy::appendCodePoint);
		return tidy.toString().toUpperCase(Locale.ROOT);
	}

	private static char key(String shaped) {
		return KEYS.charAt(Integer.parseInt(shaped, 0, 7, 10) % KEYS.length());
	}

	@Override
	public int compareTo(Uai other) {
		return this.value.compareTo(other.value);
	}

	@Override
	public String toString() {
		return this.value;
	}

}
