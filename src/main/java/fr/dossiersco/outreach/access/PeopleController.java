package fr.dossiersco.outreach.access;

import java.util.List;
import java.util.Map;

import fr.dossiersco.outreach.access.People.Person;
import fr.dossiersco.outreach.access.People.State;
import fr.dossiersco.outreach.account.CoordinatorOnly;
import fr.dossiersco.outreach.account.Role;
import fr.dossiersco.outreach.territory.Territory;
import fr.dossiersco.outreach.web.PageRequest;
import fr.dossiersco.outreach.web.Pagination;
import fr.dossiersco.outreach.web.QueryLink;
import fr.dossiersco.outreach.web.Sorting;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Everybody who signs in, for the coordinator. */
@Controller
@CoordinatorOnly
class PeopleController {

	private final People people;

	private final Territory territory;

	PeopleController(People people, Territory territory) {
		this.people = people;
		this.territory = territory;
	}

	@GetMapping(PeopleFilter.PATH)
	ModelAndView list(@ModelAttribute("filter") PeopleFilter filter, @RequestParam @Nullable String tri,
			PageRequest asked) {
		Sorting sorting = Sorting.of(tri, People.ORDERS.keySet(), "nom");
		QueryLink link = filter.link();
		long total = this.people.count(filter);
		List<Row> rows = this.people.list(filter, sorting, asked.within(total)).stream().map(this::row).toList();
		QueryLink ordered = sorting.code().equals("nom") ? link : link.replacing("tri", sorting.code());
		return new ModelAndView("access/list", "view",
				new PeoplePage(rows, Role.values(), State.values(), InvitationController.choices(this.territory),
						sorting, link, Pagination.of(asked, total, ordered), !filter.isEmpty()));
	}

	private Row row(Person person) {
		return new Row(person, AcademieNames.of(person.served(), this.territory));
	}

	/**
	 * @param academies the names of those served, empty for the team
	 */
	record Row(Person person, String academies) {
	}

	/**
	 * @param academies to choose from, code and name
	 * @param narrowed whether some are left out
	 */
	record PeoplePage(List<Row> rows, Role[] roles, State[] states, Map<String, String> academies, Sorting sorting,
			QueryLink link, Pagination pagination, boolean narrowed) {
	}

}
