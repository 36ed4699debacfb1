package fr.dossiersco.outreach;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.ClassPathResource;

/**
 * The one place that decides where the tests' PostgreSQL comes from: a container where
 * Docker answers, else the embedded binaries. Both hand out a superuser, so the roles of
 * production are made first and the program signs in as the owner.
 */
public class TestDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	private static final Logger logger = LoggerFactory.getLogger(TestDatabase.class);

	private static final String URL = start();

	/** The database's address, for a program that a test starts by itself. */
	public static Map<String, Object> properties() {
		return Map.of("spring.datasource.url", URL, "spring.datasource.username", "outreach_owner",
				"spring.datasource.password", "outreach_owner", "outreach.guarded-database.password",
				"outreach_program");
	}

	/** A connection of the schema's owner, whom no request ever is. */
	public static Connection asOwner() throws SQLException {
		return DriverManager.getConnection(URL, "outreach_owner", "outreach_owner");
	}

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test database", properties()));
	}

	private static String start() {
		try {
			if (DockerClientFactory.instance().isDockerAvailable()) {
				logger.info("Tests run on PostgreSQL in a container");
				PostgreSQLContainer container = new PostgreSQLContainer("postgres:18");
				container.start();
				return prepare(container.getJdbcUrl(), container.getUsername(), container.getPassword());
			}
			logger.info("Docker does not answer: tests run on the embedded PostgreSQL, the container path is skipped");
			EmbeddedPostgres server = EmbeddedPostgres.builder()
				.setServerConfig("max_connections", "100")
				.setServerConfig("fsync", "off")
				.start();
			return prepare(server.getJdbcUrl("postgres", "postgres"), "postgres", "postgres");
		}
		catch (IOException | SQLException ex) {
			throw new IllegalStateException("No PostgreSQL for the tests", ex);
		}
	}

	private static String prepare(String url, String username, String password) throws SQLException, IOException {
		try (Connection connection = DriverManager.getConnection(url, username, password);
				Statement statement = connection.createStatement()) {
			statement.execute(new ClassPathResource("db/bootstrap.sql").getContentAsString(StandardCharsets.UTF_8));
			statement.execute("alter role outreach_owner password 'outreach_owner'");
			statement.execute("alter role outreach_program password 'outreach_program'");
			statement.execute("create database outreach owner outreach_owner template template0 encoding 'UTF8' "
					+ "locale_provider builtin builtin_locale 'C.UTF-8' locale 'C'");
		}
		return url.replaceFirst("(://[^/]+/)[^?]*(\\?.*)?$", "$1outreach");
	}

}
