create table organisation (
	id uuid primary key,
	name text not null check (name <> ''),
	kind text not null check (kind in ('FEDERATION', 'RESEAU', 'SERVICE_ACADEMIQUE', 'AUTRE')),
	-- null: national, seen by the team only.
	academie text references academie,
	version integer not null,
	unique (id, academie)
);

create table contact (
	id uuid primary key,
	family_name text not null check (family_name <> ''),
	given_name text,
	notes text,
	-- Where the data come from and when the person was told so (RGPD, article 14).
	source text not null check (source <> ''),
	informed_on date,
	-- The académies of all posts, kept by triggers, because a policy can only index what stands in the row.
	academies text[] not null,
	-- What the list filters and sorts by, kept by the same triggers: the post held now, or the last one.
	profile text,
	departement text,
	town text,
	has_phone boolean not null default false,
	opposed boolean not null default false,
	search text not null generated always as (fold(family_name || ' ' || coalesce(given_name, '') || ' ' || family_name)) stored,
	created_at timestamptz not null,
	created_by uuid not null references account,
	version integer not null
);
create index contact_academies on contact using gin (academies);
create index contact_search on contact using gin (search gin_trgm_ops);
-- For counts: a few hundred keys, so a few hundred pages at most.
create index contact_facets on contact (profile, departement, has_phone, opposed);
-- Each order of the list, carrying what the list filters by, so that a far page reads no row.
create index contact_name on contact (family_name collate french, given_name collate french, id)
	include (profile, departement, has_phone, opposed);
create index contact_added on contact (created_at, id)
	include (profile, departement, has_phone, opposed);
create index contact_town on contact (town collate french, family_name collate french, id)
	include (profile, departement, has_phone, opposed);

create table post (
	id uuid primary key,
	contact_id uuid not null references contact on delete cascade,
	uai text,
	organisation_id uuid,
	academie text references academie,
	profile text check (profile in ('INTENDANT', 'SECRETARIAT', 'PRINCIPAL', 'TEACHER', 'PARENT_FEDERATION')),
	-- As the person wants to be addressed: « gestionnaire », « secrétaire générale »…
	title text,
	started_on date,
	ended_on date,
	foreign key (uai, academie) references establishment (uai, academie) on update cascade,
	foreign key (organisation_id, academie) references organisation (id, academie) on update cascade,
	foreign key (organisation_id) references organisation (id),
	check (num_nonnulls(uai, organisation_id) = 1),
	check (uai is null or academie is not null),
	check (profile is not null or title is not null),
	check (ended_on >= started_on)
);
create index post_contact on post (contact_id);
create index post_uai on post (uai, ended_on);
create index post_academie on post (academie);

create table contact_phone (
	contact_id uuid not null references contact on delete cascade,
	position integer not null,
	number text not null check (number ~ '^\+[0-9]{4,15}$'),
	label text,
	primary key (contact_id, position)
);
create index contact_phone_number on contact_phone (number);

create table contact_email (
	contact_id uuid not null references contact on delete cascade,
	position integer not null,
	address text not null check (address = lower(address) and address like '%_@_%'),
	primary key (contact_id, position)
);
create index contact_email_address on contact_email (address);

-- « Ne plus contacter »: who said so, when and why; in force while it has not been lifted.
create table opposition (
	id uuid primary key,
	contact_id uuid not null references contact on delete cascade,
	declared_at timestamptz not null,
	declared_by uuid not null references account,
	reason text not null check (reason <> ''),
	lifted_at timestamptz,
	lifted_by uuid references account,
	check ((lifted_at is null) = (lifted_by is null))
);
create unique index opposition_in_force on opposition (contact_id) where lifted_at is null;

-- What the row of a person says of their posts, telephones and opposition.
create function contact_standing(person uuid)
	returns table (academies text[], profile text, departement text, town text, has_phone boolean, opposed boolean)
	language sql stable
begin atomic
	select coalesce((select array_agg(distinct p.academie order by p.academie) from post p
			where p.contact_id = person and p.academie is not null), '{}'),
		main.profile, main.departement, main.town,
		exists (select from contact_phone n where n.contact_id = person),
		exists (select from opposition o where o.contact_id = person and o.lifted_at is null)
	from (select) nothing left join lateral (
		select p.profile, e.departement, e.town
		from post p left join establishment e on e.uai = p.uai
		where p.contact_id = person
		order by p.ended_on desc nulls first, p.started_on desc nulls last, p.id
		limit 1) main on true;
end;

-- Once a statement, not once a row: people also come by the hundred thousand.
create function contact_keeps_pace() returns trigger
	language plpgsql security definer set search_path = public as $$
begin
	update contact c
	set academies = s.academies, profile = s.profile, departement = s.departement, town = s.town,
		has_phone = s.has_phone, opposed = s.opposed
	from (select distinct contact_id from changed) person cross join lateral contact_standing(person.contact_id) s
	where c.id = person.contact_id
		and (c.academies, c.profile, c.departement, c.town, c.has_phone, c.opposed)
			is distinct from (s.academies, s.profile, s.departement, s.town, s.has_phone, s.opposed);
	return null;
end
$$;
create trigger post_inserted after insert on post referencing new table as changed
	for each statement execute function contact_keeps_pace();
create trigger post_updated after update on post referencing new table as changed
	for each statement execute function contact_keeps_pace();
create trigger post_deleted after delete on post referencing old table as changed
	for each statement execute function contact_keeps_pace();
create trigger contact_phone_inserted after insert on contact_phone referencing new table as changed
	for each statement execute function contact_keeps_pace();
create trigger contact_phone_updated after update on contact_phone referencing new table as changed
	for each statement execute function contact_keeps_pace();
create trigger contact_phone_deleted after delete on contact_phone referencing old table as changed
	for each statement execute function contact_keeps_pace();
create trigger opposition_inserted after insert on opposition referencing new table as changed
	for each statement execute function contact_keeps_pace();
create trigger opposition_updated after update on opposition referencing new table as changed
	for each statement execute function contact_keeps_pace();
create trigger opposition_deleted after delete on opposition referencing old table as changed
	for each statement execute function contact_keeps_pace();

-- The directory moves a school: its people follow.
create function contact_follows_school() returns trigger
	language plpgsql security definer set search_path = public as $$
begin
	update contact c
	set departement = s.departement, town = s.town
	from (select distinct contact_id from post where uai = new.uai) person
		cross join lateral contact_standing(person.contact_id) s
	where c.id = person.contact_id and (c.departement, c.town) is distinct from (s.departement, s.town);
	return null;
end
$$;
create trigger establishment_moved after update of town, departement on establishment
	for each row when (old.town is distinct from new.town or old.departement is distinct from new.departement)
	execute function contact_follows_school();

alter table organisation enable row level security;
create policy team on organisation to outreach_team using (true) with check (true);
create policy ambassador on organisation to outreach_ambassador
	using (academie = any (outreach_academies())) with check (academie = any (outreach_academies()));
grant select, insert, update, delete on organisation to outreach_team, outreach_ambassador;

-- Seen by whoever serves one of the person's académies; written only if every académie of the person is theirs.
alter table contact enable row level security;
create policy team on contact to outreach_team using (true) with check (true);
create policy ambassador_reads on contact for select to outreach_ambassador using (academies && outreach_academies());
create policy ambassador_adds on contact for insert to outreach_ambassador
	with check (academies <> '{}' and academies <@ outreach_academies());
create policy ambassador_edits on contact for update to outreach_ambassador
	using (academies <> '{}' and academies <@ outreach_academies())
	with check (academies <> '{}' and academies <@ outreach_academies());
grant select, insert, update, delete on contact to outreach_team;
grant select, insert, update on contact to outreach_ambassador;

alter table post enable row level security;
create policy team on post to outreach_team using (true) with check (true);
create policy ambassador on post to outreach_ambassador
	using (academie = any (outreach_academies()))
	with check (academie = any (outreach_academies())
		and exists (select from contact c where c.id = contact_id and c.academies <@ outreach_academies()));
grant select, insert, update, delete on post to outreach_team, outreach_ambassador;

alter table contact_phone enable row level security;
create policy team on contact_phone to outreach_team using (true) with check (true);
create policy ambassador_reads on contact_phone for select to outreach_ambassador
	using (exists (select from contact c where c.id = contact_id));
create policy ambassador_writes on contact_phone to outreach_ambassador
	using (exists (select from contact c where c.id = contact_id and c.academies <@ outreach_academies()));
grant select, insert, update, delete on contact_phone to outreach_team, outreach_ambassador;

alter table contact_email enable row level security;
create policy team on contact_email to outreach_team using (true) with check (true);
create policy ambassador_reads on contact_email for select to outreach_ambassador
	using (exists (select from contact c where c.id = contact_id));
create policy ambassador_writes on contact_email to outreach_ambassador
	using (exists (select from contact c where c.id = contact_id and c.academies <@ outreach_academies()));
grant select, insert, update, delete on contact_email to outreach_team, outreach_ambassador;

alter table opposition enable row level security;
create policy team on opposition to outreach_team using (true) with check (true);
create policy ambassador_reads on opposition for select to outreach_ambassador
	using (exists (select from contact c where c.id = contact_id));
create policy ambassador_writes on opposition to outreach_ambassador
	using (exists (select from contact c where c.id = contact_id and c.academies <@ outreach_academies()));
grant select, insert, update on opposition to outreach_team, outreach_ambassador;
