package fr.dossiersco.outreach.establishment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.TestData;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.establishment.EstablishmentList.Found;
import fr.dossiersco.outreach.establishment.EstablishmentSearch.Closeness;
import fr.dossiersco.outreach.web.PageRequest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The search among the real collèges of France and all the schools of Occitanie.
 */
@DatabaseTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EstablishmentSearchTests {

	@Autowired
	private EstablishmentList schools;

	@Autowired
	private ImportJobs jobs;

	@Autowired
	private ImportRuns runs;

	@Autowired
	private Given given;

	@BeforeAll
	void theRealDirectory() throws IOException, InterruptedException {
		imported("annuaire/fr-en-adresse-et-geolocalisation-colleges-france-2024-11.csv");
		imported("annuaire/fr-en-annuaire-education-occitanie-2024-11-26.csv");
	}

	@ParameterizedTest
	@CsvSource({ "victor hugo narbonne, 0110021N", "victor hugo narbone, 0110021N", "NARBONNE Hugo victor, 0110021N",
			"vicotr huog narbonne, 0110021N", "collège victor hugo de narbonne, 0110021N", "hugo 11100, 0110021N",
			"garriguette, 0300050S", "la garriguete vergeze, 0300050S", "François-Cazes St Béat, 0310031R",
			"francois caze saint beat, 0310031R", "marcel masbou, 0460054J", "castors bagnac, 0460054J",
			"germaine tillion paris, 0753936W", "0110021N, 0110021N", "0110021A, 0110021N" })
	void theRightSchoolComesFirst(String typed, String uai) {
		assertThat(search(typed).rows().getFirst().uai()).isEqualTo(uai);
	}

	@Test
	void allThoseOfAPostcodeComeCollegesFirst() {
		List<EstablishmentRow> rows = search("11100").rows();

		assertThat(rows).allMatch((row) -> "11100".equals(row.postcode()));
		assertThat(rows).extracting(EstablishmentRow::kind).isSorted();
	}

	@Test
	void allSaintJosephAreThereWhateverTheSpelling() {
		int total = search("collège privé saint joseph").total();

		assertThat(total).isGreaterThan(136);
		assertThat(search("st joseph").total()).isEqualTo(total);
		assertThat(search("SAINT-JOSEPH").total()).isEqualTo(total);
	}

	@Test
	void aKindPrefersItsSchools() {
		assertThat(search("lycée victor hugo").rows().getFirst().kind()).isEqualTo(EstablishmentKind.LYCEE);
		assertThat(search("école victor hugo").rows().getFirst().kind()).isEqualTo(EstablishmentKind.ECOLE);
		assertThat(search("victor hugo").rows().getFirst().kind()).isEqualTo(EstablishmentKind.COLLEGE);
		assertThat(search("lycées").rows()).allMatch((row) -> row.kind() == EstablishmentKind.LYCEE);
	}

	@Test
	void whatIsFoundOnlyNearbyIsSaidToBe() {
		assertThat(search("victor hugo narbonne").closeness()).isEqualTo(Closeness.EXACT);
		assertThat(search("victor hugo narbone").closeness()).isEqualTo(Closeness.NEAR);
		assertThat(search("victor hugo xylophone").closeness()).isEqualTo(Closeness.CLOSEST);
		assertThat(search("garigueto").closeness()).isEqualTo(Closeness.CLOSEST);
		assertThat(search("xqzwkjvb").rows()).isEmpty();
	}

	@Test
	void aFilterHoldsWithinASearch() {
		assertThat(search("victor hugo", "departement", "011").rows())
			.allMatch((row) -> "Aude".equals(row.departement()))
			.isNotEmpty();
	}

	private Found search(String typed, String... criteria) {
		MultiValueMap<String, String> query = new LinkedMultiValueMap<>();
		query.add("q", typed);
		for (int i = 0; i < criteria.length; i += 2) {
			query.add(criteria[i], criteria[i + 1]);
		}
		return Acting.asSystem(() -> {
			List<Criterion> known = this.schools.criteria();
			return this.schools.find(EstablishmentFilter.of(query, known, this.schools.sorts(), PageRequest.of(1)),
					known);
		});
	}

	private void imported(String shared) throws IOException, InterruptedException {
		Path copy = Files.copy(TestData.shared(shared), this.jobs.temporaryFile(), StandardCopyOption.REPLACE_EXISTING);
		CurrentAccount coordinator = this.given.coordinator();
		UUID run = Acting.as(coordinator,
				() -> this.jobs.submit(copy, Path.of(shared).getFileName().toString(), null, coordinator.id()));
		Instant late = Instant.now().plus(Duration.ofMinutes(2));
		while (Acting.asSystem(() -> this.runs.find(run).orElseThrow()).isUnfinished()) {
			assertThat(Instant.now()).isBefore(late);
			Thread.sleep(50);
		}
	}

}
