package fr.dossiersco.outreach.web;

/**
 * Something that the team does with all that a list shows: a bean of a higher floor, in
 * the order of its {@code @Order}. The fragment {@code web/list :: actions} shows it, and
 * hands it the list's address as {@code source}.
 */
public interface ListAction {

	/** Whether it can be done with a list, such as {@code /etablissements}. */
	boolean concerns(String list);

	/** The message key of what it does. */
	String label();

	/** Where it is done. */
	String address();

}
