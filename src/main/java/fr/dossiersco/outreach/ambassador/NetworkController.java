package fr.dossiersco.outreach.ambassador;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.ambassador.Candidates.Candidate;
import fr.dossiersco.outreach.ambassador.Network.Place;
import fr.dossiersco.outreach.ambassador.PathList.PathRow;
import fr.dossiersco.outreach.contact.TerritoryChoices;
import fr.dossiersco.outreach.export.Column;
import fr.dossiersco.outreach.export.ListExport;
import fr.dossiersco.outreach.export.ListExport.Filters;
import fr.dossiersco.outreach.export.ListExports;
import fr.dossiersco.outreach.web.FileFormat;
import fr.dossiersco.outreach.web.PageRequest;
import fr.dossiersco.outreach.web.Pagination;
import fr.dossiersco.outreach.web.QueryLink;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Whom we have where, who is on the way, who could be asked. */
@Controller
class NetworkController {

	private static final List<Column<PathRow>> columns = List.of(new Column<>("ambassador.academie", PathRow::academie),
			new Column<>("ambassador.person", PathRow::name),
			Column.coded("contact.list.profile", "contact.profile.", PathRow::profile),
			new Column<>("contact.list.post", PathRow::title), new Column<>("ambassador.place", PathRow::place),
			new Column<>("export.column.town", PathRow::town),
			Column.coded("ambassador.stage", "ambassador.state.", PathRow::state),
			new Column<>("ambassador.export.notedOn", PathRow::notedOn),
			new Column<>("ambassador.export.notedBy", PathRow::notedBy),
			new Column<>("ambassador.companion", PathRow::companion));

	private final Network network;

	private final PathList paths;

	private final Candidates candidates;

	private final ListExports exports;

	private final TerritoryChoices territory;

	NetworkController(Network network, PathList paths, Candidates candidates, ListExports exports,
			TerritoryChoices territory) {
		this.network = network;
		this.paths = paths;
		this.candidates = candidates;
		this.exports = exports;
		this.territory = territory;
	}

	@GetMapping(PathFilter.NETWORK)
	ModelAndView network(CurrentAccount me) {
		return new ModelAndView("ambassador/network", "view",
				new NetworkPage(this.network.places(me), me.isCoordinator()));
	}

	@GetMapping(PathFilter.PATHS)
	ModelAndView paths(@RequestParam Map<String, String> query, PageRequest asked, CurrentAccount me) {
		PathFilter filter = PathFilter.of(query, this.territory, me);
		long total = this.paths.count(filter);
		PageRequest page = asked.within(total);
		return new ModelAndView("ambassador/paths", "view", new PathsPage(this.paths.page(filter, page),
				Pagination.of(page, total, filter.link(PathFilter.PATHS)), filter, this.territory.academies(me)));
	}

	@GetMapping({ PathFilter.PATHS + "/export.csv", PathFilter.PATHS + "/export.xlsx" })
	void export(@RequestParam Map<String, String> query, FileFormat format, CurrentAccount me,
			HttpServletResponse response) throws IOException {
		PathFilter filter = PathFilter.of(query, this.territory, me);
		this.exports.send(new ListExport<>("ambassador.paths.title", filter.link(PathFilter.PATHS), true,
				new Filters().with("ambassador.academie", this.territory.academies(me).get(filter.academie()))
					.coded("ambassador.stage", "ambassador.state.", filter.state())
					.toList(),
				columns, () -> this.paths.all(filter)), format, me, response);
	}

	@GetMapping(PathFilter.POSSIBLE)
	ModelAndView possible(@RequestParam Map<String, String> query, PageRequest asked, CurrentAccount me) {
		PathFilter filter = new PathFilter(PathFilter.of(query, this.territory, me).academie(), null);
		long total = this.candidates.count(filter.academie());
		PageRequest page = asked.within(total);
		return new ModelAndView("ambassador/possible", "view",
				new PossiblePage(this.candidates.page(filter.academie(), page),
						Pagination.of(page, total, filter.link(PathFilter.POSSIBLE)), filter,
						this.territory.academies(me)));
	}

	/** The network. */
	record NetworkPage(List<Place> places, boolean coordinator) {

		/** How many académies have somebody. */
		public long served() {
			return this.places.stream().filter((place) -> !place.isWithoutAnyone()).count();
		}

		/** Where nobody is, and somebody could be asked. */
		public List<Place> toBegin() {
			return this.places.stream().filter(Place::isToBegin).toList();
		}

		public String possible(Place place) {
			return QueryLink.to(PathFilter.POSSIBLE).with("academie", place.code()).toString();
		}

		public String paths(Place place, PathState state) {
			return new PathFilter(place.code(), state).link(PathFilter.PATHS).toString();
		}

		public PathState[] columns() {
			return new PathState[] { PathState.ACTIF, PathState.ACCOMPAGNE, PathState.INVITE, PathState.VOLONTAIRE };
		}

		public long number(Place place, PathState state) {
			return switch (state) {
				case ACTIF -> place.active();
				case ACCOMPAGNE -> place.accompanied();
				case INVITE -> place.invited();
				case VOLONTAIRE -> place.willing();
				default -> 0;
			};
		}

	}

	/**
	 * Everybody on the way.
	 *
	 * @param academies those to choose from
	 */
	record PathsPage(List<PathRow> rows, Pagination pagination, PathFilter filter, Map<String, String> academies) {

		public PathState[] states() {
			return PathState.values();
		}

	}

	/**
	 * Who could be asked.
	 *
	 * @param academies those to choose from
	 */
	record PossiblePage(List<Candidate> rows, Pagination pagination, PathFilter filter, Map<String, String> academies) {
	}

}
