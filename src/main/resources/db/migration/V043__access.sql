-- Whoever has left keeps their account, for what they wrote, and signs in no more.
alter table account add deactivated_at timestamptz;

-- Whether whoever acts keeps the accounts of all the others. As its owner, who sees them whatever the policies: those ask it.
create function outreach_coordinator() returns boolean
	language sql stable security definer set search_path = public
	return exists (select from account a
		where a.id = outreach_account() and a.role = 'COORDINATOR' and a.deactivated_at is null);

-- The team reads who its colleagues are; who does what here and for which académies, coordinators alone decide.
drop policy team on account;
create policy team on account for select to outreach_team using (true);
create policy system on account to outreach_team
	using (outreach_account() is null) with check (outreach_account() is null);
create policy coordinator on account for update to outreach_team
	using ((select outreach_coordinator())) with check ((select outreach_coordinator()));

drop policy team on account_academie;
create policy team on account_academie for select to outreach_team using (true);
create policy system on account_academie to outreach_team
	using (outreach_account() is null) with check (outreach_account() is null);
create policy coordinator_adds on account_academie for insert to outreach_team with check ((select outreach_coordinator()));
create policy coordinator_removes on account_academie for delete to outreach_team using ((select outreach_coordinator()));

-- A password is its owner's business, and that of signing in.
drop policy team on credential;
drop policy ambassador on credential;
create policy system on credential to outreach_team
	using (outreach_account() is null) with check (outreach_account() is null);
create policy own on credential to outreach_team, outreach_ambassador
	using (account_id = outreach_account()) with check (account_id = outreach_account());

-- Someone must remain to keep the accounts, whoever removes whom, however many at once: they pass here one after the other.
create function keep_a_coordinator() returns trigger
	language plpgsql security definer set search_path = public as $$
begin
	perform pg_advisory_xact_lock(hashtext('account: coordinators'));
	if not exists (select from account where role = 'COORDINATOR' and deactivated_at is null) then
		raise exception 'The last active coordinator stays' using errcode = 'check_violation', constraint = 'account_coordinator';
	end if;
	return null;
end
$$;
create trigger keep_a_coordinator after update of role, deactivated_at on account
	for each row when (old.role = 'COORDINATOR' and old.deactivated_at is null
		and (new.role <> 'COORDINATOR' or new.deactivated_at is not null))
	execute function keep_a_coordinator();

-- A session says in its principal which rights it was opened with: « id role académies », as below. It is found as long as they
-- are the account's own, so that what a coordinator decides holds from the next request on, even where ending the sessions
-- failed. One index look-up more for the statement that reads the session anyway.
create function session_principal(signed_in account) returns text
	language sql stable parallel safe
	return signed_in.id || ' ' || signed_in.role || ' ' || coalesce((select string_agg(s.academie, ',' order by s.academie collate "C")
		from account_academie s where s.account_id = signed_in.id), '');

alter table spring_session alter principal_name type text;
create index spring_session_account on spring_session (split_part(principal_name, ' ', 1));

-- When someone signed in last, for coordinators to find the accounts that nobody uses any more, and for nothing else: one date, no
-- history. It goes half a year after the account was deactivated.
create table sign_in (
	account_id uuid primary key references account on delete cascade,
	last_at timestamptz not null
);
alter table sign_in enable row level security;
create policy system on sign_in to outreach_team
	using (outreach_account() is null) with check (outreach_account() is null);
create policy coordinator on sign_in for select to outreach_team using ((select outreach_coordinator()));
grant select, insert, update, delete on sign_in to outreach_team;

-- Links by which an account's owner comes in without a password, or chooses another one. Used once, then gone; the secret itself
-- is in the mail alone.
create table sign_in_link (
	token_hash bytea primary key,
	account_id uuid not null references account on delete cascade,
	purpose text not null check (purpose in ('CONNEXION', 'MOT_DE_PASSE')),
	asked_at timestamptz not null,
	expires_at timestamptz not null check (expires_at > asked_at)
);
create index sign_in_link_account on sign_in_link (account_id);
create index sign_in_link_expiry on sign_in_link (expires_at);
alter table sign_in_link enable row level security;
create policy system on sign_in_link to outreach_team
	using (outreach_account() is null) with check (outreach_account() is null);
grant select, insert, delete on sign_in_link to outreach_team;

-- Keys on people's own devices by which they sign in. What is kept of one opens nothing; but as it would tell that two sites have the
-- same person, pages name it by an id of its own.
create table passkey (
	id uuid primary key,
	credential_id bytea not null unique,
	account_id uuid not null references account on delete cascade,
	label text not null check (label <> ''),
	public_key bytea not null,
	signature_count bigint not null,
	verified boolean not null,
	backup_eligible boolean not null,
	backed_up boolean not null,
	transports text[] not null,
	attestation_object bytea not null,
	attestation_client_data bytea not null,
	added_at timestamptz not null,
	last_used_at timestamptz
);
create index passkey_account on passkey (account_id, added_at);
alter table passkey enable row level security;
create policy system on passkey to outreach_team
	using (outreach_account() is null) with check (outreach_account() is null);
create policy own_read on passkey for select to outreach_team, outreach_ambassador using (account_id = outreach_account());
create policy own_removed on passkey for delete to outreach_team, outreach_ambassador using (account_id = outreach_account());
grant select, insert, update, delete on passkey to outreach_team;
grant select, delete on passkey to outreach_ambassador;

-- What an ambassador looks at first within the académies served; it hides nothing and shows nothing more.
create unique index departement_academie on departement (code, academie);
create table account_departement (
	account_id uuid not null,
	academie text not null,
	departement text not null,
	primary key (account_id, departement),
	foreign key (account_id, academie) references account_academie on delete cascade,
	foreign key (departement, academie) references departement (code, academie)
);
create index account_departement_academie on account_departement (account_id, academie);
alter table account_departement enable row level security;
create policy team on account_departement for select to outreach_team using (true);
create policy system on account_departement to outreach_team
	using (outreach_account() is null) with check (outreach_account() is null);
create policy coordinator on account_departement to outreach_team
	using ((select outreach_coordinator())) with check ((select outreach_coordinator()));
create policy own on account_departement for select to outreach_ambassador using (account_id = outreach_account());
grant select, insert, delete on account_departement to outreach_team;
grant select on account_departement to outreach_ambassador;

-- Who decided what of an account. Rows are only ever added.
create table account_change (
	id uuid primary key,
	account_id uuid not null references account on delete cascade,
	kind text not null check (kind in ('OUVERTURE', 'DROITS', 'DESACTIVATION', 'REACTIVATION', 'LIEN_MOT_DE_PASSE', 'MOT_DE_PASSE')),
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
	using ((select outreach_coordinator())) with check ((select outreach_coordinator()) and changed_by = outreach_account());
grant select, insert on account_change to outreach_team;

-- An account that waits for its owner: its link, of which only the hash is kept, opens it once.
create table account_invitation (
	id uuid primary key,
	email text not null check (email = lower(email) and email like '%_@_%'),
	name text not null check (name <> ''),
	role text not null check (role in ('OUTREACH', 'COORDINATOR', 'AMBASSADOR')),
	academies text[] not null,
	departements text[] not null default '{}',
	token_hash bytea not null unique,
	invited_by uuid not null references account,
	invited_at timestamptz not null,
	expires_at timestamptz not null,
	accepted_at timestamptz,
	withdrawn_at timestamptz,
	withdrawn_by uuid references account,
	check ((role = 'AMBASSADOR') = (cardinality(academies) > 0)),
	check (role = 'AMBASSADOR' or cardinality(departements) = 0),
	check (num_nonnulls(accepted_at, withdrawn_at) <= 1),
	check (num_nonnulls(withdrawn_at, withdrawn_by) in (0, 2))
);
create unique index account_invitation_alive on account_invitation (email) where accepted_at is null and withdrawn_at is null;
alter table account_invitation enable row level security;
create policy system on account_invitation to outreach_team
	using (outreach_account() is null) with check (outreach_account() is null);
create policy coordinator on account_invitation to outreach_team
	using ((select outreach_coordinator())) with check ((select outreach_coordinator()));
grant select, insert, update on account_invitation to outreach_team;

-- Mails whose links are for the recipient's eyes alone, even where coordinators read in the outbox what cannot leave.
alter table outgoing_mail add confidential boolean not null default false;
