package fr.dossiersco.outreach.establishment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import fr.dossiersco.outreach.web.PageRequest;

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

	private final CriterionWords words;

	SchoolScopes(EstablishmentList list, CriterionWords words) {
		this.list = list;
		this.words = words;
	}

	/**
	 * Reads a query string, leaving aside whatever it doesn't know.
	 * @param parameters the criteria that the page has, in the order of the screen
	 */
	public SchoolScope read(Map<String, String> query, List<String> parameters) {
		MultiValueMap<String, String> values = new LinkedMultiValueMap<>();
		parameters.stream()
			.filter(query::containsKey)
			.forEach((parameter) -> values.add(parameter, query.get(parameter)));
		List<Criterion> known = this.list.criteria(parameters::contains)
			.stream()
			.sorted(Comparator.comparingInt((criterion) -> parameters.indexOf(criterion.parameter())))
			.toList();
		EstablishmentFilter filter = EstablishmentFilter.of(values, known, List.of(), PageRequest.of(1));
		List<SchoolScope.Field> fields = new ArrayList<>();
		List<SchoolScope.Tag> tags = new ArrayList<>();
		for (Criterion criterion : known) {
			String value = filter.get(criterion.parameter());
			fields.add(new SchoolScope.Field(criterion.parameter(), criterion.label(), criterion.choices(),
					Objects.requireNonNullElse(value, "")));
			if (value != null) {
				tags.add(new SchoolScope.Tag(criterion.parameter(), criterion.label(),
						criterion.text(value).orElseThrow(), this.words.of(criterion, value)));
			}
		}
		EstablishmentQuery asked = EstablishmentList.query(filter, known);
		return new SchoolScope(filter.criteria(), fields, tags, asked.joins(), asked.conditions());
	}

}
