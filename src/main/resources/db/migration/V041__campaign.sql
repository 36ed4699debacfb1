-- A campaign: what for, by which way, to whom, from when until when, and what it aims at. « Lancer » writes down whom it is for.
create table campaign (
	id uuid primary key,
	name text not null check (name <> ''),
	purpose text not null check (purpose <> ''),
	channel text not null check (channel in ('APPELS', 'MEL', 'PUBLICATION', 'EVENEMENT', 'AMBASSADEURS')),
	-- The list that it is for, as its address.
	source text not null,
	starts_on date not null,
	ends_on date,
	owner uuid not null references account,
	target integer check (target > 0),
	target_unit text check (target_unit in ('CONTACTES', 'JOINTS', 'REPONSES', 'AVANCES', 'ECHANGES', 'LECTURES')),
	created_at timestamptz not null,
	created_by uuid not null references account,
	launched_at timestamptz,
	launched_by uuid references account,
	closed_at timestamptz,
	closed_by uuid references account,
	version integer not null,
	check (ends_on >= starts_on),
	check ((target is null) = (target_unit is null)),
	check (num_nonnulls(launched_at, launched_by) in (0, 2)),
	check (num_nonnulls(closed_at, closed_by) in (0, 2))
);
create index campaign_channel on campaign (channel, launched_at desc, id) where launched_at is not null;

-- Whom it was for when it was launched: its figures keep this denominator whatever happens to the list.
create table campaign_recipient (
	id uuid primary key,
	campaign_id uuid not null references campaign on delete cascade,
	-- Whether it is for a person; else for a school as a whole.
	of_person boolean not null,
	uai text,
	-- Null for a school, and once the person was erased.
	contact_id uuid references contact on delete set null,
	academie text references academie,
	-- Why the campaign leaves them alone, null for those that it is for.
	held text check (held in ('OPPOSITION', 'FERME', 'PARTI', 'SANS_ADRESSE', 'SANS_NUMERO', 'AUTRE_CAMPAGNE', 'RECENT', 'PRESSION')),
	foreign key (uai, academie) references establishment (uai, academie) on update cascade,
	check (of_person or (uai is not null and contact_id is null))
);
create index campaign_recipient_of on campaign_recipient (campaign_id, held, academie, uai);
create index campaign_recipient_school on campaign_recipient (campaign_id, uai);
create index campaign_recipient_of_school on campaign_recipient (uai);
create index campaign_recipient_person on campaign_recipient (campaign_id, contact_id) where contact_id is not null;
create index campaign_recipient_of_person on campaign_recipient (contact_id);

-- What was published for it.
create table campaign_post (
	id uuid primary key,
	campaign_id uuid not null references campaign on delete cascade,
	place text not null check (place <> ''),
	published_on date not null,
	address text,
	published_by uuid not null references account,
	readers integer check (readers >= 0),
	recorded_at timestamptz not null,
	recorded_by uuid not null references account,
	withdrawn_at timestamptz,
	withdrawn_by uuid references account,
	version integer not null,
	check (num_nonnulls(withdrawn_at, withdrawn_by) in (0, 2))
);
create index campaign_post_of on campaign_post (campaign_id, published_on desc, id);

-- What is written for it.
create table campaign_message (
	campaign_id uuid not null references campaign on delete cascade,
	template_id uuid not null references message_template on delete cascade,
	added_at timestamptz not null,
	added_by uuid not null references account,
	primary key (campaign_id, template_id)
);

-- What is done for a campaign says so.
alter table interaction add campaign_id uuid references campaign;
create index interaction_campaign on interaction (campaign_id, occurred_at desc, id) where campaign_id is not null;
-- A campaign may be for the whole country: whichever of the two sides is walked, the other one is found by its key.
create index interaction_campaign_school on interaction (campaign_id, uai) where campaign_id is not null;
create index interaction_campaign_person on interaction (campaign_id, contact_id) where campaign_id is not null;
alter table phone_campaign add outreach_id uuid references campaign;
create index phone_campaign_outreach on phone_campaign (outreach_id) where outreach_id is not null;
alter table stage_move add campaign_id uuid references campaign;
alter table stage_move drop constraint stage_move_cause_check;
alter table stage_move add constraint stage_move_cause_check check (cause in ('ECHANGE', 'MAIN', 'CAMPAGNE'));
alter table stage_move add constraint stage_move_campaign check ((cause = 'CAMPAGNE') = (campaign_id is not null));
create index stage_move_campaign on stage_move (campaign_id) where campaign_id is not null;

-- The team sees all; an ambassador those for ambassadors, once launched, and of whom they are for those of their académies.
alter table campaign enable row level security;
create policy team on campaign to outreach_team using (true) with check (true);
create policy ambassador on campaign for select to outreach_ambassador
	using (channel = 'AMBASSADEURS' and launched_at is not null);
grant select, insert, update on campaign to outreach_team;
grant select on campaign to outreach_ambassador;

alter table campaign_recipient enable row level security;
create policy team on campaign_recipient to outreach_team using (true) with check (true);
create policy ambassador on campaign_recipient for select to outreach_ambassador
	using (academie = any (outreach_academies()) and exists (select from campaign c where c.id = campaign_id));
grant select, insert, update, delete on campaign_recipient to outreach_team;
grant select on campaign_recipient to outreach_ambassador;

alter table campaign_post enable row level security;
create policy team on campaign_post to outreach_team using (true) with check (true);
create policy ambassador on campaign_post for select to outreach_ambassador
	using (exists (select from campaign c where c.id = campaign_id));
grant select, insert, update on campaign_post to outreach_team;
grant select on campaign_post to outreach_ambassador;

alter table campaign_message enable row level security;
create policy team on campaign_message to outreach_team using (true) with check (true);
create policy ambassador on campaign_message for select to outreach_ambassador
	using (exists (select from campaign c where c.id = campaign_id));
grant select, insert, delete on campaign_message to outreach_team;
grant select on campaign_message to outreach_ambassador;

-- Each exchange of a campaign with each of those that it is for.
create view campaign_touch with (security_invoker = true) as
select r.campaign_id, r.id as recipient_id, r.of_person, r.uai, r.contact_id, i.id as interaction_id, i.occurred_at, i.direction, i.outcome
from interaction i join campaign_recipient r on r.uai = i.uai and r.campaign_id = i.campaign_id
where r.held is null and not r.of_person
union all
select r.campaign_id, r.id, r.of_person, r.uai, r.contact_id, i.id, i.occurred_at, i.direction, i.outcome
from interaction i join campaign_recipient r on r.contact_id = i.contact_id and r.campaign_id = i.campaign_id
where r.held is null
union all
select r.campaign_id, r.id, r.of_person, r.uai, r.contact_id, i.id, i.occurred_at, i.direction, i.outcome
from interaction i
	join interaction_participant p on p.interaction_id = i.id and p.contact_id is distinct from i.contact_id
	join campaign_recipient r on r.contact_id = p.contact_id and r.campaign_id = i.campaign_id
where r.held is null;

-- What came of each of those who were contacted. « Replied »: they came to us, in an exchange of the campaign, or in one of no
-- other campaign within thirty days of its first exchange with them.
create view campaign_result with (security_invoker = true) as
select g.campaign_id, g.recipient_id, g.touches, g.last_at, g.reached,
	g.came or exists (select from interaction j where not g.of_person and j.uai = g.uai and j.direction = 'ENTRANT'
			and j.occurred_at > g.first_at and j.occurred_at <= g.first_at + interval '720 hours'
			and (j.campaign_id is null or j.campaign_id = g.campaign_id))
		or exists (select from interaction j where g.of_person and j.contact_id = g.contact_id and j.direction = 'ENTRANT'
			and j.occurred_at > g.first_at and j.occurred_at <= g.first_at + interval '720 hours'
			and (j.campaign_id is null or j.campaign_id = g.campaign_id)) as replied
from (
	select t.campaign_id, t.recipient_id, t.of_person, t.uai, t.contact_id, count(*) as touches,
		min(t.occurred_at) as first_at, max(t.occurred_at) as last_at,
		bool_or(t.outcome = 'JOINT') as reached, bool_or(t.direction = 'ENTRANT') as came
	from campaign_touch t
	group by t.campaign_id, t.recipient_id, t.of_person, t.uai, t.contact_id) g;

-- The moves of a campaign: those that its exchanges made, and those that someone said came of it. « up » as in « effect ».
create view campaign_move with (security_invoker = true) as
select x.*, t.category <> 'A_PART' and t.position > coalesce(f.position, 0)
	and not (x.cause = 'ECHANGE' and t.code in ('REPERE', 'CONTACTE')) as up
from (
	select i.campaign_id, m.id, m.uai, m.academie, m.from_stage, m.to_stage, m.moved_at, m.moved_by, m.cause, m.interaction_id
	from interaction i join stage_move m on m.uai = i.uai and m.interaction_id = i.id
	where i.campaign_id is not null
	union all
	select m.campaign_id, m.id, m.uai, m.academie, m.from_stage, m.to_stage, m.moved_at, m.moved_by, m.cause, m.interaction_id
	from stage_move m where m.campaign_id is not null) x
	join stage t on t.code = x.to_stage
	left join stage f on f.code = x.from_stage;

grant select on campaign_touch, campaign_result, campaign_move to outreach_team, outreach_ambassador;
grant select on kept_objection to outreach_ambassador;
