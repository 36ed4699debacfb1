create table follow_up (
	id uuid primary key,
	uai text,
	contact_id uuid references contact,
	academie text references academie,
	kind text not null check (kind in ('APPEL', 'MEL', 'VISITE', 'DOCUMENT', 'AUTRE')),
	due_on date not null,
	-- In the school's own time zone.
	due_time time,
	note text,
	owner uuid not null references account,
	opened_at timestamptz not null,
	opened_by uuid not null references account,
	closed_at timestamptz,
	closed_by uuid references account,
	closure text check (closure in ('FAIT', 'ABANDONNE')),
	closure_note text,
	version integer not null,
	foreign key (uai, academie) references establishment (uai, academie) on update cascade,
	check (num_nonnulls(uai, contact_id) >= 1),
	check (uai is null or academie is not null),
	check (num_nonnulls(closed_at, closed_by, closure) in (0, 3))
);
create index follow_up_open_owner on follow_up (owner, due_on, id) where closed_at is null;
create index follow_up_open_due on follow_up (due_on, id) where closed_at is null;
create index follow_up_uai on follow_up (uai, due_on) where closed_at is null;
create index follow_up_contact on follow_up (contact_id) where closed_at is null;
create index follow_up_academie on follow_up (academie, due_on);

alter table follow_up enable row level security;
create policy team on follow_up to outreach_team using (true) with check (true);
create policy ambassador on follow_up to outreach_ambassador
	using (academie = any (outreach_academies())) with check (academie = any (outreach_academies()));
grant select, insert, update, delete on follow_up to outreach_team, outreach_ambassador;
