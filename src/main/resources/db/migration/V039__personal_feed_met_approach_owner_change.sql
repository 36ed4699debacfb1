-- One's own feeds (one's calls as a calendar, the journal), each by a link that can be revoked; its hash alone is kept. Links
-- already given out go on.
create table personal_feed (
	id uuid primary key,
	kind text not null check (kind in ('AGENDA', 'JOURNAL')),
	account_id uuid not null references account on delete cascade,
	token_hash bytea not null unique,
	-- Whether people are named there, and what was said of them is told: only who asked for it.
	with_names boolean not null,
	created_at timestamptz not null,
	revoked_at timestamptz
);
create unique index personal_feed_alive on personal_feed (account_id, kind) where revoked_at is null;
alter table personal_feed enable row level security;
create policy system on personal_feed for select to outreach_team using (outreach_account() is null);
create policy own on personal_feed to outreach_team, outreach_ambassador
	using (account_id = outreach_account()) with check (account_id = outreach_account());
grant select, insert, update on personal_feed to outreach_team, outreach_ambassador;

insert into personal_feed (id, kind, account_id, token_hash, with_names, created_at, revoked_at)
select id, 'AGENDA', account_id, token_hash, with_names, created_at, revoked_at from calendar_feed
union all
select id, 'JOURNAL', account_id, token_hash, with_names, created_at, revoked_at from journal_feed;
drop table calendar_feed;
drop table journal_feed;

-- How an exchange came about: whoever calls us was not called cold. What works and how schools were met both say it so.
create function met_by(approach text, direction text) returns text
	language sql immutable parallel safe
	return case when approach = 'FROID' and direction = 'ENTRANT' then 'SOLLICITE' else approach end;

create or replace view effect with (security_invoker = true) as
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
		select 'APPROCHE' as measure, met_by(i.approach, i.direction) as approach, null::uuid as subject, null::uuid as answer
		union all
		(select distinct 'OBJECTION', null, k.kept, o.answer_id
			from interaction_objection o join kept_objection k on k.id = o.objection_id where o.interaction_id = i.id)
		union all
		select 'ARGUMENT', null, a.argument_id, null from interaction_argument a where a.interaction_id = i.id) x
where i.uai is not null;

create or replace function pursuit_met(pursuit_uai text, out channel text, out profile text, out approach text, out last_at timestamptz, out last_id uuid)
	language sql stable
begin atomic
	select f.channel, f.profile, f.approach, l.occurred_at, l.id
	from (select i.channel, c.profile, met_by(i.approach, i.direction) as approach
			from interaction i left join contact c on c.id = i.contact_id
			where i.uai = pursuit_uai order by i.occurred_at, i.id desc limit 1) f
		cross join (select i.occurred_at, i.id from interaction i
			where i.uai = pursuit_uai order by i.occurred_at desc, i.id limit 1) l;
end;

-- Schools handed over at once are one event of the journal, whose row is this one; a school handed over alone is told by its own.
create table owner_handover (
	id uuid primary key,
	to_owner uuid references account,
	-- Who led them, where one person did; nobody may have.
	from_owner uuid references account,
	from_several boolean not null,
	schools integer not null,
	changed_at timestamptz not null,
	changed_by uuid not null references account,
	undone_at timestamptz,
	check (from_owner is null or not from_several)
);
insert into owner_handover (id, to_owner, from_owner, from_several, schools, changed_at, changed_by, undone_at)
select batch, to_owner, case when count(distinct from_owner) = 1 and count(from_owner) = count(*) then min(from_owner::text)::uuid end,
	count(distinct coalesce(from_owner::text, '')) > 1, count(*), changed_at, changed_by, max(undone_at)
from owner_change group by batch, to_owner, changed_at, changed_by;
create index owner_handover_changed on owner_handover (changed_at, id) where schools > 1;
create index owner_handover_changed_by on owner_handover (changed_by, changed_at, id) where schools > 1;

alter table owner_change add alone boolean;
update owner_change c set alone = h.schools = 1 from owner_handover h where h.id = c.batch;
alter table owner_change alter alone set not null;
alter table owner_change add foreign key (batch) references owner_handover;
drop index owner_change_batch;
drop index owner_change_at;
create index owner_change_batch on owner_change (batch, academie, uai);
create index owner_change_alone on owner_change (changed_at, id) where alone;
create index owner_change_alone_academie on owner_change (academie, changed_at, id) where alone;
create index owner_change_alone_by on owner_change (changed_by, changed_at, id) where alone;
create index owner_change_undone on owner_change (undone_at, id) where undone_at is not null;

alter table owner_handover enable row level security;
create policy team on owner_handover to outreach_team using (true) with check (true);
create policy ambassador on owner_handover for select to outreach_ambassador
	using (exists (select from owner_change c where c.batch = owner_handover.id and c.academie = any (outreach_academies())));
grant select, insert, update on owner_handover to outreach_team;
grant select on owner_handover to outreach_ambassador;
revoke insert on owner_change from outreach_ambassador;

-- The open next steps that went along with the schools, so that they come back with them.
create table follow_up_handover (
	batch uuid not null,
	follow_up_id uuid not null references follow_up on delete cascade,
	from_owner uuid not null references account,
	to_owner uuid not null references account,
	primary key (batch, follow_up_id)
);
create index follow_up_handover_follow_up on follow_up_handover (follow_up_id);
alter table follow_up_handover enable row level security;
create policy team on follow_up_handover to outreach_team using (true) with check (true);
create policy ambassador on follow_up_handover for select to outreach_ambassador
	using (exists (select from follow_up f where f.id = follow_up_id));
grant select, insert on follow_up_handover to outreach_team;
grant select on follow_up_handover to outreach_ambassador;

-- Gives an open next step to someone else, unless it has an hour at which they are taken.
create function follow_up_give(step uuid, account uuid) returns boolean
	language plpgsql set search_path = public as $$
begin
	update follow_up set owner = account, version = version + 1 where id = step and starts_at is null;
	if found then
		return true;
	end if;
	begin
		update follow_up set owner = account, version = version + 1 where id = step;
		return true;
	exception when exclusion_violation then
		return false;
	end;
end
$$;
