package fr.dossiersco.outreach.contact;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A part of a person's page that a higher floor fills: a bean, shown in the order of its
 * {@code @Order}. The page renders the fragment {@code panel(view)} of its template,
 * which is a section with its own heading of level 2.
 */
public interface ContactPanel {

	/** Where the fragment {@code panel(view)} is, such as {@code interaction/contact}. */
	String template();

	/**
	 * What the fragment shows, read in a constant number of statements.
	 * @return the view record, or null when this panel has no place on that page
	 */
	@Nullable Object content(UUID contact);

}
