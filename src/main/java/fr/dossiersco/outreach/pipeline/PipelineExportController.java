package fr.dossiersco.outreach.pipeline;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.establishment.SchoolScope;
import fr.dossiersco.outreach.establishment.SchoolScopes;
import fr.dossiersco.outreach.export.Column;
import fr.dossiersco.outreach.export.ListExport;
import fr.dossiersco.outreach.export.ListExport.Filters;
import fr.dossiersco.outreach.export.ListExports;
import fr.dossiersco.outreach.pipeline.PipelineList.Card;
import fr.dossiersco.outreach.web.FileFormat;
import fr.dossiersco.outreach.web.QueryLink;
import fr.dossiersco.outreach.web.Sorting;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The pipeline in a file: the schools of one stage, or of all in turn. */
@Controller
class PipelineExportController {

	private final PipelineList list;

	private final Stages stages;

	private final SchoolScopes scopes;

	private final ListExports exports;

	PipelineExportController(PipelineList list, Stages stages, SchoolScopes scopes, ListExports exports) {
		this.list = list;
		this.stages = stages;
		this.scopes = scopes;
		this.exports = exports;
	}

	@GetMapping({ PipelineController.PATH + "/export.csv", PipelineController.PATH + "/export.xlsx" })
	void export(@RequestParam Map<String, String> query, FileFormat format, CurrentAccount me,
			HttpServletResponse response) throws IOException {
		SchoolScope scope = this.scopes.read(query, PipelineList.CRITERIA);
		Map<String, String> labels = this.stages.all().stream().collect(Collectors.toMap(Stage::code, Stage::label));
		String asked = query.get(PipelineController.STAGE);
		String stage = labels.containsKey(asked) ? asked : null;
		Sorting sorting = Sorting.of(query.get("tri"), PipelineList.sorts(), PipelineList.USUAL_SORT);
		List<ListExport.Filter> filters = new Filters()
			.with("pipeline.stage", (stage != null) ? labels.get(stage) : null)
			.with(scope.filters())
			.toList();
		QueryLink link = scope.link(PipelineController.PATH).with(PipelineController.STAGE, stage);
		this.exports.send(new ListExport<>("pipeline.page.title", link, false, filters, columns(labels),
				() -> this.list.all(stage, scope, sorting)), format, me, response);
	}

	private static List<Column<Card>> columns(Map<String, String> labels) {
		return List.of(new Column<>("export.column.uai", Card::uai), new Column<>("export.column.school", Card::name),
				new Column<>("export.column.town", Card::town),
				new Column<>("pipeline.stage", (card) -> labels.getOrDefault(card.stage(), card.stage())),
				new Column<>("pipeline.column.since", Card::since),
				new Column<>("pipeline.column.exchange", Card::lastExchange),
				Column.coded("export.column.outcome", "interaction.outcome.", Card::lastOutcome),
				Column.coded("pipeline.column.step", "scheduling.kind.", Card::stepKind),
				new Column<>("export.column.due", Card::stepDue), new Column<>("pipeline.owner", Card::ownerName));
	}

}
