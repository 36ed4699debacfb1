package fr.dossiersco.outreach.introduction;

import java.util.UUID;

import fr.dossiersco.outreach.contact.PersonalData;

import org.springframework.stereotype.Component;

/** What this feature keeps about people. */
@Component
class PersonalAcquaintances implements PersonalData {

	private final Acquaintances acquaintances;

	private final Requests requests;

	PersonalAcquaintances(Acquaintances acquaintances, Requests requests) {
		this.acquaintances = acquaintances;
		this.requests = requests;
	}

	@Override
	public String label() {
		return "introduction.personal.count";
	}

	@Override
	public long count(UUID contact) {
		return this.acquaintances.count(contact) + this.requests.about(contact);
	}

}
