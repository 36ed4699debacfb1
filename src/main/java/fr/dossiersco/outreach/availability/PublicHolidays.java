package fr.dossiersco.outreach.availability;

import java.time.LocalDate;
import java.time.Year;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;

import org.springframework.stereotype.Component;

/**
 * The public holidays of each département, Alsace-Moselle and overseas included: articles
 * L3133-1, L3134-13 and L3422-2 of the labour code. Jollyday keeps them; a test checks
 * them against the law's list.
 */
@Component
class PublicHolidays {

	/** Jollyday knows these by the code of their country. */
	private static final Map<String, String> COUNTRIES = Map.ofEntries(Map.entry("971", "gp"), Map.entry("972", "mq"),
			Map.entry("973", "gf"), Map.entry("974", "re"), Map.entry("975", "pm"), Map.entry("976", "yt"),
			Map.entry("977", "bl"), Map.entry("978", "mf"), Map.entry("986", "wf"), Map.entry("987", "pf"),
			Map.entry("988", "nc"));

	private final Map<Asked, Map<LocalDate, String>> years = new ConcurrentHashMap<>();

	/**
	 * The name of the holiday, in French, empty on an ordinary day.
	 * @param departement its code, three characters
	 */
	Optional<String> on(LocalDate day, String departement) {
		return Optional.ofNullable(in(day.getYear(), departement).get(day));
	}

	/** Those of a year, by date. */
	Map<LocalDate, String> in(int year, String departement) {
		return this.years.computeIfAbsent(Asked.of(year, departement), PublicHolidays::read);
	}

	private static Map<LocalDate, String> read(Asked asked) {
		Properties settings = new Properties();
		settings.setProperty("configuration.service.impl", "de.focus_shift.jollyday.jaxb.JaxbConfigurationService");
		HolidayManager manager = HolidayManager.getInstance(ManagerParameters.create(asked.country(), settings));
		return manager.getHolidays(Year.of(asked.year()), asked.place())
			.stream()
			.collect(Collectors.toMap(Holiday::getDate, (holiday) -> holiday.getDescription(Locale.FRENCH),
					(one, other) -> one));
	}

	/**
	 * @param place of the country, empty for the whole of it
	 */
	private record Asked(int year, String country, String place) {

		static Asked of(int year, String departement) {
			String country = COUNTRIES.getOrDefault(departement, "fr");
			boolean alsaceMoselle = departement.equals("057") || departement.equals("067") || departement.equals("068");
			return new Asked(year, country, alsaceMoselle ? departement.substring(1) : "");
		}

	}

}
