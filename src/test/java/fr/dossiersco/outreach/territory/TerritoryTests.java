package fr.dossiersco.outreach.territory;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.StatementCount;
import fr.dossiersco.outreach.TestData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each row of the map is that of the reference tables, and nobody needs to act to read
 * it.
 */
@DatabaseTest
class TerritoryTests {

	private static final Map<String, Academie.Kind> KINDS = Map.of("académie", Academie.Kind.ACADEMIE, "vice-rectorat",
			Academie.Kind.VICE_RECTORAT, "service", Academie.Kind.SERVICE);

	@Autowired
	private Territory territory;

	@Autowired
	private JdbcClient jdbc;

	@Test
	void regionsAreThoseOfTheReference() throws IOException {
		List<Map<String, String>> rows = rows("referentiel/regions-academiques.csv");

		assertThat(this.territory.regions()).hasSameSizeAs(rows);
		Map<String, String> names = this.territory.regions()
			.stream()
			.collect(Collectors.toMap(RegionAcademique::code, RegionAcademique::name));
		for (Map<String, String> row : rows) {
			assertThat(names).containsEntry(row.get("code_region_insee"), row.get("region_academique"));
		}
	}

	@Test
	void academiesAreThoseOfTheReference() throws IOException {
		List<Map<String, String>> rows = rows("referentiel/academies.csv");

		assertThat(this.territory.academies()).hasSameSizeAs(rows).hasSize(34);
		for (Map<String, String> row : rows) {
			Academie academie = this.territory.academie(text(row, "code")).orElseThrow();
			assertThat(academie.name()).isEqualTo(row.get("nom"));
			assertThat(academie.kind()).as(academie.name())
				.isEqualTo(KINDS.getOrDefault(row.get("type"), Academie.Kind.SERVICE));
			assertThat(academie.region()).as(academie.name()).isEqualTo(orNull(row, "code_region_insee"));
			assertThat(academie.zone()).as(academie.name()).isEqualTo(row.get("zone_vacances"));
			assertThat(academie.timeZone()).as(academie.name()).hasToString(row.get("fuseau"));
			assertThat(academie.mailDomain()).as(academie.name()).isEqualTo(orNull(row, "domaine_mail"));
			assertThat(academie.seat()).isEqualTo(row.get("siege"));
			assertThat(academie.directoryLabel()).isEqualTo(row.get("libelle_annuaire"));
			assertThat(academie.calendarLabel()).isEqualTo(row.get("libelle_calendrier"));
			assertThat(this.territory.departements()
				.stream()
				.filter((departement) -> departement.academie().equals(academie.code()))
				.map(Departement::code)).as(academie.name())
				.containsExactlyInAnyOrder(text(row, "departements").split(" "));
		}
	}

	@Test
	void departementsAreThoseOfTheReference() throws IOException {
		List<Map<String, String>> rows = rows("referentiel/departements.csv");

		assertThat(this.territory.departements()).hasSameSizeAs(rows).hasSize(107);
		for (Map<String, String> row : rows) {
			Departement departement = this.territory.departement(text(row, "code_annuaire")).orElseThrow();
			assertThat(departement.inseeCode()).isEqualTo(row.get("code_insee"));
			assertThat(departement.name()).isEqualTo(row.get("nom"));
			assertThat(departement.academie()).as(departement.name()).isEqualTo(row.get("code_academie"));
			assertThat(departement.zone()).as(departement.name()).isEqualTo(row.get("zone_vacances"));
			assertThat(departement.timeZone()).as(departement.name()).hasToString(row.get("fuseau"));
			assertThat(String.join(" ", departement.uaiPrefixes())).as(departement.name())
				.isEqualTo(row.get("prefixes_uai"));
			assertThat(departement.localHolidays()).as(departement.name())
				.isEqualTo(Arrays.stream(text(row, "jours_feries_locaux").split("[,|] *"))
					.filter((day) -> !day.isEmpty())
					.toList());
		}
	}

	@Test
	void academiesComeInTheOrderOfAFrenchDictionary() {
		List<String> names = this.territory.academies().stream().map(Academie::name).toList();

		assertThat(names).startsWith("Aix-Marseille", "Amiens", "Besançon", "Bordeaux")
			.containsSubsequence("Corse", "Créteil", "Dijon", "Grenoble", "Guadeloupe")
			.endsWith("Wallis-et-Futuna");
	}

	@Test
	void anAcademieIsNamedAsOneSays() {
		assertThat(this.territory.academie("09").orElseThrow().ofName()).isEqualTo("de Lille");
		assertThat(this.territory.academie("20").orElseThrow().ofName()).isEqualTo("d’Amiens");
		assertThat(this.territory.academie("28").orElseThrow().ofName()).isEqualTo("de La Réunion");
		assertThat(this.territory.academie("99")).isEmpty();
	}

	@Test
	void theMapIsReadOnceByWhoeverAsksFirst() {
		Territory fresh = new Territory(this.jdbc);

		assertThat(StatementCount.of(() -> {
			assertThat(fresh.academies()).isNotEmpty();
			assertThat(fresh.academie("09")).isPresent();
			assertThat(fresh.academies()).isNotEmpty();
		})).isOne();
	}

	private static List<Map<String, String>> rows(String path) throws IOException {
		List<String> lines = Files.readAllLines(TestData.shared(path));
		String[] header = lines.getFirst().split(";");
		List<Map<String, String>> rows = new ArrayList<>();
		for (String line : lines.subList(1, lines.size())) {
			String[] cells = line.split(";", -1);
			assertThat(cells).hasSameSizeAs(header);
			Map<String, String> row = new HashMap<>();
			for (int i = 0; i < header.length; i++) {
				row.put(header[i], cells[i]);
			}
			rows.add(row);
		}
		return rows;
	}

	private static String text(Map<String, String> row, String column) {
		return Objects.requireNonNull(row.get(column), column);
	}

	private static @Nullable String orNull(Map<String, String> row, String column) {
		String text = text(row, column);
		return text.isEmpty() ? null : text;
	}

}
