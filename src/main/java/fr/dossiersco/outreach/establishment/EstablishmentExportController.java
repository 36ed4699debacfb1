package fr.dossiersco.outreach.establishment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.export.Column;
import fr.dossiersco.outreach.export.Label;
import fr.dossiersco.outreach.export.ListExport;
import fr.dossiersco.outreach.export.ListExport.Filters;
import fr.dossiersco.outreach.export.ListExports;
import fr.dossiersco.outreach.web.FileFormat;
import fr.dossiersco.outreach.web.PageRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of schools in a file: the directory, where each stands and who leads it. */
@Controller
class EstablishmentExportController {

	private final EstablishmentList schools;

	private final ListExports exports;

	EstablishmentExportController(EstablishmentList schools, ListExports exports) {
		this.schools = schools;
		this.exports = exports;
	}

	@GetMapping({ EstablishmentFilter.PATH + "/export.csv", EstablishmentFilter.PATH + "/export.xlsx" })
	void export(@RequestParam MultiValueMap<String, String> query, FileFormat format, CurrentAccount me,
			HttpServletResponse response) throws IOException {
		List<Criterion> criteria = this.schools.criteria();
		EstablishmentFilter filter = EstablishmentFilter.of(query, criteria, this.schools.sorts(),
				PageRequest.of(null));
		this.exports.send(new ListExport<>("establishment.list.title", filter.link(), false, filters(filter, criteria),
				columns(), () -> this.schools.all(filter, criteria)), format, me, response);
	}

	private static List<ListExport.Filter> filters(EstablishmentFilter filter, List<Criterion> criteria) {
		Filters filters = new Filters().with("establishment.export.search", filter.get(EstablishmentFilter.SEARCH));
		for (Criterion criterion : criteria) {
			String value = filter.get(criterion.parameter());
			if (value != null) {
				filters.with(criterion.label(), criterion.text(value).orElse(value));
			}
		}
		if (EstablishmentList.leavesOutClosed(filter)) {
			filters.with("establishment.filter.etat", new Label("establishment.filter.etat.any"));
		}
		return filters.toList();
	}

	private List<Column<EstablishmentLine>> columns() {
		List<Column<EstablishmentLine>> columns = new ArrayList<>();
		columns.add(new Column<>("establishment.export.uai", (line) -> line.row().uai()));
		columns.add(new Column<>("establishment.field.name", (line) -> line.row().name()));
		columns.add(Column.coded("establishment.field.kind", "establishment.kind.", (line) -> line.row().kind()));
		columns.add(Column.coded("establishment.field.sector", "establishment.sector.", (line) -> line.row().sector()));
		columns.add(new Column<>("establishment.field.priority_education", (line) -> line.row().priorityEducation()));
		columns.add(Column.coded("establishment.field.state", "establishment.state.", (line) -> line.row().state()));
		for (int i = 0; i < this.schools.columns().size(); i++) {
			int index = i;
			columns.add(new Column<>(this.schools.columns().get(i).label(), (line) -> line.row().facets().get(index)));
		}
		columns.add(new Column<>("establishment.field.address", EstablishmentLine::address));
		columns.add(new Column<>("establishment.field.address_extra", EstablishmentLine::addressExtra));
		columns.add(new Column<>("establishment.export.postalTown", EstablishmentLine::postalTown));
		columns.add(new Column<>("establishment.field.town", (line) -> line.row().town()));
		columns.add(new Column<>("establishment.filter.departement", (line) -> line.row().departement()));
		columns.add(new Column<>("establishment.filter.academie", (line) -> line.row().academie()));
		columns.add(new Column<>("establishment.field.phone", EstablishmentLine::telephone));
		columns.add(new Column<>("establishment.field.email", EstablishmentLine::email));
		columns.add(new Column<>("establishment.field.web", EstablishmentLine::web));
		columns.add(new Column<>("establishment.field.pupils", EstablishmentLine::pupils));
		return columns;
	}

}
