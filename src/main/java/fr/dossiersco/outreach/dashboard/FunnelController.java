package fr.dossiersco.outreach.dashboard;

import java.util.List;
import java.util.Map;

import fr.dossiersco.outreach.dashboard.Funnel.Step;
import fr.dossiersco.outreach.establishment.SchoolScope;

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

	private final Funnel funnel;

	private final DashboardQuery query;

	FunnelController(Funnel funnel, DashboardQuery query) {
		this.funnel = funnel;
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
				new FunnelPage(bars, scope.fields(), scope.removals(scope.link(PATH)), scope.isNarrowed()));
	}

	/** A stage, and the list of the schools that came there. */
	record Bar(Step step, String link) {
	}

	record FunnelPage(List<Bar> bars, List<SchoolScope.Field> fields, List<SchoolScope.Removal> tags,
			boolean narrowed) {

		public long most() {
			return Math.max(1, this.bars.stream().mapToLong((bar) -> bar.step().schools()).max().orElse(1));
		}

		public boolean isEmpty() {
			return this.bars.stream().allMatch((bar) -> bar.step().schools() == 0);
		}

	}

}
