package fr.dossiersco.outreach.establishment;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

import de.siegmar.fastcsv.reader.CsvReader;
import fr.dossiersco.outreach.TestData;
import fr.dossiersco.outreach.establishment.DirectoryHeader.Form;
import fr.dossiersco.outreach.establishment.DirectoryReader.Encoding;
import fr.dossiersco.outreach.establishment.DirectoryReader.Inspection;
import fr.dossiersco.outreach.establishment.DirectoryReader.Rejection;
import fr.dossiersco.outreach.establishment.DirectoryReader.Rejection.Reason;
import fr.dossiersco.outreach.establishment.DirectoryReader.Warning;
import fr.dossiersco.outreach.establishment.DirectoryRefusedException.Refusal;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DirectoryReaderTests {

	private static final String GEOLOCALISATION_LABELS = "Code établissement;Appellation officielle;Dénomination principale;Patronyme uai;Secteur Public/Privé;Adresse;Lieu dit;Boite postale;Code postal;Localite d'acheminement;Commune;Coordonnee X;Coordonnee Y;EPSG;Latitude;Longitude;Qualité d'appariement;Localisation;Code nature;Nature;Code état établissement;Etat établissement;Code département;Code région;Code académie;Code commune;Département;Région;Académie;Position;secteur_prive_code_type_contrat;secteur_prive_libelle_type_contrat;code_ministere;libelle_ministere;date_ouverture";

	private static final String HEADER = "Identifiant_de_l_etablissement;Nom_etablissement;Type_etablissement;Statut_public_prive;Adresse_1;Code_postal;Code_commune;Nom_commune;Code_departement;Code_academie;Telephone;Web;Mail;SIREN_SIRET;Nombre_d_eleves;Type_contrat_prive;position;latitude;longitude;date_ouverture;date_maj_ligne;etat;libelle_nature";

	private static final Map<String, String> ACADEMIES = IntStream.rangeClosed(1, 95)
		.boxed()
		.collect(Collectors.toMap("%03d"::formatted, (number) -> switch (number) {
			case 70, 25, 39, 90 -> "03";
			case 21, 71, 58, 89 -> "07";
			default -> "11";
		}));

	@TempDir
	private Path directory;

	@Test
	void theCollegesOfFranceAreReadWhole() {
		Result result = read(TestData.shared("annuaire/fr-en-adresse-et-geolocalisation-colleges-france-2024-11.csv"));

		assertThat(result.inspection.header().form()).isEqualTo(Form.GEOLOCALISATION_TECHNIQUE);
		assertThat(result.inspection.rows()).isEqualTo(7654);
		assertThat(result.rejections).isEmpty();
		assertThat(result.rows).hasSize(7654)
			.allMatch((row) -> row.kind() == EstablishmentKind.COLLEGE)
			.extracting(DirectoryRow::name, DirectoryRow::town)
			.noneMatch((names) -> names.toString().contains("  "));
		assertThat(result.rows.stream().filter((row) -> row.state() == EstablishmentState.A_OUVRIR)).hasSize(13);
		assertThat(result.rows.stream().filter((row) -> row.sector() == Sector.PRIVE)).hasSize(2237);
		assertThat(result.rows.stream().filter((row) -> row.latitude() == null)).hasSize(147);
		assertThat(result.warnings).containsEntry(Warning.NAME_DERIVED, 3);
		assertThat(result.row("0342580V").name()).isNotBlank();
	}

	@Test
	void theDirectoryOfOccitanieIsReadWhole() {
		Result result = read(TestData.shared("annuaire/fr-en-annuaire-education-occitanie-2024-11-26.csv"));

		assertThat(result.inspection.header().form()).isEqualTo(Form.ANNUAIRE_2024);
		assertThat(result.inspection.encoding()).isEqualTo(Encoding.UTF_8);
		assertThat(result.inspection.lastUpdate()).isEqualTo(LocalDate.of(2024, 11, 26));
		assertThat(result.rejections).isEmpty();
		assertThat(result.rows).hasSize(6240);
		assertThat(result.rows.stream().map(DirectoryRow::uai).distinct()).hasSize(6237);
		assertThat(result.warnings).containsEntry(Warning.CONTRACT_TYPO, 6);
		assertThat(result.rows.stream().map(DirectoryRow::phone).filter(Objects::nonNull)).hasSizeGreaterThan(6000)
			.allMatch((phone) -> String.valueOf(phone).matches("\\+33[1-9]\\d{8}"));
		assertThat(result.row("0090038T").email()).isEqualTo("0090038t@ac-toulouse.fr");
	}

	@Test
	void thePrimarySchoolsOfValDeMarneAreReadWhole() {
		Result result = read(TestData.shared("annuaire/fr-en-annuaire-education-creteil-ecoles-2026-05-27.csv"));

		assertThat(result.inspection.header().form()).isEqualTo(Form.ANNUAIRE_2026);
		assertThat(result.inspection.header().lacking()).containsExactly("pupils");
		assertThat(result.rows).hasSize(613).allMatch((row) -> row.kind() == EstablishmentKind.ECOLE);
		assertThat(result.row("0940176F").phone()).isEqualTo("+33172045505");
	}

	@Test
	void whatASpreadsheetSpoiledIsPutRightOrLeftOut() {
		Result result = read(
				TestData.shared("annuaire/fr-en-annuaire-education-extrait-passe-par-un-tableur-2026-05.csv"));

		assertThat(result.rows).hasSize(7);
		assertThat(result.inspection.lastUpdate()).isEqualTo(LocalDate.of(2026, 5, 27));
		DirectoryRow school = result.row("0700585F");
		assertThat(school.departement()).isEqualTo("070");
		assertThat(school.academie()).isEqualTo("03");
		assertThat(school.phone()).isEqualTo("+33384958096");
		assertThat(school.openedOn()).isEqualTo(LocalDate.of(1967, 2, 1));
		assertThat(school.siret()).isNull();
		assertThat(school.damaged()).containsExactly("siret");
		assertThat(school.state()).isEqualTo(EstablishmentState.A_FERMER);
		assertThat(result.warnings).containsEntry(Warning.CODE_PADDED, 14)
			.containsEntry(Warning.PHONE_ZERO_RESTORED, 7)
			.containsEntry(Warning.SIRET_LOST, 7)
			.containsEntry(Warning.DATE_FRENCH, 7);
	}

	@Test
	void theHeaderOf2023GivesTheSameSchools() throws IOException {
		Path real = TestData.shared("annuaire/fr-en-annuaire-education-occitanie-2024-11-26.csv");
		List<String> gone = List.of("code_circonscription", "code_zone_animation_pedagogique",
				"libelle_zone_animation_pedagogique");
		Path older = rewrite(real, (title) -> switch (title) {
			case "Code_postal" -> "Code postal";
			case "coordX_origine" -> "coordonnee_X";
			case "coordY_origine" -> "coordonnee_Y";
			case "epsg_origine" -> "epsg";
			case "multi_uai" -> "etablissement_multi_lignes";
			default -> gone.contains(title) ? "" : title;
		});

		Result result = read(older);

		assertThat(result.inspection.header().form()).isEqualTo(Form.ANNUAIRE_2023);
		assertThat(result.inspection.header().size()).isEqualTo(69);
		assertThat(result.rows).isEqualTo(read(real).rows);
	}

	@Test
	void theNamesOfThePortalsApiGiveTheSameSchools() throws IOException {
		Path real = TestData.shared("annuaire/fr-en-annuaire-education-creteil-ecoles-2026-05-27.csv");

		Result result = read(rewrite(real, String::toLowerCase));

		assertThat(result.inspection.header().form()).isEqualTo(Form.ANNUAIRE_API);
		assertThat(result.rows).isEqualTo(read(real).rows);
	}

	@Test
	void theLabelsOfTheGeolocationSetGiveTheSameSchools() throws IOException {
		Path real = TestData.shared("annuaire/fr-en-adresse-et-geolocalisation-colleges-france-2024-11.csv");
		List<String> lines = new ArrayList<>(Files.readAllLines(real));
		lines.set(0, GEOLOCALISATION_LABELS);

		Result result = read(file(String.join("\n", lines)));

		assertThat(result.inspection.header().form()).isEqualTo(Form.GEOLOCALISATION_LIBELLES);
		assertThat(result.rows).isEqualTo(read(real).rows);
	}

	@Test
	void aColumnMayStandAnywhere() {
		String header = Arrays.stream(HEADER.split(";")).toList().reversed().stream().collect(Collectors.joining(";"));
		String row = Arrays.stream(school().split(";", -1))
			.toList()
			.reversed()
			.stream()
			.collect(Collectors.joining(";"));

		assertThat(read(file(header + "\n" + row)).rows.getFirst().name()).isEqualTo("Collège du Cèdre");
	}

	@ParameterizedTest
	@CsvSource({ "UTF-8,\\n,false,false", "UTF-8,\\r\\n,true,false", "UTF-8,\\r\\n,true,true",
			"windows-1252,\\r\\n,false,false", "windows-1252,\\n,false,true" })
	void anyEncodingLineEndAndCompressionWillDo(String charset, String end, boolean bom, boolean gzip)
			throws IOException {
		String text = (bom ? "\uFEFF" : "") + (HEADER + "\n" + school() + "\n").replace("\n", end.translateEscapes());
		byte[] bytes = text.getBytes(Charset.forName(charset));

		Result result = read(file(gzip ? gzip(bytes) : bytes));

		assertThat(result.rows.getFirst().name()).isEqualTo("Collège du Cèdre");
		assertThat(result.inspection.encoding().name()).isEqualTo(charset.toUpperCase().replace('-', '_'));
	}

	@ParameterizedTest
	@CsvSource({ "','", "'\t'" })
	void theHeaderTellsTheSeparator(String separator) {
		String quoted = Arrays.stream(school("Nom_etablissement", "Collège \"\"à ta portée\"\", annexe").split(";", -1))
			.map((field) -> '"' + field + '"')
			.collect(Collectors.joining(separator));

		Result result = read(file(HEADER.replace(";", separator) + "\n" + quoted));

		assertThat(result.rows.getFirst().name()).isEqualTo("Collège \"à ta portée\", annexe");
	}

	@ParameterizedTest
	@CsvSource({ "0112345A,UAI_KEY", "11234,UAI_SHAPE", "'',UAI_MISSING" })
	void aLineWithoutItsOwnNumberIsRejected(String uai, Reason reason) {
		Result result = read(file(HEADER + "\n" + school() + "\n" + school("Identifiant_de_l_etablissement", uai)));

		assertThat(result.rows).hasSize(1);
		assertThat(result.rejections).containsExactly(new Rejection(3, uai.isEmpty() ? null : uai, reason, null));
	}

	@Test
	void aLineOfNowhereWithoutANameOrCutShortIsRejected() {
		Result result = read(file(String.join("\n", HEADER, school("Code_departement", "999"),
				school("Code_departement", ""), school("Nom_etablissement", "").replace("COLLEGE", ""),
				school().substring(0, 60), school() + ";trop")));

		assertThat(result.rejections).extracting(Rejection::line, Rejection::reason)
			.containsExactly(tuple(2, Reason.DEPARTEMENT_UNKNOWN), tuple(3, Reason.DEPARTEMENT_MISSING),
					tuple(4, Reason.NAME_MISSING), tuple(5, Reason.FIELD_COUNT), tuple(6, Reason.FIELD_COUNT));
		assertThat(result.rejections).extracting(Rejection::uai).containsOnly("0110001S");
	}

	@Test
	void whatCannotBeTrueIsLeftOutAndCounted() {
		Result result = read(file(String.join("\n", HEADER, school("Telephone", "99 99 99 99 99"),
				school("Telephone", "12"), school("Mail", "pas d'adresse"), school("Web", "javascript:alert(1)"),
				school("latitude", "120"), school("date_ouverture", "2099-01-01"),
				school("Nombre_d_eleves", "beaucoup"), school("etat", "PEUT-ÊTRE"),
				school("Type_etablissement", "Manège"), school("Code_academie", "21"))));

		assertThat(result.rejections).isEmpty();
		assertThat(result.warnings).containsExactlyInAnyOrderEntriesOf(Map.of(Warning.PHONE_PLACEHOLDER, 1,
				Warning.PHONE_UNREADABLE, 1, Warning.EMAIL_UNREADABLE, 1, Warning.WEB_UNREADABLE, 1,
				Warning.COORDINATES_UNREADABLE, 1, Warning.DATE_PLACEHOLDER, 1, Warning.NUMBER_UNREADABLE, 1,
				Warning.STATE_UNKNOWN, 1, Warning.KIND_UNKNOWN, 1, Warning.ACADEMIE_CORRECTED, 1));
		assertThat(result.rows.getFirst().damaged()).isEmpty();
		assertThat(result.rows.get(1).damaged()).containsExactly("phone");
		assertThat(result.rows.get(9).academie()).isEqualTo("11");
	}

	@Test
	void thePositionOfTheApiIsUnderstood() {
		String row = school("position", "\"{\"\"lon\"\": 2.35, \"\"lat\"\": 43.21}\"").replace(";48.1;2.1;", ";;;");

		assertThat(read(file(HEADER + "\n" + row)).rows.getFirst().latitude()).isEqualTo(43.21);
	}

	@Test
	void missingColumnsAreNamed() {
		String header = HEADER.replace("Nom_etablissement;", "Nom;").replace("Code_departement;", "Dep;");

		assertThat(refusal(file(header + "\n" + school())).detail()).isEqualTo("Nom_etablissement, Code_departement");
		assertThat(refusal(file(header + "\n" + school())).refusal()).isEqualTo(Refusal.MISSING_COLUMNS);
	}

	@Test
	void anotherCsvIsNoDirectory() {
		assertRefused(file("nom;prénom\nDurand;Anne\n"), Refusal.NOT_A_DIRECTORY);
		assertRefused(file("<html><body>Service indisponible</body></html>"), Refusal.NOT_A_DIRECTORY);
	}

	@Test
	void anEmptyFileIsRefused() {
		assertRefused(file(""), Refusal.EMPTY);
		assertRefused(file("\uFEFF\r\n\r\n"), Refusal.EMPTY);
		assertRefused(file(HEADER + "\n"), Refusal.NO_ROWS);
	}

	@Test
	void whatIsNotTextIsRefused() {
		assertRefused(file(new byte[] { '%', 'P', 'D', 'F', 0, 1, 2, 3 }), Refusal.NOT_TEXT);
		assertRefused(file(new byte[] { 'P', 'K', 3, 4, 20, 0 }), Refusal.SPREADSHEET);
		assertRefused(file(HEADER + "\n" + school() + "\n" + school("Nom_etablissement", "Coll\0ge")),
				Refusal.NOT_TEXT);
		assertRefused(file((HEADER + "\n" + school()).getBytes(StandardCharsets.UTF_16)), Refusal.NOT_TEXT);
	}

	@Test
	void anUnknownEncodingIsRefused() {
		byte[] bytes = (HEADER + "\n" + school("Nom_etablissement", "Coll#ge")).getBytes(StandardCharsets.ISO_8859_1);
		for (int i = 0; i < bytes.length; i++) {
			bytes[i] = (bytes[i] == '#') ? (byte) 0x81 : bytes[i];
		}

		assertRefused(file(bytes), Refusal.ENCODING);
	}

	@Test
	void aBrokenGzipIsRefused() throws IOException {
		byte[] whole = gzip((HEADER + "\n" + (school() + "\n").repeat(5000)).getBytes(StandardCharsets.UTF_8));
		byte[] corrupt = whole.clone();
		corrupt[whole.length - 8] ^= 0x55;

		assertRefused(file(Arrays.copyOf(whole, whole.length / 2)), Refusal.TRUNCATED_GZIP);
		assertRefused(file(Arrays.copyOf(whole, 5)), Refusal.TRUNCATED_GZIP);
		assertRefused(file(corrupt), Refusal.CORRUPT_GZIP);
	}

	@Test
	void aGzipBombIsStoppedEarly() throws IOException {
		Path bomb = this.directory.resolve("bombe.csv.gz");
		byte[] spaces = " ".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
		try (OutputStream out = new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(bomb)))) {
			out.write((HEADER + "\n").getBytes(StandardCharsets.UTF_8));
			for (int i = 0; i < 2000; i++) {
				out.write((school() + "\n").getBytes(StandardCharsets.UTF_8));
				out.write(spaces);
				out.write('\n');
			}
		}

		assertRefused(bomb, Refusal.GZIP_BOMB);
	}

	@Test
	void aQuoteNeverClosedIsLocated() {
		List<String> lines = new ArrayList<>(List.of(HEADER));
		for (int i = 0; i < 5000; i++) {
			lines.add(school());
		}
		lines.set(1200, school("Nom_etablissement", "\"Collège du Cèdre"));

		assertRefused(file(String.join("\n", lines)), Refusal.UNCLOSED_QUOTE);
		assertThat(refusal(file(String.join("\r\n", lines))).detail()).isEqualTo("1201");

		lines.set(1210, school("Adresse_1", "\"3, rue du Puits\""));
		assertThat(refusal(file(String.join("\n", lines))).detail()).isEqualTo("1201");
	}

	@Test
	void tenThousandColumnsAreRefused() {
		String header = IntStream.range(0, 10_000).mapToObj("colonne_%d"::formatted).collect(Collectors.joining(";"));

		assertThat(refusal(file(header + "\n" + school())).refusal()).isEqualTo(Refusal.TOO_MANY_COLUMNS);
		assertThat(refusal(file(header + "\n" + school())).detail()).isEqualTo("10000");
		assertRefused(file("x".repeat(2_000_000)), Refusal.HEADER_TOO_LONG);
	}

	@Test
	void aFileTooLargeIsRefusedUnread() {
		DirectoryReader small = new DirectoryReader(limits(DataSize.ofKilobytes(1)), ACADEMIES);

		assertThatExceptionOfType(DirectoryRefusedException.class)
			.isThrownBy(() -> small.inspect(file(HEADER + "\n" + (school() + "\n").repeat(100))))
			.satisfies((refused) -> assertThat(refused.refusal()).isEqualTo(Refusal.TOO_LARGE));
	}

	/** A line of {@link #HEADER}, right in everything. */
	private static String school() {
		return "0110001S;Collège du Cèdre;Collège;Public;1 rue des Écoles;11100;11262;Narbonne;011;11;04 68 00 00 01;http://cedre.example;CE.0110001S@AC-EXEMPLE.FR;12345678901234;;SANS OBJET;;48.1;2.1;1970-09-01;2024-11-26;OUVERT;COLLEGE";
	}

	private static String school(String column, String value) {
		List<String> fields = new ArrayList<>(List.of(school().split(";", -1)));
		fields.set(List.of(HEADER.split(";")).indexOf(column), value);
		return String.join(";", fields);
	}

	private static Tuple tuple(long line, Reason reason) {
		return Tuple.tuple(line, reason);
	}

	private Path file(String content) {
		return file(content.getBytes(StandardCharsets.UTF_8));
	}

	private Path file(byte[] content) {
		try {
			return Files.write(Files.createTempFile(this.directory, "annuaire", ".csv"), content);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static byte[] gzip(byte[] bytes) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (OutputStream gzip = new GZIPOutputStream(out)) {
			gzip.write(bytes);
		}
		return out.toByteArray();
	}

	/** The same file under other titles; a column whose title becomes empty goes. */
	private Path rewrite(Path real, UnaryOperator<String> titles) throws IOException {
		List<String> lines = Files.readAllLines(real);
		String[] before = lines.getFirst().substring(1).split(";");
		List<String> rewritten = new ArrayList<>();
		for (int line = 0; line < lines.size(); line++) {
			List<String> fields = (line == 0) ? List.of(before)
					: CsvReader.builder().fieldSeparator(';').ofSingleCsvRecord(lines.get(line)).getFields();
			List<String> kept = new ArrayList<>();
			for (int i = 0; i < before.length; i++) {
				String title = titles.apply(before[i]);
				if (!title.isEmpty()) {
					kept.add((line == 0) ? title : '"' + fields.get(i).replace("\"", "\"\"") + '"');
				}
			}
			rewritten.add(String.join(";", kept));
		}
		return file(String.join("\n", rewritten));
	}

	private static Result read(Path file) {
		DirectoryReader reader = new DirectoryReader(limits(DataSize.ofMegabytes(64)), all());
		List<DirectoryRow> rows = new ArrayList<>();
		List<Rejection> rejections = new ArrayList<>();
		Inspection inspection = reader.inspect(file);
		Map<Warning, Integer> warnings = reader.read(file, inspection, rows::add, rejections::add);
		return new Result(inspection, rows, rejections, warnings);
	}

	/**
	 * Each département of the real files, under an académie that only has to be there.
	 */
	private static Map<String, String> all() {
		Map<String, String> academies = new HashMap<>(ACADEMIES);
		for (String code : List.of("02A", "02B", "971", "972", "973", "974", "975", "976", "977", "978", "986", "987",
				"988")) {
			academies.put(code, "27");
		}
		return academies;
	}

	private void assertRefused(Path file, Refusal refusal) {
		assertThat(refusal(file).refusal()).isEqualTo(refusal);
	}

	private DirectoryRefusedException refusal(Path file) {
		try {
			new DirectoryReader(limits(DataSize.ofMegabytes(64)), ACADEMIES).inspect(file);
		}
		catch (DirectoryRefusedException ex) {
			return ex;
		}
		throw new AssertionError("Not refused");
	}

	private static DirectoryProperties limits(DataSize file) {
		return new DirectoryProperties(URI.create("http://localhost/"), file, DataSize.ofMegabytes(512), 200, 1000,
				100_000, Duration.ofSeconds(1), Duration.ofSeconds(5));
	}

	private record Result(Inspection inspection, List<DirectoryRow> rows, List<Rejection> rejections,
			Map<Warning, Integer> warnings) {

		DirectoryRow row(String uai) {
			return Objects.requireNonNull(
					this.rows.stream().filter((row) -> row.uai().value().equals(uai)).findFirst().orElse(null));
		}

	}

}
