-- Who an account's owner is elsewhere: the subject by which a provider of identities names them, which their address was the first
-- time. One of each provider at most: whoever gets the address of someone who left must not get their account.
create table account_identity (
	id uuid primary key,
	issuer text not null check (issuer <> ''),
	subject text not null check (subject <> ''),
	account_id uuid not null references account on delete cascade,
	linked_at timestamptz not null,
	unique (issuer, subject),
	unique (account_id, issuer)
);
alter table account_identity enable row level security;
create policy system on account_identity to outreach_team
	using (outreach_account() is null) with check (outreach_account() is null);
create policy own_read on account_identity for select to outreach_team, outreach_ambassador using (account_id = outreach_account());
create policy own_removed on account_identity for delete to outreach_team, outreach_ambassador using (account_id = outreach_account());
grant select, insert, delete on account_identity to outreach_team;
grant select, delete on account_identity to outreach_ambassador;
