package fr.dossiersco.outreach.availability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

import fr.dossiersco.outreach.TestData;
import fr.dossiersco.outreach.availability.HolidayFile.Reading;
import fr.dossiersco.outreach.availability.HolidayFile.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class HolidayFileTests {

	private static final Set<String> ZONES = Set.of("Zone A", "Zone B", "Zone C", "Corse", "Guadeloupe", "Martinique",
			"Guyane", "Réunion", "Mayotte", "Polynésie", "Nouvelle Calédonie", "Saint Pierre et Miquelon",
			"Wallis et Futuna");

	private static final String HEADER = "description;population;start_date;end_date;location;zones;annee_scolaire\n";

	@TempDir
	private Path directory;

	/** The dates of the decrees, as the owner's notes give them. */
	@ParameterizedTest
	@CsvSource({ "Zone A, 2024-10-19, 2024-11-03", "Zone A, 2024-12-21, 2025-01-05", "Zone A, 2025-02-22, 2025-03-09",
			"Zone B, 2025-02-08, 2025-02-23", "Zone C, 2025-02-15, 2025-03-02", "Zone A, 2025-04-19, 2025-05-04",
			"Zone B, 2025-04-05, 2025-04-21", "Zone C, 2025-04-12, 2025-04-27", "Zone A, 2025-10-18, 2025-11-02",
			"Zone A, 2025-12-20, 2026-01-04", "Zone A, 2026-02-07, 2026-02-22", "Zone B, 2026-02-14, 2026-03-01",
			"Zone C, 2026-02-21, 2026-03-08", "Zone A, 2026-04-04, 2026-04-19", "Zone B, 2026-04-11, 2026-04-26",
			"Zone C, 2026-04-18, 2026-05-03", "Zone A, 2026-10-17, 2026-11-01", "Zone B, 2026-12-19, 2027-01-03",
			"Zone A, 2027-02-13, 2027-02-28", "Zone B, 2027-02-20, 2027-03-07", "Zone C, 2027-02-06, 2027-02-21",
			"Zone A, 2027-04-10, 2027-04-25", "Zone B, 2027-04-17, 2027-05-02", "Zone C, 2027-04-03, 2027-04-18",
			"Zone A, 2027-05-07, 2027-05-07", "Zone A, 2027-07-03, 2027-08-31" })
	void theOfficialDatesAreRead(String zone, LocalDate first, LocalDate last) {
		Reading reading = HolidayFile.read(newest(), ZONES);

		assertThat(reading.refusals()).isEmpty();
		assertThat(reading.periods()).anySatisfy((period) -> {
			assertThat(period.zone()).isEqualTo(zone);
			assertThat(period.firstDay()).isEqualTo(first);
			assertThat(period.lastDay()).isEqualTo(last);
			assertThat(period.teachers()).isFalse();
		});
	}

	@Test
	void anAcademieIsNotAPeriodOfItsOwn() {
		Reading reading = HolidayFile.read(newest(), ZONES);

		assertThat(reading.periods()
			.stream()
			.filter((period) -> period.zone().equals("Zone A") && period.firstDay().equals(LocalDate.of(2026, 10, 17))))
			.hasSize(1);
		assertThat(reading.unlikely()).extracting(SchoolHoliday::zone).contains("Polynésie");
	}

	@Test
	void theFormerHeaderTellsTheSame() {
		Reading reading = HolidayFile
			.read(TestData.shared("calendrier-scolaire/fr-en-calendrier-scolaire-2025-01-ancien-entete.csv"), ZONES);

		assertThat(reading.refusals()).isEmpty();
		assertThat(reading.periods())
			.anyMatch((period) -> period.zone().equals("Zone B") && period.firstDay().equals(LocalDate.of(2025, 2, 8))
					&& period.lastDay().equals(LocalDate.of(2025, 2, 23)))
			.anyMatch((period) -> period.zone().equals("Zone A") && period.openEnded()
					&& period.lastDay().equals(LocalDate.of(2026, 8, 31)));
	}

	@Test
	void datesFromThePressSaySo() {
		Reading reading = HolidayFile.read(TestData.shared("calendrier-scolaire/complement-reunion-2026-2027.csv"),
				ZONES);

		assertThat(reading.periods()).hasSize(5).allMatch(SchoolHoliday::fromPress);
		assertThat(reading.periods()).anyMatch((period) -> period.firstDay().equals(LocalDate.of(2026, 12, 19))
				&& period.lastDay().equals(LocalDate.of(2027, 1, 31)) && period.summer());
	}

	@Test
	void whatIsNotPublishedIsUnknownAndNeverOpen() {
		HolidayCalendar calendar = new HolidayCalendar(HolidayFile.read(newest(), ZONES).periods());

		assertThat(calendar.isKnown(LocalDate.of(2026, 11, 24), "Zone A")).isTrue();
		assertThat(calendar.isKnown(LocalDate.of(2027, 2, 22), "Zone C")).isTrue();
		assertThat(calendar.isKnown(LocalDate.of(2027, 9, 1), "Zone A")).isFalse();
		assertThat(calendar.isKnown(LocalDate.of(2026, 11, 24), "Corse")).isFalse();
		assertThat(calendar.isKnown(LocalDate.of(2026, 11, 24), "Guadeloupe")).isFalse();
		assertThat(calendar.isKnown(LocalDate.of(2026, 6, 1), "Guadeloupe")).isTrue();
		assertThat(calendar.knownUntil(LocalDate.of(2026, 11, 24), "Zone B")).isEqualTo(LocalDate.of(2027, 8, 31));
		assertThat(calendar.knownUntil(LocalDate.of(2026, 11, 24), "Mayotte")).isNull();
	}

	@Test
	void theStaffWorksAWeekMoreThanThePupilsAtBothEndsOfTheSummer() {
		HolidayCalendar calendar = new HolidayCalendar(HolidayFile.read(newest(), ZONES).periods());
		StaffSummer week = new StaffSummer(7, 7);

		assertThat(calendar.on(LocalDate.of(2027, 7, 9), "Zone A", "069", false, week)).isEmpty();
		assertThat(calendar.on(LocalDate.of(2027, 7, 10), "Zone A", "069", false, week)).isPresent();
		assertThat(calendar.on(LocalDate.of(2027, 8, 24), "Zone A", "069", false, week)).isPresent();
		assertThat(calendar.on(LocalDate.of(2027, 8, 25), "Zone A", "069", false, week)).isEmpty();
		assertThat(calendar.on(LocalDate.of(2027, 7, 5), "Zone A", "069", true, week)).isPresent();
	}

	@Test
	void midnightsAreThoseOfParisOverseasToo() {
		Reading reading = read(
				"Vacances de Noël;-;2026-12-18T23:00:00+00:00;2027-01-03T23:00:00+00:00;Guyane;Guyane;2026-2027");

		assertThat(reading.periods()).singleElement().satisfies((period) -> {
			assertThat(period.firstDay()).isEqualTo(LocalDate.of(2026, 12, 19));
			assertThat(period.lastDay()).isEqualTo(LocalDate.of(2027, 1, 3));
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "ZONE | Toussaint;-;2026-10-17;2026-11-02;Lyon;Zone D;2026-2027",
					"REVERSED | Toussaint;-;2026-11-02;2026-10-17;Lyon;Zone A;2026-2027",
					"TOO_LONG | Hiver;-;2026-02-01;2026-11-02;Lyon;Zone A;2026-2027",
					"DATE | Hiver;-;2026-02-31;2026-03-02;Lyon;Zone A;2026-2027",
					"POPULATION | Hiver;Astronautes;2026-02-01;2026-03-02;Lyon;Zone A;2026-2027",
					"INCOMPLETE | Hiver;-;2026-02-01;2026-03-02;Lyon;Zone A;bientôt" })
	void whatCannotBeRightIsRefusedAndItsZoneLeftAsItWas(String reason, String line) {
		Reading reading = read("Toussaint;-;2026-10-17;2026-11-02;Lille;Zone B;2026-2027\n" + line
				+ "\nNoël;-;2026-12-19;2027-01-04;Lyon;Zone A;2026-2027");

		assertThat(reading.refusals()).singleElement().satisfies((refusal) -> {
			assertThat(refusal.reason()).isEqualTo(reason);
			assertThat(refusal.line()).isEqualTo(3);
		});
		assertThat(reading.periods()).extracting(SchoolHoliday::zone)
			.isEqualTo(reason.equals("ZONE") ? List.of("Zone B", "Zone A") : List.of("Zone B"));
	}

	@Test
	void twoPeriodsOfAZoneDoNotOverlap() {
		Reading reading = read("""
				Hiver;-;2026-02-07;2026-02-23;Lyon;Zone A;2025-2026
				Hiver;-;2026-02-14;2026-03-02;Dijon;Zone A;2025-2026""");

		assertThat(reading.refusals()).extracting(Refusal::reason).containsExactly("OVERLAP");
		assertThat(reading.periods()).isEmpty();
		assertThat(reading.spoilt()).containsExactly("Zone A");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "uai;nom\n1;2",
			"description;population;start_date;end_date;location;zones;annee_scolaire" })
	void whatIsNoCalendarIsRefusedAsAWhole(String text) {
		assertThatExceptionOfType(HolidayFileRefusedException.class)
			.isThrownBy(() -> HolidayFile.read(file(text), ZONES));
	}

	private Reading read(String lines) {
		return HolidayFile.read(file(HEADER + lines), ZONES);
	}

	private Path file(String text) {
		try {
			return Files.writeString(this.directory.resolve("calendrier.csv"), text);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Path newest() {
		return TestData.shared("calendrier-scolaire/fr-en-calendrier-scolaire-2025-12.csv");
	}

}
