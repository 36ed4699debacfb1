package fr.dossiersco.outreach.request;

import java.util.Collections;
import java.util.List;
import java.util.Map;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.request.TeamRequestList.Row;
import fr.dossiersco.outreach.territory.Territory;
import fr.dossiersco.outreach.web.PageRequest;
import fr.dossiersco.outreach.web.Pagination;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The requests: all of them to the team, their own to an ambassador. */
@Controller
class TeamRequestListController {

	private final TeamRequestList requests;

	private final Territory territory;

	TeamRequestListController(TeamRequestList requests, Territory territory) {
		this.requests = requests;
		this.territory = territory;
	}

	@GetMapping(TeamRequestFilter.PATH)
	ModelAndView list(@RequestParam Map<String, String> query, PageRequest asked, CurrentAccount me) {
		Map<String, String> owners = me.isTeam() ? this.requests.owners() : Collections.emptyMap();
		TeamRequestFilter filter = TeamRequestFilter.of(query, owners, this.territory, me);
		long total = this.requests.count(filter, me);
		PageRequest page = asked.within(total);
		return new ModelAndView("request/list", "view",
				new ListPage(this.requests.page(filter, page, me), Pagination.of(page, total, filter.link()), filter,
						owners, TeamRequestFilter.academies(this.territory), me.isTeam()));
	}

	/**
	 * @param owners the team, by id
	 * @param academies those to choose from, by code
	 */
	record ListPage(List<Row> rows, Pagination pagination, TeamRequestFilter filter, Map<String, String> owners,
			Map<String, String> academies, boolean team) {

		public State[] states() {
			return State.values();
		}

		public RequestKind[] kinds() {
			return RequestKind.values();
		}

		/** Whether nobody has asked for anything yet, as far as one sees. */
		public boolean isNone() {
			return this.rows.isEmpty() && !this.filter.isNarrowed();
		}

	}

}
