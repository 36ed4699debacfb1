package fr.dossiersco.outreach.territory;

import java.io.IOException;
import java.nio.file.Files;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.TestData;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** The map in the database is the map of the field. */
@DatabaseTest
class TerritoryTests {

	private static final Map<String, Academie.Kind> KINDS = Map.of("académie", Academie.Kind.ACADEMIE, "vice-rectorat",
			Academie.Kind.VICE_RECTORAT, "service de l’Éducation nationale", Academie.Kind.SERVICE);

	@Autowired
	private Territory territory;

	@Test
	void everyRegionIsThatOfTheField() throws IOException {
		assertThat(this.territory.regions()).containsExactlyInAnyOrderElementsOf(
				rows("regions-academiques.csv").stream().map((row) -> new RegionAcademique(row[0], row[1])).toList());
	}

	@Test
	void everyAcademieIsThatOfTheField() throws IOException {
		assertThat(this.territory.academies()).containsExactlyInAnyOrderElementsOf(rows("academies.csv").stream()
			.map((row) -> new Academie(row[0], row[1], Objects.requireNonNull(KINDS.get(row[2])),
					row[4].isEmpty() ? null : row[4], row[5], ZoneId.of(row[6]), row[7].isEmpty() ? null : row[7],
					row[8], row[9], row[10]))
			.toList());
	}

	@Test
	void everyDepartementIsThatOfTheField() throws IOException {
		assertThat(this.territory.departements()).containsExactlyElementsOf(rows("departements.csv").stream()
			.map((row) -> new Departement(row[0], row[1], row[2], row[3], row[5], ZoneId.of(row[6]), words(row[7], " "),
					words(row[8], "\\|")))
			.toList());
	}

	@Test
	void everyAcademieHasItsDepartements() throws IOException {
		for (String[] row : rows("academies.csv")) {
			assertThat(this.territory.departements()).as(row[1])
				.filteredOn((departement) -> departement.academie().equals(row[0]))
				.extracting(Departement::code)
				.containsExactlyElementsOf(words(row[11], " "));
		}
	}

	@Test
	void namesAreInFrenchOrder() {
		assertThat(this.territory.academies()).extracting(Academie::name)
			.startsWith("Aix-Marseille", "Amiens", "Besançon", "Bordeaux", "Clermont-Ferrand", "Corse", "Créteil");
		assertThat(this.territory.regions()).extracting(RegionAcademique::name)
			.containsSubsequence("Hauts-de-France", "Île-de-France", "La Réunion");
	}

	@Test
	void aPlaceIsFoundByItsCode() {
		assertThat(this.territory.academie("12")).extracting(Academie::name).isEqualTo("Nancy-Metz");
		assertThat(this.territory.region("76")).extracting(RegionAcademique::name).isEqualTo("Occitanie");
		assertThat(this.territory.departement("02A")).extracting(Departement::label).isEqualTo("2A – Corse-du-Sud");
		assertThat(this.territory.departement("978")).extracting(Departement::timeZone)
			.isEqualTo(ZoneId.of("America/Marigot"));

		assertThat(this.territory.academie("99")).isNull();
		assertThat(this.territory.departement("020")).isNull();
	}

	@Test
	void anAcademieIsNamedAsOneSays() {
		assertThat(this.territory.academie("28")).extracting(Academie::ofName).isEqualTo("de La Réunion");
		assertThat(this.territory.academie("20")).extracting(Academie::ofName).isEqualTo("d’Amiens");
	}

	@Test
	void moselleKeepsTheHolidaysOfAlsaceInAnotherAcademie() {
		assertThat(this.territory.departements())
			.filteredOn((departement) -> departement.localHolidays().contains("vendredi saint"))
			.extracting(Departement::name, Departement::academie)
			.containsExactly(tuple("Moselle", "12"), tuple("Bas-Rhin", "15"), tuple("Haut-Rhin", "15"));
	}

	private static List<String[]> rows(String file) throws IOException {
		return Files.readAllLines(TestData.shared("referentiel/" + file))
			.stream()
			.skip(1)
			.map((line) -> line.split(";", -1))
			.toList();
	}

	private static List<String> words(String cell, String separator) {
		return cell.isEmpty() ? List.of() : Arrays.stream(cell.split(separator)).map(String::strip).toList();
	}

}
