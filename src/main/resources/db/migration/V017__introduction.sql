-- Someone asked to open a door for us: at a school, or at one person.
create table introduction (
	id uuid primary key,
	uai text,
	contact_id uuid references contact on delete cascade,
	academie text references academie,
	-- Who is asked: a person that we know, or an ambassador.
	introducer_id uuid references contact on delete cascade,
	ambassador_id uuid references account,
	reason text not null,
	message text not null,
	asked_at timestamptz not null,
	asked_by uuid not null references account,
	follow_up_id uuid references follow_up on delete set null,
	outcome text check (outcome in ('ACCEPTEE', 'REFUSEE', 'SANS_REPONSE')),
	outcome_at timestamptz,
	outcome_by uuid references account,
	outcome_note text,
	version integer not null,
	foreign key (uai, academie) references establishment (uai, academie) on update cascade,
	check (num_nonnulls(uai, contact_id) >= 1),
	check (uai is null or academie is not null),
	check (num_nonnulls(introducer_id, ambassador_id) = 1),
	check (introducer_id <> contact_id),
	check (num_nonnulls(outcome, outcome_at, outcome_by) in (0, 3))
);
create index introduction_uai on introduction (uai, asked_at desc);
create index introduction_contact on introduction (contact_id, asked_at desc);
create index introduction_introducer on introduction (introducer_id, asked_at desc);
create index introduction_follow_up on introduction (follow_up_id);

alter table introduction enable row level security;
create policy team on introduction to outreach_team using (true) with check (true);
create policy ambassador on introduction to outreach_ambassador
	using (academie = any (outreach_academies())) with check (academie = any (outreach_academies()));
grant select, insert, update, delete on introduction to outreach_team, outreach_ambassador;
