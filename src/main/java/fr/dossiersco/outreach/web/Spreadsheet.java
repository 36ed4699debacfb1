package fr.dossiersco.outreach.web;

import java.io.IOException;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A file of rows being written, which never holds more than a few of them. Cells are
 * text, numbers, {@link java.time.LocalDate} or {@link java.time.LocalDateTime}, else as
 * they write themselves; nothing that someone typed is ever run by the program that opens
 * the file.
 */
public interface Spreadsheet {

	/** Adds a row, with a cell for each heading. */
	void row(List<? extends @Nullable Object> cells) throws IOException;

	/**
	 * Ends the file. One that lacks its end was cut off.
	 * @param notes what must be known of the rows: which they are, how many
	 */
	void finish(List<Note> notes) throws IOException;

	/**
	 * Something to be known of all the rows.
	 *
	 * @param value as a cell
	 */
	record Note(String label, Object value) {
	}

}
