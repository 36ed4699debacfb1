package fr.dossiersco.outreach.availability;

import java.time.LocalDate;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PublicHolidaysTests {

	private final PublicHolidays holidays = new PublicHolidays();

	/** The eleven days of article L3133-1 of the labour code. */
	@ParameterizedTest
	@CsvSource({ "2024, 2024-04-01, 2024-05-09, 2024-05-20", "2025, 2025-04-21, 2025-05-29, 2025-06-09",
			"2026, 2026-04-06, 2026-05-14, 2026-05-25", "2027, 2027-03-29, 2027-05-06, 2027-05-17" })
	void theElevenDaysOfTheLaw(int year, LocalDate easterMonday, LocalDate ascension, LocalDate whitMonday) {
		assertThat(this.holidays.in(year, "031").keySet()).containsExactlyInAnyOrderElementsOf(
				List.of(LocalDate.of(year, 1, 1), LocalDate.of(year, 5, 1), LocalDate.of(year, 5, 8),
						LocalDate.of(year, 7, 14), LocalDate.of(year, 8, 15), LocalDate.of(year, 11, 1),
						LocalDate.of(year, 11, 11), LocalDate.of(year, 12, 25), easterMonday, ascension, whitMonday));
	}

	/** Articles L3134-13 and L3422-2, and the territories' own laws. */
	@ParameterizedTest
	@CsvSource({ "057, 2027-03-26", "067, 2027-03-26", "068, 2026-12-26", "971, 2026-05-27", "972, 2026-05-22",
			"973, 2026-06-10", "974, 2026-12-20", "976, 2026-04-27", "977, 2026-10-09", "978, 2026-05-28",
			"988, 2026-09-24", "986, 2026-07-29", "987, 2026-03-05" })
	void theDaysOfEachPlace(String departement, LocalDate day) {
		assertThat(this.holidays.on(day, departement)).isPresent();
		assertThat(this.holidays.on(day, "031")).isEmpty();
	}

	@Test
	void theyAreNamedInFrench() {
		assertThat(this.holidays.on(LocalDate.of(2026, 11, 11), "031"))
			.hasValueSatisfying((name) -> assertThat(name).containsIgnoringCase("armistice"));
		assertThat(this.holidays.on(LocalDate.of(2027, 3, 29), "988")).hasValue("Lundi de Pâques");
		assertThat(this.holidays.on(LocalDate.of(2027, 3, 26), "057")).hasValue("Vendredi Saint");
	}

}
