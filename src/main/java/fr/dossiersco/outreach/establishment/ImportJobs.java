package fr.dossiersco.outreach.establishment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.establishment.DirectoryReader.Inspection;
import fr.dossiersco.outreach.establishment.ImportRun.Origin;
import fr.dossiersco.outreach.establishment.ImportRun.Status;
import fr.dossiersco.outreach.establishment.ImportRuns.Result;
import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Runs imports in the background, one after the other. A file is inspected before the
 * person who sent it gets an answer, so that a broken one is refused there and then.
 */
@Component
class ImportJobs {

	private static final Logger logger = LoggerFactory.getLogger(ImportJobs.class);

	private static final Pattern DATE_IN_NAME = Pattern
		.compile("(20\\d{2})-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\\d|3[01]))?");

	/** Fewer changes than that can wait for the database's own housekeeping. */
	private static final int MANY = 1_000;

	private static final Duration RETRY = Duration.ofSeconds(5);

	private final DirectoryImport directory;

	private final DirectoryDownload download;

	private final ImportRuns runs;

	private final DirectoryProperties properties;

	private final Clock clock;

	private final ExecutorService queue = Executors
		.newSingleThreadExecutor(Thread.ofVirtual().name("directory-import").factory());

	ImportJobs(DirectoryImport directory, DirectoryDownload download, ImportRuns runs, DirectoryProperties properties,
			Clock clock) {
		this.directory = directory;
		this.download = download;
		this.runs = runs;
		this.properties = properties;
		this.clock = clock;
	}

	/** Once at the start, and again for as long as nobody can tell. */
	@EventListener(ApplicationReadyEvent.class)
	void interruptAbandoned() {
		Instant now = this.clock.instant();
		if (!interruptAbandoned(now)) {
			Thread.ofVirtual().name("abandoned-imports").start(() -> {
				try {
					do {
						Thread.sleep(RETRY);
					}
					while (!interruptAbandoned(now));
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			});
		}
	}

	private boolean interruptAbandoned(Instant startedBefore) {
		OptionalInt abandoned = Acting.asSystem(() -> this.runs.interruptAbandoned(startedBefore));
		if (abandoned.orElse(0) > 0) {
			logger.warn("{} import(s) had been interrupted by a stop; they have changed nothing", abandoned.getAsInt());
		}
		return abandoned.isPresent();
	}

	/**
	 * Takes a file over: it is deleted when its import has ended, or right away when it
	 * is refused.
	 * @param givenDate the date that the person gives the extract, if they do
	 */
	UUID submit(Path file, String fileName, @Nullable LocalDate givenDate, UUID account) {
		try {
			Inspection inspection = this.directory.reader().inspect(file);
			LocalDate date = extractDate(inspection, fileName, givenDate);
			UUID run = this.runs.add(Origin.FICHIER, fileName, givenDate, account);
			this.runs.describe(run, inspection, date, size(file), sha256(file));
			this.queue.execute(() -> work(run, file, () -> importInspected(run, file, inspection, date)));
			return run;
		}
		catch (RuntimeException ex) {
			delete(file);
			throw ex;
		}
	}

	/**
	 * Has the portal's current export fetched and imported; while someone is at it
	 * already, theirs will do.
	 */
	UUID submitFromPortal(UUID account) {
		Optional<UUID> fetching = this.runs.fetching();
		if (fetching.isPresent()) {
			return fetching.get();
		}
		String host = this.properties.url().getHost();
		UUID run = this.runs.add(Origin.PORTAIL, (host != null) ? host : "", null, account);
		Path file = temporaryFile();
		this.queue.execute(() -> work(run, file, () -> {
			String name = this.download.fetch(file);
			Inspection inspection = this.directory.reader().inspect(file);
			LocalDate date = extractDate(inspection, name, null);
			this.runs.describe(run, inspection, date, size(file), sha256(file));
			importInspected(run, file, inspection, date);
		}));
		return run;
	}

	/** A place for a file that is being sent. */
	Path temporaryFile() {
		try {
			return Files.createTempFile("outreach-directory-", ".csv");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void work(UUID run, Path file, Runnable job) {
		try {
			Acting.asSystem(() -> {
				if (this.runs.start(run)) {
					attempt(run, job);
				}
			});
		}
		finally {
			delete(file);
		}
	}

	private void attempt(UUID run, Runnable job) {
		try {
			job.run();
		}
		catch (DirectoryRefusedException ex) {
			logger.info("Import {} refused: {}", run, ex.getMessage());
			this.runs.end(run, Status.REFUSE, ex.messageKey(), ex.detail());
		}
		catch (RuntimeException ex) {
			String reference = UUID.randomUUID().toString().substring(0, 8);
			logger.error("Import {} failed, reference {}", run, reference, ex);
			this.runs.end(run, Status.ECHOUE, "establishment.import.failed", reference);
		}
	}

	private void importInspected(UUID run, Path file, Inspection inspection, LocalDate date) {
		long start = System.nanoTime();
		Result result = this.directory.run(run, file, inspection, date);
		logger.info("Import {} of {} lines took {} ms", run, inspection.rows(),
				(System.nanoTime() - start) / 1_000_000);
		if (result.created() + result.updated() >= MANY) {
			this.directory.tidyUp();
		}
	}

	/**
	 * What the person says, else the latest date of the lines themselves, else a date in
	 * the file's name (a month alone: its first day), else today. A date to come would
	 * make every later extract look old, so none is believed.
	 */
	LocalDate extractDate(Inspection inspection, String fileName, @Nullable LocalDate given) {
		LocalDate today = LocalDate.now(this.clock);
		if (given != null) {
			return given;
		}
		LocalDate ofLines = inspection.lastUpdate();
		if (ofLines != null && !ofLines.isAfter(today)) {
			return ofLines;
		}
		Matcher name = DATE_IN_NAME.matcher(fileName);
		if (name.find()) {
			YearMonth month = YearMonth.of(Integer.parseInt(name.group(1)), Integer.parseInt(name.group(2)));
			int day = (name.group(3) != null) ? Math.min(Integer.parseInt(name.group(3)), month.lengthOfMonth()) : 1;
			LocalDate ofName = month.atDay(day);
			if (!ofName.isAfter(today)) {
				return ofName;
			}
		}
		return today;
	}

	private static long size(Path file) {
		try {
			return Files.size(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String sha256(Path file) {
		try (InputStream in = Files.newInputStream(file)) {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			byte[] buffer = new byte[1 << 16];
			int read;
			while ((read = in.read(buffer)) >= 0) {
				digest.update(buffer, 0, read);
			}
			return HexFormat.of().formatHex(digest.digest());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void delete(Path file) {
		try {
			Files.deleteIfExists(file);
		}
		catch (IOException ex) {
			logger.warn("A temporary file stays behind: {}", file);
		}
	}

	@PreDestroy
	void stop() {
		this.queue.shutdownNow();
	}

}
