package fr.dossiersco.outreach.web;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;

import org.springframework.http.HttpHeaders;

import jakarta.servlet.http.HttpServletResponse;

/**
 * The files that a list can be taken away in. A controller that takes one as an argument
 * gets it from the end of the address, {@code …/export.csv}.
 */
public enum FileFormat {

	/** For any program, LibreOffice and a French Excel included. */
	CSV("text/csv;charset=UTF-8") {
		@Override
		public Spreadsheet open(OutputStream out, String name, List<String> headings) throws IOException {
			return new CsvSpreadsheet(out, headings);
		}
	},

	/** With real dates and numbers. */
	XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet") {
		@Override
		public Spreadsheet open(OutputStream out, String name, List<String> headings) throws IOException {
			return new XlsxSpreadsheet(out, name, headings);
		}
	};

	private final String contentType;

	FileFormat(String contentType) {
		this.contentType = contentType;
	}

	/** The end of the file's name, without its dot. */
	public String extension() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Starts a file.
	 * @param name what the rows are
	 * @param headings what each column says
	 */
	public abstract Spreadsheet open(OutputStream out, String name, List<String> headings) throws IOException;

	/**
	 * Says in an answer what comes.
	 * @param name the file's name without its extension, in plain letters
	 */
	public void announce(HttpServletResponse response, String name) {
		response.setContentType(this.contentType);
		response.setHeader(HttpHeaders.CONTENT_DISPOSITION,
				"attachment; filename=\"" + name + "." + extension() + "\"");
	}

	static FileFormat of(String path) {
		for (FileFormat format : values()) {
			if (path.endsWith("." + format.extension())) {
				return format;
			}
		}
		throw new NotFoundException("file format of " + path);
	}

}
