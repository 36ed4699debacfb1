package fr.dossiersco.outreach.export;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * What a file says of each row of a list.
 *
 * @param <R> a row
 * @param heading the message key of what it says
 * @param cell a cell of {@link fr.dossiersco.outreach.web.Spreadsheet}, or a
 * {@link Label}; null when there is nothing to say
 */
public record Column<R>(String heading, Function<? super R, ? extends @Nullable Object> cell) {

	/**
	 * A column of the words for a code, such as {@code contact.profile.} and INTENDANT.
	 */
	public static <R> Column<R> coded(String heading, String prefix,
			Function<? super R, ? extends @Nullable Object> code) {
		return new Column<>(heading, (row) -> {
			Object value = code.apply(row);
			return (value != null) ? new Label(prefix + value) : null;
		});
	}

	/** A column that says something of some rows only. */
	public static <R> Column<R> flag(String heading, String said, Function<? super R, @Nullable Boolean> flag) {
		return new Column<>(heading, (row) -> Boolean.TRUE.equals(flag.apply(row)) ? new Label(said) : null);
	}

}
