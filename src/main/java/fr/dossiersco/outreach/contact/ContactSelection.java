package fr.dossiersco.outreach.contact;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import fr.dossiersco.outreach.web.ListQuestion;
import fr.dossiersco.outreach.web.QueryLink;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * The people that a list shows, for whoever does something with all of them.
 */
@Component
public class ContactSelection {

	private final ContactList list;

	private final ObjectProvider<ContactFacet> facets;

	private final ContactFilterWords words;

	ContactSelection(ContactList list, ObjectProvider<ContactFacet> facets, ContactFilterWords words) {
		this.list = list;
		this.facets = facets;
		this.words = words;
	}

	/**
	 * What the list at an address asks, those included who asked not to be contacted.
	 * @return empty when it is no such address
	 */
	public Optional<ListQuestion> question(@Nullable String address) {
		return QueryLink.read(address, ContactFilter.PATH).map((link) -> this.list.everyone(filter(link.criteria())));
	}

	/**
	 * What the list at an address is narrowed by, as a person reads it; nothing when it
	 * is no such address, or holds everybody.
	 */
	public List<String> words(@Nullable String address) {
		return QueryLink.read(address, ContactFilter.PATH)
			.map((link) -> this.words.of(filter(link.criteria()), this.facets.orderedStream().toList())
				.stream()
				.map(ContactFilterWords.Word::label)
				.toList())
			.orElse(List.of());
	}

	/**
	 * In the order of the list.
	 * @param query the criteria, as in the list's query string
	 * @param most how many at most
	 */
	public List<UUID> contactable(Map<String, String> query, int most) {
		return this.list.contactable(filter(query), most);
	}

	private ContactFilter filter(Map<String, String> query) {
		MultiValueMap<String, String> values = new LinkedMultiValueMap<>();
		query.forEach(values::add);
		return ContactFilter.of(values, this.facets.orderedStream().toList());
	}

}
