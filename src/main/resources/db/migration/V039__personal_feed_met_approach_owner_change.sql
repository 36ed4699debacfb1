-- One's own feeds (one's calls as a calendar, the journal), each by a link that can be revoked; its hash alone is kept. Links
-- already given out go on.
create table personal_feed (
	id uuid primary key,
	kind text not null check (kind in ('AGENDA', 'JOURNAL')),
	account_id uuid not null references account on delete cascade,
	token_hash bytea not null unique,
	-- Whether people are named there, and what was said of them is told: only who asked for it.
	with_names boolean not null,
	created_at timestamptz not null,
	revoked_at timestamptz
);
create unique index personal_feed_alive on personal_feed (account_id, kind) where revoked_at is null;
alter table personal_feed enable row level security;
create policy system on personal_feed for select to outreach_team using (outreach_account() is null);
create policy own on personal_feed to outreach_team, outreach_ambassador
	using (account_id = outreach_account()) with check (account_id = outreach_account());
grant select, insert, update on personal_feed to outreach_team, outreach_ambassador;

insert into personal_feed (id, kind, account_id, token_hash, with_names, created_at, revoked_at)
select id, 'AGENDA', account_id, token_hash, with_names, created_at, revoked_at from calendar_feed
union all
select id, 'JOURNAL', account_id, token_hash, with_names, created_at, revoked_at from journal_feed;
drop table calendar_feed;
drop table journal_feed;
