package fr.dossiersco.outreach.establishment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

import fr.dossiersco.outreach.establishment.EstablishmentList.Found;
import fr.dossiersco.outreach.establishment.EstablishmentListPage.Column;
import fr.dossiersco.outreach.establishment.EstablishmentListPage.Empty;
import fr.dossiersco.outreach.establishment.EstablishmentListPage.Field;
import fr.dossiersco.outreach.establishment.EstablishmentListPage.Link;
import fr.dossiersco.outreach.establishment.EstablishmentSearch.Closeness;
import fr.dossiersco.outreach.web.ListAction;
import fr.dossiersco.outreach.web.PageRequest;
import fr.dossiersco.outreach.web.Pagination;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The list of schools and the search among them. */
@Controller
class EstablishmentListController {

	private final EstablishmentList schools;

	private final List<ListAction> actions;

	private final CriterionWords words;

	private final MessageSource messages;

	EstablishmentListController(EstablishmentList schools, List<ListAction> actions, CriterionWords words,
			MessageSource messages) {
		this.schools = schools;
		this.actions = actions.stream().filter((action) -> action.concerns(EstablishmentFilter.PATH)).toList();
		this.words = words;
		this.messages = messages;
	}

	@GetMapping(EstablishmentFilter.PATH)
	ModelAndView list(@RequestParam MultiValueMap<String, String> query, PageRequest page) {
		List<Criterion> criteria = this.schools.criteria();
		EstablishmentFilter filter = EstablishmentFilter.of(query, criteria, this.schools.sorts(), page);
		Optional<Uai> named = this.schools.named(filter.search());
		if (named.isPresent()) {
			return new ModelAndView("redirect:" + EstablishmentFilter.PATH + "/" + named.get());
		}
		return new ModelAndView("establishment/list", "page", page(filter, criteria));
	}

	private EstablishmentListPage page(EstablishmentFilter filter, List<Criterion> criteria) {
		Found found = this.schools.find(filter, criteria);
		return new EstablishmentListPage(filter.search(), fields(filter, criteria), tags(filter, criteria),
				shortcuts(filter), columns(), found.rows(), notice(filter, found),
				Pagination.of(new PageRequest(found.page(), filter.page().size()), found.total(), filter.link()),
				filter.sorting(), filter.link(), this.actions, empty(filter, found));
	}

	private static List<Field> fields(EstablishmentFilter filter, List<Criterion> criteria) {
		return criteria.stream()
			.map((criterion) -> new Field(criterion.parameter(), criterion.label(), criterion.choices(),
					Objects.requireNonNullElse(filter.get(criterion.parameter()), "")))
			.toList();
	}

	private List<Link> tags(EstablishmentFilter filter, List<Criterion> criteria) {
		List<Link> tags = new ArrayList<>();
		if (!filter.search().isEmpty()) {
			tags.add(new Link(this.words.searched(filter.search()),
					filter.without(EstablishmentFilter.SEARCH).link().toString(), true));
		}
		for (Criterion criterion : criteria) {
			String value = filter.get(criterion.parameter());
			if (value != null) {
				tags.add(new Link(this.words.of(criterion, value),
						filter.without(criterion.parameter()).link().toString(), true));
			}
		}
		return tags;
	}

	private List<Link> shortcuts(EstablishmentFilter filter) {
		return List.of(shortcut("publicColleges", filter, "COLLEGE", "PUBLIC"),
				shortcut("privateColleges", filter, "COLLEGE", "PRIVE"), shortcut("all", filter, null, null));
	}

	private Link shortcut(String name, EstablishmentFilter filter, @Nullable String kind, @Nullable String sector) {
		EstablishmentFilter target = (kind != null) ? filter.with("type", kind) : filter.without("type");
		target = (sector != null) ? target.with("secteur", sector) : target.without("secteur");
		return new Link(message("establishment.list.shortcut." + name), target.link().toString(),
				Objects.equals(filter.get("type"), kind) && Objects.equals(filter.get("secteur"), sector));
	}

	private List<Column> columns() {
		return this.schools.columns().stream().map((facet) -> new Column(facet.parameter(), facet.label())).toList();
	}

	private @Nullable Empty empty(EstablishmentFilter filter, Found found) {
		if (!found.rows().isEmpty()) {
			return null;
		}
		return this.schools.isEmpty() ? Empty.NO_SCHOOL : Empty.NO_RESULT;
	}

	private static @Nullable String notice(EstablishmentFilter filter, Found found) {
		String typed = Uai.tidy(filter.search());
		if (Uai.isShaped(typed) && Uai.parse(typed).isEmpty()) {
			return "establishment.list.wrongKey";
		}
		return (found.closeness() == Closeness.CLOSEST) ? "establishment.list.closest" : null;
	}

	private String message(String key, Object... values) {
		return this.messages.getMessage(key, values, Locale.FRENCH);
	}

}
