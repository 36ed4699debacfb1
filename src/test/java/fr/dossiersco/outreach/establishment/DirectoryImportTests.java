package fr.dossiersco.outreach.establishment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.TestData;
import fr.dossiersco.outreach.TestDatabase;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.establishment.Closures.Decision;
import fr.dossiersco.outreach.establishment.Closures.Proposal;
import fr.dossiersco.outreach.establishment.ImportRun.Status;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** The real files on a real database, each twice. */
@DatabaseTest
class DirectoryImportTests {

	private static final String FRANCE = "annuaire/fr-en-adresse-et-geolocalisation-colleges-france-2024-11.csv";

	private static final String OCCITANIE = "annuaire/fr-en-annuaire-education-occitanie-2024-11-26.csv";

	private static final String CRETEIL = "annuaire/fr-en-annuaire-education-creteil-ecoles-2026-05-27.csv";

	private static final String SPREADSHEET = "annuaire/fr-en-annuaire-education-extrait-passe-par-un-tableur-2026-05.csv";

	@Autowired
	private ImportJobs jobs;

	@Autowired
	private ImportRuns runs;

	@Autowired
	private Closures closures;

	@Autowired
	private EstablishmentMerge merge;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TransactionOperations transactions;

	@Autowired
	private Given given;

	@TempDir
	private Path directory;

	private CurrentAccount coordinator;

	/** The directory is one for all tests, so these start from an empty one. */
	@BeforeEach
	void emptyDirectory() throws SQLException {
		try (Connection owner = TestDatabase.asOwner(); Statement statement = owner.createStatement()) {
			statement.execute("truncate establishment, import_run cascade");
		}
		this.coordinator = this.given.coordinator();
	}

	@Test
	void theCollegesOfFranceComeInOnce() {
		ImportRun first = imported(FRANCE);

		assertThat(first.status()).isEqualTo(Status.REUSSI);
		assertThat(first.extractDate()).isEqualTo("2024-11-01");
		assertCounts(first, 7654, 7654, 0, 0, 0);
		assertThat(first.proposed()).isZero();
		assertThat(count("establishment")).isEqualTo(7654);
		assertThat(count("establishment where kind = 'COLLEGE' and sector = 'PUBLIC'")).isEqualTo(5417);
		List<String> before = versions();

		ImportRun second = imported(FRANCE);

		assertCounts(second, 7654, 0, 0, 7654, 0);
		assertThat(versions()).isEqualTo(before);
	}

	/**
	 * How much the database could tidy up is not told: any transaction that is older,
	 * anywhere in the database that all tests share, has it keep what it may still see.
	 */
	@Test
	void aLargeImportTidiesItsTablesUp() {
		Map<String, Long> before = tidied();
		assertThat(before).hasSize(4);

		imported(FRANCE);

		// It goes on after the end of the import is told.
		Awaitility.await()
			.atMost(Duration.ofMinutes(2))
			.untilAsserted(() -> assertThat(tidied())
				.allSatisfy((what, times) -> assertThat(times).as(what).isGreaterThan(before.getOrDefault(what, 0L))));
	}

	/** How often each table was vacuumed and analysed because someone said so. */
	private Map<String, Long> tidied() {
		Map<String, Long> times = new HashMap<>();
		Acting.asSystem(() -> this.jdbc.sql("""
				select relname, vacuum_count, analyze_count from pg_stat_user_tables
				where relname in ('establishment', 'establishment_source')""").query((row) -> {
			times.put(row.getString(1) + " vacuumed", row.getLong(2));
			times.put(row.getString(1) + " analysed", row.getLong(3));
		}));
		return times;
	}

	@Test
	void occitanieComesInOnceWithItsSites() {
		ImportRun first = imported(OCCITANIE);

		assertThat(first.status()).isEqualTo(Status.REUSSI);
		assertCounts(first, 6240, 6240, 0, 0, 0);
		assertThat(first.sites()).isEqualTo(3);
		assertThat(count("establishment")).isEqualTo(6237);
		assertThat(value("0460054J", "name")).isEqualTo("Collège Marcel Masbou");
		assertThat(value("0460054J", "other_sites")).isEqualTo("Collège Les Castors Bagnac-sur-Célé");
		assertThat(value("0342266D", "kind")).isEqualTo("COLLEGE");
		assertThat(value("0311631E", "name")).isEqualTo("Collège Michelet");
		List<String> before = versions();

		assertCounts(imported(OCCITANIE), 6240, 0, 0, 6240, 0);
		assertThat(versions()).isEqualTo(before);
	}

	@Test
	void thePrimarySchoolsOfValDeMarneComeInOnce() {
		assertCounts(imported(CRETEIL), 613, 613, 0, 0, 0);
		assertCounts(imported(CRETEIL), 613, 0, 0, 613, 0);
	}

	@Test
	void whatWentThroughASpreadsheetComesInOnce() {
		assertCounts(imported(SPREADSHEET), 7, 7, 0, 0, 0);
		ImportRun second = imported(SPREADSHEET);

		assertCounts(second, 7, 0, 0, 7, 0);
		assertThat(Acting.asSystem(() -> this.runs.warnings(second.id())))
			.contains(new ImportRuns.Counted("SIRET_LOST", 7));
	}

	@Test
	void eachDataSetKeepsWhatOnlyItKnows() {
		imported(FRANCE);
		assertThat(value("0301326D", "phone")).isNull();

		ImportRun occitanie = imported(OCCITANIE);

		assertThat(occitanie.created() + occitanie.updated() + occitanie.unchanged()).isEqualTo(6240);
		assertThat(occitanie.updated()).isBetween(600, 656);
		assertThat(occitanie.proposed()).isZero();
		assertThat(value("0301326D", "phone")).isEqualTo("+33467810177");

		// The geolocation set comes again, newer, and has no phone: it stays.
		ImportRun again = imported(TestData.shared(FRANCE), "colleges-2025-03-01.csv", null);

		assertThat(again.status()).isEqualTo(Status.REUSSI);
		assertThat(value("0301326D", "phone")).isEqualTo("+33467810177");
		assertThat(value("0301326D", "email")).isEqualTo("ce.0301326d@ac-montpellier.fr");
	}

	@Test
	void aCorrectionByHandSurvivesEveryImport() {
		imported(FRANCE);
		correct("0301326D", "{\"phone\": \"+33400000000\", \"address_extra\": null}");

		imported(OCCITANIE);
		imported(FRANCE);

		assertThat(value("0301326D", "phone")).isEqualTo("+33400000000");
		assertThat(value("0301326D", "address_extra")).isNull();
		assertThat(value("0301326D", "name")).isEqualTo("Collège André Chamson");
		assertThat(texts("select dataset || ' ' || coalesce(payload ->> 'phone', '') from establishment_source "
				+ "where uai = '0301326D' order by dataset"))
			.containsExactly("ANNUAIRE +33467810177", "GEOLOCALISATION ", "MANUEL +33400000000");
	}

	@Test
	void anOlderExtractOverwritesNothing() {
		imported(file("ecoles-2025-01-15.csv", school(1, "École neuve"), school(2, "École")), null);

		ImportRun older = imported(file("ecoles-2024-01-15.csv", school(1, "École vieille"), school(2, "École")), null);

		assertCounts(older, 2, 0, 0, 2, 0);
		assertThat(older.older()).isEqualTo(2);
		assertThat(value(uai(1), "name")).isEqualTo("École neuve");
	}

	@Test
	void aColumnThatIsGoneKeepsItsLastValueAndItsDate() throws IOException {
		Path full = TestData.shared(OCCITANIE);
		imported(OCCITANIE);
		String uai = text("select uai from establishment where pupils is not null order by uai limit 1");
		String pupils = value(uai, "pupils");
		List<String> lines = Files.readAllLines(full);
		String header = lines.getFirst().replace("Nombre_d_eleves", "Colonne_inconnue");
		Path newer = Files.write(this.directory.resolve("sans-effectifs.csv"),
				Stream.concat(Stream.of(header), lines.stream().skip(1)).toList());

		ImportRun run = imported(newer, "sans-effectifs.csv", LocalDate.of(2025, 6, 1));

		assertThat(run.status()).isEqualTo(Status.REUSSI);
		assertThat(value(uai, "pupils")).isEqualTo(pupils);
		assertThat(text("select carried_dates ->> 'pupils' from establishment_source where uai = '" + uai + "'"))
			.isEqualTo("2024-11-26");
	}

	@Test
	void whatHasLeftTheDirectoryIsProposedAsClosedAndAPersonDecides() {
		imported(file("ecoles-2025-01-15.csv", schools(1, 10)), null);

		ImportRun next = imported(file("ecoles-2025-03-15.csv", schools(1, 8)), null);

		assertThat(next.proposed()).isEqualTo(2);
		assertThat(value(uai(9), "state")).isEqualTo("OUVERT");
		List<Proposal> proposals = Acting.asSystem(() -> this.closures.proposals(next.id(), 0, 10));
		assertThat(proposals).extracting(Proposal::uai).containsExactlyInAnyOrder(uai(9), uai(10));
		decide(next, uai(9), Decision.CONFIRMEE);
		decide(next, uai(10), Decision.ECARTEE);
		assertThat(value(uai(9), "state")).isEqualTo("FERME");
		assertThat(value(uai(10), "state")).isEqualTo("OUVERT");

		// Nothing is proposed twice, and what comes back is open again, with a trace.
		assertThat(imported(file("ecoles-2025-04-15.csv", schools(1, 8)), null).proposed()).isZero();
		ImportRun back = imported(file("ecoles-2025-05-15.csv", schools(1, 9)), null);
		assertThat(back.reopened()).isEqualTo(1);
		assertThat(value(uai(9), "state")).isEqualTo("OUVERT");
		assertThat(count("establishment_closure where reopened_at is not null and uai = '" + uai(9) + "'"))
			.isEqualTo(1);
	}

	@Test
	void aPartialExtractClosesNothingOutsideItsScope() {
		imported(OCCITANIE);
		imported(FRANCE);
		int open = count("establishment where state <> 'FERME'");

		ImportRun primary = imported(TestData.shared(CRETEIL), "ecoles-2026-05-27.csv", null);
		assertThat(primary.proposed()).isZero();

		// The collèges of one département, all of them but one, newer.
		List<String> collegesOfAude = linesOf(OCCITANIE, ";Collège;", ";011;11;");
		ImportRun aude = imported(
				lines("aude-2025-02-01.csv", OCCITANIE, collegesOfAude.subList(1, collegesOfAude.size())),
				LocalDate.of(2025, 2, 1));

		assertThat(aude.proposed()).isEqualTo(1);
		assertThat(Acting.asSystem(() -> this.closures.proposals(aude.id(), 0, 10))).extracting(Proposal::departement)
			.containsExactly("011");
		assertThat(count("establishment where state <> 'FERME'")).isEqualTo(open + 613);
	}

	@Test
	void aHandfulOfLinesCoversNothingAndTheRunSaysSo() {
		imported(file("ecoles-2025-01-15.csv", schools(1, 10)), null);

		ImportRun thin = imported(file("ecoles-2025-03-15.csv", schools(1, 4)), null);

		assertThat(thin.proposed()).isZero();
		assertThat(Acting.asSystem(() -> this.runs.thinScopes(thin.id()))).singleElement()
			.satisfies((scope) -> assertThat(scope.known()).isEqualTo(10))
			.satisfies((scope) -> assertThat(scope.present()).isEqualTo(4));
	}

	@Test
	void everyLineIsAccountedFor() {
		String wrongKey = school(3, "École").replace(uai(3), uai(3).substring(0, 7) + "I");

		ImportRun run = imported(file("ecoles-2025-01-15.csv", school(1, "École"), school(1, "École"),
				school(2, "École"), school(2, "École, annexe"), wrongKey), null);

		assertCounts(run, 5, 3, 0, 0, 2);
		assertThat(run.sites()).isEqualTo(1);
		assertThat(Acting.asSystem(() -> this.runs.rejections(run.id(), 0, 10)))
			.extracting(DirectoryReader.Rejection::line, (rejection) -> rejection.reason().name(),
					DirectoryReader.Rejection::detail)
			.containsExactly(tuple(3L, "SAME_LINE", "2"), tuple(6L, "UAI_KEY", null));
	}

	@Test
	void aSiteThatHasGoneIsRemoved() {
		imported(file("ecoles-2025-01-15.csv", school(2, "École"), school(2, "École, annexe")), null);
		assertThat(count("establishment_site")).isEqualTo(1);

		imported(file("ecoles-2025-02-15.csv", school(2, "École")), null);

		assertThat(count("establishment_site")).isZero();
		assertThat(value(uai(2), "other_sites")).isNull();
	}

	@Test
	void aStoppedProgramLeavesItsImportInterrupted() {
		UUID run = Acting.asSystem(() -> this.runs.add(ImportRun.Origin.FICHIER, "a.csv", null, this.coordinator.id()));
		Acting.asSystem(() -> this.runs.start(run));

		this.jobs.interruptAbandoned();

		assertThat(Acting.asSystem(() -> this.runs.find(run).orElseThrow().status())).isEqualTo(Status.INTERROMPU);
	}

	private static void assertCounts(ImportRun run, int lines, int created, int updated, int unchanged, int rejected) {
		assertThat(List.of(String.valueOf(run.lines()), run.created(), run.updated(), run.unchanged(), run.rejected()))
			.as("lines, created, updated, unchanged, rejected (%s %s)", run.message(), run.messageDetail())
			.isEqualTo(List.of(String.valueOf(lines), created, updated, unchanged, rejected));
	}

	private ImportRun imported(String shared) {
		Path file = TestData.shared(shared);
		return imported(file, file.getFileName().toString(), null);
	}

	private ImportRun imported(Path file, @Nullable LocalDate date) {
		return imported(file, file.getFileName().toString(), date);
	}

	private ImportRun imported(Path file, String name, @Nullable LocalDate date) {
		try {
			Path copy = Files.copy(file, this.jobs.temporaryFile(), StandardCopyOption.REPLACE_EXISTING);
			UUID run = Acting.as(this.coordinator, () -> this.jobs.submit(copy, name, date, this.coordinator.id()));
			Instant late = Instant.now().plus(Duration.ofMinutes(2));
			while (Instant.now().isBefore(late)) {
				ImportRun now = Acting.asSystem(() -> this.runs.find(run).orElseThrow());
				if (!now.isUnfinished()) {
					return now;
				}
				Thread.sleep(20);
			}
			throw new AssertionError("The import does not end");
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void decide(ImportRun run, String uai, Decision decision) {
		Acting.as(this.coordinator, () -> {
			UUID proposal = this.closures.proposals(run.id(), 0, 10)
				.stream()
				.filter((candidate) -> candidate.uai().equals(uai))
				.findFirst()
				.orElseThrow()
				.id();
			return this.closures.decide(run.id(), proposal, decision, this.coordinator.id());
		});
	}

	private void correct(String uai, String payload) {
		Acting.as(this.coordinator, () -> this.transactions.execute((status) -> {
			this.jdbc.sql("""
					insert into establishment_source (uai, dataset, extract_date, recorded_at, account_id, payload)
					values (?, 'MANUEL', current_date, now(), ?, ?::jsonb)
					""").params(uai, this.coordinator.id(), payload).update();
			return this.merge.merge(List.of(uai));
		}));
	}

	private static final String HEADER = "Identifiant_de_l_etablissement;Nom_etablissement;Type_etablissement;Statut_public_prive;Nom_commune;Code_departement";

	private static String uai(int number) {
		int digits = 110_000 + number;
		return "%07d%s".formatted(digits, "ABCDEFGHJKLMNPRSTUVWXYZ".charAt(digits % 23));
	}

	private static String school(int number, String name) {
		return uai(number) + ";" + name + ";Ecole;Public;Narbonne;011";
	}

	private static String[] schools(int from, int to) {
		return IntStream.rangeClosed(from, to)
			.mapToObj((number) -> school(number, "École " + number))
			.toArray(String[]::new);
	}

	private Path file(String name, String... lines) {
		return write(name, HEADER, List.of(lines));
	}

	private Path lines(String name, String shared, List<String> lines) {
		return write(name, linesOf(shared, "Identifiant_de_l_etablissement").getFirst(), lines);
	}

	private Path write(String name, String header, List<String> lines) {
		try {
			return Files.writeString(this.directory.resolve(name),
					header + "\n" + lines.stream().collect(Collectors.joining("\n")));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static List<String> linesOf(String shared, String... holding) {
		try (Stream<String> lines = Files.lines(TestData.shared(shared))) {
			return lines.filter((line) -> Stream.of(holding).allMatch(line::contains)).toList();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Every version of every row that an import may write. */
	private List<String> versions() {
		return texts("""
				select 'e' || uai || xmin || ctid from establishment
				union all select 's' || uai || site || dataset || xmin || ctid from establishment_source
				union all select 't' || uai || site || xmin || ctid from establishment_site
				order by 1
				""");
	}

	private int count(String from) {
		return Integer.parseInt(String.valueOf(text("select count(*)::text from " + from)));
	}

	private @Nullable String value(String uai, String column) {
		return text("select " + column + "::text from establishment where uai = '" + uai + "'");
	}

	private String text(String sql) {
		return texts(sql).getFirst();
	}

	private List<String> texts(String sql) {
		return Acting.asSystem(() -> this.jdbc.sql(sql).query((row, number) -> row.getString(1)).list());
	}

}
