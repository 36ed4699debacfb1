package fr.dossiersco.outreach.establishment;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import fr.dossiersco.outreach.establishment.EstablishmentRecords.Correction;
import fr.dossiersco.outreach.establishment.EstablishmentRecords.Site;
import fr.dossiersco.outreach.establishment.EstablishmentRecords.Statement;
import org.jspecify.annotations.Nullable;

/**
 * The page of a school.
 *
 * @param clock the time there, null where it is the time of Paris
 * @param corrections the values put in place of the directory's
 * @param sources who says what, field by field
 * @param panels what higher floors show
 * @param within whether it is in the académies of whoever reads it; else the page is its
 * entry of the public directory
 * @param correctable whether the person may correct it
 */
record EstablishmentPage(EstablishmentRecord school, @Nullable LocalClock clock, List<Site> sites,
		List<Corrected> corrections, List<Source> sources, List<Panel> panels, boolean within, boolean correctable) {

	private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

	private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.FRENCH);

	/** The fields whose sources are worth showing, as people look for them. */
	private static final List<String> FIELDS = List.of("name", "kind", "nature_label", "sector", "contract", "address",
			"address_extra", "postcode", "town", "phone", "email", "web", "priority_education", "pupils", "opened_on",
			"state");

	/** The years given when nobody knows: 1901 and 2099. */
	private static final int FIRST_YEAR = 1902;

	private static final int LAST_YEAR = 2090;

	static @Nullable LocalClock clock(ZoneId zone, Instant now) {
		return zone.getRules().getOffset(now).equals(PARIS.getRules().getOffset(now)) ? null
				: new LocalClock(zone.getDisplayName(TextStyle.FULL, Locale.FRENCH), LocalTime.ofInstant(now, zone),
						LocalTime.ofInstant(now, PARIS));
	}

	static List<Source> sources(List<Statement> statements, List<Correction> corrections) {
		List<Source> sources = new ArrayList<>();
		for (String field : FIELDS) {
			boolean corrected = corrections.stream().anyMatch((correction) -> correction.field().equals(field));
			boolean first = true;
			for (Statement statement : statements) {
				if (statement.field().equals(field)) {
					sources.add(new Source(field, shown(field, statement.value()), coded(field), statement.dataset(),
							statement.extractDate(), first && !corrected));
					first = false;
				}
			}
		}
		return sources;
	}

	static List<Corrected> corrected(List<Statement> statements, List<Correction> corrections) {
		return corrections.stream().map((correction) -> {
			String directory = statements.stream()
				.filter((statement) -> statement.field().equals(correction.field()))
				.map((statement) -> shown(correction.field(), statement.value()))
				.findFirst()
				.orElse((correction.replaced() != null) ? shown(correction.field(), correction.replaced()) : null);
			return new Corrected(correction.field(), shown(correction.field(), correction.value()), directory,
					correction.reason(), LocalDate.ofInstant(correction.correctedAt(), PARIS),
					correction.correctedBy());
		}).toList();
	}

	private static String shown(String field, String value) {
		return switch (field) {
			case "phone" -> PhoneText.shown(value);
			case "opened_on" -> DATE.format(LocalDate.parse(value));
			default -> value;
		};
	}

	/**
	 * The start of the message key of a field's values, null when they are plain text.
	 */
	private static @Nullable String coded(String field) {
		return switch (field) {
			case "kind", "sector", "state" -> "establishment." + field + ".";
			default -> null;
		};
	}

	public @Nullable String phone() {
		String phone = this.school.phone();
		return (phone != null) ? PhoneText.shown(phone) : null;
	}

	/** A site's number as people read it. */
	public String shown(String phone) {
		return PhoneText.shown(phone);
	}

	/** The date of opening, unless it is the one given when nobody knows. */
	public @Nullable LocalDate openedOn() {
		LocalDate date = this.school.openedOn();
		return (date != null && date.getYear() >= FIRST_YEAR && date.getYear() < LAST_YEAR) ? date : null;
	}

	public boolean isClosed() {
		return this.school.state() == EstablishmentState.FERME;
	}

	/**
	 * What time it is at the school.
	 *
	 * @param zone what its time is called
	 */
	record LocalClock(String zone, LocalTime there, LocalTime paris) {
	}

	/**
	 * A value put in place of the directory's.
	 *
	 * @param directory what the directory says, null when it says nothing
	 */
	record Corrected(String field, String value, @Nullable String directory, String reason, LocalDate on, String by) {
	}

	/**
	 * What an extract says.
	 *
	 * @param coded the start of the message key of the value, null for plain text
	 * @param used whether this is the value shown
	 */
	record Source(String field, String value, @Nullable String coded, String dataset, LocalDate on, boolean used) {
	}

	/** What a higher floor shows, and the template that shows it. */
	record Panel(String template, boolean continuesBelow, Object content) {
	}

}
