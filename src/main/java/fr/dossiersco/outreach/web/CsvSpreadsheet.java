package fr.dossiersco.outreach.web;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import org.jspecify.annotations.Nullable;

/**
 * Semicolons, a byte order mark and ISO dates: what LibreOffice and a French Excel open
 * without a question.
 * <p>
 * The notes come last, below an empty row. Above the headings they would be taken for
 * them by every program that reads CSV; below an empty row, sorting, filtering and pivot
 * tables stop before them. Each record keeps the number of cells of the headings, which
 * strict readers ask for. And a file without its notes is seen to have been cut off,
 * which nothing else tells in this format.
 */
final class CsvSpreadsheet implements Spreadsheet {

	/** A space where ISO has a T: both programs then see a date. */
	private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

	/** What a spreadsheet may take for a formula, in usual and in wide signs. */
	private static final Pattern FORMULA = Pattern.compile("[\t\r\n]|[\\s\\p{Z}]*[=+\\-@＝＋－＠]");

	/**
	 * A telephone number keeps its sign: parted by spaces, it is neither a formula nor a
	 * number to be rounded. By the spaces that part thousands in French, it would be.
	 */
	private static final Pattern TELEPHONE = Pattern.compile("\\+?\\d{1,4}([ \u00a0]\\d{1,4})+");

	private final Writer out;

	private final CsvWriter csv;

	private final int width;

	CsvSpreadsheet(OutputStream out, List<String> headings) throws IOException {
		this.out = new OutputStreamWriter(out, StandardCharsets.UTF_8);
		this.out.write('\uFEFF');
		this.csv = CsvWriter.builder().fieldSeparator(';').lineDelimiter(LineDelimiter.CRLF).build(this.out);
		this.width = headings.size();
		row(headings);
	}

	@Override
	public void row(List<? extends @Nullable Object> cells) throws IOException {
		try {
			this.csv.writeRecord(cells.stream().map(CsvSpreadsheet::text).toList());
		}
		catch (UncheckedIOException ex) {
			throw ex.getCause();
		}
	}

	@Override
	public void finish(List<Note> notes) throws IOException {
		if (!notes.isEmpty()) {
			row(Collections.nCopies(this.width, ""));
		}
		for (Note note : notes) {
			List<Object> cells = new ArrayList<>(Collections.nCopies(this.width, ""));
			cells.set(0, note.label());
			cells.set(Math.min(1, this.width - 1), note.value());
			row(cells);
		}
		this.csv.flush();
		this.out.flush();
	}

	private static String text(@Nullable Object cell) {
		return switch (cell) {
			case null -> "";
			case LocalDateTime moment -> moment.format(MOMENT);
			case String text -> harmless(text);
			default -> cell.toString();
		};
	}

	/** Text that starts like a formula is shown, not computed. */
	private static String harmless(String text) {
		if (TELEPHONE.matcher(text).matches()) {
			return text.replace('\u00a0', ' ');
		}
		String safe = FORMULA.matcher(text).lookingAt() ? "'" + text : text;
		return (safe.indexOf('\r') < 0) ? safe : safe.replace("\r\n", "\n").replace('\r', '\n');
	}

}
