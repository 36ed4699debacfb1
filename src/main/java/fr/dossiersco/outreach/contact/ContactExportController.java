package fr.dossiersco.outreach.contact;

import java.io.IOException;
import java.util.List;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.contact.ContactList.Row;
import fr.dossiersco.outreach.export.Column;
import fr.dossiersco.outreach.export.ListExport;
import fr.dossiersco.outreach.export.ListExport.Filters;
import fr.dossiersco.outreach.export.ListExports;
import fr.dossiersco.outreach.territory.Academie;
import fr.dossiersco.outreach.territory.Departement;
import fr.dossiersco.outreach.territory.Territory;
import fr.dossiersco.outreach.web.FileFormat;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The list of people in a file, as the screen shows it: whoever asked not to be contacted
 * is named and said to have asked so, without a number or an address.
 */
@Controller
class ContactExportController {

	private static final List<Column<Row>> columns = List.of(new Column<>("contact.form.familyName", Row::familyName),
			new Column<>("contact.form.givenName", Row::givenName),
			Column.coded("contact.list.profile", "contact.profile.", Row::profile),
			new Column<>("contact.list.post", Row::title),
			Column.flag("contact.export.left", "contact.left", Row::leftPost),
			new Column<>("contact.list.place", Row::place), new Column<>("contact.export.uai", Row::uai),
			new Column<>("contact.list.town", Row::town), new Column<>("contact.list.academie", Row::academie),
			new Column<>("contact.list.phone", (row) -> row.opposed() ? null : shown(row.telephone())),
			new Column<>("contact.export.email", (row) -> row.opposed() ? null : row.email()),
			Column.flag("contact.list.opposed", "contact.opposed", Row::opposed),
			Column.coded("contact.list.attitude", "contact.attitude.", Row::attitude),
			new Column<>("contact.list.exchange", Row::lastExchangeOn),
			new Column<>("contact.list.added", Row::addedOn));

	private final ContactList list;

	private final ObjectProvider<ContactFacet> facets;

	private final Territory territory;

	private final ListExports exports;

	ContactExportController(ContactList list, ObjectProvider<ContactFacet> facets, Territory territory,
			ListExports exports) {
		this.list = list;
		this.facets = facets;
		this.territory = territory;
		this.exports = exports;
	}

	@GetMapping({ ContactFilter.PATH + "/export.csv", ContactFilter.PATH + "/export.xlsx" })
	void export(@RequestParam MultiValueMap<String, String> query, FileFormat format, CurrentAccount me,
			HttpServletResponse response) throws IOException {
		List<ContactFacet> known = this.facets.orderedStream().toList();
		ContactFilter filter = ContactFilter.of(query, known);
		this.exports.send(new ListExport<>("contact.list.title", filter.link(), true, filters(filter, known), columns,
				() -> this.list.all(filter)), format, me, response);
	}

	private List<ListExport.Filter> filters(ContactFilter filter, List<ContactFacet> known) {
		Filters filters = new Filters().with("contact.list.q", filter.q())
			.coded("contact.list.profile", "contact.profile.", filter.profile())
			.with("contact.list.academie", academie(filter.academie()))
			.with("contact.list.departement", departement(filter.departement()))
			.coded("contact.list.attitude", "contact.attitude.", filter.attitude())
			.coded("contact.list.exchange", "contact.list.exchange.", filter.exchange());
		for (ContactFacet facet : known) {
			facet.choices()
				.stream()
				.filter((choice) -> choice.value().equals(filter.facets().get(facet.parameter())))
				.forEach((choice) -> filters.with(facet.label(), choice.text()));
		}
		return filters.coded("contact.list.phone", "contact.list.phone.", filter.phone())
			.coded("contact.list.opposed", "contact.list.opposed.", filter.opposed())
			.toList();
	}

	private @Nullable String academie(@Nullable String code) {
		if (code == null) {
			return null;
		}
		Academie known = this.territory.academie(code);
		return (known != null) ? known.name() : code;
	}

	private @Nullable String departement(@Nullable String code) {
		Departement known = (code != null) ? this.territory.departement(code) : null;
		return (known != null) ? known.label() : code;
	}

	private static @Nullable String shown(@Nullable PhoneNumber number) {
		return (number != null) ? number.shown() : null;
	}

}
