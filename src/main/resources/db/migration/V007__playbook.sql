create table argument (
	id uuid primary key,
	title text not null check (title <> ''),
	pitch text not null check (pitch <> ''),
	-- When to hold it back.
	caution text,
	profiles text[] not null,
	position smallint not null unique,
	version integer not null default 0
);

create table objection (
	id uuid primary key,
	label text not null check (label <> ''),
	-- As heard; empty for one that a caller noted in their own words.
	verbatim text,
	-- null: heard, and nobody has written an answer yet.
	answer text,
	proof text,
	profiles text[] not null default '{}',
	position smallint not null default 1000,
	created_at timestamptz not null default now(),
	created_by uuid references account,
	version integer not null default 0
);
create unique index objection_label on objection (fold(label));

alter table argument enable row level security;
create policy everyone on argument for select to outreach_team, outreach_ambassador using (true);
grant select on argument to outreach_team, outreach_ambassador;

alter table objection enable row level security;
create policy everyone_reads on objection for select to outreach_team, outreach_ambassador using (true);
create policy everyone_adds on objection for insert to outreach_team, outreach_ambassador
	with check (created_by = outreach_account());
grant select, insert on objection to outreach_team, outreach_ambassador;
