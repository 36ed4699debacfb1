package fr.dossiersco.outreach.establishment;

import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A school in the file of a list: what the list shows, and how to reach it.
 *
 * @param phone as it is kept
 */
record EstablishmentLine(EstablishmentRow row, @Nullable String address, @Nullable String addressExtra,
		@Nullable String phone, @Nullable String email, @Nullable String web, @Nullable Integer pupils) {

	/**
	 * In one cell, as on an envelope: alone, a postcode would lose its first zero in a
	 * spreadsheet.
	 */
	String postalTown() {
		return Stream.of(this.row.postcode(), this.row.town())
			.filter((part) -> part != null)
			.collect(Collectors.joining(" "));
	}

	@Nullable String telephone() {
		return (this.phone != null) ? PhoneText.shown(this.phone) : null;
	}

}
