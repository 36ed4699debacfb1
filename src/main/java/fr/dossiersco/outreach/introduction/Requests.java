package fr.dossiersco.outreach.introduction;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import fr.dossiersco.outreach.export.Cursor;
import fr.dossiersco.outreach.web.PageRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The introductions asked for, as they are read. */
@Component
class Requests {

	private static final String ASKED = """
			select n.id, n.uai, e.name as school, e.town, n.contact_id as contact,
				nullif(concat_ws(' ', c.given_name, c.family_name), '') as person, n.introducer_id as introducer,
				coalesce(nullif(concat_ws(' ', k.given_name, k.family_name), ''), a.name) as introducer_name,
				coalesce((select address from contact_email m where m.contact_id = k.id and not k.opposed
					order by position limit 1), a.email) as email,
				n.reason, n.message, (n.asked_at at time zone 'Europe/Paris') as asked_at, b.name as asked_by,
				f.due_on, n.outcome, (n.outcome_at at time zone 'Europe/Paris') as outcome_at, n.outcome_note
			from introduction n
				join account b on b.id = n.asked_by
				left join establishment e on e.uai = n.uai
				left join contact c on c.id = n.contact_id
				left join contact k on k.id = n.introducer_id
				left join account a on a.id = n.ambassador_id
				left join follow_up f on f.id = n.follow_up_id and f.closed_at is null
			""";

	private static final String LAST_FIRST = " order by n.outcome is not null, n.asked_at desc, n.id";

	private final JdbcClient jdbc;

	Requests(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	Optional<Asked> find(UUID id) {
		return this.jdbc.sql(ASKED + "where n.id = :id").param("id", id).query(Asked.class).optional();
	}

	List<Asked> page(PageRequest page) {
		return this.jdbc.sql(ASKED + LAST_FIRST + " limit :size offset :offset")
			.param("size", page.size())
			.param("offset", page.offset())
			.query(Asked.class)
			.list();
	}

	/** All of them, one after the other. To be called in a transaction. */
	Stream<Asked> all() {
		return Cursor.over(this.jdbc.sql(ASKED + LAST_FIRST), new SimplePropertyRowMapper<>(Asked.class));
	}

	Figures figures() {
		return this.jdbc.sql("""
				select count(*) as asked, count(*) filter (where outcome is null) as pending,
					count(*) filter (where outcome = 'ACCEPTEE') as accepted,
					count(*) filter (where outcome = 'REFUSEE') as refused
				from introduction""").query(Figures.class).single();
	}

	List<Asked> forSchool(String uai) {
		return this.jdbc.sql(ASKED + "where n.uai = :uai" + LAST_FIRST).param("uai", uai).query(Asked.class).list();
	}

	List<Asked> forPerson(UUID contact) {
		return this.jdbc.sql(ASKED + "where n.contact_id = :contact" + LAST_FIRST)
			.param("contact", contact)
			.query(Asked.class)
			.list();
	}

	long about(UUID contact) {
		return this.jdbc.sql("select count(*) from introduction where :contact in (contact_id, introducer_id)")
			.param("contact", contact)
			.query(Long.class)
			.single();
	}

	/**
	 * An introduction asked for.
	 *
	 * @param email where to write to whoever is asked, null when we may not or can't
	 * @param askedAt in Paris
	 * @param dueOn the day we look whether they answered, null once that is closed
	 * @param outcome null while we wait
	 * @param outcomeAt in Paris
	 */
	record Asked(UUID id, @Nullable String uai, @Nullable String school, @Nullable String town, @Nullable UUID contact,
			@Nullable String person, @Nullable UUID introducer, String introducerName, @Nullable String email,
			String reason, String message, LocalDateTime askedAt, String askedBy, @Nullable LocalDate dueOn,
			@Nullable IntroductionOutcome outcome, @Nullable LocalDateTime outcomeAt, @Nullable String outcomeNote) {

		/** The page of what is to be opened. */
		public String place() {
			return (this.uai != null) ? "/etablissements/" + this.uai : "/contacts/" + this.contact;
		}

		/** The name of what is to be opened. */
		public @Nullable String target() {
			return (this.person != null) ? this.person : this.school;
		}

	}

	/** How many were asked, and what came of them. */
	record Figures(long asked, long pending, long accepted, long refused) {
	}

}
