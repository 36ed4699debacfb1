-- Who else took part in an exchange: a visit meets three people at once.
create table interaction_participant (
	id uuid primary key default gen_random_uuid(),
	interaction_id uuid not null references interaction on delete cascade,
	contact_id uuid not null references contact on delete cascade
);
create index interaction_participant_interaction on interaction_participant (interaction_id);
create index interaction_participant_contact on interaction_participant (contact_id);

alter table interaction_participant enable row level security;
create policy team on interaction_participant to outreach_team using (true) with check (true);
create policy ambassador on interaction_participant to outreach_ambassador
	using (exists (select from interaction i where i.id = interaction_id))
	with check (exists (select from interaction i where i.id = interaction_id)
		and exists (select from contact c where c.id = contact_id));
grant select, insert, update, delete on interaction_participant to outreach_team, outreach_ambassador;

-- Whoever took part was spoken with, as much as the person named first.
create function contact_hears_again(people uuid[]) returns void
	language sql security definer set search_path = public
begin atomic
	update contact c
	set last_exchange_at = s.exchanged, last_reached_at = s.reached
	from unnest(people) person (id) cross join lateral (
		select max(i.occurred_at) as exchanged, max(i.occurred_at) filter (where i.outcome = 'JOINT') as reached
		from (select occurred_at, outcome from interaction where contact_id = person.id
			union all
			select k.occurred_at, k.outcome from interaction_participant p join interaction k on k.id = p.interaction_id
			where p.contact_id = person.id) i) s
	where c.id = person.id
		and (c.last_exchange_at, c.last_reached_at) is distinct from (s.exchanged, s.reached);
end;
revoke execute on function contact_hears_again(uuid[]) from public;

create or replace function contact_hears() returns trigger
	language plpgsql security definer set search_path = public as $$
begin
	perform contact_hears_again(array(
		select contact_id from changed where contact_id is not null
		union
		select p.contact_id from changed c join interaction_participant p on p.interaction_id = c.id));
	return null;
end
$$;
create function participant_hears() returns trigger
	language plpgsql security definer set search_path = public as $$
begin
	perform contact_hears_again(array(select distinct contact_id from changed));
	return null;
end
$$;
create trigger participant_inserted after insert on interaction_participant referencing new table as changed
	for each statement execute function participant_hears();
create trigger participant_updated_from after update on interaction_participant referencing old table as changed
	for each statement execute function participant_hears();
create trigger participant_updated_to after update on interaction_participant referencing new table as changed
	for each statement execute function participant_hears();
create trigger participant_deleted after delete on interaction_participant referencing old table as changed
	for each statement execute function participant_hears();

-- What was promised to be handed over, and the next step that remembers it.
create table interaction_document (
	interaction_id uuid not null references interaction on delete cascade,
	document text not null check (document in ('LETTRE_DE_MISSION', 'CONVENTION', 'MODE_D_EMPLOI', 'EXPERIMENTATEURS', 'AUTRE')),
	primary key (interaction_id, document)
);
alter table interaction_document enable row level security;
create policy team on interaction_document to outreach_team using (true) with check (true);
create policy ambassador on interaction_document to outreach_ambassador
	using (exists (select from interaction i where i.id = interaction_id))
	with check (exists (select from interaction i where i.id = interaction_id));
grant select, insert, delete on interaction_document to outreach_team, outreach_ambassador;
alter table interaction add document_follow_up_id uuid references follow_up on delete set null;

-- A reaction, or how an objection went, may be corrected where it stands.
grant update on interaction_argument, interaction_objection to outreach_team, outreach_ambassador;

-- What was corrected of an exchange: nothing that was said before is lost.
create table interaction_correction (
	id uuid primary key,
	interaction_id uuid not null references interaction on delete cascade,
	corrected_at timestamptz not null,
	corrected_by uuid not null references account,
	detail text not null,
	before text not null,
	after text not null,
	check (before <> after)
);
create index interaction_correction_interaction on interaction_correction (interaction_id, corrected_at desc, detail);
alter table interaction_correction enable row level security;
create policy team on interaction_correction to outreach_team using (true) with check (true);
create policy ambassador on interaction_correction to outreach_ambassador
	using (exists (select from interaction i where i.id = interaction_id))
	with check (exists (select from interaction i where i.id = interaction_id));
grant select, insert on interaction_correction to outreach_team, outreach_ambassador;
