package fr.dossiersco.outreach.web;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import fr.dossiersco.outreach.web.Spreadsheet.Note;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SpreadsheetTests {

	private static final List<Note> notes = List.of(new Note("Filtre – Académie", "Lille"),
			new Note("Nombre de lignes", 1L));

	@TempDir
	private Path directory;

	@ParameterizedTest
	@ValueSource(strings = { "=1+1", "=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1+1",
			"\u00a0=1", "＝1+1", "+33 5 61 00 00 00=1", "+A1 22", "-3", "+33561000000" })
	void whatLooksLikeAFormulaIsShownAndNotComputed(String typed) throws IOException {
		assertThat(csv(typed)).startsWith("'").endsWith(typed.replace('\r', '\n'));

		Cell cell = xlsx(typed).getFirst().getCell(0);
		assertThat(cell.getType()).isEqualTo(CellType.STRING);
		assertThat(cell.getFormula()).isNull();
		assertThat(cell.asString()).isEqualTo(typed.replace('\r', '\n'));
	}

	/** Edited, it would otherwise be read anew. */
	@Test
	void whatLooksLikeAFormulaStaysTextWhenItsCellIsEdited() throws IOException {
		assertThat(part("xl/styles.xml", "=1+1")).contains("formatCode=\"@\"");
		assertThat(part("xl/worksheets/sheet1.xml", "=1+1"))
			.containsPattern("<c r=\"A2\" s=\"\\d+\" t=\"inlineStr\"><is><t>=1\\+1</t>")
			.doesNotContain("<f>");
		assertThat(part("xl/styles.xml", "Lille")).doesNotContain("formatCode=\"@\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Collège Jean-Jaurès", "05 61 00 00 00", "+33 5 61 00 00 00", "+262 262 90 00 00", "a=b",
			"« l’école » ; \"privée\"", "deux\nlignes", "l’1 + 1", "'déjà", "𝄞 é" })
	void otherTextStaysAsItWasTyped(String typed) throws IOException {
		assertThat(csv(typed)).isEqualTo(typed);
		assertThat(xlsx(typed).getFirst().getCell(0).asString()).isEqualTo(typed);
	}

	@Test
	void aNumberPartedByFrenchSpacesIsNotTakenForThousands() throws IOException {
		assertThat(csv("05\u00a061\u00a000\u00a000\u00a000")).isEqualTo("05 61 00 00 00");
		assertThat(csv("+32\u00a02\u00a0123\u00a045\u00a067")).isEqualTo("+32 2 123 45 67");
	}

	/**
	 * As LibreOffice takes a file that someone opens: where it is installed, in the
	 * French of a person who lets it guess dates and numbers.
	 */
	@ParameterizedTest
	@EnumSource
	void aSpreadsheetProgramShowsWhatWasWritten(FileFormat format) throws Exception {
		Assumptions.assumeTrue(
				Stream.of(System.getenv("PATH").split(File.pathSeparator))
					.anyMatch((place) -> Files.isExecutable(Path.of(place, "soffice"))),
				"Skipped: no soffice on the path");
		Path file = this.directory.resolve("liste." + format.extension());
		try (OutputStream out = Files.newOutputStream(file)) {
			Spreadsheet sheet = format.open(out, "Liste",
					List.of("UAI", "Nom", "Téléphone", "Jour", "Élèves", "Formule"));
			sheet.row(Arrays.asList("0310001A", "L’« œuvre » ; é", "05\u00a061\u00a000\u00a000\u00a011",
					LocalDate.of(2026, 3, 1), 1234, "=1+1"));
			sheet.finish(notes);
		}
		Process program = new ProcessBuilder("soffice",
				"-env:UserInstallation=" + this.directory.resolve("soffice").toUri(), "--headless",
				"--infilter=CSV:59,34,76,1,,1036,false,true", "--convert-to", "fods", "--outdir",
				this.directory.toString(), file.toString())
			.redirectErrorStream(true)
			.redirectOutput(this.directory.resolve("soffice.log").toFile())
			.start();
		assertThat(program.waitFor(2, TimeUnit.MINUTES)).isTrue();

		String shown = Files.readString(this.directory.resolve("liste.fods"));
		assertThat(shown)
			.contains(">0310001A<", ">L’« œuvre » ; é<", "office:date-value=\"2026-03-01\"", "office:value=\"1234\"")
			.containsPattern(">05[ \\u00a0]61[ \\u00a0]00[ \\u00a0]00[ \\u00a0]11<")
			.containsPattern(">(&apos;)?=1\\+1<")
			.doesNotContain("table:formula");
	}

	@Test
	void datesAndNumbersAreSuch() throws IOException {
		List<Object> cells = List.of(LocalDate.of(2026, 3, 31), LocalDateTime.of(2026, 3, 31, 14, 5), -12);

		assertThat(records(write(FileFormat.CSV, cells)).get(1)).containsExactly("2026-03-31", "2026-03-31 14:05",
				"-12");
		try (ReadableWorkbook workbook = workbook(write(FileFormat.XLSX, cells))) {
			Row row = workbook.getFirstSheet().read().get(1);
			assertThat(row.getCell(0).asDate()).isEqualTo(LocalDate.of(2026, 3, 31).atStartOfDay());
			assertThat(row.getCell(1).asDate()).isEqualTo(LocalDateTime.of(2026, 3, 31, 14, 5));
			assertThat(row.getCell(1).getDataFormatString()).isEqualTo("yyyy-mm-dd hh:mm");
			assertThat(row.getCell(2).asNumber()).isEqualByComparingTo("-12");
		}
	}

	@Test
	void aCsvSaysWhichRowsItHoldsBelowThemAndKeepsItsShape() throws IOException {
		byte[] file = write(FileFormat.CSV, List.of("a", "b", "c"));

		assertThat(new String(file, StandardCharsets.UTF_8)).startsWith("\uFEFFUn;Deux;Trois\r\na;b;c\r\n;;\r\n");
		assertThat(records(file)).containsExactly(List.of("Un", "Deux", "Trois"), List.of("a", "b", "c"),
				List.of("", "", ""), List.of("Filtre – Académie", "Lille", ""), List.of("Nombre de lignes", "1", ""));
	}

	@Test
	void aWorkbookSaysWhichRowsItHoldsOnItsSecondSheet() throws IOException {
		try (ReadableWorkbook workbook = workbook(write(FileFormat.XLSX, Arrays.asList("a", null, "c")))) {
			assertThat(workbook.getSheets().map((sheet) -> sheet.getName())).containsExactly("Essai", "Filtres");
			assertThat(workbook.getFirstSheet().read()).hasSize(2);
			List<Row> about = workbook.findSheet("Filtres").orElseThrow().read();
			assertThat(about.get(0).getCellText(0)).isEqualTo("Filtre – Académie");
			assertThat(about.get(0).getCellText(1)).isEqualTo("Lille");
			assertThat(about.get(1).getCell(1).asNumber()).isEqualByComparingTo("1");
		}
	}

	@Test
	void whatAWorkbookCannotHoldDoesNotSpoilIt() throws IOException {
		String tooLong = "é".repeat(32_766) + "𝄞" + "é".repeat(10);

		assertThat(xlsx("a\u0001b\uFFFEc").getFirst().getCellText(0)).startsWith("a").endsWith("c");
		assertThat(xlsx(tooLong).getFirst().getCellText(0)).isEqualTo("é".repeat(32_766));
	}

	private static String csv(String cell) throws IOException {
		return records(write(FileFormat.CSV, List.of(cell, "", ""))).get(1).getFirst();
	}

	private static List<Row> xlsx(String cell) throws IOException {
		try (ReadableWorkbook workbook = workbook(write(FileFormat.XLSX, List.of(cell, "", "")))) {
			return workbook.getFirstSheet().read().subList(1, 2);
		}
	}

	private String part(String name, String cell) throws IOException {
		Path file = Files.write(this.directory.resolve("essai.xlsx"), write(FileFormat.XLSX, List.of(cell, "", "")));
		try (ZipFile zip = new ZipFile(file.toFile())) {
			return new String(zip.getInputStream(zip.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	private static ReadableWorkbook workbook(byte[] file) throws IOException {
		return new ReadableWorkbook(new ByteArrayInputStream(file), new ReadingOptions(true, false));
	}

	private static byte[] write(FileFormat format, List<?> cells) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		Spreadsheet file = format.open(out, "Essai", List.of("Un", "Deux", "Trois"));
		file.row(cells);
		file.finish(notes);
		return out.toByteArray();
	}

	private static List<List<String>> records(byte[] file) {
		return CsvReader.builder()
			.fieldSeparator(';')
			.detectBomHeader(true)
			.ofCsvRecord(new ByteArrayInputStream(file))
			.stream()
			.map(CsvRecord::getFields)
			.toList();
	}

}
