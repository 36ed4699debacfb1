-- When families enrol: a school must be ready by then. Each row is what someone said of a school year in one académie or
-- everywhere; the last one that was not taken back counts, the others tell what was said before.
create table season_date (
	id uuid primary key,
	-- What was said at once, and is taken back at once.
	batch uuid not null,
	-- The year of its September: 2025 is 2025-2026. Null is every year of which nothing else is said: only the day and the
	-- month of such dates count.
	school_year smallint check (school_year between 2000 and 2100),
	-- Null is everywhere.
	academie text references academie,
	-- Null goes back to what is said everywhere, or of every year.
	opens_on date,
	closes_on date,
	set_at timestamptz not null,
	-- Null for what came with the program.
	set_by uuid references account,
	withdrawn_at timestamptz,
	withdrawn_by uuid references account,
	check (closes_on is null or closes_on >= opens_on),
	check (opens_on is not null or (closes_on is null and school_year is not null)),
	check (school_year is not null or (academie is null and closes_on is null)),
	check (opens_on is null or school_year is null
		or (opens_on >= make_date(school_year, 9, 1) and coalesce(closes_on, opens_on) < make_date(school_year + 1, 9, 1))),
	check (num_nonnulls(withdrawn_at, withdrawn_by) in (0, 2))
);
create index season_date_year on season_date (school_year, set_at desc, id);
create index season_date_batch on season_date (batch);

-- In 2019 the campaign began in early June; the first working day from the 8th on stands for it until somebody knows better.
insert into season_date (id, batch, opens_on, set_at) values
	(gen_random_uuid(), gen_random_uuid(), date '2000-06-08', timestamptz '2019-04-10 00:00:00+02');

alter table season_date enable row level security;
create policy team on season_date to outreach_team using (true) with check (true);
create policy ambassador on season_date for select to outreach_ambassador using (true);
grant select, insert, update (withdrawn_at, withdrawn_by) on season_date to outreach_team;
grant select on season_date to outreach_ambassador;
