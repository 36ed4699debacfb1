package fr.dossiersco.outreach.export;

import java.util.stream.Stream;

import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.Assert;

/** Reads an answer a few rows at a time. */
public final class Cursor {

	private static final int HELD = 500;

	private Cursor() {
	}

	/**
	 * The rows of a question, to be closed. Outside a transaction the driver would hold
	 * all of them in memory.
	 */
	public static <R> Stream<R> over(StatementSpec question, RowMapper<R> row) {
		Assert.state(TransactionSynchronizationManager.isActualTransactionActive(),
				"A cursor lives within a transaction");
		return question.withFetchSize(HELD).query(row).stream();
	}

}
