package fr.dossiersco.outreach.confirmation;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.contact.ContactProfile;
import fr.dossiersco.outreach.web.NotFoundException;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The posts that nobody has confirmed for months, those at schools under way first, then
 * the longest unconfirmed. Whoever asked not to be contacted is among them: what we keep
 * of a person must be accurate all the more when they do not want to hear of us, and
 * answering what one knows contacts nobody.
 */
@Component
class PostsToConfirm {

	static final ZoneId PARIS = ZoneId.of("Europe/Paris");

	/** From here on, how many exactly does not matter. */
	static final int MANY = 1_000;

	private static final RowMapper<Card> cards = new SimplePropertyRowMapper<>(Card.class);

	private static final String CARD = """
			select p.id as post, p.revision, c.id as contact, concat_ws(' ', c.given_name, c.family_name) as name,
				p.profile, p.title, p.uai, p.organisation_id as organisation, coalesce(e.name, g.name) as place, e.town,
				s.label as stage, c.opposed, p.confirmed_at,
				case p.confirmed_at when p.noted_at then 'NOTEE' when c.last_reached_at then 'ECHANGE' else 'REPONSE' end as how,
				p.started_on, p.ended_on
			from %s
			join contact c on c.id = p.contact_id
			left join establishment e on e.uai = p.uai
			left join organisation g on g.id = p.organisation_id
			left join pursuit u on u.uai = p.uai
			left join stage s on s.code = u.stage
			""";

	private final JdbcClient jdbc;

	private final ConfirmationProperties properties;

	private final Clock clock;

	PostsToConfirm(JdbcClient jdbc, ConfirmationProperties properties, Clock clock) {
		this.jdbc = jdbc;
		this.properties = properties;
		this.clock = clock;
	}

	/**
	 * The next one to ask about. Two walks along an index of posts by date, each to its
	 * first row: among the schools under way, then among all.
	 */
	Optional<Card> next(ConfirmationFilter filter, CurrentAccount me) {
		Question question = new Question(filter, me);
		String first = "(select p.*, %d as rank from post p" + question.joins() + "%s where " + question.where()
				+ " order by p.confirmed_at, p.id limit 1)";
		String either = "("
				+ first.formatted(0,
						" join pursuit w on w.uai = p.uai join stage t on t.code = w.stage and t.category = 'EN_COURS'")
				+ " union all " + first.formatted(1, "") + ") p";
		return this.jdbc.sql(CARD.formatted(either) + "order by p.rank limit 1")
			.params(question.values)
			.query(cards)
			.optional();
	}

	/** A post held today that the person acting may change. */
	Optional<Card> find(UUID post, CurrentAccount me) {
		return this.jdbc
			.sql(CARD.formatted("post p") + "where p.id = :post and p.ended_on is null" + Question.within(me, "c"))
			.param("post", post)
			.query(cards)
			.optional();
	}

	/** A post that whoever asks may not see is not found, held or left. */
	void requireKnown(UUID post) {
		if (!this.jdbc.sql("select exists (select from post where id = ?)").param(post).query(Boolean.class).single()) {
			throw new NotFoundException("post " + post);
		}
	}

	/** How far whoever asks has come today, and how many are left. */
	Progress progress(ConfirmationFilter filter, CurrentAccount me) {
		Question question = new Question(filter, me);
		String place = filter.isAsking()
				? """
						 and exists (select from post p left join establishment f on f.uai = p.uai where p.id = k.post_id
							and (:academie::text is null or p.academie = :academie) and (:departement::text is null or f.departement = :departement))
						"""
				: "";
		return this.jdbc
			.sql("select (select count(*) from (select from post p" + question.joins() + " where " + question.where()
					+ " limit " + (MANY + 1)
					+ ") due) as left_over, (select count(distinct k.post_id) from post_confirmation k"
					+ " where k.answered_by = :me and k.answered_at >= :midnight and k.undone_at is null" + place
					+ ") as done")
			.params(question.values)
			.param("academie", filter.academie(), java.sql.Types.VARCHAR)
			.param("departement", filter.departement(), java.sql.Types.VARCHAR)
			.param("midnight", today().atStartOfDay(PARIS).toOffsetDateTime())
			.query((row, number) -> new Progress(row.getLong("done"), row.getLong("left_over")))
			.single();
	}

	LocalDate today() {
		return LocalDate.now(this.clock.withZone(PARIS));
	}

	int months() {
		return this.properties.months();
	}

	long daysAside() {
		return this.properties.aside().toDays();
	}

	/** What makes a post one to ask about. */
	private final class Question {

		private final Map<String, Object> values = new LinkedHashMap<>();

		private final ConfirmationFilter filter;

		private final CurrentAccount me;

		Question(ConfirmationFilter filter, CurrentAccount me) {
			this.filter = filter;
			this.me = me;
			LocalDate today = today();
			this.values.put("before",
					today.minusMonths(PostsToConfirm.this.properties.months()).atStartOfDay(PARIS).toOffsetDateTime());
			this.values.put("today", today);
			this.values.put("me", me.id());
			this.values.put("aside",
					PostsToConfirm.this.clock.instant()
						.minus(PostsToConfirm.this.properties.aside())
						.atOffset(ZoneOffset.UTC));
			if (filter.academie() != null) {
				this.values.put("academie", filter.academie());
			}
			if (filter.departement() != null) {
				this.values.put("departement", filter.departement());
			}
		}

		String joins() {
			return (this.filter.departement() != null)
					? " join establishment f on f.uai = p.uai and f.departement = :departement" : "";
		}

		String where() {
			return """
					p.ended_on is null and p.confirmed_at < :before and (p.started_on is null or p.started_on <= :today)
						and not exists (select from post_confirmation k where k.post_id = p.id and k.answered_by = :me
							and k.answer = 'INCONNU' and k.undone_at is null and k.answered_at > :aside)"""
					+ ((this.filter.academie() != null) ? " and p.academie = :academie" : "")
					// Not « exists »: the database would begin with the people of the
					// académies.
					+ (this.me.isTeam() ? ""
							: " and (select d.academies <@ outreach_academies() from contact d where d.id = p.contact_id)");
		}

		/** Whoever also has a post elsewhere is not an ambassador's to change. */
		static String within(CurrentAccount me, String contact) {
			return me.isTeam() ? "" : " and " + contact + ".academies <@ outreach_academies()";
		}

	}

	/**
	 * Someone to ask about.
	 *
	 * @param revision what the post is at: an answer counts for what was seen
	 * @param stage where the school stands, null when nobody has spotted it
	 * @param opposed whether the person asked not to be contacted
	 * @param how what confirmed the post last: {@code NOTEE}, {@code ECHANGE},
	 * {@code REPONSE}
	 */
	record Card(UUID post, int revision, UUID contact, String name, @Nullable ContactProfile profile,
			@Nullable String title, @Nullable String uai, @Nullable UUID organisation, String place,
			@Nullable String town, @Nullable String stage, boolean opposed, Instant confirmedAt, String how,
			@Nullable LocalDate startedOn, @Nullable LocalDate endedOn) {

		/** The day, in Paris. */
		public LocalDate confirmedOn() {
			return LocalDate.ofInstant(this.confirmedAt, PARIS);
		}

		public long monthsBefore(LocalDate today) {
			return ChronoUnit.MONTHS.between(confirmedOn(), today);
		}

	}

	/**
	 * @param done how many one has answered today
	 * @param left how many wait, {@value #MANY} and one when there are more
	 */
	record Progress(long done, long left) {

		public long total() {
			return this.done + this.left;
		}

		public boolean isMany() {
			return this.left > MANY;
		}

		/** Which one is shown. */
		public long position() {
			return this.done + 1;
		}

	}

}
