package fr.dossiersco.outreach.message;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.contact.ContactProfile;
import fr.dossiersco.outreach.web.NotFoundException;
import fr.dossiersco.outreach.web.PageRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The messages and what became of them: each change writes down the whole text as it then
 * stands, by whom and when. None is deleted.
 */
@Component
class MessageLibrary {

	private static final String TEMPLATE = """
			select t.id, t.title, t.channel, t.profiles, t.subject, t.body, t.retired_at is not null as retired, t.version,
				c.kind, c.changed_at, a.name as changed_by
			from message_template t
				join message_change c on c.template_id = t.id and c.version = t.version
				join account a on a.id = c.changed_by
			""";

	private static final String ASKED = """
			where (t.retired_at is not null) = :retired
				and (:channel::text is null or t.channel = :channel)
				and (:profile::text is null or t.profiles = '{}' or :profile = any (t.profiles))
				and t.search like all (select '%' || fold(w) || '%' from unnest(:words::text[]) w)
			""";

	private final JdbcClient jdbc;

	private final Clock clock;

	MessageLibrary(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** How many answer, in use and retired. */
	Totals count(MessageFilter filter) {
		return asked("""
				select count(*) filter (where (t.retired_at is not null) = :retired) as total,
					count(*) filter (where (t.retired_at is not null) <> :retired) as others
				from message_template t
				""" + ASKED.replace("(t.retired_at is not null) = :retired", "true"), filter).query(Totals.class)
			.single();
	}

	List<MessageTemplate> page(MessageFilter filter, PageRequest page) {
		return asked(TEMPLATE + ASKED + "order by t.title collate french, t.id limit :limit offset :offset", filter)
			.param("limit", page.size())
			.param("offset", page.offset())
			.query((row, number) -> template(row))
			.list();
	}

	private JdbcClient.StatementSpec asked(String sql, MessageFilter filter) {
		String[] words = (filter.q() == null) ? new String[0]
				: Arrays.stream(filter.q().split("\\s+"))
					.limit(8)
					.map((word) -> word.replaceAll("([\\\\%_])", "\\\\$1"))
					.toArray(String[]::new);
		return this.jdbc.sql(sql)
			.param("retired", filter.retired())
			.param("channel", (filter.channel() != null) ? filter.channel().name() : null, Types.VARCHAR)
			.param("profile", (filter.profile() != null) ? filter.profile().name() : null, Types.VARCHAR)
			.param("words", words);
	}

	/**
	 * One as it stands.
	 * @throws NotFoundException when there is none
	 */
	MessageTemplate require(UUID id) {
		return this.jdbc.sql(TEMPLATE + "where t.id = ?")
			.param(id)
			.query((row, number) -> template(row))
			.optional()
			.orElseThrow(() -> new NotFoundException("message " + id));
	}

	/** As it stood after each change, the last first. */
	List<MessageTemplate> history(UUID id) {
		return this.jdbc
			.sql("""
					select c.template_id as id, c.title, c.channel, c.profiles, c.subject, c.body, c.kind = 'RETRAIT' as retired,
						c.version, c.kind, c.changed_at, a.name as changed_by
					from message_change c join account a on a.id = c.changed_by
					where c.template_id = ? order by c.version desc""")
			.param(id)
			.query((row, number) -> template(row))
			.list();
	}

	@Transactional
	public UUID add(MessageForm form, CurrentAccount by) {
		UUID id = UUID.randomUUID();
		this.jdbc
			.sql("insert into message_template (id, title, channel, profiles, subject, body) values (?, ?, ?, ?, ?, ?)")
			.param(id)
			.param(form.title())
			.param(Objects.requireNonNull(form.channel()).name())
			.param(names(form.profiles()))
			.param(form.subject())
			.param(form.body())
			.update();
		writeDown(id, MessageChange.CREATION, by);
		return id;
	}

	/**
	 * Writes over what the form started from; a text that says the same changes nothing.
	 * @throws OptimisticLockingFailureException when someone wrote meanwhile
	 */
	@Transactional
	public void correct(UUID id, MessageForm form, CurrentAccount by) {
		MessageTemplate standing = require(id);
		if (form.version() == null || form.version() != standing.version()) {
			throw new OptimisticLockingFailureException("message " + id + " was written meanwhile");
		}
		if (form.equals(MessageForm.of(standing))) {
			return;
		}
		int changed = this.jdbc
			.sql("""
					update message_template set title = ?, channel = ?, profiles = ?, subject = ?, body = ?, version = version + 1
					where id = ? and version = ?""")
			.param(form.title())
			.param(Objects.requireNonNull(form.channel()).name())
			.param(names(form.profiles()))
			.param(form.subject())
			.param(form.body())
			.param(id)
			.param(form.version())
			.update();
		if (changed == 0) {
			throw new OptimisticLockingFailureException("message " + id + " was written meanwhile");
		}
		writeDown(id, MessageChange.MODIFICATION, by);
	}

	/**
	 * It is sent no more; or again. Done twice, it is done once.
	 * @throws NotFoundException when there is none
	 */
	@Transactional
	public void retire(UUID id, boolean retired, CurrentAccount by) {
		OffsetDateTime now = now();
		int changed = this.jdbc.sql("""
				update message_template set retired_at = case when :retired then :now end, version = version + 1
				where id = :id and (retired_at is not null) <> :retired""")
			.param("retired", retired)
			.param("now", now)
			.param("id", id)
			.update();
		if (changed == 0) {
			require(id);
			return;
		}
		writeDown(id, retired ? MessageChange.RETRAIT : MessageChange.REPRISE, by);
	}

	private void writeDown(UUID id, MessageChange kind, CurrentAccount by) {
		this.jdbc
			.sql("""
					insert into message_change (template_id, version, kind, title, channel, profiles, subject, body, changed_at,
						changed_by)
					select id, version, ?, title, channel, profiles, subject, body, ?, ? from message_template where id = ?""")
			.params(kind.name(), now(), by.id(), id)
			.update();
	}

	private OffsetDateTime now() {
		return this.clock.instant().atOffset(ZoneOffset.UTC);
	}

	private static String[] names(List<ContactProfile> profiles) {
		return profiles.stream().map(Enum::name).toArray(String[]::new);
	}

	private static MessageTemplate template(ResultSet row) throws SQLException {
		Array names = row.getArray("profiles");
		List<ContactProfile> profiles = Arrays.stream((String[]) Objects.requireNonNull(names.getArray()))
			.map(ContactProfile::valueOf)
			.toList();
		return new MessageTemplate(row.getObject("id", UUID.class), row.getString("title"),
				MessageChannel.valueOf(row.getString("channel")), profiles, row.getString("subject"),
				row.getString("body"), row.getBoolean("retired"), row.getInt("version"),
				MessageChange.valueOf(row.getString("kind")),
				row.getObject("changed_at", OffsetDateTime.class).toInstant(), row.getString("changed_by"));
	}

	/**
	 * How many messages answer.
	 *
	 * @param total of those asked for, in use or retired
	 * @param others of the other ones
	 */
	record Totals(long total, long others) {
	}

}
