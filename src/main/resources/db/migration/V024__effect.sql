-- « Ce qui marche »: what came of each exchange, and the same counted by day, so that a page never counts half a million rows.

-- The objection that stands for another one since they were merged.
create view kept_objection with (security_invoker = true) as
with recursive way (id, at) as (
	select id, id from objection
	union
	select w.id, o.merged_into from way w join objection o on o.id = w.at where o.merged_into is not null)
select w.id, w.at as kept from way w join objection o on o.id = w.at where o.merged_into is null;

-- A day in Paris, as the team counts them.
create function paris_day(at timestamptz) returns date
	language sql immutable strict parallel safe
	return (at at time zone 'Europe/Paris')::date;
create index interaction_day on interaction (paris_day(occurred_at));

-- One row for each exchange and thing that is measured of it: the way in, each argument, each objection with its answer.
-- An exchange with no school cannot make one move, so it does not count. « followed »: within thirty days the school moved to a
-- higher stage. Setting a school aside is not up, nor is coming back from there; nor is the move to « Repéré » or « Contacté »
-- that logging an exchange makes by itself, because then every first call would be a success.
create view effect with (security_invoker = true) as
select i.id, i.uai, i.occurred_at, i.outcome = 'JOINT' as reached, x.measure, x.approach, x.subject, x.answer,
	case when x.measure <> 'APPROCHE' then coalesce(c.profile, 'INCONNU') end as profile,
	exists (
		select from stage_move m join stage t on t.code = m.to_stage left join stage f on f.code = m.from_stage
		where m.uai = i.uai and m.moved_at >= i.occurred_at and m.moved_at <= i.occurred_at + interval '720 hours'
			and t.category <> 'A_PART' and t.position > coalesce(f.position, 0)
			and not (m.cause = 'ECHANGE' and t.code in ('REPERE', 'CONTACTE'))) as followed
from interaction i
	left join contact c on c.id = i.contact_id
	cross join lateral (
		-- Whoever calls us was not called cold.
		select 'APPROCHE' as measure, case when i.approach = 'FROID' and i.direction = 'ENTRANT' then 'SOLLICITE' else i.approach end as approach,
			null::uuid as subject, null::uuid as answer
		union all
		(select distinct 'OBJECTION', null, k.kept, o.answer_id
			from interaction_objection o join kept_objection k on k.id = o.objection_id where o.interaction_id = i.id)
		union all
		select 'ARGUMENT', null, a.argument_id, null from interaction_argument a where a.interaction_id = i.id) x
where i.uai is not null;

-- What « effect » says, counted by day.
create table effect_day (
	day date not null,
	measure text not null,
	approach text,
	subject uuid,
	answer uuid,
	profile text,
	raised integer not null,
	reached integer not null,
	followed integer not null
);
create index effect_day_day on effect_day (day);

-- The days that something changed of since they were counted. Rows are only ever added, so that two people who log a call at
-- the same moment never wait for each other; effect_refresh() takes them away.
create table effect_change (
	day date not null
);

create function effect_live(days date[])
	returns table (day date, measure text, approach text, subject uuid, answer uuid, profile text,
		raised bigint, reached bigint, followed bigint)
	language sql stable
begin atomic
	select paris_day(x.occurred_at), x.measure, x.approach, x.subject, x.answer, x.profile,
		count(*), count(*) filter (where x.reached), count(*) filter (where x.followed)
	from effect x where paris_day(x.occurred_at) = any (days)
	group by 1, 2, 3, 4, 5, 6;
end;

-- Always right: the days that changed are counted anew, the others were.
create function effect_between(first date, last date)
	returns table (day date, measure text, approach text, subject uuid, answer uuid, profile text,
		raised bigint, reached bigint, followed bigint)
	language sql stable
begin atomic
	select k.day, k.measure, k.approach, k.subject, k.answer, k.profile, k.raised::bigint, k.reached::bigint, k.followed::bigint
	from effect_day k
	where k.day between first and last and not exists (select from effect_change c where c.day = k.day)
	union all
	select l.day, l.measure, l.approach, l.subject, l.answer, l.profile, l.raised, l.reached, l.followed
	from effect_live(array(select distinct c.day from effect_change c where c.day between first and last)) l;
end;

-- Counts again the days that changed, one call after the other. Whatever is committed meanwhile leaves its own day for the next time.
create function effect_refresh() returns void
	language plpgsql security definer set search_path = public as $$
declare
	days date[];
begin
	perform pg_advisory_xact_lock(hashtext('effect_refresh'));
	with taken as (delete from effect_change returning day) select array_agg(distinct day) into days from taken;
	if days is null then
		return;
	end if;
	delete from effect_day where day = any (days);
	insert into effect_day (day, measure, approach, subject, answer, profile, raised, reached, followed)
	select day, measure, approach, subject, answer, profile, raised, reached, followed from effect_live(days);
end
$$;

create function effect_of_interaction() returns trigger
	language plpgsql security definer set search_path = public as $$
begin
	insert into effect_change select distinct paris_day(occurred_at) from changed;
	return null;
end
$$;
create trigger effect_inserted after insert on interaction referencing new table as changed
	for each statement execute function effect_of_interaction();
create trigger effect_updated_from after update on interaction referencing old table as changed
	for each statement execute function effect_of_interaction();
create trigger effect_updated_to after update on interaction referencing new table as changed
	for each statement execute function effect_of_interaction();
create trigger effect_deleted after delete on interaction referencing old table as changed
	for each statement execute function effect_of_interaction();

create function effect_of_mention() returns trigger
	language plpgsql security definer set search_path = public as $$
begin
	insert into effect_change select distinct paris_day(i.occurred_at) from changed c join interaction i on i.id = c.interaction_id;
	return null;
end
$$;
create trigger effect_inserted after insert on interaction_argument referencing new table as changed
	for each statement execute function effect_of_mention();
create trigger effect_updated after update on interaction_argument referencing new table as changed
	for each statement execute function effect_of_mention();
create trigger effect_deleted after delete on interaction_argument referencing old table as changed
	for each statement execute function effect_of_mention();
create trigger effect_inserted after insert on interaction_objection referencing new table as changed
	for each statement execute function effect_of_mention();
create trigger effect_updated after update on interaction_objection referencing new table as changed
	for each statement execute function effect_of_mention();
create trigger effect_deleted after delete on interaction_objection referencing old table as changed
	for each statement execute function effect_of_mention();

create function effect_of_move() returns trigger
	language plpgsql security definer set search_path = public as $$
begin
	insert into effect_change select distinct paris_day(i.occurred_at) from changed m
		join interaction i on i.uai = m.uai and i.occurred_at <= m.moved_at and i.occurred_at >= m.moved_at - interval '720 hours';
	return null;
end
$$;
create trigger effect_inserted after insert on stage_move referencing new table as changed
	for each statement execute function effect_of_move();
create trigger effect_updated_from after update on stage_move referencing old table as changed
	for each statement execute function effect_of_move();
create trigger effect_updated_to after update on stage_move referencing new table as changed
	for each statement execute function effect_of_move();
create trigger effect_deleted after delete on stage_move referencing old table as changed
	for each statement execute function effect_of_move();

-- Someone turns out to hold another post.
create function effect_of_contact() returns trigger
	language plpgsql security definer set search_path = public as $$
begin
	insert into effect_change select distinct paris_day(i.occurred_at) from was w join is_now n on n.id = w.id
		join interaction i on i.contact_id = n.id
	where n.profile is distinct from w.profile;
	return null;
end
$$;
create trigger effect_updated after update on contact referencing old table as was new table as is_now
	for each statement execute function effect_of_contact();

-- Objections are merged, or taken apart again: whatever now stands with them is counted anew.
create function effect_of_merge() returns trigger
	language plpgsql security definer set search_path = public as $$
begin
	insert into effect_change select distinct paris_day(i.occurred_at) from was w
		join is_now n on n.id = w.id and n.merged_into is distinct from w.merged_into
		join kept_objection mine on mine.id = n.id
		join kept_objection theirs on theirs.kept = mine.kept
		join interaction_objection o on o.objection_id = theirs.id
		join interaction i on i.id = o.interaction_id;
	return null;
end
$$;
create trigger effect_updated after update on objection referencing old table as was new table as is_now
	for each statement execute function effect_of_merge();

insert into effect_change select distinct paris_day(occurred_at) from interaction;
select effect_refresh();

alter table effect_day enable row level security;
create policy team on effect_day for select to outreach_team using (true);
grant select on effect_day, effect, kept_objection to outreach_team;
alter table effect_change enable row level security;
create policy team on effect_change for select to outreach_team using (true);
grant select on effect_change to outreach_team;
revoke execute on function effect_refresh() from public;
grant execute on function effect_refresh() to outreach_team;
