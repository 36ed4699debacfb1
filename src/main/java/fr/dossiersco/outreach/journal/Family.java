package fr.dossiersco.outreach.journal;

import java.util.Arrays;
import java.util.Optional;

/** What the journal can be narrowed to; in addresses, each has its French code. */
enum Family {

	EXCHANGES("echanges"), STAGES("etapes"), OWNERS("responsables"), STEPS("relances"), PEOPLE("personnes"),
	STANCES("attitudes"), INTRODUCTIONS("introductions"), APPOINTMENTS("rendez-vous"), DIRECTORY("annuaire"),
	CAMPAIGNS("campagnes"), PLAYBOOK("argumentaire"), HOURS("horaires");

	private final String code;

	Family(String code) {
		this.code = code;
	}

	public String code() {
		return this.code;
	}

	static Optional<Family> of(String code) {
		return Arrays.stream(values()).filter((family) -> family.code.equals(code)).findFirst();
	}

}
