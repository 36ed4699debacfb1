package fr.dossiersco.outreach.contact;

import java.util.List;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.web.PageRequest;

import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/** Finds the people that someone may mean, as the list's own search does. */
@Component
public class PersonFinder {

	private final ContactList people;

	PersonFinder(ContactList people) {
		this.people = people;
	}

	/**
	 * @param words a name, typing errors forgiven, an e-mail address or a telephone
	 * number
	 * @return the nearest ones whom one may see, in the order of the list
	 */
	public List<UUID> nearest(String words, int most, CurrentAccount me) {
		MultiValueMap<String, String> query = new LinkedMultiValueMap<>();
		query.add("q", words);
		return this.people.find(ContactFilter.of(query, List.of()), new PageRequest(1, most), me)
			.rows()
			.stream()
			.limit(most)
			.map(ContactList.Row::id)
			.toList();
	}

}
