package fr.dossiersco.outreach.export;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.web.FileFormat;
import fr.dossiersco.outreach.web.Spreadsheet;
import fr.dossiersco.outreach.web.Spreadsheet.Note;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends whole lists, as files. Rows go from the database's cursor to the connection one
 * by one, on the thread of the request, which is the one that knows who is acting. The
 * journal is written before and after, in transactions of its own, so that an export that
 * does not end stays in it.
 */
@Component
public class ListExports {

	private static final Log logger = LogFactory.getLog(ListExports.class);

	private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

	/**
	 * Each holds a database connection for as long as the file takes to be received; the
	 * pages need the others.
	 */
	private static final int AT_ONCE = 3;

	private static final int LONGEST_NAME = 100;

	private static final int BUFFER = 32 * 1024;

	private final Semaphore places = new Semaphore(AT_ONCE, true);

	private final ExportJournal journal;

	private final TransactionTemplate reading;

	private final MessageSource messages;

	private final Clock clock;

	ListExports(ExportJournal journal, PlatformTransactionManager transactions, MessageSource messages, Clock clock) {
		this.journal = journal;
		this.reading = new TransactionTemplate(transactions);
		this.reading.setReadOnly(true);
		this.messages = messages;
		this.clock = clock;
	}

	/**
	 * Answers a request with a list. Whoever stops receiving it is no error: their export
	 * has no end in the journal, and that is all.
	 */
	public void send(ListExport<?> list, FileFormat format, CurrentAccount me, HttpServletResponse response)
			throws IOException {
		if (!placeFound()) {
			response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
			return;
		}
		try {
			UUID id = this.journal.begin(list, text(list.title()), format, me.id());
			Sending<?> sending = new Sending<>(list, format, me, response);
			try {
				this.reading.executeWithoutResult((transaction) -> sending.run());
			}
			catch (RuntimeException ex) {
				failed(id, sending, response, ex);
				return;
			}
			this.journal.finish(id, sending.rows);
		}
		finally {
			this.places.release();
		}
	}

	private boolean placeFound() {
		try {
			return this.places.tryAcquire(20, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private void failed(UUID id, Sending<?> sending, HttpServletResponse response, RuntimeException failure) {
		try {
			this.journal.interrupt(id, sending.rows);
		}
		catch (RuntimeException ex) {
			failure.addSuppressed(ex);
		}
		if (sending.out.left) {
			logger.debug("An export was not received to its end");
			return;
		}
		if (!response.isCommitted()) {
			// The error page is no file to be kept.
			response.reset();
		}
		throw failure;
	}

	/** Plain letters: what each system makes of others differs. */
	private String fileName(ListExport<?> list) {
		StringBuilder name = new StringBuilder(plain(text(list.title())));
		for (ListExport.Filter filter : list.filters()) {
			name.append('_').append(plain(String.valueOf(cell(filter.value()))));
		}
		String day = LocalDate.ofInstant(this.clock.instant(), PARIS).toString();
		return name.substring(0, Math.min(name.length(), LONGEST_NAME)) + "_" + day;
	}

	private static String plain(String text) {
		return Normalizer.normalize(text, Normalizer.Form.NFD)
			.replaceAll("\\p{M}", "")
			.toLowerCase(Locale.ROOT)
			.replaceAll("[^a-z0-9]+", "-")
			.replaceAll("^-|-$", "");
	}

	private List<Note> notes(ListExport<?> list, CurrentAccount me, long rows) {
		List<Note> notes = new ArrayList<>();
		notes.add(new Note(text("export.file.list"), text(list.title())));
		for (ListExport.Filter filter : list.filters()) {
			notes.add(new Note(text("export.file.filter", text(filter.label())), String.valueOf(cell(filter.value()))));
		}
		if (list.filters().isEmpty()) {
			notes.add(new Note(text("export.file.filters"), text("export.file.noFilter")));
		}
		notes.add(new Note(text("export.file.when"), LocalDateTime.ofInstant(this.clock.instant(), PARIS)));
		notes.add(new Note(text("export.file.who"), me.name()));
		notes.add(new Note(text("export.file.rows"), rows));
		return notes;
	}

	private @Nullable Object cell(@Nullable Object value) {
		return (value instanceof Label label) ? text(label.key()) : value;
	}

	private String text(String key, Object... values) {
		return this.messages.getMessage(key, values, Locale.FRENCH);
	}

	/** One file on its way. */
	private final class Sending<R> {

		private final ListExport<R> list;

		private final FileFormat format;

		private final CurrentAccount me;

		private final HttpServletResponse response;

		private final Receiver out;

		private long rows;

		Sending(ListExport<R> list, FileFormat format, CurrentAccount me, HttpServletResponse response)
				throws IOException {
			this.list = list;
			this.format = format;
			this.me = me;
			this.response = response;
			this.out = new Receiver(response.getOutputStream());
		}

		void run() {
			try (Stream<R> answer = this.list.rows().get()) {
				write(answer.iterator());
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		private void write(Iterator<R> answer) throws IOException {
			this.format.announce(this.response, fileName(this.list));
			OutputStream buffer = new BufferedOutputStream(this.out, BUFFER);
			Spreadsheet file = this.format.open(buffer, text(this.list.title()),
					this.list.columns().stream().map((column) -> text(column.heading())).toList());
			List<@Nullable Object> cells = new ArrayList<>();
			while (answer.hasNext()) {
				R row = answer.next();
				cells.clear();
				this.list.columns().forEach((column) -> cells.add(cell(column.cell().apply(row))));
				file.row(cells);
				this.rows++;
			}
			file.finish(notes(this.list, this.me, this.rows));
			buffer.flush();
		}

	}

	/** Notices that nobody receives any more. */
	private static final class Receiver extends FilterOutputStream {

		private boolean left;

		Receiver(OutputStream out) {
			super(out);
		}

		@Override
		public void write(int value) throws IOException {
			write(new byte[] { (byte) value }, 0, 1);
		}

		@Override
		public void write(byte[] bytes, int offset, int length) throws IOException {
			try {
				this.out.write(bytes, offset, length);
			}
			catch (IOException ex) {
				this.left = true;
				throw ex;
			}
		}

		@Override
		public void flush() throws IOException {
			try {
				this.out.flush();
			}
			catch (IOException ex) {
				this.left = true;
				throw ex;
			}
		}

	}

}
