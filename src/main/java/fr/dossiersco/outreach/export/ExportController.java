package fr.dossiersco.outreach.export;

import java.util.List;

import fr.dossiersco.outreach.account.CoordinatorOnly;
import fr.dossiersco.outreach.web.PageRequest;
import fr.dossiersco.outreach.web.Pagination;
import fr.dossiersco.outreach.web.QueryLink;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** The journal of exports. */
@Controller
@CoordinatorOnly
class ExportController {

	private static final String PATH = "/exports";

	private final ExportJournal journal;

	ExportController(ExportJournal journal) {
		this.journal = journal;
	}

	@GetMapping(PATH)
	ModelAndView list(PageRequest asked) {
		long total = this.journal.count();
		PageRequest page = asked.within(total);
		return new ModelAndView("export/list", "view",
				new JournalPage(this.journal.entries(page), Pagination.of(page, total, QueryLink.to(PATH))));
	}

	record JournalPage(List<ExportJournal.Entry> rows, Pagination pagination) {
	}

}
