package fr.dossiersco.outreach.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.gatling.app.Gatling;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.core.io.ClassPathResource;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/**
 * Starts the packaged jar with a heap of 512 MiB, first on an empty database where it brings a national directory in,
 * then on the national data set (made once, in {@code target/load}), where users visit it. Traffic goes to this machine
 * only.
 */
public final class LoadRun {

	static final String PASSWORD = "mot de passe de charge";

	private static final int PORT = 8190;

	private static final Path HOME = Path.of("target/load");

	private LoadRun() {
	}

	public static void main(String[] args) throws Exception {
		Files.createDirectories(HOME);
		try (EmbeddedPostgres server = EmbeddedPostgres.builder()
			.setDataDirectory(HOME.resolve("postgres"))
			.setCleanDataDirectory(false)
			.setServerConfig("shared_buffers", "512MB")
			.start()) {
			prepare(server);
			importNationalFile(server);
			String url = database(server, "outreach");
			Process program = start(url);
			try {
				awaitFirstPage(program);
				generate(url);
				fillQueues(url);
				visit(8, 20);
				System.out.println("The program is warm: what follows is measured");
				visit(1, 20);
				visit(8, 20);
				planWeek(url);
				weighGuard(url);
			}
			finally {
				program.destroy();
				program.waitFor();
			}
		}
	}

	private static void prepare(EmbeddedPostgres server) throws SQLException, IOException {
		try (Connection connection = server.getPostgresDatabase().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute(text("db/bootstrap.sql"));
			statement.execute("alter role outreach_owner password 'outreach_owner'");
			statement.execute("alter role outreach_program password 'outreach_program'");
		}
	}

	/** The address of a database, created when it was not there. */
	private static String database(EmbeddedPostgres server, String name) throws SQLException {
		try (Connection connection = server.getPostgresDatabase().getConnection();
				Statement statement = connection.createStatement();
				ResultSet found = statement.executeQuery("select from pg_database where datname = '" + name + "'")) {
			if (!found.next()) {
				statement.execute("create database " + name + " owner outreach_owner template template0 encoding 'UTF8' "
						+ "locale_provider builtin builtin_locale 'C.UTF-8' locale 'C'");
			}
		}
		return "jdbc:postgresql://localhost:%d/%s".formatted(server.getPort(), name);
	}

	/** Twice: what is new, then what is the same. */
	private static void importNationalFile(EmbeddedPostgres server) throws Exception {
		drop(server, "directory");
		String url = database(server, "directory");
		String email = "coordination@charge.example";
		Process program = start(url, "--outreach.first-coordinator.email=" + email,
				"--outreach.first-coordinator.password=" + PASSWORD);
		try (Connection connection = DriverManager.getConnection(url, "outreach_owner", "outreach_owner")) {
			awaitFirstPage(program);
			Path file = NationalFile.write(HOME.resolve("annuaire-2025-09-01.csv"), places(connection));
			Visitor coordinator = new Visitor("http://localhost:" + PORT);
			coordinator.signIn(email, PASSWORD);
			DirectoryUpload upload = new DirectoryUpload(coordinator);
			upload.bring(file, connection);
			upload.bring(file, connection);
		}
		finally {
			program.destroy();
			program.waitFor();
		}
		drop(server, "directory");
	}

	private static List<String[]> places(Connection connection) throws SQLException {
		List<String[]> places = new ArrayList<>();
		try (Statement statement = connection.createStatement();
				ResultSet found = statement.executeQuery("select code, academie from departement order by code")) {
			while (found.next()) {
				places.add(new String[] { found.getString(1), found.getString(2) });
			}
		}
		return places;
	}

	private static void drop(EmbeddedPostgres server, String name) throws SQLException {
		try (Connection connection = server.getPostgresDatabase().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("drop database if exists " + name);
		}
	}

	private static Process start(String url, String... settings) throws IOException {
		try (var jars = Files.list(Path.of("target"))) {
			Path jar = jars.filter((path) -> path.getFileName().toString().matches("outreach-.*\\.jar"))
				.findFirst()
				.orElseThrow();
			List<String> command = new ArrayList<>(List.of(java(), "-Xmx512m", "-jar", jar.toString(),
					"--server.port=" + PORT, "--spring.datasource.url=" + url,
					"--spring.datasource.username=outreach_owner", "--spring.datasource.password=outreach_owner",
					"--outreach.guarded-database.password=outreach_program"));
			command.addAll(List.of(settings));
			return new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(HOME.resolve("program.log").toFile())
				.start();
		}
	}

	private static void awaitFirstPage(Process program) throws InterruptedException {
		long start = System.nanoTime();
		HttpClient client = HttpClient.newHttpClient();
		while (program.isAlive() && Duration.ofNanos(System.nanoTime() - start).toMinutes() < 3) {
			try {
				HttpResponse<Void> answer = client.send(
						HttpRequest.newBuilder(URI.create("http://localhost:" + PORT + "/connexion")).build(),
						HttpResponse.BodyHandlers.discarding());
				if (answer.statusCode() == 200) {
					System.out.printf("First page after %.1f s%n", (System.nanoTime() - start) / 1e9);
					return;
				}
			}
			catch (IOException ex) {
				Thread.sleep(100);
			}
		}
		throw new IllegalStateException("The program did not start: read " + HOME.resolve("program.log"));
	}

	private static void generate(String url) throws SQLException, IOException {
		try (Connection connection = DriverManager.getConnection(url, "outreach_owner", "outreach_owner");
				Statement statement = connection.createStatement()) {
			try (ResultSet schools = statement.executeQuery("select count(*) from establishment")) {
				schools.next();
				if (schools.getLong(1) > 0) {
					return;
				}
			}
			long start = System.nanoTime();
			connection.setAutoCommit(false);
			statement.execute(text("load/generate.sql"));
			String encoded = "{bcrypt}" + new BCryptPasswordEncoder().encode(PASSWORD);
			statement.execute("insert into credential (account_id, password, changed_at, version) select id, '" + encoded
					+ "', now(), 0 from account");
			connection.commit();
			connection.setAutoCommit(true);
			statement.execute("vacuum analyze");
			System.out.printf("National data set made in %.0f s%n", (System.nanoTime() - start) / 1e9);
		}
	}

	/** Each run closes calls: the next one finds them due again. */
	private static void fillQueues(String url) throws SQLException, IOException {
		try (Connection connection = DriverManager.getConnection(url, "outreach_owner", "outreach_owner");
				Statement statement = connection.createStatement()) {
			statement.execute(text("load/queue.sql"));
		}
	}

	private static void planWeek(String url) throws SQLException, IOException, InterruptedException {
		try (Connection connection = DriverManager.getConnection(url, "outreach_owner", "outreach_owner")) {
			Visitor caller = new Visitor("http://localhost:" + PORT);
			caller.signIn("personne20@charge.example", PASSWORD);
			new PlannedWeek(caller).measure(connection);
		}
	}

	private static void weighGuard(String url) throws SQLException, IOException, InterruptedException {
		String email = "personne21@charge.example";
		Visitor ambassador = new Visitor("http://localhost:" + PORT);
		ambassador.signIn(email, PASSWORD);
		Visitor team = new Visitor("http://localhost:" + PORT);
		team.signIn("personne19@charge.example", PASSWORD);
		try (Connection connection = DriverManager.getConnection(url, "outreach_owner", "outreach_owner")) {
			new GuardCost(ambassador, team).measure(connection, email);
		}
	}

	/** In a process of its own, because Gatling ends the one that it runs in. */
	private static void visit(int users, int rounds) throws IOException, InterruptedException {
		new ProcessBuilder(java(), "--add-opens=java.base/java.lang=ALL-UNNAMED", "-classpath",
				System.getProperty("java.class.path"), "-Doutreach.load.base=http://localhost:" + PORT,
				"-Doutreach.load.users=" + users, "-Doutreach.load.rounds=" + rounds, Gatling.class.getName(), "-s",
				DaySimulation.class.getName(), "-rf", HOME.resolve("results").toString(), "-nr")
			.inheritIO()
			.start()
			.waitFor();
	}

	private static String java() {
		return Path.of(System.getProperty("java.home"), "bin", "java").toString();
	}

	private static String text(String resource) throws IOException {
		return new ClassPathResource(resource).getContentAsString(StandardCharsets.UTF_8);
	}

}
