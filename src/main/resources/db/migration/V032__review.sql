-- What the coordinator goes through from time to time: the schools on our way where nothing has happened for longer than their
-- stage expects. A review that is closed keeps which ones they were, so that the next one tells who entered, stayed and left.
create table stale_review (
	id uuid primary key,
	closed_at timestamptz not null,
	closed_by uuid not null references account
);
create index stale_review_closed on stale_review (closed_at desc, id);
create table stale_review_school (
	review_id uuid not null references stale_review on delete cascade,
	uai text not null,
	academie text not null references academie,
	primary key (review_id, uai),
	foreign key (uai, academie) references establishment (uai, academie) on update cascade
);
create index stale_review_school_uai on stale_review_school (uai, academie);

-- What is to be done at a school, until someone says that it is.
create table stale_todo (
	id uuid primary key,
	uai text not null,
	academie text not null references academie,
	text text not null,
	written_at timestamptz not null,
	written_by uuid not null references account,
	dealt_at timestamptz,
	dealt_by uuid references account,
	foreign key (uai, academie) references establishment (uai, academie) on update cascade,
	check (num_nonnulls(dealt_at, dealt_by) in (0, 2))
);
create index stale_todo_uai on stale_todo (uai, written_at desc);

alter table stale_review enable row level security;
create policy team on stale_review to outreach_team using (true) with check (true);
create policy ambassador on stale_review for select to outreach_ambassador using (true);
grant select, insert, delete on stale_review to outreach_team;
grant select on stale_review to outreach_ambassador;

alter table stale_review_school enable row level security;
create policy team on stale_review_school to outreach_team using (true) with check (true);
create policy ambassador on stale_review_school for select to outreach_ambassador using (academie = any (outreach_academies()));
grant select, insert, delete on stale_review_school to outreach_team;
grant select on stale_review_school to outreach_ambassador;

alter table stale_todo enable row level security;
create policy team on stale_todo to outreach_team using (true) with check (true);
create policy ambassador on stale_todo to outreach_ambassador
	using (academie = any (outreach_academies())) with check (academie = any (outreach_academies()));
grant select, insert, update on stale_todo to outreach_team, outreach_ambassador;
