-- « Besoin de l'équipe »: what someone asks of the team, mostly an ambassador for a school or a person of their académies.
create table team_request (
	id uuid primary key,
	kind text not null check (kind in ('APPEL', 'QUESTION', 'DOCUMENT', 'PRESENTATION', 'AUTRE')),
	words text not null check (words <> ''),
	-- What it is about, if anything in particular; of a person, with the school of their post.
	uai text,
	contact_id uuid references contact on delete cascade,
	academie text references academie,
	-- By when it would help.
	wished_on date,
	asked_at timestamptz not null,
	asked_by uuid not null references account,
	-- Where it stands, as the decisions below made it.
	owner uuid references account,
	closed_at timestamptz,
	-- When the team wrote or closed last, and when its author was written a mail about it last.
	answered_at timestamptz,
	told_at timestamptz,
	version integer not null default 0,
	foreign key (uai, academie) references establishment (uai, academie) on update cascade,
	check (uai is null or academie is not null)
);
create index team_request_open on team_request (asked_at, id) where closed_at is null;
create index team_request_asked_by on team_request (asked_by, asked_at desc, id);
create index team_request_owner on team_request (owner) where closed_at is null;
create index team_request_contact on team_request (contact_id) where contact_id is not null;
create index team_request_uai on team_request (uai) where uai is not null;

-- What was written about it, in order. Rows are only ever added.
create table team_request_message (
	id uuid primary key,
	request_id uuid not null references team_request on delete cascade,
	words text not null check (words <> ''),
	written_at timestamptz not null,
	written_by uuid not null references account
);
create index team_request_message_of on team_request_message (request_id, written_at, id);

-- Who decided what of it. A decision is never rewritten, it is taken back.
create table team_request_decision (
	id uuid primary key,
	request_id uuid not null references team_request on delete cascade,
	kind text not null check (kind in ('PRISE', 'CONFIEE', 'RENDUE', 'CLOTURE', 'REOUVERTURE')),
	from_owner uuid references account,
	to_owner uuid references account,
	decided_at timestamptz not null,
	decided_by uuid not null references account,
	undone_at timestamptz,
	undone_by uuid references account,
	check ((kind in ('PRISE', 'CONFIEE')) = (to_owner is not null)),
	check (kind <> 'PRISE' or to_owner = decided_by),
	check (num_nonnulls(undone_at, undone_by) in (0, 2))
);
create index team_request_decision_of on team_request_decision (request_id, decided_at, id);

-- When someone read it last: says which answers are new to them, and to the team whether its answer was read.
create table team_request_reading (
	request_id uuid not null references team_request on delete cascade,
	account_id uuid not null references account on delete cascade,
	read_at timestamptz not null,
	primary key (request_id, account_id)
);
create index team_request_reading_account on team_request_reading (account_id);

-- The team sees them all and decides; whoever asked sees their own, writes on, closes and reopens. Asked in one's own name (the
-- program, which has none, brings those of a demonstration), and by an ambassador within their territory.
alter table team_request enable row level security;
create policy team_reads on team_request for select to outreach_team using (true);
create policy team_asks on team_request for insert to outreach_team
	with check (asked_by = outreach_account() or outreach_account() is null);
create policy team_decides on team_request for update to outreach_team using (true) with check (true);
create policy author_reads on team_request for select to outreach_ambassador using (asked_by = outreach_account());
create policy author_asks on team_request for insert to outreach_ambassador
	with check (asked_by = outreach_account() and owner is null
		and (academie is null or academie = any (outreach_academies()))
		and (contact_id is null or exists (select from contact c where c.id = contact_id)));
create policy author_goes_on on team_request for update to outreach_ambassador
	using (asked_by = outreach_account()) with check (asked_by = outreach_account());
grant select, insert, update on team_request to outreach_team;
grant select, insert, update (closed_at, version) on team_request to outreach_ambassador;

alter table team_request_message enable row level security;
create policy team_reads on team_request_message for select to outreach_team using (true);
create policy team_writes on team_request_message for insert to outreach_team
	with check (written_by = outreach_account() or outreach_account() is null);
create policy author_reads on team_request_message for select to outreach_ambassador
	using (exists (select from team_request t where t.id = request_id));
create policy author_writes on team_request_message for insert to outreach_ambassador
	with check (written_by = outreach_account() and exists (select from team_request t where t.id = request_id));
grant select, insert on team_request_message to outreach_team, outreach_ambassador;

alter table team_request_decision enable row level security;
create policy team_reads on team_request_decision for select to outreach_team using (true);
create policy team_decides on team_request_decision for insert to outreach_team
	with check (decided_by = outreach_account() or outreach_account() is null);
create policy team_takes_back on team_request_decision for update to outreach_team
	using (true) with check (undone_by = outreach_account());
create policy author_reads on team_request_decision for select to outreach_ambassador
	using (exists (select from team_request t where t.id = request_id));
create policy author_decides on team_request_decision for insert to outreach_ambassador
	with check (decided_by = outreach_account() and kind in ('CLOTURE', 'REOUVERTURE')
		and exists (select from team_request t where t.id = request_id));
create policy author_takes_back on team_request_decision for update to outreach_ambassador
	using (decided_by = outreach_account()) with check (undone_by = outreach_account());
grant select, insert, update (undone_at, undone_by) on team_request_decision to outreach_team, outreach_ambassador;

alter table team_request_reading enable row level security;
create policy team_reads on team_request_reading for select to outreach_team using (true);
create policy own on team_request_reading to outreach_team, outreach_ambassador
	using (account_id = outreach_account())
	with check (account_id = outreach_account() and exists (select from team_request t where t.id = request_id));
grant select, insert, update (read_at) on team_request_reading to outreach_team, outreach_ambassador;

-- Followed as whatever leads to a person is (V046): messages and decisions say by themselves who and when, and never change.
create trigger trail after insert or update or delete on team_request
	for each row execute function trail('contact_id', '', 'owner', 'answered_at,told_at');
