package fr.dossiersco.outreach.web;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * The values of a query string, as somebody may have typed them: what can't be read is
 * none, so that old bookmarks live.
 */
public final class QueryValue {

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

}
