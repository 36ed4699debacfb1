create table interaction (
	id uuid primary key,
	uai text,
	contact_id uuid references contact,
	academie text references academie,
	author uuid not null references account,
	occurred_at timestamptz not null,
	recorded_at timestamptz not null,
	channel text not null check (channel in ('TELEPHONE', 'MEL', 'VISITE', 'VISIO', 'EVENEMENT', 'FORUM', 'COURRIER')),
	direction text not null check (direction in ('SORTANT', 'ENTRANT')),
	outcome text not null check (outcome in ('JOINT', 'MESSAGERIE', 'SANS_REPONSE', 'MAUVAIS_NUMERO', 'REFUS', 'A_RAPPELER')),
	approach text not null check (approach in ('FROID', 'INTRODUIT', 'SOLLICITE')),
	introduced_by uuid references contact,
	introduced_by_name text,
	notes text,
	-- The next step that it answered, and the one that it opened.
	follow_up_id uuid references follow_up,
	next_follow_up_id uuid references follow_up,
	version integer not null,
	foreign key (uai, academie) references establishment (uai, academie) on update cascade,
	check (num_nonnulls(uai, contact_id) >= 1),
	check (uai is null or academie is not null),
	check (approach = 'INTRODUIT' or num_nonnulls(introduced_by, introduced_by_name) = 0)
);
create index interaction_uai on interaction (uai, occurred_at desc, id);
create index interaction_contact on interaction (contact_id, occurred_at desc, id);
create index interaction_at on interaction (occurred_at desc, id);
create index interaction_academie on interaction (academie, occurred_at desc, id);
create index interaction_author on interaction (author, occurred_at desc);

create table interaction_argument (
	interaction_id uuid not null references interaction on delete cascade,
	argument_id uuid not null references argument,
	reaction text not null check (reaction in ('FAVORABLE', 'NEUTRE', 'DEFAVORABLE')),
	primary key (interaction_id, argument_id)
);
create index interaction_argument_argument on interaction_argument (argument_id);

create table interaction_objection (
	interaction_id uuid not null references interaction on delete cascade,
	objection_id uuid not null references objection,
	lifted boolean not null,
	verbatim text,
	primary key (interaction_id, objection_id)
);
create index interaction_objection_objection on interaction_objection (objection_id);

alter table stage_move add foreign key (interaction_id) references interaction;

-- What is being typed and not yet logged; seen by its author alone, whatever their role.
create table interaction_draft (
	account_id uuid not null references account on delete cascade,
	subject text not null,
	fields jsonb not null,
	saved_at timestamptz not null,
	primary key (account_id, subject)
);

alter table interaction enable row level security;
create policy team on interaction to outreach_team using (true) with check (true);
create policy ambassador on interaction to outreach_ambassador
	using (academie = any (outreach_academies())) with check (academie = any (outreach_academies()));
grant select, insert, update, delete on interaction to outreach_team;
grant select, insert, update, delete on interaction to outreach_ambassador;

alter table interaction_argument enable row level security;
create policy team on interaction_argument to outreach_team using (true) with check (true);
create policy ambassador on interaction_argument to outreach_ambassador
	using (exists (select from interaction i where i.id = interaction_id))
	with check (exists (select from interaction i where i.id = interaction_id));
grant select, insert, delete on interaction_argument to outreach_team, outreach_ambassador;

alter table interaction_objection enable row level security;
create policy team on interaction_objection to outreach_team using (true) with check (true);
create policy ambassador on interaction_objection to outreach_ambassador
	using (exists (select from interaction i where i.id = interaction_id))
	with check (exists (select from interaction i where i.id = interaction_id));
grant select, insert, delete on interaction_objection to outreach_team, outreach_ambassador;

alter table interaction_draft enable row level security;
create policy author on interaction_draft to outreach_team, outreach_ambassador
	using (account_id = outreach_account()) with check (account_id = outreach_account());
grant select, insert, update, delete on interaction_draft to outreach_team, outreach_ambassador;
