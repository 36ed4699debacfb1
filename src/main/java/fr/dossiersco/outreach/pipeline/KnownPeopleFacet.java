package fr.dossiersco.outreach.pipeline;

import java.util.List;

import fr.dossiersco.outreach.establishment.EstablishmentFacet;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Narrows the list of schools to those that are followed and where somebody is known, or
 * nobody. Only followed ones: of the others an ambassador may not know whether somebody
 * is known there.
 */
@Component
@Order(45)
class KnownPeopleFacet implements EstablishmentFacet {

	private static final String NOBODY = "aucun";

	private static final String KNOWN = """
			exists (select from post held where held.uai = e.uai
				and (held.ended_on is null or held.ended_on >= (now() at time zone 'Europe/Paris')::date))""";

	@Override
	public String parameter() {
		return "contact";
	}

	@Override
	public String label() {
		return "pipeline.known";
	}

	@Override
	public List<Choice> choices() {
		return List.of(new Choice("connu", "Suivi, avec un contact connu"),
				new Choice(NOBODY, "Suivi, sans contact connu"));
	}

	@Override
	public List<String> joins() {
		return List.of("left join pursuit on pursuit.uai = e.uai");
	}

	@Override
	public String condition(String value) {
		return "pursuit.uai is not null and " + (value.equals(NOBODY) ? "not " : "") + KNOWN;
	}

}
