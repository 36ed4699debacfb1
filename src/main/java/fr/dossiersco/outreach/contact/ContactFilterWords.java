package fr.dossiersco.outreach.contact;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import fr.dossiersco.outreach.territory.Academie;
import fr.dossiersco.outreach.territory.Departement;
import fr.dossiersco.outreach.territory.Territory;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Criteria of the list of people as a person reads them. */
@Component
class ContactFilterWords {

	private final Territory territory;

	private final MessageSource messages;

	ContactFilterWords(Territory territory, MessageSource messages) {
		this.territory = territory;
		this.messages = messages;
	}

	/** All that a filter asks, in the order of the screen. */
	List<Word> of(ContactFilter filter, List<ContactFacet> known) {
		List<Word> words = new ArrayList<>();
		if (filter.q() != null) {
			words.add(new Word("q", "«\u00a0" + filter.q() + "\u00a0»"));
		}
		if (filter.profile() != null) {
			words.add(new Word("profil", text("contact.profile." + filter.profile())));
		}
		if (filter.academie() != null) {
			Academie academie = this.territory.academie(filter.academie());
			words.add(new Word("academie",
					text("contact.list.academieOf", (academie != null) ? academie.name() : filter.academie())));
		}
		if (filter.departement() != null) {
			Departement departement = this.territory.departement(filter.departement());
			words.add(new Word("departement", (departement != null) ? departement.label() : filter.departement()));
		}
		if (filter.attitude() != null) {
			words.add(new Word("attitude", text("contact.attitude." + filter.attitude())));
		}
		if (filter.exchange() != null) {
			words.add(new Word("echange", text("contact.list.exchange." + filter.exchange())));
		}
		for (ContactFacet facet : known) {
			facet.choices()
				.stream()
				.filter((choice) -> choice.value().equals(filter.facets().get(facet.parameter())))
				.forEach((choice) -> words.add(new Word(facet.parameter(), choice.text())));
		}
		if (filter.phone() != null) {
			words.add(new Word("telephone", text("contact.list.phone." + filter.phone())));
		}
		if (filter.opposed() != null) {
			words.add(new Word("opposition", text("contact.list.opposed." + filter.opposed())));
		}
		return words;
	}

	private String text(String key, Object... values) {
		return this.messages.getMessage(key, values, Locale.FRENCH);
	}

	/** A criterion in force, by the name of its parameter. */
	record Word(String parameter, String label) {
	}

}
