package fr.dossiersco.outreach.account;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Every connection handed out can only see what the person acting may see; nobody acting
 * means nothing visible. The role is set on every checkout and for everyone, never reset
 * at return: what a former holder left can't matter.
 */
class GuardedDataSource extends DelegatingDataSource {

	private static final String TAKE_SIGHT = "select set_config('role', ?, false), set_config('outreach.academies', ?, false), "
			+ "set_config('outreach.account', ?, false)";

	GuardedDataSource(DataSource pool) {
		super(pool);
	}

	@Override
	public Connection getConnection() throws SQLException {
		Connection connection = super.getConnection();
		// In a transaction, a rollback would undo the switch.
		try (PreparedStatement sight = connection.prepareStatement(TAKE_SIGHT)) {
			if (!connection.getAutoCommit()) {
				throw new SQLException("A connection must be handed out before its transaction begins");
			}
			Acting acting = Acting.now();
			sight.setString(1, acting.databaseRole());
			sight.setString(2, acting.academies());
			sight.setString(3, acting.account());
			sight.execute();
			return connection;
		}
		catch (SQLException | RuntimeException ex) {
			connection.close();
			throw ex;
		}
	}

	@Override
	public Connection getConnection(String username, String password) throws SQLException {
		throw new SQLException("Connections are handed out for the person acting, not for a given user");
	}

}
