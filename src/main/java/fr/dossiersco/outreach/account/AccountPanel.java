package fr.dossiersco.outreach.account;

import org.jspecify.annotations.Nullable;

/**
 * A part of « Mon compte » that a higher floor fills: a bean, shown in the order of its
 * {@code @Order}. The page renders the fragment {@code panel(view)} of its template,
 * which is a section with its own heading of level 2.
 */
public interface AccountPanel {

	/** Where the fragment {@code panel(view)} is, such as {@code digest/panel}. */
	String template();

	/**
	 * What the fragment shows, read in a constant number of statements.
	 * @return the view record, or null when this panel is not for that person
	 */
	@Nullable Object content(CurrentAccount me);

}
