package fr.dossiersco.outreach.scheduling;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.establishment.SchoolScope;
import fr.dossiersco.outreach.establishment.SchoolScopes;
import fr.dossiersco.outreach.export.Column;
import fr.dossiersco.outreach.export.ListExport.Filters;
import fr.dossiersco.outreach.export.ListExport;
import fr.dossiersco.outreach.export.ListExports;
import fr.dossiersco.outreach.web.FileFormat;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of next steps in a file. */
@Controller
class FollowUpExportController {

	private static final List<Column<FollowUpRow>> columns = List.of(
			new Column<>("scheduling.export.day", FollowUpRow::dueOn),
			new Column<>("scheduling.export.time", FollowUpRow::dueTime),
			Column.coded("scheduling.export.half", "availability.half.", FollowUpRow::dueHalf),
			Column.flag("scheduling.agreed", "scheduling.agreed", FollowUpRow::agreed),
			Column.flag("scheduling.late", "scheduling.late", FollowUpRow::late),
			Column.coded("scheduling.export.kind", "scheduling.kind.", FollowUpRow::kind),
			new Column<>("scheduling.export.school", FollowUpRow::school),
			new Column<>("scheduling.export.uai", FollowUpRow::uai),
			new Column<>("scheduling.export.town", FollowUpRow::town),
			new Column<>("scheduling.export.contact", FollowUpRow::contact),
			new Column<>("scheduling.export.note", FollowUpRow::note),
			new Column<>("scheduling.override", FollowUpRow::overrideReason),
			new Column<>("scheduling.export.owner", FollowUpRow::owner));

	private final FollowUpList list;

	private final SchoolScopes scopes;

	private final ListExports exports;

	FollowUpExportController(FollowUpList list, SchoolScopes scopes, ListExports exports) {
		this.list = list;
		this.scopes = scopes;
		this.exports = exports;
	}

	@GetMapping({ "/relances/export.csv", "/relances/export.xlsx" })
	void export(@ModelAttribute("filter") FollowUpFilter filter, @RequestParam Map<String, String> query,
			FileFormat format, CurrentAccount me, HttpServletResponse response) throws IOException {
		SchoolScope scope = this.scopes.read(query, FollowUpFilter.SCHOOLS);
		List<ListExport.Filter> filters = new Filters().with(scope.filters())
			.with("scheduling.export.owner", this.list.ownerName(filter, me))
			.coded("scheduling.export.when", "scheduling.when.", filter.quand())
			.toList();
		this.exports.send(new ListExport<>("scheduling.list.title", filter.link(scope), true, filters, columns,
				() -> this.list.all(filter, scope, me.id())), format, me, response);
	}

}
