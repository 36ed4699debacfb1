package fr.dossiersco.outreach.account;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import fr.dossiersco.outreach.account.Database.Login;
import fr.dossiersco.outreach.account.EmbeddedDatabase.EmbeddedDatabaseException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.session.jdbc.config.annotation.SpringSessionDataSource;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.ClassUtils;

/**
 * Two pools on one database. The guarded one serves the whole program; the other, asked
 * for by name, serves only migrations and sessions, which belong to no académie. Each
 * signs in by a role of its own: a guarded connection can't become the owner's.
 */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnExpression("'${spring.datasource.url:}' == ''")
	static class WithoutUrl {

		@Bean
		EmbeddedDatabaseHolder embeddedDatabase(DatabaseProperties properties) {
			if (!ClassUtils.isPresent("io.zonky.test.db.postgres.embedded.EmbeddedPostgres", null)) {
				throw new EmbeddedDatabaseException("No database is configured",
						"Set spring.datasource.url, .username and .password: this build carries no database of its own.",
						null);
			}
			return new EmbeddedDatabaseHolder(properties);
		}

		@Bean
		Database database(EmbeddedDatabaseHolder server) {
			return server.embedded.location();
		}

	}

	/**
	 * Keeps the embedded database's class, absent from the production jar, out of the
	 * bean's signature.
	 */
	static class EmbeddedDatabaseHolder implements AutoCloseable {

		private final EmbeddedDatabase embedded;

		EmbeddedDatabaseHolder(DatabaseProperties properties) {
			this.embedded = new EmbeddedDatabase(properties);
		}

		@Override
		public void close() throws Exception {
			this.embedded.close();
		}

	}

	@Bean
	@ConditionalOnMissingBean
	Database database(DataSourceProperties owner, GuardedDatabaseProperties program) {
		return new Database(owner.determineUrl(), new Login(owner.getUsername(), owner.getPassword()), program.login(),
				false, false);
	}

	@Bean(defaultCandidate = false)
	@ConfigurationProperties("spring.datasource.hikari")
	@Qualifier("guarded")
	HikariDataSource guardedPool(Database database) {
		return pool("guarded", database, database.program());
	}

	@Bean
	@Primary
	DataSource dataSource(@Qualifier("guarded") HikariDataSource pool) {
		return new GuardedDataSource(pool);
	}

	@Bean(defaultCandidate = false)
	@FlywayDataSource
	@SpringSessionDataSource
	HikariDataSource unguardedPool(Database database) {
		HikariDataSource pool = pool("unguarded", database, database.owner());
		pool.setMaximumPoolSize(5);
		return pool;
	}

	/**
	 * Without it, saving a session would open a transaction on the guarded pool for
	 * nothing.
	 */
	@Bean(defaultCandidate = false)
	@Qualifier("springSessionTransactionOperations")
	TransactionOperations springSessionTransactionOperations(@SpringSessionDataSource DataSource unguarded) {
		return new TransactionTemplate(new DataSourceTransactionManager(unguarded));
	}

	private static HikariDataSource pool(String name, Database database, Login login) {
		HikariDataSource pool = new HikariDataSource();
		pool.setPoolName(name);
		pool.setJdbcUrl(database.url());
		set(login.username(), pool::setUsername);
		set(login.password(), pool::setPassword);
		return pool;
	}

	private static void set(@Nullable String value, java.util.function.Consumer<String> setter) {
		if (value != null) {
			setter.accept(value);
		}
	}

}
