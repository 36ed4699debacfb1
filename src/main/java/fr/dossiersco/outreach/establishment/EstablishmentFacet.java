package fr.dossiersco.outreach.establishment;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Something a higher floor knows of every school and by which the list can be filtered,
 * sorted and read: a bean, shown in the order of its
 * {@link org.springframework.core.annotation.Order @Order}. It answers with SQL written
 * in the code; what a person typed is only ever bound. The school's row is called
 * {@code e}.
 */
public interface EstablishmentFacet {

	/**
	 * The name in the query string, of the filter and of the sort, such as {@code etape}.
	 */
	String parameter();

	/**
	 * The message key of the name shown; the same key followed by {@code .any} says that
	 * nothing is asked (« Toutes »).
	 */
	String label();

	/** What may be asked, as shown in order; any other value asked counts for nothing. */
	List<Choice> choices();

	/**
	 * The outer joins needed, one each and at most one row per school, such as
	 * {@code left join pursuit on pursuit.uai = e.uai}; two facets may give the same one.
	 */
	List<String> joins();

	/**
	 * The condition of one choice, in which the value may be bound by the name of the
	 * parameter, such as {@code pursuit.stage = :etape}.
	 */
	String condition(String value);

	/**
	 * The expression of the text shown for a school; null when the list has no column for
	 * it, by which it may be sorted.
	 */
	default @Nullable String column() {
		return null;
	}

	/** The expression that schools are sorted by, asked for where there is a column. */
	default String order() {
		return Objects.requireNonNull(column());
	}

	/**
	 * A value of the query string and the text that a person reads.
	 *
	 * @param value the value
	 * @param text the text, in French
	 */
	record Choice(String value, String text) {
	}

}
