package fr.dossiersco.outreach.home;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.home.Contributions.Arrival;
import fr.dossiersco.outreach.web.PageRequest;
import fr.dossiersco.outreach.web.Pagination;
import fr.dossiersco.outreach.web.QueryLink;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * « Ce que cela a donné »: to an ambassador, what became of all they brought; to the
 * team, the same page of one ambassador, so that they can be told.
 */
@Controller
class ContributionsController {

	private static final String PATH = "/mes-apports";

	private final Contributions contributions;

	ContributionsController(Contributions contributions) {
		this.contributions = contributions;
	}

	/**
	 * @param compte whose page the team reads; an ambassador reads their own, whatever
	 * the address says
	 */
	@GetMapping(PATH)
	ModelAndView page(@RequestParam(required = false) @Nullable String compte, PageRequest asked, CurrentAccount me) {
		Map<String, String> ambassadors = me.isTeam() ? this.contributions.ambassadors() : Collections.emptyMap();
		String chosen = ambassadors.containsKey(compte) ? compte : null;
		if (me.isTeam() && chosen == null) {
			return new ModelAndView("home/contributions", "view", new ContributionsPage(true, null, null, ambassadors,
					List.of(), Pagination.of(asked, 0, QueryLink.to(PATH)), Map.of()));
		}
		UUID of = (chosen != null) ? UUID.fromString(chosen) : me.id();
		long total = this.contributions.count(of);
		PageRequest page = asked.within(total);
		List<Contribution> rows = this.contributions.page(of, page);
		List<UUID> links = rows.stream()
			.filter((row) -> row.kind() == Contribution.Kind.MESSAGE)
			.map(Contribution::id)
			.toList();
		return new ModelAndView("home/contributions", "view",
				new ContributionsPage(me.isTeam(), chosen, ambassadors.get(chosen), ambassadors, rows,
						Pagination.of(page, total, QueryLink.to(PATH).with("compte", chosen)),
						this.contributions.arrivals(links).stream().collect(Collectors.groupingBy(Arrival::link))));
	}

	/**
	 * @param account whose page the team reads, null for one's own and for nobody's yet
	 * @param name of theirs
	 * @param ambassadors those that the team chooses from, by id
	 * @param arrivals the schools that came, by link
	 */
	record ContributionsPage(boolean team, @Nullable String account, @Nullable String name,
			Map<String, String> ambassadors, List<Contribution> rows, Pagination pagination,
			Map<UUID, List<Arrival>> arrivals) {

		/** Whether the team has yet to choose an ambassador. */
		public boolean isChoosing() {
			return this.team && this.account == null;
		}

	}

}
