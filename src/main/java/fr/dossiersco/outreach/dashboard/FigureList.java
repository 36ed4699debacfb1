package fr.dossiersco.outreach.dashboard;

import java.util.List;
import java.util.stream.Stream;

import fr.dossiersco.outreach.export.Column;
import fr.dossiersco.outreach.export.Cursor;
import fr.dossiersco.outreach.web.PageRequest;
import fr.dossiersco.outreach.web.QueryLink;

import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The rows behind a figure: as many as it says.
 *
 * @param <R> a row
 */
abstract class FigureList<R> {

	private final JdbcClient jdbc;

	private final Class<R> type;

	FigureList(JdbcClient jdbc, Class<R> type) {
		this.jdbc = jdbc;
		this.type = type;
	}

	/** The end of its address, and of the keys of its messages. */
	abstract String name();

	/** Whether it tells of people. */
	abstract boolean isPersonal();

	/** Whether it is of some days, or of now. */
	boolean isOfDays() {
		return true;
	}

	/** The page of its figure, about the same schools and days. */
	QueryLink home(Asked asked) {
		return asked.link("/tableau-de-bord", isOfDays());
	}

	/** The key of that page's name. */
	String homeTitle() {
		return "dashboard.title";
	}

	abstract List<ListCriterion> criteria();

	abstract List<Column<R>> columns();

	/** How many rows, in one statement. */
	abstract String count(Asked asked);

	/**
	 * The rows in their order.
	 * @param some which of them: empty, or a limit and an offset
	 */
	abstract String select(Asked asked, String some);

	/** Binds what its statements need. */
	JdbcClient.StatementSpec bind(JdbcClient.StatementSpec statement, Asked asked) {
		return asked.bind(statement);
	}

	long total(Asked asked) {
		return bind(this.jdbc.sql(count(asked)), asked).query(Long.class).single();
	}

	List<R> rows(Asked asked, PageRequest page) {
		return bind(this.jdbc.sql(select(asked, " limit :size offset :offset")), asked).param("size", page.size())
			.param("offset", page.offset())
			.query(this.type)
			.list();
	}

	/** All of them, one after the other. To be called in a transaction. */
	Stream<R> all(Asked asked) {
		return Cursor.over(bind(this.jdbc.sql(select(asked, "")), asked), new SimplePropertyRowMapper<>(this.type));
	}

}
