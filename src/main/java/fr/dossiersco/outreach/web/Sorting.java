package fr.dossiersco.outreach.web;

import java.util.Collection;

import org.jspecify.annotations.Nullable;

/**
 * The order of a list, as {@code ?tri=nom} or {@code ?tri=-nom} asks for it.
 *
 * @param column one of the columns that the list can be ordered by
 * @param descending whether the last comes first
 */
public record Sorting(String column, boolean descending) {

	static final String NAME = "tri";

	/** What was asked for, if the list has such a column; otherwise its usual order. */
	public static Sorting of(@Nullable String asked, Collection<String> columns, String usual) {
		Sorting sorting = parse((asked != null) ? asked : usual);
		return columns.contains(sorting.column) ? sorting : parse(usual);
	}

	private static Sorting parse(String text) {
		return text.startsWith("-") ? new Sorting(text.substring(1), true) : new Sorting(text, false);
	}

	/** As in the query string. */
	public String code() {
		return this.descending ? "-" + this.column : this.column;
	}

	/** What {@code aria-sort} says of a column; null when the list has another order. */
	public @Nullable String direction(String column) {
		if (!this.column.equals(column)) {
			return null;
		}
		return this.descending ? "descending" : "ascending";
	}

	/** The list ordered by a column, the other way round if it is already. */
	public String link(String column, QueryLink list) {
		boolean turned = this.column.equals(column) && !this.descending;
		return list.replacing(NAME, new Sorting(column, turned).code()).toString();
	}

}
