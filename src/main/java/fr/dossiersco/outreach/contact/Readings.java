package fr.dossiersco.outreach.contact;

import java.util.Collection;
import java.util.UUID;

/**
 * Keeps in mind who read how to reach whom. Whatever shows telephone numbers or addresses
 * of people says so here, once per answer, when the answer is ready and before it leaves.
 * Exceptions are for the caller to let pass: what can't be noted is not shown.
 * <p>
 * Lists in a file don't: the journal of exports says who took away which list, with its
 * filters. Nor do a colleague's or a school's own address, which are no contact's.
 */
public interface Readings {

	/**
	 * Notes that whoever acts was shown how to reach these people.
	 * @param people those of whom a number or an address is shown, none of the others
	 */
	void note(ReadingPlace place, Collection<UUID> people);

}
