package fr.dossiersco.outreach.contact;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who may be the same person as someone about to be added: same address, same number, or
 * nearly the same name in the same place. Only among those whom the person acting may
 * see: nothing tells of the others.
 */
@Component
public class LookAlikes {

	private static final RowMapper<LookAlike> lookAlikes = new SimplePropertyRowMapper<>(LookAlike.class);

	private final JdbcClient jdbc;

	LookAlikes(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	List<LookAlike> of(ContactDetails details, Place place) {
		return of(details.emails(), details.phones(), details.familyName(), details.givenName(), place);
	}

	/**
	 * The same, of someone who is not wholly typed yet.
	 * @param place null where nobody is looked for by name
	 */
	List<LookAlike> of(List<String> emails, List<Phone> phones, @Nullable String familyName, @Nullable String givenName,
			@Nullable Place place) {
		String name = (familyName != null) ? familyName + " " + ((givenName != null) ? givenName : "") : null;
		return this.jdbc.sql("""
				with alike as (
					select contact_id, 1 as rank, 'EMAIL' as reason from contact_email where address = any (:addresses)
					union all
					select contact_id, 3, 'PHONE' from contact_phone where number = any (:numbers)
					union all
					select p.contact_id, 2, 'NAME' from post p join contact c on c.id = p.contact_id
					where (p.uai = :uai or p.organisation_id = :organisation)
						and (similarity(c.family_name, :family) > 0.6 or similarity(c.search, fold(:name)) > 0.6)
				)
				select c.id, c.given_name, c.family_name,
					(array_agg(a.reason order by a.rank))[1] as reason, c.opposed, main.profile, main.title, main.place
				from alike a
				join contact c on c.id = a.contact_id
				left join lateral (
					select p.profile, p.title, coalesce(e.name || coalesce(', ' || e.town, ''), g.name) as place
					from post p left join establishment e on e.uai = p.uai
						left join organisation g on g.id = p.organisation_id
					where p.contact_id = c.id
					order by p.ended_on desc nulls first, p.started_on desc nulls last, p.id limit 1) main on true
				group by c.id, main.profile, main.title, main.place
				order by min(a.rank), c.family_name, c.id
				limit 10""")
			.param("addresses", emails.toArray(String[]::new))
			.param("numbers", phones.stream().map(Phone::number).toArray(String[]::new))
			.param("uai", (place != null) ? place.uai() : null, java.sql.Types.VARCHAR)
			.param("organisation", (place != null) ? place.organisation() : null, java.sql.Types.OTHER)
			.param("family", familyName, java.sql.Types.VARCHAR)
			.param("name", name, java.sql.Types.VARCHAR)
			.query(lookAlikes)
			.list();
	}

	/**
	 * Someone who may be the same.
	 *
	 * @param reason {@code EMAIL}, {@code NAME} or {@code PHONE}, the surest first: a
	 * school's people share its switchboard
	 */
	public record LookAlike(UUID id, @Nullable String givenName, String familyName, String reason, boolean opposed,
			@Nullable String profile, @Nullable String title, @Nullable String place) {

		public String name() {
			return (this.givenName != null) ? this.givenName + " " + this.familyName : this.familyName;
		}

	}

}
