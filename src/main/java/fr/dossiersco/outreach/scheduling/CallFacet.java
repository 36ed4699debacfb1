package fr.dossiersco.outreach.scheduling;

import java.util.List;

import fr.dossiersco.outreach.establishment.EstablishmentFacet;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Lets the list of schools be narrowed to those that wait for a call, or for none. */
@Component
@Order(30)
class CallFacet implements EstablishmentFacet {

	/** Asks for the schools that no call is planned for. */
	static final String NONE = "aucun";

	private static final String OPEN = "exists (select from follow_up f where f.uai = e.uai and f.closed_at is null and f.kind = 'APPEL')";

	@Override
	public String parameter() {
		return "appel";
	}

	@Override
	public String label() {
		return "scheduling.call";
	}

	@Override
	public List<Choice> choices() {
		return List.of(new Choice("prevu", "Un appel prévu"), new Choice(NONE, "Aucun appel prévu"));
	}

	@Override
	public List<String> joins() {
		return List.of();
	}

	@Override
	public String condition(String value) {
		return value.equals(NONE) ? "not " + OPEN : OPEN;
	}

}
