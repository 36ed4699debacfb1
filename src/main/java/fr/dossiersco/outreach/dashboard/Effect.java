package fr.dossiersco.outreach.dashboard;

import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import fr.dossiersco.outreach.export.Cursor;
import fr.dossiersco.outreach.web.PageRequest;
import fr.dossiersco.outreach.web.Proportion;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How often exchanges are followed by a move up of their school, by what was said and by
 * how we came in. What counts, and what is a move up, stands in one place: the view «
 * effect » of the database; here it is only added up and listed.
 */
@Component
class Effect {

	/** The criteria of a list; the numbers by day use the same names. */
	private static final String ASKED = """
			x.measure = :measure and (:approach::text is null or x.approach = :approach)
				and (:subject::uuid is null or x.subject = :subject) and (:profile::text is null or x.profile = :profile)
				and (:answer::uuid is null or x.answer = :answer) and (not :unanswered or x.answer is null)
			""";

	private final JdbcClient jdbc;

	Effect(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Every figure between two days, in one statement.
	 * @param profile only what was said to this profile, null for all
	 */
	List<Figure> figures(LocalDate since, LocalDate until, @Nullable String profile) {
		return this.jdbc.sql("""
				select x.measure, x.approach, x.subject, x.answer, x.profile, x.raised, x.reached, x.followed,
					coalesce(o.label, a.title) as label, r.text as answer_text
				from (select measure, approach, subject, answer, profile, sum(raised)::bigint as raised,
						sum(reached)::bigint as reached, sum(followed)::bigint as followed
					from effect_between(:since, :until)
					where measure = 'APPROCHE' or :profile::text is null or profile = :profile
					group by 1, 2, 3, 4, 5) x
					left join objection o on o.id = x.subject and x.measure = 'OBJECTION'
					left join argument a on a.id = x.subject and x.measure = 'ARGUMENT'
					left join objection_answer r on r.id = x.answer
				order by coalesce(o.label, a.title) collate french, x.subject, x.profile, r.position, x.answer""")
			.param("since", since)
			.param("until", until)
			.param("profile", profile, Types.VARCHAR)
			.query(Figure.class)
			.list();
	}

	/** How many exchanges a figure counts. */
	long count(Asked asked) {
		return bound("select coalesce(sum(" + counted(asked)
				+ "), 0)::bigint from effect_between(:since, :until) x where " + ASKED, asked)
			.query(Long.class)
			.single();
	}

	/**
	 * The exchanges that a figure counts, the last first. The numbers by day tell which
	 * few days hold the page that is asked for, however far it is.
	 */
	List<Exchange> rows(Asked asked, PageRequest page) {
		return bound(
				"""
								with placed as (
									select x.day, sum(COUNTED) as here, sum(sum(COUNTED)) over (order by x.day desc) - sum(COUNTED) as before
									from effect_between(:since, :until) x where ASKED group by x.day),
								needed as (select day, before from placed where before < :offset + :size and before + here > :offset),
						found as materialized (
							select x.id, x.occurred_at, x.answer, x.followed from effect x
							where paris_day(x.occurred_at) = any (array(select day from needed)) and ASKED and MET)
						select x.id, (x.occurred_at at time zone 'Europe/Paris') as at, i.outcome, i.channel, a.name as author,
							e.uai, e.name as school, e.town, nullif(concat_ws(' ', c.given_name, c.family_name), '') as contact,
							x.followed
						from (select * from found order by occurred_at desc, id, answer
								limit :size offset :offset - coalesce((select min(before) from needed), :offset)) x
							join interaction i on i.id = x.id
									join account a on a.id = i.author
									join establishment e on e.uai = i.uai
									left join contact c on c.id = i.contact_id
								order by x.occurred_at desc, x.id"""
					.replace("COUNTED", counted(asked))
					.replace("ASKED", ASKED)
					.replace("MET", met(asked)),
				asked)
			.param("size", page.size())
			.param("offset", page.offset())
			.query(Exchange.class)
			.list();
	}

	/** All of them, one after the other. To be called in a transaction. */
	Stream<Exchange> all(Asked asked) {
		return Cursor.over(
				bound("""
						select x.id, (x.occurred_at at time zone 'Europe/Paris') as at, i.outcome, i.channel, a.name as author,
							e.uai, e.name as school, e.town, nullif(concat_ws(' ', c.given_name, c.family_name), '') as contact, x.followed
						from effect x
							join interaction i on i.id = x.id
							join account a on a.id = i.author
							join establishment e on e.uai = i.uai
							left join contact c on c.id = i.contact_id
						where paris_day(x.occurred_at) between :since and :until and ASKED and MET
						order by x.occurred_at desc, x.id, x.answer"""
					.replace("ASKED", ASKED)
					.replace("MET", met(asked)), asked),
				new SimplePropertyRowMapper<>(Exchange.class));
	}

	/** What the reader asked for, in the words of the playbook. */
	Names names(Asked asked) {
		return this.jdbc.sql("""
				select coalesce((select label from objection where id = :subject),
						(select title from argument where id = :subject)) as subject,
					(select text from objection_answer where id = :answer) as answer""")
			.param("subject", asked.subject(), Types.OTHER)
			.param("answer", asked.answer(), Types.OTHER)
			.query(Names.class)
			.single();
	}

	/** Counts again the days that something changed of. */
	void refresh() {
		this.jdbc.sql("select effect_refresh()::text").query((row, number) -> true).list();
	}

	private static String counted(Asked asked) {
		return switch (asked.only()) {
			case ALL -> "x.raised";
			case REACHED -> "x.reached";
			case FOLLOWED -> "x.followed";
		};
	}

	private static String met(Asked asked) {
		return switch (asked.only()) {
			case ALL -> "true";
			case REACHED -> "x.reached";
			case FOLLOWED -> "x.followed";
		};
	}

	private JdbcClient.StatementSpec bound(String sql, Asked asked) {
		return this.jdbc.sql(sql)
			.param("since", asked.since())
			.param("until", asked.until())
			.param("measure", asked.measure().name())
			.param("approach", asked.approach(), Types.VARCHAR)
			.param("subject", asked.subject(), Types.OTHER)
			.param("profile", asked.profile(), Types.VARCHAR)
			.param("answer", asked.answer(), Types.OTHER)
			.param("unanswered", asked.unanswered());
	}

	/** What of an exchange is measured. */
	enum Measure {

		APPROCHE, OBJECTION, ARGUMENT

	}

	/** Which of the exchanges. */
	enum Only {

		ALL, REACHED, FOLLOWED

	}

	/**
	 * @param approach how we came in, null for any and for what isn't measured by it
	 * @param subject the argument or the objection
	 * @param answer the answer given to the objection, null for any
	 * @param unanswered only where it isn't known which answer was given
	 */
	record Asked(Measure measure, @Nullable String approach, @Nullable UUID subject, @Nullable UUID answer,
			boolean unanswered, @Nullable String profile, Only only, LocalDate since, LocalDate until) {
	}

	/**
	 * @param reached how many times someone was reached
	 * @param followed how many times a move up followed
	 * @param label the objection or the argument
	 */
	record Figure(Measure measure, @Nullable String approach, @Nullable UUID subject, @Nullable UUID answer,
			@Nullable String profile, long raised, long reached, long followed, @Nullable String label,
			@Nullable String answerText) {

		Proportion success() {
			return new Proportion(this.followed, this.raised);
		}

		Proportion reach() {
			return new Proportion(this.reached, this.raised);
		}

	}

	/**
	 * @param at in Paris
	 */
	record Exchange(UUID id, LocalDateTime at, String outcome, String channel, String author, String uai, String school,
			@Nullable String town, @Nullable String contact, boolean followed) {
	}

	record Names(@Nullable String subject, @Nullable String answer) {
	}

}
