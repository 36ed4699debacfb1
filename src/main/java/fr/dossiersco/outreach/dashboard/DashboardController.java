package fr.dossiersco.outreach.dashboard;

import java.util.Map;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.establishment.SchoolScope;
import fr.dossiersco.outreach.pipeline.Stage;
import fr.dossiersco.outreach.pipeline.Stages;
import fr.dossiersco.outreach.web.QueryLink;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * The dashboard, for whoever may see its schools: the team sees all of them, an
 * ambassador those of their académies.
 */
@Controller
class DashboardController {

	private static final String PATH = "/tableau-de-bord";

	private final Overview overview;

	private final DashboardQuery query;

	private final Stages stages;

	DashboardController(Overview overview, DashboardQuery query, Stages stages) {
		this.overview = overview;
		this.query = query;
		this.stages = stages;
	}

	@GetMapping(PATH)
	ModelAndView page(@RequestParam Map<String, String> query, CurrentAccount me) {
		SchoolScope scope = this.query.scope(query);
		Period period = this.query.period(query);
		QueryLink own = scope.link(PATH)
			.with(Period.SINCE, period.isUsual() ? null : period.first())
			.with(Period.UNTIL, period.isUpToToday() ? null : period.last());
		if ("oui".equals(query.get("actualiser"))) {
			this.overview.forget(scope, period, me);
			return new ModelAndView("redirect:" + own);
		}
		return new ModelAndView("dashboard/page", "view",
				new DashboardPage(this.overview.recent(scope, period, me), scope, period, own, followed()));
	}

	/** The first stage on the way, or further. */
	private String followed() {
		return this.stages.all()
			.stream()
			.filter((stage) -> !stage.isAside())
			.findFirst()
			.map(Stage::orFurther)
			.orElse("");
	}

}
