package fr.dossiersco.outreach.contact;

import java.util.List;

/**
 * Something a higher floor knows of people and by which their list can be narrowed: a
 * bean, shown in the order of its {@link org.springframework.core.annotation.Order
 *
 * @Order}. It answers with SQL written in the code; what a person typed is only ever
 * bound. The person's row is called {@code c}.
 */
public interface ContactFacet {

	/** The name in the query string, such as {@code etape}. */
	String parameter();

	/**
	 * The message key of the name shown; the same key followed by {@code .any} says that
	 * nothing is asked.
	 */
	String label();

	/** What may be asked, as shown in order; any other value asked counts for nothing. */
	List<Choice> choices();

	/**
	 * The condition of one choice, in which the value may be bound by the name of the
	 * parameter.
	 */
	String condition(String value);

	/** A value of the query string and the text that a person reads, in French. */
	record Choice(String value, String text) {
	}

}
