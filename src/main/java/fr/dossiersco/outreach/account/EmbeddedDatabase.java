package fr.dossiersco.outreach.account;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;

import fr.dossiersco.outreach.account.Database.Login;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ClassPathResource;

/**
 * The PostgreSQL that a development run starts for itself, with the four roles of
 * production. Not in the production jar.
 */
class EmbeddedDatabase implements AutoCloseable {

	private static final String MAJOR_VERSION = "18";

	private static final String OWNER = "outreach_owner";

	private static final String PROGRAM = "outreach_program";

	private final FileChannel lock;

	private final EmbeddedPostgres server;

	private final boolean fresh;

	/**
	 * Starts the server on its kept data, or on a new data directory.
	 * @throws EmbeddedDatabaseException when another run uses the directory or another
	 * major version wrote it
	 */
	EmbeddedDatabase(DatabaseProperties properties) {
		Path directory = properties.directory().toAbsolutePath().normalize();
		this.lock = lock(directory);
		try {
			refuseOtherVersion(directory);
			stopOrphan(directory);
			this.server = EmbeddedPostgres.builder()
				.setDataDirectory(directory)
				.setCleanDataDirectory(false)
				.setPort(properties.port())
				.setServerConfig("shared_buffers", "256MB")
				.setServerConfig("max_connections", "60")
				.start();
			this.fresh = prepare();
		}
		catch (IOException | SQLException ex) {
			release();
			throw new EmbeddedDatabaseException("The embedded PostgreSQL did not start on " + directory,
					"Read the server's own messages above; a full disk or a damaged directory is the usual reason.",
					ex);
		}
		catch (EmbeddedDatabaseException ex) {
			release();
			throw ex;
		}
	}

	Database location() {
		return new Database("jdbc:postgresql://localhost:%d/outreach".formatted(this.server.getPort()),
				new Login(OWNER, OWNER), new Login(PROGRAM, PROGRAM), true, this.fresh);
	}

	@Override
	public void close() throws IOException {
		try {
			this.server.close();
		}
		finally {
			release();
		}
	}

	private static FileChannel lock(Path directory) {
		try {
			Files.createDirectories(directory.getParent());
			FileChannel channel = FileChannel.open(directory.resolveSibling(directory.getFileName() + ".lock"),
					StandardOpenOption.CREATE, StandardOpenOption.WRITE);
			FileLock held = channel.tryLock();
			if (held == null) {
				channel.close();
				throw new EmbeddedDatabaseException("Another run of the program uses the database in " + directory,
						"Stop it, or give this one its own place with --outreach.embedded-database.directory=…", null);
			}
			return channel;
		}
		catch (IOException ex) {
			throw new EmbeddedDatabaseException("The database directory " + directory + " can't be written",
					"Check its permissions, or choose another with --outreach.embedded-database.directory=…", ex);
		}
	}

	private static void refuseOtherVersion(Path directory) throws IOException {
		Path version = directory.resolve("PG_VERSION");
		if (Files.exists(version)) {
			String found = Files.readString(version).strip();
			if (!found.equals(MAJOR_VERSION)) {
				throw new EmbeddedDatabaseException(
						"The database in %s was written by PostgreSQL %s, this program brings PostgreSQL %s"
							.formatted(directory, found, MAJOR_VERSION),
						"Move the directory away to start afresh, or dump it with PostgreSQL %s and restore it."
							.formatted(found),
						null);
			}
		}
	}

	/**
	 * We hold the lock, so a server still running there was left by a run that was
	 * killed.
	 */
	private static void stopOrphan(Path directory) throws IOException {
		Path pidFile = directory.resolve("postmaster.pid");
		if (!Files.exists(pidFile)) {
			return;
		}
		String pid = Files.readAllLines(pidFile).getFirst().strip();
		ProcessHandle.of(Long.parseLong(pid))
			.filter((process) -> process.info().command().orElse("").contains("postgres"))
			.ifPresent((process) -> {
				process.destroy();
				try {
					process.onExit().get(20, TimeUnit.SECONDS);
				}
				catch (Exception ex) {
					throw new EmbeddedDatabaseException(
							"A PostgreSQL server (process %s) still runs on %s".formatted(pid, directory),
							"Stop that process, then start again.", ex);
				}
			});
	}

	private boolean prepare() throws IOException, SQLException {
		try (Connection connection = this.server.getPostgresDatabase().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute(new ClassPathResource("db/bootstrap.sql").getContentAsString(StandardCharsets.UTF_8));
			statement.execute("alter role outreach_owner password 'outreach_owner'");
			statement.execute("alter role outreach_program password 'outreach_program'");
			try (ResultSet found = statement.executeQuery("select from pg_database where datname = 'outreach'")) {
				if (found.next()) {
					return false;
				}
			}
			statement.execute("create database outreach owner outreach_owner template template0 encoding 'UTF8' "
					+ "locale_provider builtin builtin_locale 'C.UTF-8' locale 'C'");
			return true;
		}
	}

	private void release() {
		try {
			this.lock.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Says what is wrong with the embedded database, and what to do. */
	static class EmbeddedDatabaseException extends RuntimeException {

		private final String action;

		EmbeddedDatabaseException(String message, String action, @Nullable Throwable cause) {
			super(message, cause);
			this.action = action;
		}

		String action() {
			return this.action;
		}

	}

}
