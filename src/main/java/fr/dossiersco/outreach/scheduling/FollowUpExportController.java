package fr.dossiersco.outreach.scheduling;

import java.io.IOException;
import java.util.List;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.export.Column;
import fr.dossiersco.outreach.export.ListExport;
import fr.dossiersco.outreach.export.ListExport.Filters;
import fr.dossiersco.outreach.export.ListExports;
import fr.dossiersco.outreach.territory.Academie;
import fr.dossiersco.outreach.territory.Territory;
import fr.dossiersco.outreach.web.FileFormat;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;

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

	private final Territory territory;

	private final ListExports exports;

	FollowUpExportController(FollowUpList list, Territory territory, ListExports exports) {
		this.list = list;
		this.territory = territory;
		this.exports = exports;
	}

	@GetMapping({ "/relances/export.csv", "/relances/export.xlsx" })
	void export(@ModelAttribute("filter") FollowUpFilter filter, FileFormat format, CurrentAccount me,
			HttpServletResponse response) throws IOException {
		List<ListExport.Filter> filters = new Filters().with("scheduling.export.owner", this.list.ownerName(filter, me))
			.coded("scheduling.export.when", "scheduling.when.", filter.quand())
			.with("scheduling.export.academie", academie(filter.academie()))
			.toList();
		this.exports.send(new ListExport<>("scheduling.list.title", filter.link(), true, filters, columns,
				() -> this.list.all(filter, me.id())), format, me, response);
	}

	private @Nullable String academie(@Nullable String code) {
		Academie known = (code != null) ? this.territory.academie(code) : null;
		return (known != null) ? known.name() : code;
	}

}
