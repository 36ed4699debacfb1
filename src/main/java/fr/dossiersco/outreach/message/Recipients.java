package fr.dossiersco.outreach.message;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import fr.dossiersco.outreach.establishment.Uai;
import fr.dossiersco.outreach.web.NotFoundException;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whom a message may be written to: only whom the person acting may see. */
@Component
class Recipients {

	private static final String PERSON = """
			select c.id as contact, c.given_name, c.family_name, p.id as post, p.profile, p.title, p.uai,
				p.organisation_id as organisation, coalesce(e.name, g.name) as place, e.town, e.departement, p.academie,
				(select address from contact_email m where m.contact_id = c.id order by position limit 1) as email,
				o.declared_at as opposed_since, coalesce(p.ended_on < :today, false) as "left"
			from contact c
			join post p on p.contact_id = c.id
			left join establishment e on e.uai = p.uai
			left join organisation g on g.id = p.organisation_id
			left join opposition o on o.contact_id = c.id and o.lifted_at is null
			""";

	private static final String SCHOOL = """
			select null::uuid as contact, null as given_name, null as family_name, null::uuid as post, null as profile,
				null as title, e.uai, null::uuid as organisation, e.name as place, e.town, e.departement, e.academie, e.email,
				null::timestamptz as opposed_since, false as "left"
			from establishment e
			""";

	private static final RowMapper<Recipient> recipients = new SimplePropertyRowMapper<>(Recipient.class);

	private final JdbcClient jdbc;

	private final Clock clock;

	Recipients(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * A person by the post that they hold today, or by the last one they held.
	 * @param uai the school whose post comes first, where the person has one there
	 * @throws NotFoundException when there is nobody that one may see
	 */
	Recipient person(UUID contact, @Nullable Uai uai) {
		return this.jdbc.sql(PERSON + """
				where c.id = :contact
				order by coalesce(p.uai = :uai, false) desc, p.ended_on desc nulls first, p.main desc,
					p.started_on desc nulls last, p.id limit 1""")
			.param("contact", contact)
			.param("uai", (uai != null) ? uai.value() : "")
			.param("today", today())
			.query(recipients)
			.optional()
			.orElseThrow(() -> new NotFoundException("contact " + contact));
	}

	/**
	 * A school, at its own address.
	 * @throws NotFoundException when there is none
	 */
	Recipient school(Uai uai) {
		return this.jdbc.sql(SCHOOL + "where e.uai = ?")
			.param(uai.value())
			.query(recipients)
			.optional()
			.orElseThrow(() -> new NotFoundException("establishment " + uai.value()));
	}

	/** Who holds a post in a school today. */
	List<Recipient> peopleAt(String uai) {
		return this.jdbc.sql(PERSON + """
				where p.uai = :uai and (p.ended_on is null or p.ended_on >= :today)
				order by c.family_name collate french, c.given_name collate french, c.id, p.id limit 50""")
			.param("uai", uai)
			.param("today", today())
			.query(recipients)
			.list();
	}

	/** Some people, in the order given. */
	List<Recipient> people(List<UUID> contacts) {
		return this.jdbc.sql("""
				select s.* from unnest(:ids::uuid[]) with ordinality wanted (id, rank)
					cross join lateral (""" + PERSON + """
				where c.id = wanted.id
				order by p.ended_on desc nulls first, p.main desc, p.started_on desc nulls last, p.id limit 1) s
				order by wanted.rank""")
			.param("ids", contacts.toArray(UUID[]::new))
			.param("today", today())
			.query(recipients)
			.list();
	}

	/** Some schools, in the order given. */
	List<Recipient> schools(List<String> uais) {
		return this.jdbc
			.sql(SCHOOL + "join unnest(:uais::text[]) with ordinality wanted (uai, rank) using (uai) order by rank")
			.param("uais", uais.toArray(String[]::new))
			.query(recipients)
			.list();
	}

	private LocalDate today() {
		return LocalDate.now(this.clock.withZone(MessageTemplate.PARIS));
	}

}
