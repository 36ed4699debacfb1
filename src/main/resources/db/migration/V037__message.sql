-- Messages ready to be sent, with fields such as {{prenom}} that are filled for each recipient.
create table message_template (
	id uuid primary key,
	title text not null check (title <> ''),
	channel text not null check (channel in ('MEL', 'FORUM', 'ZONE_INTENDANCE', 'REVUE_AJI', 'REUNION')),
	-- None: for everyone.
	profiles text[] not null default '{}'
		check (profiles <@ array['INTENDANT', 'SECRETARIAT', 'PRINCIPAL', 'TEACHER', 'PARENT_FEDERATION']),
	subject text check (subject <> ''),
	body text not null check (body <> ''),
	retired_at timestamptz,
	search text not null generated always as (fold(title || ' ' || coalesce(subject, '') || ' ' || body)) stored,
	version integer not null default 0,
	check (channel <> 'MEL' or subject is not null)
);
create index message_template_title on message_template (title collate french, id);

-- Who wrote what and when: a template as it stood after each change.
create table message_change (
	template_id uuid not null references message_template,
	-- The template's version from then on.
	version integer not null,
	kind text not null check (kind in ('CREATION', 'MODIFICATION', 'RETRAIT', 'REPRISE')),
	title text not null,
	channel text not null,
	profiles text[] not null,
	subject text,
	body text not null,
	changed_at timestamptz not null,
	changed_by uuid not null references account,
	primary key (template_id, version)
);

-- Read by all, written by the team; what was written down stays.
alter table message_template enable row level security;
create policy team on message_template to outreach_team using (true) with check (true);
create policy ambassador on message_template for select to outreach_ambassador using (true);
grant select, insert, update on message_template to outreach_team;
grant select on message_template to outreach_ambassador;

alter table message_change enable row level security;
create policy team_reads on message_change for select to outreach_team using (true);
-- Each in their own name; the program, that has none, brings the messages of a demonstration.
create policy team_adds on message_change for insert to outreach_team
	with check (changed_by = outreach_account() or outreach_account() is null);
create policy ambassador on message_change for select to outreach_ambassador using (true);
grant select, insert on message_change to outreach_team;
grant select on message_change to outreach_ambassador;
