package fr.dossiersco.outreach.contact;

import java.util.List;
import java.util.UUID;

import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import org.jspecify.annotations.Nullable;

/** People to start from, each new. */
final class GivenContact {

	private GivenContact() {
	}

	/** Someone with a new name, without telephone or address. */
	static UUID at(String school, ContactRegistration registration, CurrentAccount by) {
		return at(school, unique("Exemple"), null, null, registration, by);
	}

	static UUID at(String school, String familyName, @Nullable String phone, @Nullable String email,
			ContactRegistration registration, CurrentAccount by) {
		return Acting.as(by,
				() -> registration.register(
						new NewContact(ContactProfile.INTENDANT, "gestionnaire", familyName, "Camille", phone, email),
						school, "Openlab", by));
	}

	/** A name that nobody else has, in letters only. */
	static String unique(String start) {
		String letters = UUID.randomUUID().toString().replace("-", "");
		return start + letters.chars()
			.mapToObj((sign) -> String.valueOf((char) ('a' + Character.digit(sign, 16))))
			.collect(java.util.stream.Collectors.joining());
	}

	static ContactDetails details(String familyName) {
		return new ContactDetails(familyName, "Camille", List.of(), List.of(), null, "Openlab", null);
	}

}
