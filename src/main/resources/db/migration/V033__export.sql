-- Who took away which list in a file. A row begins before the file does; one that was cut off has no end.
create table list_export (
	id uuid primary key,
	account_id uuid not null references account,
	-- What the list was called, and its address with its filters.
	title text not null,
	address text not null check (address like '/%'),
	format text not null check (format in ('CSV', 'XLSX')),
	-- Whether it told of people.
	personal boolean not null,
	started_at timestamptz not null,
	row_count bigint check (row_count >= 0),
	finished_at timestamptz check (finished_at >= started_at),
	check (finished_at is null or row_count is not null)
);
create index list_export_started on list_export (started_at desc, id);
create index list_export_account on list_export (account_id);

-- Each writes down their own; nobody rewrites what has ended.
alter table list_export enable row level security;
create policy team on list_export for select to outreach_team using (true);
create policy ambassador on list_export for select to outreach_ambassador using (account_id = outreach_account());
create policy own on list_export for insert to outreach_team, outreach_ambassador with check (account_id = outreach_account());
create policy own_end on list_export for update to outreach_team, outreach_ambassador
	using (account_id = outreach_account() and finished_at is null) with check (account_id = outreach_account());
grant select, insert, update (row_count, finished_at) on list_export to outreach_team, outreach_ambassador;
