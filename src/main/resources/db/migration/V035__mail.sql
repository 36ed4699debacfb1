-- Mails to be sent: written in the transaction of whatever they tell of, so that neither exists without the other, and sent
-- afterwards. Those whom a mail is for may have no account.
create table outgoing_mail (
	id uuid primary key,
	to_address text not null check (to_address <> ''),
	to_name text,
	subject text not null check (subject <> ''),
	-- Null once purged.
	text_body text,
	html_body text,
	-- Where the recipient ends such mails with one click.
	unsubscribe_link text,
	-- The feature that wrote it.
	origin text not null,
	created_at timestamptz not null,
	created_by uuid references account,
	-- After that it would tell old news, and is given up.
	expires_at timestamptz,
	attempts integer not null default 0,
	-- While a try is under way: when another sender may take it for lost.
	next_attempt_at timestamptz not null,
	last_error text,
	sent_at timestamptz,
	given_up_at timestamptz,
	-- Someone had it sent although it was given up.
	resent_at timestamptz,
	resent_by uuid references account,
	check (sent_at is null or given_up_at is null),
	check (num_nonnulls(resent_at, resent_by) in (0, 2)),
	check (text_body is not null or num_nonnulls(sent_at, given_up_at) = 1)
);
create index outgoing_mail_due on outgoing_mail (next_attempt_at, id) where sent_at is null and given_up_at is null;
create index outgoing_mail_latest on outgoing_mail (created_at desc, id);

-- Whoever acts may write a mail, in their own name; what others were written is for the system and coordinators alone.
alter table outgoing_mail enable row level security;
create policy system on outgoing_mail to outreach_team
	using (outreach_account() is null) with check (outreach_account() is null);
create policy coordinator on outgoing_mail to outreach_team
	using (exists (select from account a where a.id = outreach_account() and a.role = 'COORDINATOR'))
	with check (exists (select from account a where a.id = outreach_account() and a.role = 'COORDINATOR'));
create policy author on outgoing_mail for insert to outreach_team, outreach_ambassador
	with check (created_by = outreach_account());
grant select, insert, update, delete on outgoing_mail to outreach_team;
grant insert on outgoing_mail to outreach_ambassador;

-- Who asked for the week's digest, from when until when.
create table digest_subscription (
	id uuid primary key,
	account_id uuid not null references account on delete cascade,
	subscribed_at timestamptz not null,
	ended_at timestamptz
);
create unique index digest_subscription_alive on digest_subscription (account_id) where ended_at is null;
alter table digest_subscription enable row level security;
create policy system on digest_subscription to outreach_team
	using (outreach_account() is null) with check (outreach_account() is null);
create policy own on digest_subscription to outreach_team, outreach_ambassador
	using (account_id = outreach_account()) with check (account_id = outreach_account());
grant select, insert, update on digest_subscription to outreach_team, outreach_ambassador;

-- The digests made: one a week for each, however many instances make them. The link by which to unsubscribe is in the mail, its
-- hash alone is kept.
create table digest (
	account_id uuid not null references account on delete cascade,
	week text not null check (week ~ '^[0-9]{4}-W[0-9]{2}$'),
	mail_id uuid references outgoing_mail on delete set null,
	token_hash bytea not null unique,
	made_at timestamptz not null,
	primary key (account_id, week)
);
create index digest_mail on digest (mail_id);
alter table digest enable row level security;
create policy system on digest to outreach_team
	using (outreach_account() is null) with check (outreach_account() is null);
grant select, insert, update on digest to outreach_team;
