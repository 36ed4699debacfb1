package fr.dossiersco.outreach.establishment;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import fr.dossiersco.outreach.establishment.EstablishmentFacet.Choice;

/**
 * One thing that the list can be narrowed by, of this feature or of a higher floor.
 *
 * @param parameter its name in the query string
 * @param label the message key of its name
 * @param choices what may be asked; empty when anything may be typed
 * @param joins what its condition needs
 * @param condition the SQL condition of a value, bound by the name of the parameter
 */
record Criterion(String parameter, String label, List<Choice> choices, List<String> joins,
		UnaryOperator<String> condition) {

	static Criterion of(String parameter, List<Choice> choices, UnaryOperator<String> condition) {
		return new Criterion(parameter, "establishment.filter." + parameter, choices, List.of(), condition);
	}

	static Criterion of(EstablishmentFacet facet) {
		return new Criterion(facet.parameter(), facet.label(), facet.choices(), facet.joins(), facet::condition);
	}

	boolean isTyped() {
		return this.choices.isEmpty();
	}

	/** How a value reads, empty when it is none of the choices. */
	Optional<String> text(String value) {
		return isTyped() ? Optional.of(value)
				: this.choices.stream().filter((choice) -> choice.value().equals(value)).map(Choice::text).findFirst();
	}

}
