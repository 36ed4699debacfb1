-- What a search compares: folded words parted by single spaces, one at each end, « St » spelt out.
create function words(value text) returns text
	language sql immutable strict parallel safe
	return replace(replace(regexp_replace(' ' || fold(value) || ' ', '[^a-z0-9]+', ' ', 'g'), ' st ', ' saint '),
			' ste ', ' sainte ');

create table establishment (
	uai text primary key check (
		uai ~ '^[0-9]{7}[A-Z]$'
		and substr('ABCDEFGHJKLMNPRSTUVWXYZ', substr(uai, 1, 7)::integer % 23 + 1, 1) = substr(uai, 8, 1)),
	name text not null check (name <> ''),
	kind text not null check (kind in
		('COLLEGE', 'LYCEE', 'ECOLE', 'EREA', 'MEDICO_SOCIAL', 'SERVICE_ADMINISTRATIF', 'INFORMATION_ORIENTATION', 'AUTRE')),
	nature_code text,
	nature_label text,
	sector text check (sector in ('PUBLIC', 'PRIVE')),
	contract text,
	address text,
	address_extra text,
	postcode text,
	town text,
	town_code text,
	departement text not null references departement,
	academie text not null references academie,
	phone text,
	email text,
	web text,
	latitude double precision,
	longitude double precision,
	priority_education text check (priority_education in ('REP', 'REP+')),
	pupils integer check (pupils >= 0),
	siret text,
	ministry text,
	opened_on date,
	state text not null check (state in ('OUVERT', 'A_FERMER', 'A_OUVRIR', 'FERME')),
	-- Names and towns of the other sites, so that a search for an annexe finds its school.
	other_sites text,
	search text not null generated always as
		(words(name || ' ' || coalesce(town, '') || ' ' || coalesce(postcode, '') || ' ' || uai || coalesce(' ' || other_sites, ''))) stored,
	version integer not null default 0,
	unique (uai, academie)
);
create index establishment_search on establishment using gin (search gin_trgm_ops);
-- Each order of the list, carrying what the list filters by, so that a far page and a count read no row.
create index establishment_name on establishment (name collate french, uai)
	include (kind, sector, academie, departement, state, priority_education);
create index establishment_town on establishment (town collate french, name collate french, uai)
	include (kind, sector, academie, departement, state, priority_education);
create index establishment_academie on establishment (academie, name collate french, uai)
	include (kind, sector, departement, state, priority_education);
create index establishment_departement on establishment (departement, name collate french, uai)
	include (kind, sector, academie, state, priority_education);
create index establishment_kind on establishment (kind, name collate french, uai)
	include (sector, academie, departement, state, priority_education);

create table establishment_site (
	uai text not null references establishment on delete cascade,
	site text not null check (site <> ''),
	name text not null,
	kind text not null,
	nature_label text,
	address text,
	postcode text,
	town text,
	phone text,
	email text,
	primary key (uai, site)
);

-- What each data set says of each site ('' is the main one). The columns of establishment are the merge: a value corrected
-- by hand first, else the newest extract that has one; so no data set erases what only another knows. Keys of payload are the
-- columns' names, without those that have no value (by hand, a JSON null says that there is none).
create table establishment_source (
	uai text not null references establishment on delete cascade deferrable initially deferred,
	site text not null default '',
	dataset text not null check (dataset in ('ANNUAIRE', 'GEOLOCALISATION', 'MANUEL')),
	extract_date date not null,
	recorded_at timestamptz not null,
	account_id uuid references account,
	payload jsonb not null,
	-- Values of an older extract of the same data set whose column the newer one no longer has, and the date of each.
	carried jsonb not null default '{}',
	carried_dates jsonb not null default '{}',
	primary key (uai, site, dataset)
);

-- Keys of later objects win over those of earlier ones.
create aggregate jsonb_merge(jsonb) (sfunc = jsonb_concat, stype = jsonb, initcond = '{}');

-- A value that someone knows better than the directory: in force until withdrawn. The dataset MANUEL of establishment_source
-- is what is in force, all together.
create table establishment_correction (
	id uuid primary key,
	uai text not null references establishment on delete cascade,
	field text not null check (field in ('name', 'address', 'postcode', 'town', 'phone', 'email', 'web')),
	value text not null check (value <> ''),
	-- What the directory said then, null when it said nothing.
	replaced text,
	reason text not null check (reason <> ''),
	corrected_at timestamptz not null,
	corrected_by uuid not null references account,
	withdrawn_at timestamptz,
	withdrawn_by uuid references account,
	check ((withdrawn_at is null) = (withdrawn_by is null))
);
create unique index establishment_correction_in_force on establishment_correction (uai, field) where withdrawn_at is null;

-- The directory is public: an ambassador reads all of it and writes none of it.
alter table establishment enable row level security;
create policy team on establishment to outreach_team using (true) with check (true);
create policy ambassador on establishment for select to outreach_ambassador using (true);
grant select, insert, update on establishment to outreach_team;
grant select on establishment to outreach_ambassador;

alter table establishment_site enable row level security;
create policy team on establishment_site to outreach_team using (true) with check (true);
create policy ambassador on establishment_site for select to outreach_ambassador using (true);
grant select, insert, update, delete on establishment_site to outreach_team;
grant select on establishment_site to outreach_ambassador;

alter table establishment_source enable row level security;
create policy team on establishment_source to outreach_team using (true) with check (true);
create policy ambassador on establishment_source for select to outreach_ambassador using (true);
grant select, insert, update, delete on establishment_source to outreach_team;
grant select on establishment_source to outreach_ambassador;

alter table establishment_correction enable row level security;
create policy team on establishment_correction to outreach_team using (true) with check (true);
create policy ambassador on establishment_correction for select to outreach_ambassador using (true);
grant select, insert, update on establishment_correction to outreach_team;
grant select on establishment_correction to outreach_ambassador;
