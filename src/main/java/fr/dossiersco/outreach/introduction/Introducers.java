package fr.dossiersco.outreach.introduction;

import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who can introduce us: the people within two ties of a school or of a person, and the
 * ambassadors of the académie, the most promising first; whoever has a tie of their own
 * is told by it, and not by a longer way. Nobody who asked not to be contacted or who is
 * opposed to Dossiersco is ever proposed. One statement a question.
 */
@Component
public class Introducers {

	static final ZoneId PARIS = ZoneId.of("Europe/Paris");

	private static final String TO_SCHOOL = """
			with inside as (
				select contact_id, 'Y_TRAVAILLE' as tie from post
				where uai = :uai and (ended_on is null or ended_on >= :today)
				union all
				select contact_id, 'Y_SIEGE' from seat where uai = :uai and (ended_on is null or ended_on >= :today)
				union all
				select contact_id, 'Y_A_TRAVAILLE' from post where uai = :uai and ended_on < :today
			), way as (
				select contact_id as person, tie, true as noted, null as place, null::uuid as via, null as via_tie from inside
				union all
				select t.other, t.kind, t.noted, t.place, t.person, 'Y_TRAVAILLE'
				from acquaintances(array(select contact_id from inside where tie <> 'Y_A_TRAVAILLE')) t
				where t.other not in (select contact_id from inside)
			)
			""";

	private static final String TO_PERSON = """
			with near as (select * from acquaintances(array[:contact]::uuid[])), way as (
				select other as person, kind as tie, noted, place, null::uuid as via, null as via_tie from near
				union all
				select t.other, t.kind, t.noted, t.place, t.person, n.kind
				from acquaintances(array(select other from near)) t join near n on n.other = t.person
				where t.other <> :contact and t.other not in (select other from near)
			)
			""";

	private static final String PEOPLE = """
			select c.id as contact, null::uuid as ambassador, concat_ws(' ', c.given_name, c.family_name) as name,
				w.tie, w.noted, w.place, p.profile, p.title,
				concat_ws(' ', v.given_name, v.family_name) as via, w.via_tie, c.attitude,
				(c.last_reached_at at time zone 'Europe/Paris')::date as reached_on,
				(select coalesce(i.outcome, 'EN_COURS') from introduction i
					where i.introducer_id = c.id and (i.uai = :uai or i.contact_id = :contact)
					order by i.asked_at desc limit 1) as asked
			from way w
				join contact c on c.id = w.person
				left join contact v on v.id = w.via
				left join lateral (select title, profile from post where contact_id = c.id
					order by ended_on desc nulls first, main desc, started_on desc nulls last, id limit 1) p on true
			where not c.opposed and c.attitude is distinct from 'OPPOSE'
			union all
			select null, a.id, a.name, 'AMBASSADEUR', true, s.academie, null, null, null, null, null, null,
				(select coalesce(i.outcome, 'EN_COURS') from introduction i
					where i.ambassador_id = a.id and (i.uai = :uai or i.contact_id = :contact)
					order by i.asked_at desc limit 1)
			from account a
				join account_academie s on s.account_id = a.id
			where a.role = 'AMBASSADOR' and a.deactivated_at is null and s.academie = any (array(
				select academie from establishment where uai = :uai
				union select unnest(academies) from contact where id = :contact))
			""";

	private static final RowMapper<Introducer> introducers = new SimplePropertyRowMapper<>(Introducer.class);

	private final JdbcClient jdbc;

	private final Clock clock;

	Introducers(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** Who can introduce us to a school. */
	public List<Introducer> toSchool(String uai) {
		return ranked(TO_SCHOOL, uai, null);
	}

	/** Who can introduce us to a person. */
	public List<Introducer> toPerson(UUID contact) {
		return ranked(TO_PERSON, null, contact);
	}

	private List<Introducer> ranked(String ways, @Nullable String uai, @Nullable UUID contact) {
		LocalDate today = LocalDate.now(this.clock.withZone(PARIS));
		Comparator<Introducer> order = Comparator.<Introducer>comparingInt((introducer) -> -introducer.promise(today))
			.thenComparing(Introducer::name)
			.thenComparing(Introducer::key);
		Map<String, Introducer> best = new LinkedHashMap<>();
		this.jdbc.sql(ways + PEOPLE)
			.param("uai", uai, Types.VARCHAR)
			.param("contact", contact, Types.OTHER)
			.param("today", today)
			.query(introducers)
			.list()
			.stream()
			.sorted(order)
			.forEach((introducer) -> best.putIfAbsent(introducer.key(), introducer));
		return List.copyOf(best.values());
	}

}
