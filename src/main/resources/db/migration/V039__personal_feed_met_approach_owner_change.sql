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
