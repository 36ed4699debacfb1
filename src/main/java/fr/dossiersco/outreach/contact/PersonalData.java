package fr.dossiersco.outreach.contact;

import java.util.UUID;

/** One kind of thing that a feature keeps about people: a bean of that feature. */
public interface PersonalData {

	/**
	 * The message key that tells how many there are, such as
	 * {@code interaction.personal.count}: « {0,choice,1#1 échange|1<{0} échanges} ».
	 */
	String label();

	/** How many of them tell of this person. */
	long count(UUID contact);

}
