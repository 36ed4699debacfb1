package fr.dossiersco.outreach.export;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import fr.dossiersco.outreach.web.FileFormat;
import fr.dossiersco.outreach.web.PageRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who took away which list, when, and whether all of it. */
@Component
class ExportJournal {

	private final JdbcClient jdbc;

	private final Clock clock;

	ExportJournal(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	UUID begin(ListExport<?> list, String title, FileFormat format, UUID account) {
		UUID id = UUID.randomUUID();
		this.jdbc
			.sql("insert into list_export (id, account_id, title, address, format, personal, started_at) "
					+ "values (?, ?, ?, ?, ?, ?, ?)")
			.params(id, account, title, list.address().toString(), format.name(), list.personal(), now())
			.update();
		return id;
	}

	void finish(UUID id, long rows) {
		this.jdbc.sql("update list_export set row_count = ?, finished_at = ? where id = ?")
			.params(rows, now(), id)
			.update();
	}

	/** It has no end, and how far it went is known. */
	void interrupt(UUID id, long rows) {
		this.jdbc.sql("update list_export set row_count = ? where id = ?").params(rows, id).update();
	}

	long count() {
		return this.jdbc.sql("select count(*) from list_export").query(Long.class).single();
	}

	List<Entry> entries(PageRequest page) {
		return this.jdbc
			.sql("""
					select x.id, x.started_at, a.name as who, a.role, x.title, x.address, x.format, x.personal, x.row_count as rows,
						x.finished_at
					from list_export x join account a on a.id = x.account_id
					order by x.started_at desc, x.id limit ? offset ?""")
			.params(page.size(), page.offset())
			.query(Entry.class)
			.list();
	}

	private OffsetDateTime now() {
		return this.clock.instant().atOffset(ZoneOffset.UTC);
	}

	/**
	 * A list taken away.
	 *
	 * @param rows how many were written, null while nobody knows
	 * @param finishedAt null when it did not end, or not yet
	 */
	record Entry(UUID id, Instant startedAt, String who, String role, String title, String address, String format,
			boolean personal, @Nullable Long rows, @Nullable Instant finishedAt) {

		public State state() {
			if (this.finishedAt != null) {
				return State.FINISHED;
			}
			return (this.rows != null) ? State.INTERRUPTED : State.UNFINISHED;
		}

	}

	/** How an export went. Without rows or end, it goes on or the program was stopped. */
	enum State {

		FINISHED, INTERRUPTED, UNFINISHED

	}

}
