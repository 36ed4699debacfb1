package fr.dossiersco.outreach.web;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * The values of a query string, as somebody may have typed them: what can't be read is
 * none, so that old bookmarks live.
 */
public final class QueryValue {

	private static final int FIRST_YEAR = 1900;

	private static final int LAST_YEAR = 2200;

	private QueryValue() {
	}

	/**
	 * A text without NUL, which PostgreSQL refuses, nor spaces around.
	 * @param longest how many characters count
	 * @return null when nothing is left
	 */
	public static @Nullable String text(@Nullable String typed, int longest) {
		String text = (typed != null) ? typed.replace("\0", "").strip() : "";
		return text.isEmpty() ? null : text.substring(0, Math.min(text.length(), longest));
	}

	/** The constant of that very name, null when there is none. */
	public static <E extends Enum<E>> @Nullable E constant(Class<E> type, @Nullable String name) {
		return Arrays.stream(type.getEnumConstants())
			.filter((constant) -> constant.name().equals(name))
			.findFirst()
			.orElse(null);
	}

	/** What names a row, null when it can't. */
	public static @Nullable UUID id(@Nullable String typed) {
		try {
			return (typed != null) ? UUID.fromString(typed.strip()) : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	/** A day as browsers send it, null when no database could hold it. */
	public static @Nullable LocalDate day(@Nullable String typed) {
		try {
			LocalDate day = (typed != null) ? LocalDate.parse(typed.strip()) : null;
			return (day != null && day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR) ? day : null;
		}
		catch (DateTimeParseException ex) {
			return null;
		}
	}

}
