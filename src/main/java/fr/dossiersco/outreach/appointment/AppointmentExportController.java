package fr.dossiersco.outreach.appointment;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.appointment.AppointmentBook.Offer;
import fr.dossiersco.outreach.appointment.AppointmentBook.Part;
import fr.dossiersco.outreach.export.Column;
import fr.dossiersco.outreach.export.ListExport;
import fr.dossiersco.outreach.export.ListExport.Filters;
import fr.dossiersco.outreach.export.ListExports;
import fr.dossiersco.outreach.web.FileFormat;
import fr.dossiersco.outreach.web.QueryLink;
import fr.dossiersco.outreach.web.QueryValue;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One's own offers in a file. */
@Controller
class AppointmentExportController {

	private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

	private static final List<Column<Offer>> columns = List.of(
			Column.coded("appointment.export.standing", "appointment.standing.", Offer::standing),
			new Column<>("appointment.export.at", (offer) -> paris(moment(offer))),
			new Column<>("export.column.uai", (offer) -> offer.call().uai()),
			new Column<>("export.column.school", (offer) -> offer.call().school()),
			new Column<>("export.column.town", (offer) -> offer.call().town()),
			new Column<>("export.column.contact", (offer) -> offer.call().person()),
			new Column<>("appointment.export.wish", Offer::wish),
			new Column<>("appointment.export.offered", (offer) -> paris(offer.offeredAt())),
			new Column<>("appointment.export.owner", (offer) -> offer.call().ownerName()));

	private final AppointmentBook book;

	private final ListExports exports;

	AppointmentExportController(AppointmentBook book, ListExports exports) {
		this.book = book;
		this.exports = exports;
	}

	@GetMapping({ "/rendez-vous/export.csv", "/rendez-vous/export.xlsx" })
	void export(@RequestParam @Nullable String etat, FileFormat format, CurrentAccount me, HttpServletResponse response)
			throws IOException {
		Part part = QueryValue.constant(Part.class, etat);
		this.exports.send(new ListExport<>("appointment.title", QueryLink.to("/rendez-vous").with("etat", part), true,
				new Filters().coded("appointment.export.standing", "appointment.part.", part).toList(), columns,
				() -> this.book.all(me, part)), format, me, response);
	}

	/** When it is or was to be. */
	private static @Nullable Instant moment(Offer offer) {
		return (offer.call().startsAt() != null) ? offer.call().startsAt() : offer.agreedAt();
	}

	private static @Nullable LocalDateTime paris(@Nullable Instant at) {
		return (at != null) ? LocalDateTime.ofInstant(at, PARIS) : null;
	}

}
