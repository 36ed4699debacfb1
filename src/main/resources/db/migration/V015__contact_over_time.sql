-- Posts over time: which one counts first, and never the same one twice at once.
alter table post
	add main boolean not null default false,
	add constraint post_once exclude using gist (contact_id with =, (coalesce(uai, organisation_id::text)) with =,
		(coalesce(profile, title)) with =, daterange(started_on, ended_on, '[]') with &&);
create unique index post_main on post (contact_id) where main;

-- Local committees of a federation, services of an académie.
alter table organisation add parent_id uuid references organisation;
create index organisation_parent on organisation (parent_id);

-- Where a federation's representative sits: on the boards of one school or of several.
create table seat (
	id uuid primary key,
	contact_id uuid not null references contact on delete cascade,
	uai text not null,
	academie text not null references academie,
	board text not null check (board in ('CONSEIL_ADMINISTRATION', 'CONSEIL_DE_CLASSE', 'AUTRE')),
	started_on date,
	ended_on date,
	foreign key (uai, academie) references establishment (uai, academie) on update cascade,
	check (ended_on >= started_on)
);
create index seat_contact on seat (contact_id);
create index seat_uai on seat (uai);

-- How someone stands towards Dossiersco, each time that it was noted, with the reason.
create table attitude_note (
	id uuid primary key,
	contact_id uuid not null references contact on delete cascade,
	attitude text not null check (attitude in ('ALLIE', 'FAVORABLE', 'NEUTRE', 'RETICENT', 'OPPOSE')),
	noted_at timestamptz not null,
	noted_by uuid not null references account,
	reason text not null check (reason <> ''),
	-- The exchange that showed it.
	interaction_id uuid references interaction on delete set null
);
create index attitude_note_contact on attitude_note (contact_id, noted_at desc, id);

-- Who knows whom. For FORME_PAR, « one » was trained by « other »; the other kinds go both ways.
create table acquaintance (
	id uuid primary key,
	one uuid not null references contact on delete cascade,
	other uuid not null references contact on delete cascade,
	kind text not null check (kind in ('ANCIEN_COLLEGUE', 'MEME_RESEAU', 'FORME_PAR', 'MEME_SECTEUR', 'CONNAIT')),
	note text,
	noted_at timestamptz not null,
	noted_by uuid not null references account,
	check (one <> other)
);
create unique index acquaintance_pair on acquaintance (least(one, other), greatest(one, other), kind);
create index acquaintance_one on acquaintance (one);
create index acquaintance_other on acquaintance (other);

-- Two records that were one person: what the second one held, so that it can be taken apart again for thirty days.
create table contact_merge (
	id uuid primary key,
	kept_id uuid not null references contact on delete cascade,
	dropped_id uuid not null,
	dropped_name text not null,
	academies text[] not null,
	-- Every row of the second record as it was, and of the first one what changed.
	held jsonb not null,
	merged_at timestamptz not null,
	merged_by uuid not null references account,
	undone_at timestamptz,
	undone_by uuid references account,
	check ((undone_at is null) = (undone_by is null))
);
create index contact_merge_kept on contact_merge (kept_id);

-- Two records that look alike and are two people: someone has looked.
create table contact_distinction (
	one uuid not null references contact on delete cascade,
	other uuid not null references contact on delete cascade,
	noted_at timestamptz not null,
	noted_by uuid not null references account,
	primary key (one, other),
	check (one < other)
);

-- What the row of a person also says: the school of the main post, the attitude noted last, the last exchanges.
alter table contact
	add uai text,
	add attitude text,
	add last_exchange_at timestamptz,
	add last_reached_at timestamptz;

drop function contact_standing(uuid) cascade;
create function contact_standing(person uuid)
	returns table (academies text[], profile text, uai text, departement text, town text, has_phone boolean, opposed boolean,
		attitude text)
	language sql stable
begin atomic
	select coalesce((select array_agg(distinct a.academie order by a.academie) from (
				select p.academie from post p where p.contact_id = person
				union all select s.academie from seat s where s.contact_id = person) a
			where a.academie is not null), '{}'),
		first.profile, first.uai, first.departement, first.town,
		exists (select from contact_phone n where n.contact_id = person),
		exists (select from opposition o where o.contact_id = person and o.lifted_at is null),
		(select n.attitude from attitude_note n where n.contact_id = person order by n.noted_at desc, n.id desc limit 1)
	from (select) nothing left join lateral (
		select p.profile, p.uai, e.departement, e.town
		from post p left join establishment e on e.uai = p.uai
		where p.contact_id = person
		order by p.ended_on desc nulls first, p.main desc, p.started_on desc nulls last, p.id
		limit 1) first on true;
end;

create or replace function contact_keeps_pace() returns trigger
	language plpgsql security definer set search_path = public as $$
begin
	update contact c
	set academies = s.academies, profile = s.profile, uai = s.uai, departement = s.departement, town = s.town,
		has_phone = s.has_phone, opposed = s.opposed, attitude = s.attitude
	from (select distinct contact_id from changed) person cross join lateral contact_standing(person.contact_id) s
	where c.id = person.contact_id
		and (c.academies, c.profile, c.uai, c.departement, c.town, c.has_phone, c.opposed, c.attitude)
			is distinct from (s.academies, s.profile, s.uai, s.departement, s.town, s.has_phone, s.opposed, s.attitude);
	return null;
end
$$;
create trigger seat_inserted after insert on seat referencing new table as changed
	for each statement execute function contact_keeps_pace();
create trigger seat_updated after update on seat referencing new table as changed
	for each statement execute function contact_keeps_pace();
create trigger seat_deleted after delete on seat referencing old table as changed
	for each statement execute function contact_keeps_pace();
create trigger attitude_note_inserted after insert on attitude_note referencing new table as changed
	for each statement execute function contact_keeps_pace();
create trigger attitude_note_updated after update on attitude_note referencing new table as changed
	for each statement execute function contact_keeps_pace();
create trigger attitude_note_deleted after delete on attitude_note referencing old table as changed
	for each statement execute function contact_keeps_pace();

create function contact_hears() returns trigger
	language plpgsql security definer set search_path = public as $$
begin
	update contact c
	set last_exchange_at = s.exchanged, last_reached_at = s.reached
	from (select distinct contact_id from changed where contact_id is not null) person cross join lateral (
		select max(i.occurred_at) as exchanged, max(i.occurred_at) filter (where i.outcome = 'JOINT') as reached
		from interaction i where i.contact_id = person.contact_id) s
	where c.id = person.contact_id
		and (c.last_exchange_at, c.last_reached_at) is distinct from (s.exchanged, s.reached);
	return null;
end
$$;
create trigger interaction_inserted after insert on interaction referencing new table as changed
	for each statement execute function contact_hears();
create trigger interaction_updated after update on interaction referencing new table as changed
	for each statement execute function contact_hears();
create trigger interaction_deleted after delete on interaction referencing old table as changed
	for each statement execute function contact_hears();

update contact c set uai = s.uai, last_exchange_at = x.exchanged, last_reached_at = x.reached
from contact k cross join lateral contact_standing(k.id) s
	cross join lateral (select max(i.occurred_at) as exchanged, max(i.occurred_at) filter (where i.outcome = 'JOINT') as reached
		from interaction i where i.contact_id = k.id) x
where c.id = k.id;

-- What the list filters and sorts by grows; each order carries it, so that a far page reads no row.
drop index contact_facets, contact_name, contact_added, contact_town;
create index contact_facets on contact (profile, departement, has_phone, opposed, attitude);
create index contact_name on contact (family_name collate french, given_name collate french, id)
	include (profile, departement, has_phone, opposed, attitude, last_exchange_at);
create index contact_added on contact (created_at, id)
	include (profile, departement, has_phone, opposed, attitude, last_exchange_at);
create index contact_town on contact (town collate french, family_name collate french, id)
	include (profile, departement, has_phone, opposed, attitude, last_exchange_at);
create index contact_heard on contact (last_exchange_at desc nulls last, id)
	include (profile, departement, has_phone, opposed, attitude);
create index contact_uai on contact (uai);

-- Each is seen with the person that it tells of, and written by whoever may change all that is known of them.
alter table seat enable row level security;
create policy team on seat to outreach_team using (true) with check (true);
create policy ambassador on seat to outreach_ambassador
	using (academie = any (outreach_academies()))
	with check (academie = any (outreach_academies())
		and exists (select from contact c where c.id = contact_id and c.academies <@ outreach_academies()));
grant select, insert, update, delete on seat to outreach_team, outreach_ambassador;

alter table attitude_note enable row level security;
create policy team on attitude_note to outreach_team using (true) with check (true);
create policy ambassador_reads on attitude_note for select to outreach_ambassador
	using (exists (select from contact c where c.id = contact_id));
create policy ambassador_adds on attitude_note for insert to outreach_ambassador
	with check (exists (select from contact c where c.id = contact_id and c.academies <@ outreach_academies()));
grant select, insert, update, delete on attitude_note to outreach_team;
grant select, insert on attitude_note to outreach_ambassador;

alter table acquaintance enable row level security;
create policy team on acquaintance to outreach_team using (true) with check (true);
create policy ambassador on acquaintance to outreach_ambassador
	using (exists (select from contact c where c.id = one) and exists (select from contact c where c.id = other))
	with check (exists (select from contact c where c.id = one) and exists (select from contact c where c.id = other));
grant select, insert, update, delete on acquaintance to outreach_team;
grant select, insert, delete on acquaintance to outreach_ambassador;

-- Only the team merges: an ambassador may not see all that the two records hold.
alter table contact_merge enable row level security;
create policy team on contact_merge to outreach_team using (true) with check (true);
grant select, insert, update, delete on contact_merge to outreach_team;
alter table contact_distinction enable row level security;
create policy team on contact_distinction to outreach_team using (true) with check (true);
grant select, insert, delete on contact_distinction to outreach_team;
