-- Whoever has left keeps their account, for what they wrote, and signs in no more.
alter table account add deactivated_at timestamptz;

-- Accounts that nobody uses any more are to be seen.
alter table credential add last_sign_in_at timestamptz;

-- Who decided what of an account. Rows are only ever added.
create table account_change (
	id uuid primary key,
	account_id uuid not null references account on delete cascade,
	kind text not null check (kind in ('OUVERTURE', 'DROITS', 'DESACTIVATION', 'REACTIVATION')),
	from_role text,
	from_academies text[] not null default '{}',
	to_role text,
	to_academies text[] not null default '{}',
	reason text,
	changed_at timestamptz not null,
	changed_by uuid not null references account,
	check (kind <> 'DROITS' or (from_role is not null and to_role is not null)),
	check (kind <> 'DESACTIVATION' or reason is not null)
);
create index account_change_of on account_change (account_id, changed_at desc, id);
alter table account_change enable row level security;
create policy system on account_change to outreach_team
	using (outreach_account() is null) with check (outreach_account() is null);
create policy coordinator on account_change to outreach_team
	using (exists (select from account a where a.id = outreach_account() and a.role = 'COORDINATOR'))
	with check (exists (select from account a where a.id = outreach_account() and a.role = 'COORDINATOR'));
grant select, insert on account_change to outreach_team;

-- An account that waits for its owner: its link, of which only the hash is kept, opens it once.
create table account_invitation (
	id uuid primary key,
	email text not null check (email = lower(email) and email like '%_@_%'),
	name text not null check (name <> ''),
	role text not null check (role in ('OUTREACH', 'COORDINATOR', 'AMBASSADOR')),
	academies text[] not null,
	token_hash bytea not null unique,
	invited_by uuid not null references account,
	invited_at timestamptz not null,
	expires_at timestamptz not null,
	accepted_at timestamptz,
	withdrawn_at timestamptz,
	withdrawn_by uuid references account,
	check ((role = 'AMBASSADOR') = (cardinality(academies) > 0)),
	check (num_nonnulls(accepted_at, withdrawn_at) <= 1),
	check (num_nonnulls(withdrawn_at, withdrawn_by) in (0, 2))
);
create unique index account_invitation_alive on account_invitation (email) where accepted_at is null and withdrawn_at is null;
alter table account_invitation enable row level security;
create policy system on account_invitation to outreach_team
	using (outreach_account() is null) with check (outreach_account() is null);
create policy coordinator on account_invitation to outreach_team
	using (exists (select from account a where a.id = outreach_account() and a.role = 'COORDINATOR'))
	with check (exists (select from account a where a.id = outreach_account() and a.role = 'COORDINATOR'));
grant select, insert, update on account_invitation to outreach_team;
