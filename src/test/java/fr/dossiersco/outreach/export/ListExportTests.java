package fr.dossiersco.outreach.export;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.StatementCount;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.web.FileFormat;
import fr.dossiersco.outreach.web.QueryLink;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@DatabaseTest
@ExtendWith(OutputCaptureExtension.class)
class ListExportTests {

	private static final Random random = new Random();

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private ListExports exports;

	@Autowired
	private Given given;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	@Qualifier("guarded")
	private HikariDataSource pool;

	private CurrentAccount me;

	/** A word that nothing else in the database bears. */
	private String word;

	@BeforeEach
	void someoneActs() {
		this.me = this.given.outreach();
		StringBuilder letters = new StringBuilder("zz");
		new Random().ints(10, 'a', 'z' + 1).forEach((letter) -> letters.append((char) letter));
		this.word = letters.toString();
	}

	@Test
	void schoolsAreTakenAwayWithHowToReachThem() throws IOException {
		String uai = school("011", "Collège du " + this.word);
		change(uai,
				"phone = '+33561624659', email = 'ce@college.example', address = '=1+1', priority_education = 'REP+',"
						+ " pupils = 312, postcode = '01000', town = 'Bourg'");
		pursuit(uai, "CONTACTE");

		MvcTestResult answer = get("/etablissements/export.csv?q=" + this.word + "&type=COLLEGE&tri=nom");

		assertThat(answer).hasStatusOk().hasContentType("text/csv;charset=UTF-8");
		assertThat(answer.getResponse().getHeader("Content-Disposition"))
			.matches("attachment; filename=\"etablissements_" + this.word + "_college_\\d{4}-\\d\\d-\\d\\d\\.csv\"");
		List<List<String>> records = CsvFile.records(answer);
		assertThat(records.getFirst()).startsWith("UAI", "Nom", "Type", "Secteur", "Éducation prioritaire", "État",
				"Étape", "Responsable", "Adresse");
		assertThat(records.get(1)).containsExactly(uai, "Collège du " + this.word, "Collège", "Public", "REP+",
				"Ouvert", "Contacté", "Camille Exemple", "'=1+1", "", "01000 Bourg", "Bourg", "Aude", "Montpellier",
				"05 61 62 46 59", "ce@college.example", "", "312");
		assertThat(records.subList(3, records.size())).extracting((record) -> record.subList(0, 2))
			.contains(List.of("Liste", "Établissements"), List.of("Filtre – Recherche", this.word),
					List.of("Filtre – Type", "Collège"), List.of("Exporté par", "Camille Exemple"),
					List.of("Nombre de lignes", "1"));
	}

	@Test
	void aWorkbookHasTheSameRows() throws IOException {
		String uai = school("011", "Collège du " + this.word);

		try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(
				get("/etablissements/export.xlsx?q=" + this.word).getResponse().getContentAsByteArray()))) {
			assertThat(workbook.getFirstSheet().getName()).isEqualTo("Établissements");
			assertThat(workbook.getFirstSheet().read()).hasSize(2);
			assertThat(workbook.getFirstSheet().read().get(1).getCellText(0)).isEqualTo(uai);
			assertThat(workbook.findSheet("Filtres").orElseThrow().read())
				.anySatisfy((row) -> assertThat(row.getCellText(1)).isEqualTo(this.word));
		}
	}

	@RepeatedTest(3)
	void aFileHoldsTheSchoolsOfTheListWhateverIsAsked() throws IOException {
		for (int i = 0; i < 25; i++) {
			String uai = school(one("011", "059", "031", "034"), "Établissement " + i + " " + this.word);
			change(uai, "kind = '" + one("COLLEGE", "LYCEE", "ECOLE") + "', sector = '" + one("PUBLIC", "PRIVE")
					+ "', state = '" + one("OUVERT", "OUVERT", "FERME") + "', town = 'Bourg " + this.word + " "
					+ (char) ('A' + random.nextInt(26)) + "', priority_education = " + one("null", "'REP'", "'REP+'"));
			if (random.nextBoolean()) {
				pursuit(uai, one("REPERE", "CONTACTE", "INTERESSE"));
			}
			if (random.nextBoolean()) {
				followUp(uai, null, "Rappeler", 3);
			}
		}
		int rows = 0;
		for (int i = 0; i < 12; i++) {
			String query = (i == 0) ? "q=" + this.word
					: one("q=" + this.word, "q=bourg " + this.word, "q=" + this.word.substring(0, 11),
							"q=xylophoniste " + this.word, "ville=bourg " + this.word)
							+ maybe("type", "COLLEGE", "LYCEE", "AUTRE") + maybe("secteur", "PUBLIC", "PRIVE", "rien")
							+ maybe("etat", "OUVERT", "FERME") + maybe("ep", "REP", "REP_PLUS", "ANY", "NONE")
							+ maybe("academie", "09", "11", "99") + maybe("departement", "011", "059")
							+ maybe("etape", "REPERE", "AUCUNE")
							+ maybe("responsable", this.me.id().toString(), "PERSONNE")
							+ maybe("appel", "prevu", "aucun")
							+ maybe("tri", "nom", "-nom", "ville", "academie", "-academie", "etape", "-etape");
			String page = body("/etablissements?taille=100&" + query);

			List<String> shown = all(page, "<span class=\"muted\">(\\d{7}[A-Z])</span>");

			assertThat(CsvFile.column(CsvFile.records(get("/etablissements/export.csv?" + query)), "UAI")).as(query)
				.containsExactlyElementsOf(shown);
			rows += shown.size();
		}
		assertThat(rows).isPositive();
	}

	@RepeatedTest(2)
	void aFileHoldsThePeopleOfTheListWhateverIsAsked() throws IOException {
		for (int i = 0; i < 20; i++) {
			UUID id = contact(school(one("011", "059", "031"), "Collège"), this.word + (char) ('a' + i),
					one("INTENDANT", "PRINCIPAL", "TEACHER"));
			if (random.nextBoolean()) {
				phone(id);
			}
			if (random.nextInt(3) == 0) {
				oppose(id);
			}
		}
		int rows = 0;
		for (int i = 0; i < 10; i++) {
			String query = "q=" + this.word
					+ ((i == 0) ? "" : maybe("profil", "INTENDANT", "PRINCIPAL", "rien") + maybe("academie", "09", "11")
							+ maybe("departement", "011", "059") + maybe("telephone", "avec", "sans")
							+ maybe("opposition", "avec", "sans") + maybe("echange", "JAMAIS", "UN_MOIS")
							+ maybe("etape", "AUCUNE") + maybe("tri", "nom", "-nom", "ajout", "-ajout", "-ville"));
			String page = body("/contacts?taille=100&" + query);
			List<String> shown = page.contains("Voici les noms les plus proches") ? List.of()
					: all(page, "<strong>(" + this.word + "[a-z])</strong>");

			assertThat(CsvFile.column(CsvFile.records(get("/contacts/export.csv?" + query)), "Nom de famille"))
				.as(query)
				.containsExactlyElementsOf(shown);
			rows += shown.size();
		}
		assertThat(rows).isGreaterThanOrEqualTo(20);
	}

	@Test
	void whoAskedNotToBeContactedGoesWithoutANumber() throws IOException {
		UUID open = contact(school("011", "Collège"), this.word + "a", "INTENDANT");
		UUID opposed = contact(school("011", "Collège"), this.word + "b", "INTENDANT");
		phone(open);
		phone(opposed);
		oppose(opposed);

		List<List<String>> records = CsvFile.records(get("/contacts/export.csv?q=" + this.word));

		assertThat(CsvFile.column(records, "Téléphone")).containsExactly("05 61 00 99 11", "");
		assertThat(CsvFile.column(records, "Opposition")).containsExactly("", "Ne plus contacter");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "?quand=retard", "?quand=semaine", "?pour=tous&academie=11", "?academie=09",
			"?quand=rien&pour=moi", "?quand=apres" })
	void aFileHoldsTheNextStepsOfTheList(String query) throws IOException {
		for (int i = 0; i < 6; i++) {
			followUp(school(one("011", "059"), "Collège"), null, this.word + i, random.nextInt(20) - 5);
		}
		String notes = "(" + this.word + "\\d)";

		List<String> shown = all(body("/relances?taille=100&" + query.replace("?", "")),
				"step__note\">" + notes + "</p>");

		List<String> taken = CsvFile.column(CsvFile.records(get("/relances/export.csv" + query)), "Note")
			.stream()
			.filter((note) -> note.startsWith(this.word))
			.toList();
		assertThat(taken).as(query).containsExactlyElementsOf(shown);
	}

	@Test
	void anAmbassadorTakesAwayTheirOwnAcademieOnly() throws IOException {
		String lille = school("059", "Collège");
		String aude = school("011", "Collège");
		UUID seen = contact(lille, this.word + "lille", "INTENDANT");
		UUID hidden = contact(aude, this.word + "aude", "INTENDANT");
		followUp(lille, seen, this.word + " à Lille", 2);
		followUp(aude, hidden, this.word + " en Aude", 2);
		CurrentAccount ambassador = this.given.ambassador("09");

		for (String format : List.of("csv", "xlsx")) {
			String contacts = text(get("/contacts/export." + format + "?q=" + this.word, ambassador), format);
			String steps = text(get("/relances/export." + format + "?pour=tous", ambassador), format);

			assertThat(contacts).contains(this.word + "lille").doesNotContain(this.word + "aude");
			assertThat(steps).contains(this.word + " à Lille").doesNotContain(this.word + " en Aude");
		}
		assertThat(text(get("/contacts/export.csv?academie=11&q=" + this.word, ambassador), "csv"))
			.doesNotContain(this.word + "aude");
	}

	@ParameterizedTest
	@ValueSource(strings = { "mouvements", "echanges", "joints" })
	void theListsOfTheDashboardAreTakenAway(String list) throws IOException {
		String uai = school("02A", "Collège du " + this.word);
		UUID interaction = UUID.randomUUID();
		Acting.asSystem(() -> {
			this.jdbc
				.sql("insert into interaction (id, uai, academie, author, occurred_at, recorded_at, channel, direction, outcome, "
						+ "approach, version) select ?, uai, academie, ?, now(), now(), 'TELEPHONE', 'SORTANT', 'JOINT', 'FROID', 0 "
						+ "from establishment where uai = ?")
				.params(interaction, this.me.id(), uai)
				.update();
			this.jdbc
				.sql("insert into stage_move (id, uai, academie, to_stage, moved_at, moved_by, cause, interaction_id) "
						+ "select gen_random_uuid(), uai, academie, 'CONTACTE', now(), ?, 'ECHANGE', ? from establishment where uai = ?")
				.params(this.me.id(), interaction, uai)
				.update();
		});
		String address = "/tableau-de-bord/" + list;

		List<String> shown = all(body(address + "?academie=27&taille=100"), "href=\"/etablissements/(\\d{7}[A-Z])\"");

		List<List<String>> records = CsvFile.records(get(address + "/export.csv?academie=27"));
		assertThat(CsvFile.column(records, "UAI")).containsExactlyElementsOf(shown).contains(uai);
		assertThat(records).contains(padded(records.getFirst().size(), "Filtre – Académie", "Corse"));
		assertThat(body(address + "?academie=27")).contains(address + "/export.xlsx?academie=27&amp;depuis=");
	}

	@Test
	void eachFileIsJournaled() {
		school("011", "Collège du " + this.word);
		get("/etablissements/export.csv?page=3&taille=10&type=COLLEGE&q=" + this.word);
		get("/contacts/export.xlsx?q=" + this.word);

		assertThat(journal(this.me)).satisfiesExactly((last) -> {
			assertThat(last.address()).isEqualTo("/contacts?q=" + this.word);
			assertThat(last.personal()).isTrue();
			assertThat(last.format()).isEqualTo("XLSX");
			assertThat(last.rows()).isZero();
			assertThat(last.finished()).isTrue();
		}, (first) -> {
			assertThat(first.address()).isEqualTo("/etablissements?q=" + this.word + "&type=COLLEGE");
			assertThat(first.personal()).isFalse();
			assertThat(first.rows()).isEqualTo(1);
			assertThat(first.finished()).isTrue();
		});
		assertThat(body("/exports", this.given.coordinator())).contains("/contacts?q=" + this.word, "Terminé",
				"Données personnelles");
	}

	@Test
	void anAmbassadorReadsNobodyElsesJournal() {
		get("/contacts/export.csv?q=" + this.word);
		CurrentAccount ambassador = this.given.ambassador("09");
		get("/contacts/export.csv?q=" + this.word, ambassador);

		assertThat(Acting.as(ambassador,
				() -> this.jdbc.sql("select account_id from list_export").query(UUID.class).list()))
			.containsExactly(ambassador.id());
		assertThatThrownBy(() -> Acting.as(ambassador,
				() -> this.jdbc.sql("update list_export set address = '/' where account_id = ?")
					.param(ambassador.id())
					.update()))
			.hasRootCauseInstanceOf(PSQLException.class)
			.hasStackTraceContaining("permission denied");
		assertThat(Acting.as(ambassador,
				() -> this.jdbc.sql("update list_export set row_count = 0 where account_id = ?")
					.param(ambassador.id())
					.update()))
			.as("what has ended stays")
			.isZero();
	}

	@Test
	void aFileTakesAsManyStatementsHoweverLongItIs() {
		school("011", "Collège A " + this.word);
		contact(school("011", "Collège"), this.word + "a", "INTENDANT");
		followUp(school("011", "Collège"), null, "Rappeler", 1);
		List<String> addresses = List.of("/etablissements/export.csv?ville=" + this.word,
				"/etablissements/export.xlsx?q=" + this.word, "/contacts/export.csv?q=" + this.word,
				"/relances/export.csv");
		List<Long> before = addresses.stream().map((address) -> StatementCount.of(() -> get(address))).toList();
		for (int i = 0; i < 20; i++) {
			change(school("011", "Collège " + i + " " + this.word), "town = '" + this.word + "'");
			contact(school("011", "Collège"), this.word + "n" + (char) ('a' + i), "INTENDANT");
			followUp(school("011", "Collège"), null, "Rappeler", 1);
		}

		assertThat(addresses.stream().map((address) -> StatementCount.of(() -> get(address))).toList())
			.isEqualTo(before)
			.allSatisfy((count) -> assertThat(count).isLessThan(10));
	}

	@ParameterizedTest
	@EnumSource
	void whoStopsReceivingLeavesNothingButARowWithoutEnd(FileFormat format, CapturedOutput log) throws IOException {
		int active = this.pool.getHikariPoolMXBean().getActiveConnections();
		int logged = log.getAll().length();
		Broken response = new Broken(200_000);

		// So many rows that only a cursor gets to the end of this test.
		as(this.me, () -> this.exports.send(numbers("generate_series(1, 30000000)"), format, this.me, response));

		assertThat(this.pool.getHikariPoolMXBean().getActiveConnections()).isEqualTo(active);
		assertThat(log.getAll().substring(logged)).doesNotContain(this.word, "Broken pipe", "Exception");
		assertThat(journal(this.me)).singleElement().satisfies((entry) -> {
			assertThat(entry.finished()).isFalse();
			assertThat(entry.rows()).isBetween(1L, 200_000L);
		});
		assertThat(body("/exports", this.given.coordinator())).contains("Interrompu");
	}

	@Test
	void aFailureOfOursIsAnErrorAndNoFile() {
		MockHttpServletResponse response = new MockHttpServletResponse();

		assertThatThrownBy(() -> as(this.me,
				() -> this.exports.send(numbers("case n when 3 then 1 / 0 else n end from generate_series(1, 3) n"),
						FileFormat.CSV, this.me, response)))
			.hasMessageContaining("division by zero");

		assertThat(response.isCommitted()).isFalse();
		assertThat(response.getHeader("Content-Disposition")).isNull();
		assertThat(journal(this.me)).singleElement().satisfies((entry) -> assertThat(entry.finished()).isFalse());
	}

	@Test
	void aCursorAsksForATransaction() {
		assertThatThrownBy(() -> as(this.me, () -> Cursor.over(this.jdbc.sql("select 1"), (row, n) -> row.getInt(1))))
			.isInstanceOf(IllegalStateException.class);
	}

	private ListExport<Integer> numbers(String sql) {
		return new ListExport<>("export.title", QueryLink.to("/essai").with("q", this.word), false, List.of(),
				List.of(new Column<>("export.rows", (number) -> number),
						new Column<>("export.list", (number) -> this.word)),
				() -> Cursor.over(this.jdbc.sql("select " + sql), (row, n) -> row.getInt(1)));
	}

	private String school(String departement, String name) {
		return this.given.school(departement, name);
	}

	private void change(String uai, String assignment) {
		Acting.asSystem(
				() -> this.jdbc.sql("update establishment set " + assignment + " where uai = ?").param(uai).update());
	}

	private void pursuit(String uai, String stage) {
		Acting.asSystem(() -> this.jdbc.sql(
				"insert into pursuit (uai, academie, stage, since, owner, version) select uai, academie, ?, now(), ?, 0 "
						+ "from establishment where uai = ?")
			.params(stage, this.me.id(), uai)
			.update());
	}

	private void followUp(String uai, @Nullable UUID contact, String note, int days) {
		Acting.asSystem(() -> this.jdbc
			.sql("insert into follow_up (id, uai, academie, contact_id, kind, due_on, note, owner, opened_at, opened_by, version) "
					+ "select gen_random_uuid(), uai, academie, nullif(?, '')::uuid, 'APPEL', ?, ?, ?, now(), ?, 0 from establishment where uai = ?")
			.params((contact != null) ? contact.toString() : "", LocalDate.now().plusDays(days), note, this.me.id(),
					this.me.id(), uai)
			.update());
	}

	private UUID contact(String uai, String familyName, String profile) {
		MvcTestResult made = this.mvc.post()
			.uri("/contacts")
			.param("profile", profile)
			.param("familyName", familyName)
			.param("givenName", "Camille")
			.param("etablissement", uai)
			.param("source", "Openlab")
			.with(Given.signedIn(this.me))
			.with(org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf())
			.exchange();
		assertThat(made).hasStatus3xxRedirection();
		return Acting.as(this.me,
				() -> this.jdbc.sql("select id from contact where family_name = ?")
					.param(familyName)
					.query(UUID.class)
					.single());
	}

	private void phone(UUID contact) {
		Acting.asSystem(() -> this.jdbc
			.sql("insert into contact_phone (contact_id, position, number) values (?, 0, '+33561009911')")
			.param(contact)
			.update());
	}

	private void oppose(UUID contact) {
		Acting.asSystem(() -> this.jdbc.sql("update contact set opposed = true where id = ?").param(contact).update());
	}

	private static String one(String... choices) {
		return choices[random.nextInt(choices.length)];
	}

	private static String maybe(String parameter, String... choices) {
		return (random.nextInt(4) == 0) ? "&" + parameter + "=" + one(choices) : "";
	}

	private MvcTestResult get(String address) {
		return get(address, this.me);
	}

	private MvcTestResult get(String address, CurrentAccount account) {
		return this.mvc.get().uri(address).with(Given.signedIn(account)).exchange();
	}

	private String body(String address) {
		return body(address, this.me);
	}

	private String body(String address, CurrentAccount account) {
		return new String(get(address, account).getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
	}

	private static String text(MvcTestResult answer, String format) throws IOException {
		if (format.equals("csv")) {
			return CsvFile.records(answer).toString();
		}
		try (ReadableWorkbook workbook = new ReadableWorkbook(
				new ByteArrayInputStream(answer.getResponse().getContentAsByteArray()))) {
			return workbook.getFirstSheet().read().toString();
		}
	}

	private static List<String> padded(int size, String... cells) {
		List<String> record = new ArrayList<>(List.of(cells));
		while (record.size() < size) {
			record.add("");
		}
		return record;
	}

	private static List<String> all(String page, String pattern) {
		return Pattern.compile(pattern).matcher(page).results().map((found) -> found.group(1)).toList();
	}

	private List<Journaled> journal(CurrentAccount account) {
		return Acting.asSystem(() -> this.jdbc.sql(
				"select address, format, personal, row_count as rows, finished_at is not null as finished from list_export "
						+ "where account_id = ? order by started_at desc, id")
			.param(account.id())
			.query(Journaled.class)
			.list());
	}

	private static void as(CurrentAccount account, Work work) {
		Acting.as(account, () -> {
			try {
				work.run();
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
			return account;
		});
	}

	record Journaled(String address, String format, boolean personal, @Nullable Long rows, boolean finished) {
	}

	private interface Work {

		void run() throws IOException;

	}

	/** A connection that the other end closes after some bytes. */
	private static final class Broken extends MockHttpServletResponse {

		private int left;

		Broken(int bytes) {
			this.left = bytes;
		}

		@Override
		public ServletOutputStream getOutputStream() {
			OutputStream out = OutputStream.nullOutputStream();
			return new ServletOutputStream() {
				@Override
				public boolean isReady() {
					return true;
				}

				@Override
				public void setWriteListener(WriteListener listener) {
				}

				@Override
				public void write(int value) throws IOException {
					setCommitted(true);
					if (--Broken.this.left < 0) {
						throw new IOException("Broken pipe");
					}
					out.write(value);
				}
			};
		}

	}

}
