package fr.dossiersco.outreach.establishment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import fr.dossiersco.outreach.web.PageRequest;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * Reads the criteria of the list of schools for pages of higher floors, so that a figure
 * there and the list behind it mean the same schools.
 */
@Component
public class SchoolScopes {

	private final EstablishmentList list;

	private final MessageSource messages;

	SchoolScopes(EstablishmentList list, MessageSource messages) {
		this.list = list;
		this.messages = messages;
	}

	/**
	 * Reads a query string, leaving aside whatever it doesn't know.
	 * @param parameters the criteria that the page has, in the order of the screen
	 */
	public SchoolScope read(Map<String, String> query, List<String> parameters) {
		MultiValueMap<String, String> values = new LinkedMultiValueMap<>();
		query.forEach(values::add);
		List<Criterion> known = this.list.criteria()
			.stream()
			.filter((criterion) -> parameters.contains(criterion.parameter()))
			.sorted((one, other) -> Integer.compare(parameters.indexOf(one.parameter()),
					parameters.indexOf(other.parameter())))
			.toList();
		EstablishmentFilter filter = EstablishmentFilter.of(values, known, List.of(),
				new PageRequest(1, PageRequest.DEFAULT_SIZE));
		Set<String> joins = new LinkedHashSet<>();
		List<String> conditions = new ArrayList<>();
		Map<String, String> asked = new LinkedHashMap<>();
		List<SchoolScope.Field> fields = new ArrayList<>();
		List<SchoolScope.Tag> tags = new ArrayList<>();
		for (Criterion criterion : known) {
			String value = filter.get(criterion.parameter());
			fields.add(new SchoolScope.Field(criterion.parameter(), criterion.label(), criterion.choices(),
					Objects.requireNonNullElse(value, "")));
			if (value != null) {
				asked.put(criterion.parameter(), value);
				joins.addAll(criterion.joins());
				conditions.add("(" + criterion.condition().apply(value) + ")");
				tags.add(new SchoolScope.Tag(criterion.parameter(), message("establishment.list.tag",
						message(criterion.label()), criterion.text(value).orElseThrow())));
			}
		}
		if (!asked.containsKey("etat")) {
			conditions.add("e.state <> 'FERME'");
		}
		return new SchoolScope(asked, fields, tags, String.join("\n", joins), String.join("\nand ", conditions));
	}

	private String message(String key, Object... values) {
		return this.messages.getMessage(key, values, Locale.FRENCH);
	}

}
