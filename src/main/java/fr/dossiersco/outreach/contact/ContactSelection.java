package fr.dossiersco.outreach.contact;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * The people that a list shows and that may be contacted, for whoever does something with
 * all of them.
 */
@Component
public class ContactSelection {

	private final ContactList list;

	private final ObjectProvider<ContactFacet> facets;

	ContactSelection(ContactList list, ObjectProvider<ContactFacet> facets) {
		this.list = list;
		this.facets = facets;
	}

	/**
	 * In the order of the list.
	 * @param query the criteria, as in the list's query string
	 * @param most how many at most
	 */
	public List<UUID> contactable(Map<String, String> query, int most) {
		MultiValueMap<String, String> values = new LinkedMultiValueMap<>();
		query.forEach(values::add);
		return this.list.contactable(ContactFilter.of(values, this.facets.orderedStream().toList()), most);
	}

}
