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
	-- The académies of all posts, kept by a trigger, because a policy can only index what stands in the row.
	academies text[] not null,
	search text not null generated always as (fold(family_name || ' ' || coalesce(given_name, '') || ' ' || family_name)) stored,
	created_at timestamptz not null,
	created_by uuid not null references account,
	version integer not null
);
create index contact_academies on contact using gin (academies);
create index contact_search on contact using gin (search gin_trgm_ops);
create index contact_name on contact (family_name collate french, given_name collate french, id);

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

create function contact_academies_from_posts() returns trigger
	language plpgsql security definer set search_path = public as $$
declare
	person uuid := coalesce(new.contact_id, old.contact_id);
begin
	update contact c
	set academies = (select coalesce(array_agg(distinct p.academie order by p.academie) filter (where p.academie is not null), '{}')
			from post p where p.contact_id = person)
	where c.id = person
		and c.academies is distinct from
			(select coalesce(array_agg(distinct p.academie order by p.academie) filter (where p.academie is not null), '{}')
			from post p where p.contact_id = person);
	return null;
end
$$;
create trigger contact_academies after insert or update or delete on post
	for each row execute function contact_academies_from_posts();

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
