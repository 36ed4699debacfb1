package fr.dossiersco.outreach.contact;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.web.NotFoundException;
import fr.dossiersco.outreach.web.PageRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes one record of two that are one person, and takes them apart again for thirty
 * days. Whatever any feature keeps about the second person goes over: the foreign keys
 * tell where that is. What cannot stand twice, and the second record itself, is held as
 * it was.
 */
@Component
class ContactMerges {

	private static final Duration UNDO_FOR = Duration.ofDays(30);

	/** Whose rows need more than another owner. */
	private static final List<String> OWN = List.of("post", "contact_phone", "contact_email", "opposition",
			"acquaintance", "contact_distinction");

	private static final RowMapper<MergeShown> shown = new SimplePropertyRowMapper<>(MergeShown.class);

	private final JdbcClient jdbc;

	private final Clock clock;

	ContactMerges(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * Merges the second record into the first. Of two values both stay: the name that is
	 * not chosen goes to the notes, notes and sources are joined, the earliest
	 * information date counts.
	 * @param secondName whether the person goes by the second record's name
	 * @return the id of the merge
	 * @throws IllegalArgumentException when both are the same record
	 * @throws OptimisticLockingFailureException when either is not as it was seen
	 */
	@Transactional
	public UUID merge(Seen kept, Seen dropped, boolean secondName, CurrentAccount by) {
		if (kept.id().equals(dropped.id())) {
			throw new IllegalArgumentException("A record can't be merged with itself");
		}
		lock(kept, dropped);
		UUID id = UUID.randomUUID();
		hold(id, kept.id(), dropped.id(), by);
		moveOthers(id, kept.id(), dropped.id());
		moveOwn(kept.id(), dropped.id());
		join(kept.id(), dropped.id(), secondName);
		sql("delete from contact where id = :dropped", kept.id(), dropped.id()).update();
		sql("""
				update contact_merge set held = held || jsonb_build_object('after', (select to_jsonb(c) from contact c where c.id = :kept))
				where id = :merge""",
				kept.id(), dropped.id())
			.param("merge", id)
			.update();
		return id;
	}

	private void lock(Seen kept, Seen dropped) {
		long unchanged = this.jdbc
			.sql("""
					select count(*) from (select from contact
						where (id = :kept and version = :keptVersion) or (id = :dropped and version = :droppedVersion) for update) c""")
			.param("kept", kept.id())
			.param("keptVersion", kept.version())
			.param("dropped", dropped.id())
			.param("droppedVersion", dropped.version())
			.query(Long.class)
			.single();
		if (unchanged != 2) {
			throw new OptimisticLockingFailureException("One of the records was changed or merged meanwhile");
		}
	}

	private void hold(UUID id, UUID kept, UUID dropped, CurrentAccount by) {
		sql("""
				insert into contact_merge (id, kept_id, dropped_id, dropped_name, academies, merged_at, merged_by, held)
				select :merge, k.id, d.id, concat_ws(' ', d.given_name, d.family_name), d.academies, :now, :me, jsonb_build_object(
					'kept', to_jsonb(k), 'dropped', to_jsonb(d),
					'post', (select coalesce(jsonb_agg(to_jsonb(x)), '[]') from post x where contact_id = :dropped),
					'contact_phone', (select coalesce(jsonb_agg(to_jsonb(x)), '[]') from contact_phone x where contact_id in (:kept, :dropped)),
					'contact_email', (select coalesce(jsonb_agg(to_jsonb(x)), '[]') from contact_email x where contact_id in (:kept, :dropped)),
					'opposition', (select coalesce(jsonb_agg(to_jsonb(x)), '[]') from opposition x where contact_id = :dropped),
					'acquaintance', (select coalesce(jsonb_agg(to_jsonb(x)), '[]') from acquaintance x where :dropped in (one, other)),
					'contact_distinction', (select coalesce(jsonb_agg(to_jsonb(x)), '[]') from contact_distinction x
						where one in (:kept, :dropped) or other in (:kept, :dropped)))
				from contact k, contact d where k.id = :kept and d.id = :dropped""",
				kept, dropped)
			.param("merge", id)
			.param("now", now())
			.param("me", by.id())
			.update();
	}

	/** Every other foreign key to a person, of whatever feature. */
	private List<Reference> references() {
		return this.jdbc.sql("""
				select c.conrelid::regclass::text as in_table, a.attname as in_column
				from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
				where c.contype = 'f' and c.confrelid = 'contact'::regclass and c.conrelid::regclass::text <> all (:own)
				order by 1, 2""").param("own", OWN.toArray(String[]::new)).query(Reference.class).list();
	}

	private void moveOthers(UUID id, UUID kept, UUID dropped) {
		for (Reference reference : references()) {
			sql("with moved as (update " + reference.inTable() + " set " + reference.inColumn() + " = :kept where "
					+ reference.inColumn() + " = :dropped returning id) "
					+ "update contact_merge set held = held || jsonb_build_object(:key::text, "
					+ "(select coalesce(jsonb_agg(id), '[]') from moved)) where id = :merge", kept, dropped)
				.param("key", reference.key())
				.param("merge", id)
				.update();
		}
	}

	private void moveOwn(UUID kept, UUID dropped) {
		sql("""
				update post p set contact_id = :kept, main = false
				where p.contact_id = :dropped and not exists (select from post q where q.contact_id = :kept
					and coalesce(q.uai, q.organisation_id::text) = coalesce(p.uai, p.organisation_id::text)
					and coalesce(q.profile, q.title) = coalesce(p.profile, p.title)
					and daterange(q.started_on, q.ended_on, '[]') && daterange(p.started_on, p.ended_on, '[]'))""",
				kept, dropped)
			.update();
		sql("""
				insert into contact_phone (contact_id, position, number, label)
				select :kept, (select coalesce(max(position), -1) from contact_phone where contact_id = :kept)
					+ row_number() over (order by position), number, label
				from contact_phone where contact_id = :dropped
					and number not in (select number from contact_phone where contact_id = :kept)""", kept, dropped)
			.update();
		sql("""
				insert into contact_email (contact_id, position, address)
				select :kept, (select coalesce(max(position), -1) from contact_email where contact_id = :kept)
					+ row_number() over (order by position), address
				from contact_email where contact_id = :dropped
					and address not in (select address from contact_email where contact_id = :kept)""", kept, dropped)
			.update();
		sql("""
				update opposition set contact_id = :kept
				where contact_id = :dropped and (lifted_at is not null
					or not exists (select from opposition o where o.contact_id = :kept and o.lifted_at is null))""",
				kept, dropped)
			.update();
		sql("""
				delete from acquaintance a
				where :dropped in (a.one, a.other) and (:kept in (a.one, a.other) or exists (select from acquaintance b
					where b.kind = a.kind and :kept in (b.one, b.other)
						and case when a.one = :dropped then a.other else a.one end in (b.one, b.other)))""", kept,
				dropped)
			.update();
		sql("update acquaintance set one = :kept where one = :dropped", kept, dropped).update();
		sql("update acquaintance set other = :kept where other = :dropped", kept, dropped).update();
		sql("""
				insert into contact_distinction (one, other, noted_at, noted_by)
				select least(x, :kept), greatest(x, :kept), noted_at, noted_by
				from (select case when one = :dropped then other else one end as x, noted_at, noted_by
					from contact_distinction where :dropped in (one, other)) d
				where x <> :kept on conflict do nothing""", kept, dropped).update();
	}

	private void join(UUID kept, UUID dropped, boolean secondName) {
		sql("""
				update contact k set
					family_name = case when :second then d.family_name else k.family_name end,
					given_name = case when :second then d.given_name else k.given_name end,
					notes = nullif(concat_ws(E'\\n\\n', k.notes, case when d.notes is distinct from k.notes then d.notes end,
						case when (k.family_name, k.given_name) is distinct from (d.family_name, d.given_name)
							then 'Aussi noté·e\u00a0: ' || case when :second then concat_ws(' ', k.given_name, k.family_name)
								else concat_ws(' ', d.given_name, d.family_name) end || '.' end,
						(select string_agg('Fonction notée aussi\u00a0: ' || concat_ws(', ', coalesce(p.title, 'sans titre'),
								'du ' || to_char(p.started_on, 'DD/MM/YYYY'), 'au ' || to_char(p.ended_on, 'DD/MM/YYYY')) || '.', E'\\n')
							from post p where p.contact_id = :dropped and not exists (select from post q
								where q.contact_id = :kept and (q.uai, q.organisation_id, q.title, q.started_on, q.ended_on)
									is not distinct from (p.uai, p.organisation_id, p.title, p.started_on, p.ended_on))),
						(select string_agg('Opposition notée aussi\u00a0: ' || o.reason, E'\\n') from opposition o where o.contact_id = :dropped),
						case when d.informed_on <> k.informed_on
							then 'Informé·e aussi le ' || to_char(greatest(k.informed_on, d.informed_on), 'DD/MM/YYYY') || '.' end), ''),
					source = case when d.source = k.source then k.source else left(k.source || ' ; ' || d.source, 200) end,
					informed_on = least(k.informed_on, d.informed_on),
					version = k.version + 1
				from contact d where k.id = :kept and d.id = :dropped""",
				kept, dropped)
			.param("second", secondName)
			.update();
	}

	/**
	 * Takes a merge apart: each row goes back where it was, what was added to the kept
	 * record since stays with it.
	 * @throws NotFoundException when there is none, or it was undone
	 * @throws UndoTooLateException after thirty days
	 * @throws UndoOutOfOrderException while a later merge of the record kept stands
	 */
	@Transactional
	public Merged undo(UUID id, CurrentAccount by) {
		Merged merged = this.jdbc.sql("""
				select kept_id as kept, dropped_id as dropped, merged_at from contact_merge
				where id = ? and undone_at is null for update""")
			.param(id)
			.query(Merged.class)
			.optional()
			.orElseThrow(() -> new NotFoundException("merge " + id));
		if (merged.mergedAt().plus(UNDO_FOR).isBefore(this.clock.instant())) {
			throw new UndoTooLateException();
		}
		if (isBuiltUpon(id)) {
			throw new UndoOutOfOrderException();
		}
		bringBack(id, merged.kept(), merged.dropped());
		for (Reference reference : references()) {
			sql("update " + reference.inTable() + " set " + reference.inColumn() + " = :dropped where "
					+ reference.inColumn() + " = :kept and id in (select value::uuid from contact_merge m "
					+ "cross join lateral jsonb_array_elements_text(m.held -> :key) value where m.id = :merge)",
					merged.kept(), merged.dropped())
				.param("key", reference.key())
				.param("merge", id)
				.update();
		}
		bringOwnBack(id, merged.kept(), merged.dropped());
		this.jdbc.sql("update contact_merge set undone_at = ?, undone_by = ? where id = ?")
			.params(now(), by.id(), id)
			.update();
		return merged;
	}

	/** Whether the record kept was itself merged into another since. */
	private boolean isBuiltUpon(UUID id) {
		return this.jdbc
			.sql("""
					select exists (select from contact_merge m join contact_merge n on n.dropped_id = (m.held -> 'kept' ->> 'id')::uuid
						where m.id = ? and n.undone_at is null)""")
			.param(id)
			.query(Boolean.class)
			.single();
	}

	private void bringBack(UUID id, UUID kept, UUID dropped) {
		String columns = columns("contact");
		sql("insert into contact (" + columns + ") select " + columns
				+ " from jsonb_populate_record(null::contact, (select held -> 'dropped' from contact_merge where id = :merge))",
				kept, dropped)
			.param("merge", id)
			.update();
		sql("""
				update contact k set
					family_name = case when k.family_name = a.family_name then b.family_name else k.family_name end,
					given_name = case when k.given_name is not distinct from a.given_name then b.given_name else k.given_name end,
					notes = case when k.notes is not distinct from a.notes then b.notes else k.notes end,
					source = case when k.source = a.source then b.source else k.source end,
					informed_on = case when k.informed_on is not distinct from a.informed_on then b.informed_on
						else k.informed_on end,
					version = k.version + 1
				from contact_merge m, jsonb_populate_record(null::contact, m.held -> 'kept') b,
					jsonb_populate_record(null::contact, m.held -> 'after') a
				where m.id = :merge and k.id = :kept""",
				kept, dropped)
			.param("merge", id)
			.update();
	}

	private void bringOwnBack(UUID id, UUID kept, UUID dropped) {
		for (String table : List.of("post", "opposition")) {
			String columns = columns(table);
			onHeld("update " + table + " x set contact_id = h.contact_id"
					+ (table.equals("post") ? ", main = h.main" : "")
					+ " from held h where x.id = h.id and x.contact_id = '" + kept + "'", table, id);
			onHeld("insert into " + table + " (" + columns + ") select " + columns
					+ " from held h where not exists (select from " + table + " x where x.id = h.id)", table, id);
		}
		for (String table : List.of("contact_phone", "contact_email")) {
			String value = table.equals("contact_phone") ? "number" : "address";
			String columns = columns(table);
			onHeld("delete from " + table + " x where x.contact_id = '" + kept + "' and x." + value + " in (select "
					+ value + " from held where contact_id = '" + dropped + "') and x." + value + " not in (select "
					+ value + " from held where contact_id = '" + kept + "')", table, id);
			onHeld("insert into " + table + " (" + columns + ") select " + columns + " from held where contact_id = '"
					+ dropped + "'", table, id);
			sql("update " + table + " set position = -1 - position where contact_id = :kept", kept, dropped).update();
			sql("update " + table
					+ " x set position = n.place from (select position, row_number() over (order by position desc) - 1 "
					+ "as place from " + table + " where contact_id = :kept) n "
					+ "where x.contact_id = :kept and x.position = n.position", kept, dropped)
				.update();
		}
		String columns = columns("acquaintance");
		onHeld("delete from acquaintance x using held h where x.id = h.id", "acquaintance", id);
		onHeld("insert into acquaintance (" + columns + ") select " + columns + " from held "
				+ "where one in (select id from contact) and other in (select id from contact) on conflict do nothing",
				"acquaintance", id);
		onHeld("delete from contact_distinction x where '" + kept
				+ "' in (x.one, x.other) and not exists (select from held h where h.one = x.one and h.other = x.other) "
				+ "and exists (select from held h where '" + dropped
				+ "' in (h.one, h.other) and (h.one in (x.one, x.other) or h.other in (x.one, x.other)))",
				"contact_distinction", id);
		onHeld("insert into contact_distinction select * from held where one in (select id from contact) "
				+ "and other in (select id from contact) on conflict do nothing", "contact_distinction", id);
	}

	/** A statement on the rows of a table as they were held. */
	private void onHeld(String statement, String table, UUID id) {
		this.jdbc
			.sql("with held as (select x.* from contact_merge m cross join lateral jsonb_populate_recordset(null::"
					+ table + ", m.held -> '" + table + "') x where m.id = :merge) " + statement)
			.param("merge", id)
			.update();
	}

	/** The columns that can be written. */
	private String columns(String table) {
		return this.jdbc.sql("""
				select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute
				where attrelid = ?::regclass and attnum > 0 and not attisdropped and attgenerated = ''""")
			.param(table)
			.query(String.class)
			.single();
	}

	private JdbcClient.StatementSpec sql(String statement, UUID kept, UUID dropped) {
		return this.jdbc.sql(statement).param("kept", kept).param("dropped", dropped);
	}

	/** Where a merged record went. */
	Optional<UUID> keptFor(UUID dropped) {
		return this.jdbc.sql("select kept_id from contact_merge where dropped_id = ? and undone_at is null")
			.param(dropped)
			.query(UUID.class)
			.optional();
	}

	long count() {
		return this.jdbc.sql("select count(*) from contact_merge").query(Long.class).single();
	}

	/** The last first. */
	List<MergeShown> page(PageRequest page) {
		return this.jdbc
			.sql("""
					select m.id, m.kept_id as kept, concat_ws(' ', c.given_name, c.family_name) as kept_name, m.dropped_name, m.merged_at,
						a.name as merged_by, m.undone_at, m.undone_at is null and m.merged_at > :since as undoable
					from contact_merge m join contact c on c.id = m.kept_id join account a on a.id = m.merged_by
					order by m.merged_at desc, m.id limit :size offset :offset""")
			.param("since", this.clock.instant().minus(UNDO_FOR).atOffset(ZoneOffset.UTC))
			.param("size", page.size())
			.param("offset", page.offset())
			.query(shown)
			.list();
	}

	/**
	 * What is held for an undo that can't come any more is personal data without a
	 * purpose.
	 */
	@Scheduled(cron = "0 30 3 * * *", zone = "Europe/Paris")
	void forget() {
		Acting.asSystem(() -> this.jdbc
			.sql("update contact_merge set held = '{}', dropped_name = '' "
					+ "where held <> '{}' and (merged_at < ? or undone_at is not null)")
			.param(this.clock.instant().minus(UNDO_FOR).atOffset(ZoneOffset.UTC))
			.update());
	}

	private java.time.OffsetDateTime now() {
		return this.clock.instant().atOffset(ZoneOffset.UTC);
	}

	/** A record in the version that someone saw. */
	record Seen(UUID id, int version) {
	}

	/** What a merge made of two. */
	record Merged(UUID kept, UUID dropped, Instant mergedAt) {
	}

	private record Reference(String inTable, String inColumn) {

		String key() {
			return this.inTable + "." + this.inColumn;
		}

	}

	/**
	 * A merge in the list.
	 *
	 * @param droppedName empty once it is held no more
	 */
	record MergeShown(UUID id, UUID kept, String keptName, String droppedName, Instant mergedAt, String mergedBy,
			@Nullable Instant undoneAt, boolean undoable) {

		/** The day, in Paris. */
		public LocalDate mergedOn() {
			return LocalDate.ofInstant(this.mergedAt, ContactBook.PARIS);
		}

	}

	/** Thirty days have passed. */
	static class UndoTooLateException extends RuntimeException {

		UndoTooLateException() {
			super("A merge can be undone for thirty days");
		}

	}

	/** The record kept was merged into another since: that comes apart first. */
	static class UndoOutOfOrderException extends RuntimeException {

		UndoOutOfOrderException() {
			super("A later merge stands");
		}

	}

}
