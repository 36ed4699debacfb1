package fr.dossiersco.outreach.export;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;

import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

/** A list taken away as CSV, as a spreadsheet program reads it. */
final class CsvFile {

	private CsvFile() {
	}

	static List<List<String>> records(MvcTestResult answer) throws IOException {
		assertThat(answer).hasStatusOk();
		try (CsvReader<CsvRecord> reader = CsvReader.builder()
			.fieldSeparator(';')
			.detectBomHeader(true)
			.ofCsvRecord(new ByteArrayInputStream(answer.getResponse().getContentAsByteArray()));
				Stream<CsvRecord> records = reader.stream()) {
			return records.map(CsvRecord::getFields).toList();
		}
	}

	/** The cells below a heading, down to the empty row. */
	static List<String> column(List<List<String>> records, String heading) {
		int column = records.getFirst().indexOf(heading);
		assertThat(column).as("%s in %s", heading, records.getFirst()).isNotNegative();
		return records.stream()
			.skip(1)
			.takeWhile((record) -> !record.stream().allMatch(String::isEmpty))
			.map((record) -> record.get(column))
			.toList();
	}

}
