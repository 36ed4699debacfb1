package fr.dossiersco.outreach.interaction;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What someone is typing about a school or a person and has not logged yet; one draft for
 * each, seen by its author alone.
 */
@Component
class Drafts {

	private static final int MOST_CHARACTERS = 100_000;

	private final JdbcClient jdbc;

	private final JsonMapper json;

	private final Clock clock;

	Drafts(JdbcClient jdbc, JsonMapper json, Clock clock) {
		this.jdbc = jdbc;
		this.json = json;
		this.clock = clock;
	}

	/** The name of the draft about a school, else about a person. */
	static String subject(@Nullable String uai, @Nullable UUID contact) {
		return (uai != null) ? uai : String.valueOf(contact);
	}

	void keep(CurrentAccount me, String subject, Map<String, String[]> parameters) {
		Map<String, List<String>> fields = new LinkedHashMap<>();
		parameters.forEach((name, values) -> {
			if (!name.equals("_csrf") && !name.equals("action")) {
				fields.put(name, List.of(values));
			}
		});
		String text = this.json.writeValueAsString(fields);
		if (text.length() > MOST_CHARACTERS) {
			return;
		}
		this.jdbc
			.sql("""
					insert into interaction_draft (account_id, subject, fields, saved_at) values (:me, :subject, :fields::jsonb, :now)
					on conflict (account_id, subject) do update set fields = excluded.fields, saved_at = excluded.saved_at""")
			.param("me", me.id())
			.param("subject", subject)
			.param("fields", text)
			.param("now", now())
			.update();
	}

	Optional<Draft> find(CurrentAccount me, String subject) {
		return this.jdbc
			.sql("select fields::text, saved_at from interaction_draft where account_id = :me and subject = :subject")
			.param("me", me.id())
			.param("subject", subject)
			.query((row, number) -> new Draft(
					this.json.readValue(row.getString("fields"), new TypeReference<Map<String, List<String>>>() {
					}), LocalDateTime.ofInstant(row.getTimestamp("saved_at").toInstant(), InteractionLog.PARIS)))
			.optional();
	}

	void forget(CurrentAccount me, String subject) {
		this.jdbc.sql("delete from interaction_draft where account_id = :me and subject = :subject")
			.param("me", me.id())
			.param("subject", subject)
			.update();
	}

	/** The drafts of one person, the last first. */
	List<DraftRow> of(CurrentAccount me) {
		return this.jdbc.sql("""
				select d.subject, e.uai, case when e.uai is null then d.subject end as contact,
					coalesce(e.name, concat_ws(' ', c.given_name, c.family_name)) as name, e.town,
					(d.saved_at at time zone 'Europe/Paris') as saved_at
				from interaction_draft d
					left join establishment e on e.uai = d.subject
					left join contact c on c.id::text = d.subject
				where d.account_id = :me and (e.uai is not null or c.id is not null)
				order by d.saved_at desc limit 10""").param("me", me.id()).query(DraftRow.class).list();
	}

	private java.time.OffsetDateTime now() {
		Instant now = this.clock.instant();
		return now.atOffset(ZoneOffset.UTC);
	}

	/**
	 * @param fields by the names of the form
	 * @param savedAt in Paris
	 */
	record Draft(Map<String, List<String>> fields, LocalDateTime savedAt) {
	}

	/**
	 * @param savedAt in Paris
	 */
	record DraftRow(String subject, @Nullable String uai, @Nullable String contact, String name, @Nullable String town,
			LocalDateTime savedAt) {
	}

}
