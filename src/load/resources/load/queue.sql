-- What callers find due and plan, the same at each run whatever earlier runs closed or moved: some two hundred calls late or for
-- today for each of the seventeen callers, and two hundred more that five others plan for a week. Run by the owner on the national
-- data set, before each visit.
create temporary table college as
select uai, academie, departement, row_number() over (order by uai) - 1 as rank,
	row_number() over (partition by departement order by uai) as place
from establishment where kind = 'COLLEGE';

-- Half of the schools answer at any hour, so that the queue serves at whatever time it is measured; the others keep usual hours.
insert into opening_hours (id, uai, academie, hours, wish, set_at)
select md5('hours' || rank)::uuid, uai, academie,
	'1 00:00-23:59, 2 00:00-23:59, 3 00:00-23:59, 4 00:00-23:59, 5 00:00-23:59, 6 00:00-23:59, 7 00:00-23:59', false, now() - interval '3 years'
from college where rank % 2 = 1
on conflict (id) do nothing;
delete from call_reservation;
delete from call_skip;

insert into account (id, email, name, role, created_at, version)
select md5('planner' || n)::uuid, 'semaine' || n || '@charge.example', 'Semaine ' || n, 'OUTREACH', now(), 0
from generate_series(1, 5) n
on conflict (id) do nothing;
insert into follow_up (id, uai, academie, kind, due_on, note, owner, opened_at, opened_by, version)
select md5('queue' || rank)::uuid, uai, academie, 'APPEL', current_date - (rank % 30)::integer, 'Rappeler.',
	md5('account' || 4 + rank % 17)::uuid, now(), md5('account4')::uuid, 0
from college where rank % 2 = 1
union all
select md5('week' || rank)::uuid, uai, academie, 'APPEL', current_date - (rank % 10)::integer, 'À placer.',
	md5('planner' || 1 + rank % 5)::uuid, now(), md5('account4')::uuid, 0
from (select * from college order by place, uai limit 200) spread
on conflict (id) do update set due_on = excluded.due_on, due_half = null, due_time = null, starts_at = null, ends_at = null,
	owner = excluded.owner, closed_at = null, closed_by = null, closure = null, closure_note = null, version = follow_up.version + 1;
drop table college;
analyze follow_up;
