package fr.dossiersco.outreach.contact;

import java.util.LinkedHashMap;
import java.util.Map;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.territory.Territory;

import org.springframework.stereotype.Component;

/** The académies and départements that someone may choose from: an ambassador's own. */
@Component
public class TerritoryChoices {

	private final Territory territory;

	TerritoryChoices(Territory territory) {
		this.territory = territory;
	}

	/** Names by code, in the order of the names. */
	public Map<String, String> academies(CurrentAccount who) {
		Map<String, String> choices = new LinkedHashMap<>();
		this.territory.academies()
			.stream()
			.filter((academie) -> isOpen(academie.code(), who))
			.forEach((academie) -> choices.put(academie.code(), academie.name()));
		return choices;
	}

	/** Numbers and names by code, in the order of the numbers. */
	public Map<String, String> departements(CurrentAccount who) {
		Map<String, String> choices = new LinkedHashMap<>();
		this.territory.departements()
			.stream()
			.filter((departement) -> isOpen(departement.academie(), who))
			.forEach((departement) -> choices.put(departement.code(), departement.label()));
		return choices;
	}

	private static boolean isOpen(String academie, CurrentAccount who) {
		return who.isTeam() || who.academies().contains(academie);
	}

}
