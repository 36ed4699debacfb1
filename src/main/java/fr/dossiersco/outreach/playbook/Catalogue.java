package fr.dossiersco.outreach.playbook;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.contact.ContactProfile;
import fr.dossiersco.outreach.web.NotFoundException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the coordinator writes in the playbook. Nothing is deleted, because exchanges tell
 * of it: an argument or an answer is retired, an objection is merged into another.
 */
@Component
class Catalogue {

	private final JdbcClient jdbc;

	private final Clock clock;

	Catalogue(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * An argument as it stands.
	 * @throws NotFoundException when there is none
	 */
	ArgumentForm argument(UUID id) {
		return this.jdbc.sql(
				"select title, pitch, detail, profiles, caution, proof, proof_link, version from argument where id = ?")
			.param(id)
			.query((row, number) -> new ArgumentForm(row.getString("title"), row.getString("pitch"),
					row.getString("detail"), profiles(row), row.getString("caution"), row.getString("proof"),
					row.getString("proof_link"), row.getInt("version")))
			.optional()
			.orElseThrow(() -> new NotFoundException("argument " + id));
	}

	@Transactional
	public UUID addArgument(ArgumentForm form) {
		UUID id = UUID.randomUUID();
		this.jdbc.sql("""
				insert into argument (id, title, pitch, detail, profiles, caution, proof, proof_link, position)
				select ?, ?, ?, ?, ?, ?, ?, ?, coalesce(max(position), 0) + 1 from argument""")
			.param(id)
			.param(form.title())
			.param(form.pitch())
			.param(form.detail())
			.param(names(form.profiles()))
			.param(form.caution())
			.param(form.proof())
			.param(form.proofLink())
			.update();
		return id;
	}

	/**
	 * Writes over what the form started from.
	 * @throws OptimisticLockingFailureException when someone wrote meanwhile
	 */
	@Transactional
	public void correctArgument(UUID id, ArgumentForm form) {
		requireOne(this.jdbc
			.sql("""
					update argument set title = ?, pitch = ?, detail = ?, profiles = ?, caution = ?, proof = ?, proof_link = ?,
						version = version + 1
					where id = ? and version = ?""")
			.param(form.title())
			.param(form.pitch())
			.param(form.detail())
			.param(names(form.profiles()))
			.param(form.caution())
			.param(form.proof())
			.param(form.proofLink())
			.param(id)
			.param(form.version())
			.update(), "argument " + id);
	}

	/** What is said no more; or said again. */
	@Transactional
	public void retireArgument(UUID id, boolean retired) {
		this.jdbc.sql("update argument set retired_at = ?, version = version + 1 where id = ?")
			.param(retired ? this.clock.instant().atOffset(ZoneOffset.UTC) : null)
			.param(id)
			.update();
	}

	/** One place up or down among those that are said. */
	@Transactional
	public void moveArgument(UUID id, boolean up) {
		move("argument", "select id from argument order by retired_at is not null, position", null, id, up);
	}

	/**
	 * An objection as it stands.
	 * @throws NotFoundException when there is none
	 */
	ObjectionForm objection(UUID id) {
		return this.jdbc.sql("select label, verbatim, profiles, version from objection where id = ?")
			.param(id)
			.query((row, number) -> new ObjectionForm(row.getString("label"), row.getString("verbatim"), profiles(row),
					row.getInt("version")))
			.optional()
			.orElseThrow(() -> new NotFoundException("objection " + id));
	}

	/**
	 * Adds an objection after the others.
	 * @throws LabelTakenException when another one has that label
	 */
	@Transactional
	public UUID addObjection(ObjectionForm form, CurrentAccount by) {
		UUID id = UUID.randomUUID();
		try {
			this.jdbc
				.sql("""
						insert into objection (id, label, verbatim, profiles, created_at, created_by) values (?, ?, ?, ?, ?, ?)""")
				.param(id)
				.param(form.label())
				.param(form.verbatim())
				.param(names(form.profiles()))
				.params(this.clock.instant().atOffset(ZoneOffset.UTC), by.id())
				.update();
		}
		catch (DuplicateKeyException ex) {
			throw new LabelTakenException(ex);
		}
		return id;
	}

	/**
	 * Writes over what the form started from.
	 * @throws LabelTakenException when another one has that label
	 * @throws OptimisticLockingFailureException when someone wrote meanwhile
	 */
	@Transactional
	public void correctObjection(UUID id, ObjectionForm form) {
		try {
			requireOne(this.jdbc.sql("""
					update objection set label = ?, verbatim = ?, profiles = ?, version = version + 1
					where id = ? and version = ?""")
				.param(form.label())
				.param(form.verbatim())
				.param(names(form.profiles()))
				.param(id)
				.param(form.version())
				.update(), "objection " + id);
		}
		catch (DuplicateKeyException ex) {
			throw new LabelTakenException(ex);
		}
	}

	@Transactional
	public void moveObjection(UUID id, boolean up) {
		move("objection", "select id from objection where merged_into is null order by position, created_at, id", null,
				id, up);
	}

	/**
	 * Two labels of one objection: the second is told as the first from now on, with all
	 * that was heard and answered.
	 * @throws MergeImpossibleException when they are the same, or one is merged already
	 */
	@Transactional
	public void merge(UUID dropped, UUID kept) {
		long standing = this.jdbc
			.sql("select count(*) from (select from objection where id in (?, ?) and merged_into is null for update) o")
			.params(dropped, kept)
			.query(Long.class)
			.single();
		if (dropped.equals(kept) || standing != 2) {
			throw new MergeImpossibleException();
		}
		this.jdbc.sql("update objection set merged_into = ?, version = version + 1 where id = ? or merged_into = ?")
			.params(kept, dropped, dropped)
			.update();
	}

	/** They are two after all. */
	@Transactional
	public void separate(UUID dropped) {
		this.jdbc.sql("update objection set merged_into = null, version = version + 1 where id = ?")
			.param(dropped)
			.update();
	}

	/**
	 * An answer as it stands.
	 * @throws NotFoundException when that objection has none of that id
	 */
	AnswerForm answer(UUID objection, UUID id) {
		return this.jdbc
			.sql("select text, proof, proof_link, version from objection_answer where id = ? and objection_id = ?")
			.params(id, objection)
			.query((row, number) -> new AnswerForm(row.getString("text"), row.getString("proof"),
					row.getString("proof_link"), row.getInt("version")))
			.optional()
			.orElseThrow(() -> new NotFoundException("answer " + id));
	}

	@Transactional
	public void addAnswer(UUID objection, AnswerForm form) {
		this.jdbc.sql("""
				insert into objection_answer (id, objection_id, text, proof, proof_link, position)
				select ?, ?, ?, ?, ?, coalesce(max(position), 0) + 1 from objection_answer where objection_id = ?""")
			.params(UUID.randomUUID(), objection)
			.param(form.text())
			.param(form.proof())
			.param(form.proofLink())
			.param(objection)
			.update();
	}

	/**
	 * Writes over what the form started from.
	 * @throws OptimisticLockingFailureException when someone wrote meanwhile
	 */
	@Transactional
	public void correctAnswer(UUID objection, UUID id, AnswerForm form) {
		requireOne(this.jdbc.sql("""
				update objection_answer set text = ?, proof = ?, proof_link = ?, version = version + 1
				where id = ? and objection_id = ? and version = ?""")
			.param(form.text())
			.param(form.proof())
			.param(form.proofLink())
			.params(id, objection)
			.param(form.version())
			.update(), "answer " + id);
	}

	@Transactional
	public void retireAnswer(UUID objection, UUID id, boolean retired) {
		this.jdbc
			.sql("update objection_answer set retired_at = ?, version = version + 1 where id = ? and objection_id = ?")
			.param(retired ? this.clock.instant().atOffset(ZoneOffset.UTC) : null)
			.params(id, objection)
			.update();
	}

	@Transactional
	public void moveAnswer(UUID objection, UUID id, boolean up) {
		move("objection_answer",
				"select id from objection_answer where objection_id = ? and retired_at is null order by position, id",
				objection, id, up);
	}

	/**
	 * By two updates, since no two arguments may have one place even for an instant.
	 */
	private void move(String table, String inOrder, @Nullable UUID parent, UUID id, boolean up) {
		JdbcClient.StatementSpec asked = this.jdbc.sql(inOrder);
		List<UUID> order = ((parent != null) ? asked.param(parent) : asked).query(UUID.class).list();
		int place = order.indexOf(id);
		int other = up ? place - 1 : place + 1;
		if (place < 0 || other < 0 || other >= order.size()) {
			return;
		}
		Collections.swap(order, place, other);
		this.jdbc
			.sql("update " + table + " t set position = -n.place from unnest(?::uuid[]) with ordinality n (id, place) "
					+ "where t.id = n.id")
			.param(order.toArray(UUID[]::new))
			.update();
		this.jdbc.sql("update " + table + " set position = -position where position < 0").update();
	}

	private static void requireOne(int changed, String what) {
		if (changed == 0) {
			throw new OptimisticLockingFailureException(what + " was written meanwhile");
		}
	}

	private static String[] names(List<ContactProfile> profiles) {
		return profiles.stream().map(Enum::name).toArray(String[]::new);
	}

	private static List<ContactProfile> profiles(ResultSet row) throws SQLException {
		Array names = row.getArray("profiles");
		return Arrays.stream((String[]) Objects.requireNonNull(names.getArray())).map(ContactProfile::valueOf).toList();
	}

	/** Another objection has the same label. */
	static class LabelTakenException extends RuntimeException {

		LabelTakenException(Throwable cause) {
			super("Another objection has this label", cause);
		}

	}

	/** An objection is not merged into itself, nor twice. */
	static class MergeImpossibleException extends RuntimeException {

		MergeImpossibleException() {
			super("These objections can't be merged");
		}

	}

}
