-- How to approach each profile. Every edit is a new version; the one with the highest number is live. Texts are Markdown.
create table profile_guide (
	profile text not null check (profile in ('INTENDANT', 'SECRETARIAT', 'PRINCIPAL', 'TEACHER', 'PARENT_FEDERATION')),
	number integer not null check (number > 0),
	portrait text not null,
	stakes text not null,
	sensitivities text not null,
	dos text not null,
	donts text not null,
	best_moments text not null,
	usual_channel text not null,
	written_at timestamptz not null,
	-- null: came with the program.
	written_by uuid references account,
	primary key (profile, number)
);

-- What was tried, and what is worth trying.
create table experience (
	id uuid primary key,
	aim text not null check (aim in ('ACQUISITION', 'ACTIVATION', 'RETENTION', 'RECOMMANDATION')),
	verdict text not null check (verdict in ('A_MARCHE', 'A_ECHOUE', 'A_TESTER')),
	label text not null check (label <> ''),
	position smallint not null
);

alter table argument
	add detail text,
	add proof text,
	add proof_link text check (proof_link like 'https://%' or proof_link like '/%'),
	add retired_at timestamptz;

alter table objection
	add merged_into uuid references objection check (merged_into <> id);

-- What can be answered to an objection, the best first.
create table objection_answer (
	id uuid primary key,
	objection_id uuid not null references objection,
	position smallint not null,
	text text not null check (text <> ''),
	proof text,
	proof_link text check (proof_link like 'https://%' or proof_link like '/%'),
	retired_at timestamptz
);
create index objection_answer_objection on objection_answer (objection_id, position, id);
insert into objection_answer (id, objection_id, position, text, proof)
select gen_random_uuid(), id, 1, answer, proof from objection where answer is not null;
alter table objection drop answer, drop proof;

-- Which answer was given, when the caller says so.
alter table interaction_objection add answer_id uuid references objection_answer;
create index interaction_objection_answer on interaction_objection (answer_id);

alter table profile_guide enable row level security;
create policy everyone_reads on profile_guide for select to outreach_team, outreach_ambassador using (true);
create policy team_writes on profile_guide for insert to outreach_team with check (written_by = outreach_account());
grant select on profile_guide to outreach_ambassador;
grant select, insert on profile_guide to outreach_team;

alter table experience enable row level security;
create policy everyone on experience for select to outreach_team, outreach_ambassador using (true);
grant select on experience to outreach_team, outreach_ambassador;

alter table objection_answer enable row level security;
create policy everyone_reads on objection_answer for select to outreach_team, outreach_ambassador using (true);
create policy team_writes on objection_answer to outreach_team using (true) with check (true);
grant select on objection_answer to outreach_ambassador;
grant select, insert, update on objection_answer to outreach_team;

create policy team_writes on argument to outreach_team using (true) with check (true);
grant insert, update on argument to outreach_team;
create policy team_edits on objection for update to outreach_team using (true) with check (true);
grant update on objection to outreach_team;
