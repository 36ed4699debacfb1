package fr.dossiersco.outreach.contact;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

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
				o.declared_at as opposed_since, c.attitude, c.last_reached_at,
				(select concat_ws(', ', coalesce(b.name, h.name), b.town)
					from post q
					left join establishment b on b.uai = q.uai
					left join organisation h on h.id = q.organisation_id
					where q.contact_id = c.id and q.uai is distinct from p.uai and q.ended_on is not null
						and (p.started_on is null or q.ended_on <= p.started_on)
						and coalesce(p.started_on, q.ended_on) > :today - 365
					order by q.ended_on desc, q.id limit 1) as came_from
			from contact c
			join post p on p.contact_id = c.id
			left join establishment e on e.uai = p.uai
			left join organisation g on g.id = p.organisation_id
			left join opposition o on o.contact_id = c.id and o.lifted_at is null
			""";

	/** Where the team's days begin and end. */
	static final ZoneId PARIS = ZoneId.of("Europe/Paris");

	private static final RowMapper<ContactCard> cards = new SimplePropertyRowMapper<>(ContactCard.class);

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
			.param("today", LocalDate.now(this.clock.withZone(PARIS)))
			.query(cards)
			.optional();
	}

}
