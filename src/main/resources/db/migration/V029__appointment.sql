-- Moments offered to a contact for a call, answered by a link that needs no account: its holder alone knows it, only its hash is
-- kept. The next step itself says when the call is, whatever was agreed before.
create table appointment (
	id uuid primary key,
	follow_up_id uuid not null references follow_up on delete cascade,
	token_hash bytea not null unique,
	offered timestamp(6) with time zone[] not null check (cardinality(offered) between 1 and 3),
	offered_at timestamptz not null,
	offered_by uuid not null references account,
	expires_at timestamptz not null,
	status text not null check (status in ('PROPOSE', 'ACCEPTE', 'AUTRE', 'RETIRE')),
	-- What the contact agreed to last.
	starts_at timestamptz,
	answered_at timestamptz,
	wish text,
	version integer not null,
	check (status <> 'ACCEPTE' or (starts_at is not null and answered_at is not null)),
	check (status <> 'AUTRE' or answered_at is not null)
);
create unique index appointment_alive on appointment (follow_up_id) where status <> 'RETIRE';
create index appointment_follow_up on appointment (follow_up_id);
create index appointment_offered_by on appointment (offered_by, offered_at desc, id);

alter table appointment enable row level security;
create policy team on appointment to outreach_team using (true) with check (true);
create policy ambassador on appointment to outreach_ambassador
	using (exists (select from follow_up f where f.id = follow_up_id))
	with check (exists (select from follow_up f where f.id = follow_up_id));
grant select, insert, update on appointment to outreach_team, outreach_ambassador;

-- One's own calls as a calendar to subscribe to, by a link that can be revoked.
create table calendar_feed (
	id uuid primary key,
	account_id uuid not null references account on delete cascade,
	token_hash bytea not null unique,
	-- Whether people are named there: only who asked for it.
	with_names boolean not null,
	created_at timestamptz not null,
	revoked_at timestamptz
);
create unique index calendar_feed_alive on calendar_feed (account_id) where revoked_at is null;
alter table calendar_feed enable row level security;
create policy system on calendar_feed for select to outreach_team using (outreach_account() is null);
create policy own on calendar_feed to outreach_team, outreach_ambassador
	using (account_id = outreach_account()) with check (account_id = outreach_account());
grant select, insert, update on calendar_feed to outreach_team, outreach_ambassador;
