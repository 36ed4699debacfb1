create table import_run (
	id uuid primary key,
	status text not null check (status in ('EN_ATTENTE', 'EN_COURS', 'REUSSI', 'REFUSE', 'ECHOUE', 'INTERROMPU')),
	origin text not null check (origin in ('FICHIER', 'PORTAIL')),
	file_name text not null,
	size bigint,
	sha256 text,
	dataset text check (dataset in ('ANNUAIRE', 'GEOLOCALISATION')),
	header_form text,
	encoding text,
	extract_date date,
	-- Whether a person gave the date; else it is read from the rows, then from the file's name.
	extract_date_given boolean not null default false,
	account_id uuid not null references account,
	created_at timestamptz not null,
	started_at timestamptz,
	finished_at timestamptz,
	-- Progress, written apart from the import itself, which is one transaction.
	lines integer,
	lines_read integer not null default 0,
	lines_merged integer not null default 0,
	created integer not null default 0,
	updated integer not null default 0,
	unchanged integer not null default 0,
	rejected integer not null default 0,
	-- Among the lines above: those of a second site, and those older than what was known.
	sites integer not null default 0,
	older integer not null default 0,
	proposed integer not null default 0,
	reopened integer not null default 0,
	warnings jsonb not null default '{}',
	-- Départements, kinds and sectors too thinly covered for an absence to mean anything.
	thin_scopes jsonb not null default '[]',
	message text,
	message_detail text
);
create index import_run_created on import_run (created_at desc, id);

create table import_rejection (
	run_id uuid not null references import_run on delete cascade,
	line bigint not null,
	uai text,
	reason text not null,
	detail text,
	primary key (run_id, line)
);

-- A school absent from an extract that covers it: proposed as closed, until a person decides; reopened if it comes back.
create table establishment_closure (
	id uuid primary key,
	uai text not null references establishment on delete cascade,
	run_id uuid not null references import_run,
	extract_date date not null,
	proposed_at timestamptz not null,
	decision text check (decision in ('CONFIRMEE', 'ECARTEE', 'RETIREE')),
	decided_at timestamptz,
	-- null when the directory itself withdrew the proposal.
	decided_by uuid references account,
	reopened_at timestamptz,
	reopened_by uuid references import_run,
	check ((decision is null) = (decided_at is null)),
	check ((decision in ('CONFIRMEE', 'ECARTEE')) = (decided_by is not null)),
	check ((reopened_at is null) = (reopened_by is null)),
	check (reopened_at is null or decision = 'CONFIRMEE')
);
create unique index establishment_closure_pending on establishment_closure (uai) where decision is null;
create unique index establishment_closure_in_force on establishment_closure (uai)
	where decision = 'CONFIRMEE' and reopened_at is null;
create index establishment_closure_run on establishment_closure (run_id);

-- The team's business; an ambassador has no grant on any of it.
alter table import_run enable row level security;
create policy team on import_run to outreach_team using (true) with check (true);
grant select, insert, update on import_run to outreach_team;

alter table import_rejection enable row level security;
create policy team on import_rejection to outreach_team using (true) with check (true);
grant select, insert on import_rejection to outreach_team;

alter table establishment_closure enable row level security;
create policy team on establishment_closure to outreach_team using (true) with check (true);
grant select, insert, update on establishment_closure to outreach_team;

-- After many rows have changed at once, the import tidies up at once: until then no list could be read from an index alone.
grant maintain on establishment, establishment_source to outreach_team;
