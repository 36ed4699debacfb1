package fr.dossiersco.outreach.dashboard;

import java.util.Map;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.establishment.SchoolScope;
import fr.dossiersco.outreach.web.PdfPages;
import fr.dossiersco.outreach.web.QueryLink;

import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
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

	private final PdfPages pdf;

	DashboardController(Overview overview, DashboardQuery query, PdfPages pdf) {
		this.overview = overview;
		this.query = query;
		this.pdf = pdf;
	}

	@GetMapping(PATH)
	ModelAndView page(@RequestParam Map<String, String> query, CurrentAccount me) {
		SchoolScope scope = this.query.scope(query);
		Period period = this.query.period(query);
		if ("oui".equals(query.get("actualiser"))) {
			this.overview.forget(scope, period, me);
			return new ModelAndView("redirect:" + own(scope, period));
		}
		return new ModelAndView("dashboard/page", "view", read(scope, period, me));
	}

	/** On one page of paper. */
	@GetMapping(PATH + "/synthese")
	ModelAndView summary(@RequestParam Map<String, String> query, CurrentAccount me) {
		return new ModelAndView("dashboard/summary", "view",
				read(this.query.scope(query), this.query.period(query), me));
	}

	@GetMapping(PATH + "/synthese.pdf")
	ResponseEntity<byte[]> pdf(@RequestParam Map<String, String> query, CurrentAccount me) {
		Period period = this.query.period(query);
		byte[] file = this.pdf.render("dashboard/summary-pdf",
				Map.of("view", read(this.query.scope(query), period, me)));
		return ResponseEntity.ok()
			.contentType(MediaType.APPLICATION_PDF)
			.header(HttpHeaders.CONTENT_DISPOSITION,
					ContentDisposition.attachment()
						.filename("synthese-%s-%s.pdf".formatted(period.first(), period.last()))
						.build()
						.toString())
			.body(file);
	}

	private DashboardPage read(SchoolScope scope, Period period, CurrentAccount me) {
		return new DashboardPage(this.overview.recent(scope, period, me), scope, period, own(scope, period));
	}

	/** The address of what is asked, and no more: it goes on as days go by. */
	private static QueryLink own(SchoolScope scope, Period period) {
		return scope.link(PATH)
			.with(Period.SINCE, period.isUsual() ? null : period.first())
			.with(Period.UNTIL, period.isUpToToday() ? null : period.last());
	}

}
