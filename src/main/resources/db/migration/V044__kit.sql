-- A message in the words of whoever passes it on, fields and all. Nobody else reads them.
create table kit_text (
	account_id uuid not null references account on delete cascade,
	template_id uuid not null references message_template,
	subject text check (subject <> ''),
	body text not null check (body <> ''),
	-- What the words began from: says whether the team changed its message since.
	template_version integer not null,
	changed_at timestamptz not null,
	-- Given up for the team's words, until taken up again.
	withdrawn_at timestamptz,
	version integer not null,
	primary key (account_id, template_id)
);

-- The short address by which one person passes one message on through one channel. Its code is random and says nothing of
-- anybody; whoever is deactivated keeps their links, since paper and forums go on showing them: they lead on and go on counting
-- for the message, the channel and the académie, and no figure counts by person but that person's own, who can't sign in any more.
create table kit_link (
	id uuid primary key,
	code text not null unique check (code ~ '^[a-hjkmnp-z2-9]{10}$'),
	account_id uuid not null references account,
	template_id uuid not null references message_template,
	channel text not null check (channel in ('MEL', 'FORUM', 'ZONE_INTENDANCE', 'REVUE_AJI', 'REUNION')),
	-- Those that the person served when the link was made, none for the team: what it counts does not move with them.
	academies text[] not null,
	created_at timestamptz not null,
	unique (account_id, template_id, channel)
);
create index kit_link_template on kit_link (template_id);

-- How often a link was followed in a day, in Paris: nothing is known of a visitor, not even whether two visits are one person's.
create table kit_visit (
	link_id uuid not null references kit_link on delete cascade,
	day date not null,
	visits integer not null check (visits > 0),
	primary key (link_id, day)
);
create index kit_visit_day on kit_visit (day);

-- A school that came through a link, as the team was told: at most one link a school, which can be taken back.
create table kit_arrival (
	id uuid primary key,
	link_id uuid not null references kit_link,
	uai text not null,
	academie text not null references academie,
	came_on date not null,
	noted_at timestamptz not null,
	noted_by uuid not null references account,
	withdrawn_at timestamptz,
	withdrawn_by uuid references account,
	foreign key (uai, academie) references establishment (uai, academie) on update cascade,
	check (num_nonnulls(withdrawn_at, withdrawn_by) in (0, 2))
);
create unique index kit_arrival_standing on kit_arrival (uai) where withdrawn_at is null;
create index kit_arrival_link on kit_arrival (link_id) where withdrawn_at is null;

alter table kit_text enable row level security;
create policy own on kit_text to outreach_team, outreach_ambassador
	using (account_id = outreach_account()) with check (account_id = outreach_account());
grant select, insert, update on kit_text to outreach_team, outreach_ambassador;

alter table kit_link enable row level security;
create policy team_reads on kit_link for select to outreach_team using (true);
-- Each their own; the program, that has none, brings the links of a demonstration.
create policy team_adds on kit_link for insert to outreach_team
	with check (account_id = outreach_account() or outreach_account() is null);
create policy ambassador on kit_link to outreach_ambassador
	using (account_id = outreach_account())
	with check (account_id = outreach_account() and academies <@ outreach_academies());
-- A link never changes: it is printed.
grant select, insert on kit_link to outreach_team, outreach_ambassador;

alter table kit_visit enable row level security;
create policy team on kit_visit for select to outreach_team using (true);
create policy purge on kit_visit for delete to outreach_team using (outreach_account() is null);
create policy demonstration on kit_visit for insert to outreach_team with check (outreach_account() is null);
create policy ambassador on kit_visit for select to outreach_ambassador
	using (exists (select from kit_link l where l.id = link_id));
grant select, insert, delete on kit_visit to outreach_team;
grant select on kit_visit to outreach_ambassador;

alter table kit_arrival enable row level security;
create policy team on kit_arrival to outreach_team using (true) with check (true);
create policy ambassador on kit_arrival for select to outreach_ambassador
	using (academie = any (outreach_academies()) and exists (select from kit_link l where l.id = link_id));
grant select, insert, update (withdrawn_at, withdrawn_by) on kit_arrival to outreach_team;
grant select on kit_arrival to outreach_ambassador;

-- All that whoever follows a link can do, without signing in: add one to its day. It gives nothing back, so that it does not
-- even tell whether there is such a link.
create function kit_visited(followed text, followed_on date) returns void
	language sql security definer set search_path = public
begin atomic
	insert into kit_visit (link_id, day, visits) select id, followed_on, 1 from kit_link where code = followed
	on conflict (link_id, day) do update set visits = kit_visit.visits + 1;
end;
revoke all on function kit_visited from public;
grant execute on function kit_visited to outreach_team, outreach_ambassador;
