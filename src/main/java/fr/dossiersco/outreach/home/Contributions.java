package fr.dossiersco.outreach.home;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import fr.dossiersco.outreach.web.PageRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What became of each name, each introduction and each message that somebody brought,
 * newest news first. Only ever of one person: nobody is compared with anybody. What
 * whoever reads may not see is not counted.
 */
@Component
class Contributions {

	/** How many schools that came through links a page names. */
	private static final int MOST = 200;

	private static final RowMapper<Contribution> mapper = new SimplePropertyRowMapper<>(Contribution.class);

	private final JdbcClient jdbc;

	Contributions(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	long count(UUID account) {
		return this.jdbc.sql("""
				select (select count(*) from contact where created_by = :account)
					+ (select count(*) from introduction where :account in (ambassador_id, asked_by))
					+ (select count(*) from kit_link where account_id = :account)""")
			.param("account", account)
			.query(Long.class)
			.single();
	}

	List<Contribution> page(UUID account, PageRequest page) {
		return this.jdbc
			.sql("""
					with brought as (
						select 'NOM' as kind, c.id, c.created_at as at, concat_ws(' ', c.given_name, c.family_name) as title, c.id as contact,
							c.uai, null as via, null::uuid as template, null as outcome, null::timestamptz as outcome_at, c.opposed,
							'-infinity'::timestamptz as since
						from contact c where c.created_by = :account
						union all
						select 'INTRODUCTION', n.id, n.asked_at, nullif(concat_ws(' ', c.given_name, c.family_name), ''), n.contact_id, n.uai,
							coalesce(nullif(concat_ws(' ', k.given_name, k.family_name), ''), a.name), null, n.outcome, n.outcome_at, false, n.asked_at
						from introduction n left join contact c on c.id = n.contact_id left join contact k on k.id = n.introducer_id
							left join account a on a.id = n.ambassador_id
						where :account in (n.ambassador_id, n.asked_by)
						union all
						select 'MESSAGE', l.id, l.created_at, t.title, null, null, l.channel, l.template_id, null, null, false, l.created_at
						from kit_link l join message_template t on t.id = l.template_id where l.account_id = :account)
					select b.kind, b.id, b.at, coalesce(b.title, e.name) as title, b.contact, b.uai, e.name as school, e.town, b.via, b.template,
						b.outcome, b.outcome_at, b.opposed, was.label as stage_then, s.label as stage, up.moved_at,
						coalesce(x.exchanges, 0) as exchanges, x.exchanged_at, x.exchange_channel, coalesce(x.reached, false) as reached,
						r.starts_at, coalesce(v.visits, 0) as visits, v.visited_on, v.arrived_at,
						greatest(b.at, b.outcome_at, up.moved_at, x.exchanged_at, r.answered_at, v.arrived_at,
							v.visited_on::timestamp at time zone 'Europe/Paris') as news_at
					from brought b
						left join establishment e on e.uai = b.uai
						left join pursuit p on p.uai = b.uai
						left join stage s on s.code = p.stage
						left join lateral (
							select t.label from stage_move m join stage t on t.code = m.to_stage
							where m.uai = b.uai and m.moved_at <= b.at order by m.moved_at desc, m.id limit 1) was on true
						left join lateral (
							select max(m.moved_at) as moved_at from stage_move m where m.uai = b.uai and m.moved_at > b.at) up on true
						left join lateral (
							select count(*) as exchanges, max(i.occurred_at) as exchanged_at, bool_or(i.outcome = 'JOINT') as reached,
								(array_agg(i.channel order by i.occurred_at desc, i.id))[1] as exchange_channel
							from (select id, occurred_at, outcome, channel from interaction where contact_id = b.contact
								union
								select j.id, j.occurred_at, j.outcome, j.channel
								from interaction_participant q join interaction j on j.id = q.interaction_id where q.contact_id = b.contact
								union
								select id, occurred_at, outcome, channel from interaction
								where b.kind = 'INTRODUCTION' and b.contact is null and uai = b.uai) i
							where i.occurred_at >= b.since) x on b.kind <> 'MESSAGE'
						left join lateral (
							select g.starts_at, g.answered_at from follow_up f join appointment g on g.follow_up_id = f.id
							where f.contact_id = b.contact and g.status = 'ACCEPTE' order by g.answered_at desc, g.id limit 1) r on b.kind = 'NOM'
						left join lateral (
							select (select sum(visits) from kit_visit where link_id = b.id) as visits,
								(select max(day) from kit_visit where link_id = b.id) as visited_on,
								(select max(noted_at) from kit_arrival where link_id = b.id and withdrawn_at is null) as arrived_at) v
							on b.kind = 'MESSAGE'
					order by news_at desc, b.at desc, b.id limit :size offset :offset""")
			.param("account", account)
			.param("size", page.size())
			.param("offset", page.offset())
			.query(mapper)
			.list();
	}

	/** The schools that came through links, the last first. */
	List<Arrival> arrivals(List<UUID> links) {
		return this.jdbc.sql("""
				select a.link_id as link, e.uai, e.name, s.label as stage
				from kit_arrival a join establishment e on e.uai = a.uai
					left join pursuit p on p.uai = a.uai left join stage s on s.code = p.stage
				where a.withdrawn_at is null and a.link_id = any (:links::text[]::uuid[])
				order by a.came_on desc, e.name collate french, e.uai limit :most""")
			.param("links", links.stream().map(UUID::toString).toArray(String[]::new))
			.param("most", MOST)
			.query(Arrival.class)
			.list();
	}

	/** The ambassadors, by id, in the order of their names. */
	Map<String, String> ambassadors() {
		Map<String, String> ambassadors = new LinkedHashMap<>();
		this.jdbc.sql("""
				select id::text, name from account where role = 'AMBASSADOR' and deactivated_at is null
				order by name collate french, id""").query((row) -> {
			ambassadors.put(row.getString("id"), row.getString("name"));
		});
		return ambassadors;
	}

	/**
	 * A school that came through a link.
	 *
	 * @param stage where it stands, null when nobody has spotted it
	 */
	record Arrival(UUID link, String uai, String name, @Nullable String stage) {
	}

}
