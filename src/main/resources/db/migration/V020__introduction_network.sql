-- What ties each of some people to others: what someone noted, and what the posts and the exchanges tell by themselves.
-- « other » is, or did, « kind » to « person »: A_FORME means that other trained person. Sees what the reader may see.
create function acquaintances(people uuid[])
	returns table (person uuid, other uuid, kind text, noted boolean, place text)
	language sql stable
begin atomic
	select a.one, a.other, case a.kind when 'FORME_PAR' then 'A_FORME' else a.kind end, true, null
	from acquaintance a where a.one = any (people)
	union all
	select a.other, a.one, a.kind, true, null
	from acquaintance a where a.other = any (people)
	union all
	select distinct p.contact_id, q.contact_id, 'MEME_ETABLISSEMENT', false, e.name
	from post p
		join post q on q.uai = p.uai and q.contact_id <> p.contact_id
			and daterange(p.started_on, p.ended_on, '[]') && daterange(q.started_on, q.ended_on, '[]')
		join establishment e on e.uai = p.uai
	where p.contact_id = any (people)
	union all
	select distinct i.contact_id, i.introduced_by, 'A_INTRODUIT', false, null
	from interaction i where i.contact_id = any (people) and i.introduced_by <> i.contact_id
	union all
	select distinct i.introduced_by, i.contact_id, 'INTRODUIT_PAR', false, null
	from interaction i where i.introduced_by = any (people) and i.introduced_by <> i.contact_id;
end;
create index interaction_introduced_by on interaction (introduced_by) where introduced_by is not null;
