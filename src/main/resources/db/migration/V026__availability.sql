-- When people may be called, everyone for whom nothing else is set. The last row counts, the others tell what was decided before.
create table usual_hours (
	id uuid primary key,
	-- As WeeklyHours writes them: « 1 13:30-17:00, 2 08:30-12:00 », 1 being Monday.
	hours text not null check (hours ~ '^[1-7] [0-9:]{5}-[0-9:]{5}(, [1-7] [0-9:]{5}-[0-9:]{5})*$'),
	-- How many days of the pupils' summer the staff works, at its start and at its end.
	summer_start smallint not null check (summer_start between 0 and 30),
	summer_end smallint not null check (summer_end between 0 and 30),
	-- The days of the year, « 15/12, 25/03 », when class councils end and when families have enrolled.
	councils text not null check (councils ~ '^[0-9]{2}/[0-9]{2}(, [0-9]{2}/[0-9]{2})*$'),
	enrolment text not null check (enrolment ~ '^[0-9]{2}/[0-9]{2}(, [0-9]{2}/[0-9]{2})*$'),
	note text,
	set_at timestamptz not null,
	set_by uuid references account
);

-- The team's notes: nobody can be reached on Wednesday afternoons, nor on Monday mornings as a rule.
insert into usual_hours (id, hours, summer_start, summer_end, councils, enrolment, set_at) values (gen_random_uuid(),
	'1 13:30-17:00, 2 08:30-12:00, 2 13:30-17:00, 3 08:30-12:00, 4 08:30-12:00, 4 13:30-17:00, 5 08:30-12:00, 5 13:30-17:00',
	7, 7, '15/12, 25/03, 15/06', '10/07', timestamptz '2019-04-10 00:00:00+02');

-- The hours of one school, or of one person. Here too the last row counts; no hours means back to everyone's.
create table opening_hours (
	id uuid primary key,
	uai text,
	contact_id uuid references contact on delete cascade,
	academie text references academie,
	hours text check (hours ~ '^[1-7] [0-9:]{5}-[0-9:]{5}(, [1-7] [0-9:]{5}-[0-9:]{5})*$'),
	-- Of a person: whether they may be called outside these hours too.
	wish boolean not null,
	note text,
	set_at timestamptz not null,
	set_by uuid references account,
	foreign key (uai, academie) references establishment (uai, academie) on update cascade,
	check (num_nonnulls(uai, contact_id) = 1),
	check (uai is null or academie is not null)
);
create index opening_hours_uai on opening_hours (uai, set_at desc, id) where uai is not null;
create index opening_hours_contact on opening_hours (contact_id, set_at desc, id) where contact_id is not null;

create table holiday_import (
	id uuid primary key,
	file_name text not null,
	imported_at timestamptz not null,
	imported_by uuid not null references account,
	periods integer not null,
	refused integer not null
);

-- The school holidays of a zone, as the official calendar publishes them.
create table school_holiday (
	id uuid primary key,
	zone text not null,
	-- Where in the zone; empty for the whole of it.
	departements text[] not null,
	-- Whether the teachers alone are away.
	teachers boolean not null,
	name text not null,
	first_day date not null,
	-- The last day off. Of a summer without an end, what stands for it until the end is published.
	last_day date not null,
	open_ended boolean not null,
	summer boolean not null,
	school_year text not null,
	-- Whether the dates come from the press, the rectorat's not being known.
	from_press boolean not null,
	import_id uuid not null references holiday_import,
	check (last_day between first_day and first_day + 75)
);
create index school_holiday_zone on school_holiday (zone, school_year);
create index school_holiday_last on school_holiday (last_day);

-- A day, or several, when nobody is to be called, entered by hand: a strike, an outing, holidays that no file tells.
create table closed_period (
	id uuid primary key,
	uai text,
	academie text references academie,
	departement text references departement,
	zone text,
	first_day date not null,
	last_day date not null,
	half text check (half in ('MATIN', 'APRES_MIDI')),
	reason text not null,
	entered_at timestamptz not null,
	entered_by uuid not null references account,
	withdrawn_at timestamptz,
	withdrawn_by uuid references account,
	foreign key (uai, academie) references establishment (uai, academie) on update cascade,
	check (uai is null or academie is not null),
	check (num_nonnulls(academie, departement, zone) = 1),
	check (last_day between first_day and first_day + 100),
	check (num_nonnulls(withdrawn_at, withdrawn_by) in (0, 2))
);
create index closed_period_last on closed_period (last_day) where withdrawn_at is null;
create index closed_period_uai on closed_period (uai, last_day) where withdrawn_at is null;

-- The calendar names no person, so that everybody reads it; the hours of a person are theirs.
alter table opening_hours enable row level security;
create policy team on opening_hours to outreach_team using (true) with check (true);
create policy ambassador_reads on opening_hours for select to outreach_ambassador
	using (contact_id is null or exists (select from contact c where c.id = contact_id));
create policy ambassador_writes on opening_hours for insert to outreach_ambassador
	with check ((uai is not null and academie = any (outreach_academies()))
		or (contact_id is not null and exists (select from contact c where c.id = contact_id)));
grant select, insert, update on opening_hours to outreach_team;
grant select, insert on opening_hours to outreach_ambassador;

grant select, insert on usual_hours to outreach_team;
grant select on usual_hours to outreach_ambassador;

grant select, insert, delete on holiday_import, school_holiday to outreach_team;
grant select on holiday_import, school_holiday to outreach_ambassador;

alter table closed_period enable row level security;
create policy team on closed_period to outreach_team using (true) with check (true);
create policy ambassador_reads on closed_period for select to outreach_ambassador using (true);
create policy ambassador_writes on closed_period for insert to outreach_ambassador
	with check (uai is not null and academie = any (outreach_academies()));
create policy ambassador_withdraws on closed_period for update to outreach_ambassador
	using (uai is not null and academie = any (outreach_academies()))
	with check (uai is not null and academie = any (outreach_academies()));
grant select, insert, update on closed_period to outreach_team, outreach_ambassador;
