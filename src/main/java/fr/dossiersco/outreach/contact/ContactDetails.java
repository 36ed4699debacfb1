package fr.dossiersco.outreach.contact;

import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a person, posts aside.
 *
 * @param phones the one to try first comes first
 * @param emails addresses in lower case, the usual one first
 * @param notes what the person may read one day
 * @param source where these data come from
 * @param informedOn the day the person was told that we keep them, null while not yet
 */
record ContactDetails(String familyName, @Nullable String givenName, List<Phone> phones, List<String> emails,
		@Nullable String notes, String source, @Nullable LocalDate informedOn) {

	ContactDetails {
		if (familyName.isBlank()) {
			throw new IllegalArgumentException("A person has a name");
		}
		if (source.isBlank()) {
			throw new IllegalArgumentException("Data on a person come from somewhere");
		}
		if (phones.stream().map(Phone::number).distinct().count() < phones.size()
				|| emails.stream().distinct().count() < emails.size()) {
			throw new IllegalArgumentException("A number or an address is given once");
		}
		phones = List.copyOf(phones);
		emails = List.copyOf(emails);
	}

}
