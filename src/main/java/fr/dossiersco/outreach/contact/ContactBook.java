package fr.dossiersco.outreach.contact;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who can be spoken to: one statement a question, and only whom the person acting may
 * see.
 */
@Component
public class ContactBook {

	private static final String CARD = """
			select c.id, c.given_name, c.family_name, p.profile, p.title, p.uai, coalesce(e.name, g.name) as place, e.town,
				p.academie, (select number from contact_phone n where n.contact_id = c.id order by position limit 1) as phone,
				(select address from contact_email m where m.contact_id = c.id order by position limit 1) as email,
				o.declared_at as opposed_since, c.attitude
			from contact c
			join post p on p.contact_id = c.id
			left join establishment e on e.uai = p.uai
			left join organisation g on g.id = p.organisation_id
			left join opposition o on o.contact_id = c.id and o.lifted_at is null
			""";

	/** Where the team's days begin and end. */
	static final ZoneId PARIS = ZoneId.of("Europe/Paris");

	private static final RowMapper<ContactCard> cards = new SimplePropertyRowMapper<>(ContactCard.class);

	private static final RowMapper<Arrival> arrivals = new SimplePropertyRowMapper<>(Arrival.class);

	private final JdbcClient jdbc;

	private final Clock clock;

	ContactBook(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** The people who hold a post in a school today, in the order of their names. */
	public List<ContactCard> peopleAt(String uai) {
		return people("p.uai = :place", uai);
	}

	/**
	 * The people who came to a school within a year from another place and who know
	 * Dossiersco: someone has spoken with them, or noted how they stand. The team's notes
	 * say that an insider opens the door that a cold call does not.
	 */
	List<Arrival> arrivedAt(String uai) {
		return this.jdbc.sql("""
				select c.id, concat_ws(' ', c.given_name, c.family_name) as name, c.attitude, c.last_reached_at, b.place
				from post p
				join contact c on c.id = p.contact_id
				cross join lateral (
					select concat_ws(', ', coalesce(e.name, g.name), e.town) as place, q.ended_on
					from post q
					left join establishment e on e.uai = q.uai
					left join organisation g on g.id = q.organisation_id
					where q.contact_id = c.id and q.uai is distinct from p.uai and q.ended_on is not null
						and (p.started_on is null or q.ended_on <= p.started_on)
					order by q.ended_on desc, q.id limit 1) b
				where p.uai = :uai and (p.ended_on is null or p.ended_on >= :today)
					and coalesce(p.started_on, b.ended_on) > :today - 365
					and (c.last_reached_at is not null or c.attitude is not null) and not c.opposed
				order by c.family_name collate french, c.id""")
			.param("uai", uai)
			.param("today", LocalDate.now(this.clock.withZone(PARIS)))
			.query(arrivals)
			.list();
	}

	/** The people who hold a post in an organisation today. */
	List<ContactCard> peopleOf(UUID organisation) {
		return people("p.organisation_id = :place", organisation);
	}

	private List<ContactCard> people(String condition, Object place) {
		return this.jdbc.sql(CARD + "where " + condition
				+ """
						 and (p.ended_on is null or p.ended_on >= :today)
						order by c.family_name collate french, c.given_name collate french, c.id, p.started_on desc nulls last""")
			.param("place", place)
			.param("today", LocalDate.now(this.clock.withZone(PARIS)))
			.query(cards)
			.list();
	}

	/** A person by the post that they hold today, or by the last one they held. */
	public Optional<ContactCard> find(UUID id) {
		return this.jdbc.sql(CARD + """
				where c.id = :id
				order by p.ended_on desc nulls first, p.main desc, p.started_on desc nulls last, p.id limit 1""")
			.param("id", id)
			.query(cards)
			.optional();
	}

	/**
	 * Someone who came and knows us.
	 *
	 * @param lastReachedAt when we last spoke, null when we never did
	 * @param place where the person was before
	 */
	record Arrival(UUID id, String name, @Nullable Attitude attitude, @Nullable Instant lastReachedAt, String place) {

		/** The day, in Paris. */
		public @Nullable LocalDate lastReachedOn() {
			return (this.lastReachedAt != null) ? LocalDate.ofInstant(this.lastReachedAt, PARIS) : null;
		}

	}

}
