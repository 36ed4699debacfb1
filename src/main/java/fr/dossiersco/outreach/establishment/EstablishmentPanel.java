package fr.dossiersco.outreach.establishment;

import org.jspecify.annotations.Nullable;

/**
 * A part of a school's page that a higher floor fills: a bean, shown in the order of its
 * {@code @Order}. The page renders the fragment {@code panel(view)} of its template,
 * which is a section with its own heading of level 2, and short: a caller takes all of
 * them in at a glance, without scrolling.
 */
public interface EstablishmentPanel {

	/** Where the fragment {@code panel(view)} is, such as {@code contact/panel}. */
	String template();

	/**
	 * Whether the template also has a fragment {@code below(view)}, for what is not
	 * needed at a glance.
	 */
	default boolean continuesBelow() {
		return false;
	}

	/**
	 * What the fragments show, read in a constant number of statements.
	 * @return the view record, or null when this panel has no place on that page
	 */
	@Nullable Object content(EstablishmentRecord establishment);

}
