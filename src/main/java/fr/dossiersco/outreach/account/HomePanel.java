package fr.dossiersco.outreach.account;

import org.jspecify.annotations.Nullable;

/**
 * A part of the page that one starts from, which a higher floor fills: a bean, shown in
 * the order of its {@code @Order}. The page renders the fragment {@code panel(view)} of
 * its template, which is a section with its own heading of level 2.
 */
public interface HomePanel {

	/** Where the fragment {@code panel(view)} is, such as {@code confirmation/home}. */
	String template();

	/** Whether it comes before the day's work, over the whole width. */
	default boolean isWide() {
		return false;
	}

	/**
	 * What the fragment shows, read in a constant number of statements.
	 * @return the view record, or null when there is nothing for that person
	 */
	@Nullable Object content(CurrentAccount me);

}
