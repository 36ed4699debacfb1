package fr.dossiersco.outreach.dashboard;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.dashboard.Funnel.Step;
import fr.dossiersco.outreach.establishment.SchoolScope;
import fr.dossiersco.outreach.export.Column;
import fr.dossiersco.outreach.export.ListExport;
import fr.dossiersco.outreach.export.ListExports;
import fr.dossiersco.outreach.web.FileFormat;
import fr.dossiersco.outreach.web.QueryLink;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * The funnel of the schools that a filter names, for whoever may see them; each number
 * opens the list of its schools.
 */
@Controller
class FunnelController {

	private static final String PATH = "/tableau-de-bord/entonnoir";

	private static final List<Column<Step>> columns = List.of(new Column<>("pipeline.stage", Step::label),
			new Column<>("dashboard.funnel.schools", Step::schools),
			new Column<>("dashboard.funnel.export.before",
					(step) -> (step.conversion() != null) ? step.conversion().total() : null),
			new Column<>("dashboard.funnel.export.days", Step::days),
			new Column<>("dashboard.funnel.export.stays", Step::stays));

	private final Funnel funnel;

	private final ListExports exports;

	private final DashboardQuery query;

	FunnelController(Funnel funnel, DashboardQuery query, ListExports exports) {
		this.funnel = funnel;
		this.exports = exports;
		this.query = query;
	}

	@GetMapping(PATH)
	ModelAndView page(@RequestParam Map<String, String> query) {
		SchoolScope scope = this.query.scope(query);
		List<Bar> bars = this.funnel.steps(scope)
			.stream()
			.map((step) -> new Bar(step, scope.list().with("venu", step.code()).toString()))
			.toList();
		return new ModelAndView("dashboard/funnel", "view",
				new FunnelPage(bars, scope.fields(), scope.removals(scope.link(PATH)), scope.isNarrowed(),
						scope.link(PATH), scope.link(SeasonController.PATH).toString()));
	}

	@GetMapping({ PATH + "/export.csv", PATH + "/export.xlsx" })
	void export(@RequestParam Map<String, String> query, FileFormat format, CurrentAccount me,
			HttpServletResponse response) throws IOException {
		SchoolScope scope = this.query.scope(query);
		this.exports.send(new ListExport<>("dashboard.funnel.title", scope.link(PATH), false, scope.filters(), columns,
				() -> this.funnel.steps(scope).stream()), format, me, response);
	}

	/** A stage, and the list of the schools that came there. */
	record Bar(Step step, String link) {
	}

	/**
	 * @param season the season of the same schools
	 */
	record FunnelPage(List<Bar> bars, List<SchoolScope.Field> fields, List<SchoolScope.Removal> tags, boolean narrowed,
			QueryLink link, String season) {

		public long most() {
			return Math.max(1, this.bars.stream().mapToLong((bar) -> bar.step().schools()).max().orElse(1));
		}

		public boolean isEmpty() {
			return this.bars.stream().allMatch((bar) -> bar.step().schools() == 0);
		}

	}

}
