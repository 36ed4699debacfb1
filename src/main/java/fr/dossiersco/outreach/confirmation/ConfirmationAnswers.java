package fr.dossiersco.outreach.confirmation;

import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import fr.dossiersco.outreach.contact.ContactProfile;
import fr.dossiersco.outreach.export.Cursor;
import fr.dossiersco.outreach.web.PageRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was answered, by whom and when, the last first. */
@Component
class ConfirmationAnswers {

	private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

	private static final RowMapper<AnswerRow> rows = new SimplePropertyRowMapper<>(AnswerRow.class);

	private static final String ASKED = """
			 where (:account::uuid is null or k.answered_by = :account)
				and (:academie::text is null or exists (select from post q where q.id = k.post_id and q.academie = :academie))
			""";

	private final JdbcClient jdbc;

	ConfirmationAnswers(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	long count(@Nullable UUID account, @Nullable String academie) {
		return this.jdbc.sql("select count(*) from post_confirmation k" + ASKED)
			.param("account", account, Types.OTHER)
			.param("academie", academie, Types.VARCHAR)
			.query(Long.class)
			.single();
	}

	List<AnswerRow> page(@Nullable UUID account, @Nullable String academie, PageRequest page) {
		return asked(account, academie, " limit :size offset :offset").param("size", page.size())
			.param("offset", page.offset())
			.query(rows)
			.list();
	}

	/** All of them, one after the other. To be called in a transaction. */
	Stream<AnswerRow> all(@Nullable UUID account, @Nullable String academie) {
		return Cursor.over(asked(account, academie, ""), rows);
	}

	private JdbcClient.StatementSpec asked(@Nullable UUID account, @Nullable String academie, String part) {
		return this.jdbc.sql("""
				select k.id, k.answer, k.answered_at as at, a.name as who, a.id as account, c.id as contact,
					concat_ws(' ', c.given_name, c.family_name) as name, p.profile, p.title, p.uai,
					coalesce(e.name, g.name) as place, e.town, k.last_day, r.id as successor,
					concat_ws(' ', r.given_name, r.family_name) as successor_name, k.undone_at, u.name as undone_by,
					k.undone_at is null and p.revision is not distinct from k.revision as undoable
				from (select k.* from post_confirmation k %s
					order by k.answered_at desc, k.id%s) k
				join account a on a.id = k.answered_by
				join contact c on c.id = k.contact_id
				left join post p on p.id = k.post_id
				left join establishment e on e.uai = p.uai
				left join organisation g on g.id = p.organisation_id
				left join contact r on r.id = k.replacement_id
				left join account u on u.id = k.undone_by
				order by k.answered_at desc, k.id""".formatted(ASKED, part))
			.param("account", account, Types.OTHER)
			.param("academie", academie, Types.VARCHAR);
	}

	/** Who has answered, by their names. */
	Map<String, String> accounts() {
		Map<String, String> accounts = new LinkedHashMap<>();
		this.jdbc
			.sql("""
					select a.id, a.name from account a where exists (select from post_confirmation k where k.answered_by = a.id)
					order by a.name collate french, a.id""")
			.query((row) -> {
				accounts.put(row.getString("id"), row.getString("name"));
			});
		return accounts;
	}

	/**
	 * An answer.
	 *
	 * @param lastDay for a departure
	 * @param successor who came, as long as their record stands
	 * @param undoable whether nothing touched the post since
	 */
	record AnswerRow(UUID id, Answer answer, Instant at, String who, UUID account, UUID contact, String name,
			@Nullable ContactProfile profile, @Nullable String title, @Nullable String uai, @Nullable String place,
			@Nullable String town, @Nullable LocalDate lastDay, @Nullable UUID successor, String successorName,
			@Nullable Instant undoneAt, @Nullable String undoneBy, boolean undoable) {

		/** Who came, as long as their record stands. */
		@Nullable String successorOrNone() {
			return (this.successor != null) ? this.successorName : null;
		}

		/** When it was given, in Paris. */
		LocalDateTime on() {
			return LocalDateTime.ofInstant(this.at, PARIS);
		}

		/** When it was taken back, in Paris. */
		@Nullable LocalDateTime undoneOn() {
			return (this.undoneAt != null) ? LocalDateTime.ofInstant(this.undoneAt, PARIS) : null;
		}

	}

}
