package fr.dossiersco.outreach.web;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;

import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * A workbook of two sheets: the rows, then what must be known of them. In that order,
 * because programs that import a workbook read its first sheet, and because the number of
 * rows is known last.
 * <p>
 * Text stands in its cell as text: it is never computed, whatever it starts with, and
 * needs no sign before it. Where it looks like a formula its cell has the format of text
 * too, so that it stays text when someone edits it. It stands there rather than in the
 * table of shared texts, which would be kept in memory to the end.
 */
final class XlsxSpreadsheet implements Spreadsheet {

	private static final String SIGNS = "=+-@\t\r\n＝＋－＠";

	/** The most that a cell may hold. */
	private static final int LONGEST = 32_767;

	/** Rows that wait in memory. */
	private static final int HELD = 200;

	private static final int WIDEST = 40;

	private static final int NARROWEST = 12;

	private final Workbook workbook;

	private final Worksheet sheet;

	private final int width;

	private int rows;

	XlsxSpreadsheet(OutputStream out, String name, List<String> headings) {
		this.workbook = new Workbook(out, "Dossiersco", "1.0");
		this.sheet = this.workbook.newWorksheet(name);
		this.width = headings.size();
		this.sheet.freezePane(0, 1);
		for (int column = 0; column < this.width; column++) {
			String heading = headings.get(column);
			this.sheet.inlineString(0, column, heading);
			this.sheet.style(0, column).bold().set();
			this.sheet.width(column, Math.clamp(heading.length() + 4L, NARROWEST, WIDEST));
		}
		this.rows = 1;
	}

	@Override
	public void row(List<? extends @Nullable Object> cells) throws IOException {
		for (int column = 0; column < cells.size(); column++) {
			write(this.sheet, this.rows, column, cells.get(column));
		}
		this.rows++;
		if (this.rows % HELD == 0) {
			this.sheet.flush();
		}
	}

	@Override
	public void finish(List<Note> notes) throws IOException {
		this.sheet.setAutoFilter(0, 0, this.rows - 1, this.width - 1);
		this.sheet.finish();
		if (!notes.isEmpty()) {
			Worksheet about = this.workbook.newWorksheet("Filtres");
			about.width(0, WIDEST);
			about.width(1, WIDEST);
			for (int row = 0; row < notes.size(); row++) {
				write(about, row, 0, notes.get(row).label());
				write(about, row, 1, notes.get(row).value());
			}
			about.finish();
		}
		this.workbook.finish();
	}

	private static void write(Worksheet sheet, int row, int column, @Nullable Object cell) {
		switch (cell) {
			case null -> {
			}
			case String text -> text(sheet, row, column, text);
			case Number number -> sheet.value(row, column, number);
			case LocalDate day -> {
				sheet.value(row, column, day);
				sheet.style(row, column).format("yyyy-mm-dd").set();
			}
			case LocalDateTime moment -> {
				sheet.value(row, column, moment);
				sheet.style(row, column).format("yyyy-mm-dd hh:mm").set();
			}
			default -> text(sheet, row, column, cell.toString());
		}
	}

	private static void text(Worksheet sheet, int row, int column, String text) {
		if (text.isEmpty()) {
			return;
		}
		String fitting = text.replace("\r\n", "\n").replace('\r', '\n');
		sheet.inlineString(row, column, fitting.substring(0, Math.min(fitting.length(), LONGEST)));
		if (SIGNS.indexOf(text.charAt(0)) >= 0) {
			sheet.style(row, column).format("@").set();
		}
	}

}
