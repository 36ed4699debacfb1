package fr.dossiersco.outreach.establishment;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** What someone may know better than the directory. */
enum CorrectableField {

	NAME, ADDRESS, POSTCODE, TOWN, PHONE, EMAIL, WEB;

	/** Its name as a column, in a payload and in a form. */
	String key() {
		return name().toLowerCase(Locale.ROOT);
	}

	@Nullable String of(EstablishmentRecord school) {
		return switch (this) {
			case NAME -> school.name();
			case ADDRESS -> school.address();
			case POSTCODE -> school.postcode();
			case TOWN -> school.town();
			case PHONE -> school.phone();
			case EMAIL -> school.email();
			case WEB -> school.web();
		};
	}

}
