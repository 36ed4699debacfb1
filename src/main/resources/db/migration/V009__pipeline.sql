create table stage (
	code text primary key,
	label text not null,
	position smallint not null unique,
	category text not null check (category in ('EN_COURS', 'GAGNE', 'A_PART')),
	-- A school set aside or lost always says why.
	reason_required boolean not null
);
insert into stage (code, label, position, category, reason_required) values
	('REPERE', 'Repéré', 1, 'EN_COURS', false),
	('CONTACTE', 'Contacté', 2, 'EN_COURS', false),
	('INTERESSE', 'Intéressé', 3, 'EN_COURS', false),
	('INSCRIT', 'Inscrit', 4, 'EN_COURS', false),
	('ACTIVE', 'Activé', 5, 'EN_COURS', false),
	('EXPERIMENTATEUR', 'Expérimentateur', 6, 'EN_COURS', false),
	('UTILISATEUR', 'Utilisateur', 7, 'GAGNE', false),
	('FIDELISE', 'Fidélisé', 8, 'GAGNE', false),
	('EN_PAUSE', 'En pause', 9, 'A_PART', true),
	('SANS_SUITE', 'Sans suite', 10, 'A_PART', true);

-- Where a school stands and who leads it. A school that nobody has spotted has no row.
create table pursuit (
	uai text primary key,
	academie text not null references academie,
	stage text not null references stage,
	since timestamptz not null,
	owner uuid references account,
	version integer not null,
	foreign key (uai, academie) references establishment (uai, academie) on update cascade
);
create index pursuit_stage on pursuit (stage);
create index pursuit_owner on pursuit (owner);
create index pursuit_academie on pursuit (academie);

create table stage_move (
	id uuid primary key,
	uai text not null,
	academie text not null references academie,
	from_stage text references stage,
	to_stage text not null references stage,
	moved_at timestamptz not null,
	moved_by uuid not null references account,
	reason text,
	cause text not null check (cause in ('ECHANGE', 'MAIN')),
	interaction_id uuid,
	foreign key (uai, academie) references establishment (uai, academie) on update cascade,
	check (from_stage is distinct from to_stage),
	check ((cause = 'ECHANGE') = (interaction_id is not null))
);
create index stage_move_uai on stage_move (uai, moved_at desc);
create index stage_move_at on stage_move (moved_at desc);

alter table stage enable row level security;
create policy everyone on stage for select to outreach_team, outreach_ambassador using (true);
grant select on stage to outreach_team, outreach_ambassador;

alter table pursuit enable row level security;
create policy team on pursuit to outreach_team using (true) with check (true);
create policy ambassador on pursuit to outreach_ambassador
	using (academie = any (outreach_academies())) with check (academie = any (outreach_academies()));
grant select, insert, update, delete on pursuit to outreach_team, outreach_ambassador;

alter table stage_move enable row level security;
create policy team on stage_move to outreach_team using (true) with check (true);
create policy ambassador on stage_move to outreach_ambassador
	using (academie = any (outreach_academies())) with check (academie = any (outreach_academies()));
-- Never updated; deleted only when the exchange that made it is taken back.
grant select, insert, delete on stage_move to outreach_team, outreach_ambassador;
