package fr.dossiersco.outreach.establishment;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvReader.CsvReaderBuilder;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import fr.dossiersco.outreach.establishment.DirectoryRefusedException.Refusal;
import fr.dossiersco.outreach.establishment.DirectoryRowReader.RejectedException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the CSV files of the ministry as people really have them: any header, any
 * encoding, compressed or not, through a spreadsheet or not. A file is first inspected
 * from its first byte to its last, so that a broken one is refused before anything is
 * written; then read again, row by row. Neither ever holds it in memory.
 */
class DirectoryReader {

	private static final char BOM = '\uFEFF';

	private static final int MAX_TITLE_LENGTH = 500;

	/** Below this a small file of repeated lines is no bomb, whatever its ratio. */
	private static final long HARMLESS = 16 * 1024 * 1024;

	private final DirectoryProperties limits;

	private final Map<String, String> academies;

	/**
	 * @param academies the académie of each département, by their codes in the directory
	 */
	DirectoryReader(DirectoryProperties limits, Map<String, String> academies) {
		this.limits = limits;
		this.academies = Map.copyOf(academies);
	}

	/** Reads a file through and tells what it is, or refuses it. */
	Inspection inspect(Path file) {
		try {
			if (Files.size(file) == 0) {
				throw new DirectoryRefusedException(Refusal.EMPTY);
			}
			if (Files.size(file) > this.limits.maxFileSize().toBytes()) {
				throw new DirectoryRefusedException(Refusal.TOO_LARGE, this.limits.maxFileSize().toMegabytes());
			}
			try {
				return inspect(file, Encoding.UTF_8);
			}
			catch (CharacterCodingException ex) {
				return inspect(file, Encoding.WINDOWS_1252);
			}
		}
		catch (CharacterCodingException ex) {
			throw new DirectoryRefusedException(Refusal.ENCODING);
		}
		catch (IOException ex) {
			throw new DirectoryRefusedException(Refusal.UNREADABLE);
		}
	}

	private Inspection inspect(Path file, Encoding encoding) throws IOException {
		try (Text text = open(file, encoding)) {
			DirectoryHeader header = text.header();
			Integer updated = header.positions().get(DirectoryColumn.UPDATED_ON);
			LocalDate[] lastUpdate = new LocalDate[1];
			int[] rows = new int[1];
			text.forEach((record) -> {
				rows[0]++;
				if (updated != null && updated < record.getFieldCount()) {
					LocalDate date = DirectoryRowReader.date(record.getField(updated));
					if (date != null && (lastUpdate[0] == null || date.isAfter(lastUpdate[0]))) {
						lastUpdate[0] = date;
					}
				}
			});
			if (rows[0] == 0) {
				throw new DirectoryRefusedException(Refusal.NO_ROWS);
			}
			return new Inspection(header, encoding, text.separator, rows[0], lastUpdate[0]);
		}
	}

	/**
	 * Reads the rows of a file that was inspected.
	 * @return how often each thing was corrected or left out
	 */
	Map<Warning, Integer> read(Path file, Inspection inspection, Consumer<DirectoryRow> rows,
			Consumer<Rejection> rejections) {
		Map<Warning, Integer> warnings = new EnumMap<>(Warning.class);
		try (Text text = open(file, inspection.encoding())) {
			DirectoryRowReader reader = new DirectoryRowReader(text.header(), this.academies,
					(warning) -> warnings.merge(warning, 1, Integer::sum));
			text.forEach((record) -> {
				DirectoryRow row;
				try {
					row = reader.read(record);
				}
				catch (RejectedException ex) {
					rejections.accept(ex.rejection());
					return;
				}
				rows.accept(row);
			});
			return warnings;
		}
		catch (IOException ex) {
			throw new DirectoryRefusedException(Refusal.UNREADABLE);
		}
	}

	private Text open(Path file, Encoding encoding) throws IOException {
		CountingInputStream sent = new CountingInputStream(Files.newInputStream(file));
		try {
			BufferedInputStream raw = new BufferedInputStream(sent, 1 << 16);
			raw.mark(4);
			byte[] magic = raw.readNBytes(4);
			raw.reset();
			boolean gzip = startsWith(magic, 0x1f, 0x8b);
			if (startsWith(magic, 'P', 'K', 3, 4) || startsWith(magic, 0xd0, 0xcf, 0x11, 0xe0)) {
				throw new DirectoryRefusedException(Refusal.SPREADSHEET);
			}
			InputStream bytes = gzip ? new GZIPInputStream(raw, 1 << 16) : raw;
			Reader characters = new InputStreamReader(new GuardedInputStream(bytes, sent, gzip, this.limits),
					encoding.charset.newDecoder()
						.onMalformedInput(CodingErrorAction.REPORT)
						.onUnmappableCharacter(CodingErrorAction.REPORT));
			return new Text(new BufferedReader(characters, 1 << 16), this.limits);
		}
		catch (IOException | RuntimeException ex) {
			sent.close();
			throw refusal(ex);
		}
	}

	private static boolean startsWith(byte[] magic, int... expected) {
		for (int i = 0; i < expected.length; i++) {
			if (i >= magic.length || (magic[i] & 0xff) != expected[i]) {
				return false;
			}
		}
		return true;
	}

	/**
	 * What a failure means to the person who sent the file. An encoding that does not fit
	 * is passed on: there is another to try.
	 */
	private static RuntimeException refusal(Exception failure) throws CharacterCodingException {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			switch (cause) {
				case DirectoryRefusedException refused -> throw refused;
				case CharacterCodingException encoding -> throw encoding;
				case EOFException truncated -> throw new DirectoryRefusedException(Refusal.TRUNCATED_GZIP);
				case ZipException corrupt -> throw new DirectoryRefusedException(Refusal.CORRUPT_GZIP);
				default -> {
				}
			}
		}
		if (failure instanceof IOException) {
			return new DirectoryRefusedException(Refusal.UNREADABLE);
		}
		return (RuntimeException) failure;
	}

	/** The encodings that the files are met in. */
	enum Encoding {

		UTF_8(StandardCharsets.UTF_8), WINDOWS_1252(Charset.forName("windows-1252"));

		private final Charset charset;

		Encoding(Charset charset) {
			this.charset = charset;
		}

	}

	/** What was put right or left out in rows that were kept. */
	enum Warning {

		PHONE_PLACEHOLDER, PHONE_ZERO_RESTORED, PHONE_UNREADABLE, EMAIL_UNREADABLE, WEB_UNREADABLE, CODE_PADDED,
		ACADEMIE_CORRECTED, DATE_FRENCH, DATE_UNREADABLE, DATE_PLACEHOLDER, SIRET_LOST, NUMBER_UNREADABLE,
		COORDINATES_UNREADABLE, CONTRACT_TYPO, NAME_DERIVED, KIND_UNKNOWN, STATE_UNKNOWN, SECTOR_UNKNOWN

	}

	/** A line that could not be kept, and why. */
	record Rejection(long line, @Nullable String uai, Reason reason, @Nullable String detail) {

		/** Why, as the messages know it. */
		enum Reason {

			FIELD_COUNT, UAI_MISSING, UAI_SHAPE, UAI_KEY, DEPARTEMENT_MISSING, DEPARTEMENT_UNKNOWN, NAME_MISSING,
			SAME_LINE

		}

	}

	/**
	 * What a file is.
	 *
	 * @param rows its lines, without the header and the empty ones
	 * @param lastUpdate the latest date that its rows give themselves
	 */
	record Inspection(DirectoryHeader header, Encoding encoding, char separator, int rows,
			@Nullable LocalDate lastUpdate) {
	}

	/** The characters of a file, header first. */
	private static final class Text implements AutoCloseable {

		private final BufferedReader reader;

		private final DirectoryProperties limits;

		private final DirectoryHeader header;

		private int headerLines = 1;

		private char separator = ';';

		Text(BufferedReader reader, DirectoryProperties limits) throws IOException {
			this.reader = reader;
			this.limits = limits;
			this.header = DirectoryHeader.of(titles());
		}

		DirectoryHeader header() {
			return this.header;
		}

		private List<String> titles() throws IOException {
			String line = headerLine();
			int commas = count(line, ',');
			int tabs = count(line, '\t');
			int semicolons = count(line, ';');
			if (tabs > semicolons && tabs >= commas) {
				this.separator = '\t';
			}
			else if (commas > semicolons) {
				this.separator = ',';
			}
			int columns = Math.max(semicolons, Math.max(commas, tabs)) + 1;
			if (columns > this.limits.maxColumns()) {
				throw new DirectoryRefusedException(Refusal.TOO_MANY_COLUMNS, columns);
			}
			if (line.isBlank()) {
				throw new DirectoryRefusedException(Refusal.EMPTY);
			}
			try {
				return CsvReader.builder().fieldSeparator(this.separator).ofSingleCsvRecord(line).getFields();
			}
			catch (CsvParseException ex) {
				throw new DirectoryRefusedException(Refusal.UNCLOSED_QUOTE, 1);
			}
		}

		/** The first line that says something, were it of ten thousand columns. */
		private String headerLine() throws IOException {
			int longest = this.limits.maxColumns() * MAX_TITLE_LENGTH;
			StringBuilder line = new StringBuilder();
			boolean quoted = false;
			int c;
			while ((c = this.reader.read()) != -1) {
				if (c == BOM && line.isEmpty()) {
					continue;
				}
				if ((c == '\n' || c == '\r') && !quoted) {
					if (c == '\r') {
						this.reader.mark(1);
						if (this.reader.read() != '\n') {
							this.reader.reset();
						}
					}
					if (!line.toString().isBlank()) {
						return line.toString();
					}
					line.setLength(0);
					this.headerLines++;
					continue;
				}
				if (c == '"') {
					quoted = !quoted;
				}
				line.append((char) c);
				if (line.length() > longest) {
					throw new DirectoryRefusedException(quoted ? Refusal.UNCLOSED_QUOTE : Refusal.HEADER_TOO_LONG,
							this.headerLines);
				}
			}
			return line.toString();
		}

		private static int count(String line, char separator) {
			boolean quoted = false;
			int count = 0;
			for (int i = 0; i < line.length(); i++) {
				char c = line.charAt(i);
				if (c == '"') {
					quoted = !quoted;
				}
				else if (c == separator && !quoted) {
					count++;
				}
			}
			return count;
		}

		/** Each record, its line counted from the top of the file. */
		void forEach(Consumer<NumberedRecord> records) throws CharacterCodingException {
			CsvReaderBuilder format = CsvReader.builder()
				.fieldSeparator(this.separator)
				.extraFieldStrategy(FieldMismatchStrategy.IGNORE)
				.missingFieldStrategy(FieldMismatchStrategy.IGNORE);
			CsvRecordHandler handler = CsvRecordHandler.of((record) -> record.maxFields(10 * this.limits.maxColumns())
				.maxFieldSize(this.limits.maxFieldLength())
				.maxRecordSize(10 * this.limits.maxFieldLength()));
			long line = this.headerLines;
			try (CsvReader<CsvRecord> csv = format.build(handler, this.reader);
					CloseableIterator<CsvRecord> iterator = csv.iterator()) {
				while (hasNext(iterator, line)) {
					CsvRecord record = iterator.next();
					line = this.headerLines + record.getStartingLineNumber();
					if (record.getFieldCount() != this.header.size()
							&& record.getFields().stream().anyMatch((field) -> field.indexOf('\n') >= 0)) {
						// No field of theirs has ever held a line break: a quote was left
						// open and swallowed other schools.
						throw new DirectoryRefusedException(Refusal.UNCLOSED_QUOTE, line);
					}
					records.accept(new NumberedRecord(line, record));
				}
			}
			catch (IOException ex) {
				throw refusal(ex);
			}
		}

		private static boolean hasNext(CloseableIterator<CsvRecord> iterator, long line)
				throws CharacterCodingException {
			try {
				return iterator.hasNext();
			}
			catch (CsvParseException ex) {
				RuntimeException refusal = refusal(ex);
				throw (refusal != ex) ? refusal : new DirectoryRefusedException(Refusal.UNCLOSED_QUOTE, line + 1);
			}
			catch (RuntimeException ex) {
				throw refusal(ex);
			}
		}

		@Override
		public void close() throws IOException {
			this.reader.close();
		}

	}

	/** A record and its line in the whole file. */
	record NumberedRecord(long line, CsvRecord record) {

		int getFieldCount() {
			return this.record.getFieldCount();
		}

		String getField(int index) {
			return this.record.getField(index);
		}

	}

	/** How many bytes of the file itself have been read. */
	private static final class CountingInputStream extends FilterInputStream {

		private long count;

		CountingInputStream(InputStream in) {
			super(in);
		}

		@Override
		public int read() throws IOException {
			int b = super.read();
			this.count += (b >= 0) ? 1 : 0;
			return b;
		}

		@Override
		public int read(byte[] buffer, int offset, int length) throws IOException {
			int read = super.read(buffer, offset, length);
			this.count += Math.max(read, 0);
			return read;
		}

	}

	/** Stops at the first NUL, and before a bomb has gone off. */
	private static final class GuardedInputStream extends FilterInputStream {

		private final CountingInputStream sent;

		private final boolean gzip;

		private final DirectoryProperties limits;

		private long count;

		GuardedInputStream(InputStream in, CountingInputStream sent, boolean gzip, DirectoryProperties limits) {
			super(in);
			this.sent = sent;
			this.gzip = gzip;
			this.limits = limits;
		}

		@Override
		public int read() throws IOException {
			byte[] one = new byte[1];
			return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
		}

		@Override
		public int read(byte[] buffer, int offset, int length) throws IOException {
			int read = super.read(buffer, offset, length);
			for (int i = 0; i < read; i++) {
				if (buffer[offset + i] == 0) {
					throw new DirectoryRefusedException(Refusal.NOT_TEXT);
				}
			}
			this.count += Math.max(read, 0);
			if (this.gzip && (this.count > this.limits.maxDecompressedSize().toBytes() || (this.count > HARMLESS
					&& this.count / Math.max(this.sent.count, 1) > this.limits.maxCompressionRatio()))) {
				throw new DirectoryRefusedException(Refusal.GZIP_BOMB);
			}
			return read;
		}

	}

}
