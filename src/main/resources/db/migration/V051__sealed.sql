-- What an ambassador saw or could touch outside their académies, found by going through every route, row and function.

-- A school of another académie is its entry of the public directory and nothing more: why it is closed on a day, when it may be
-- called and why a value was corrected is what somebody was told there, often by whom. What holds for a whole académie, a
-- département or a zone stays everybody's.
drop policy ambassador_reads on opening_hours;
create policy ambassador_reads on opening_hours for select to outreach_ambassador
	using (academie = any (outreach_academies()) or exists (select from contact c where c.id = contact_id));

drop policy ambassador_reads on closed_period;
create policy ambassador_reads on closed_period for select to outreach_ambassador
	using (uai is null or academie = any (outreach_academies()));

drop policy ambassador on establishment_correction;
create policy ambassador on establishment_correction for select to outreach_ambassador
	using (exists (select from establishment e where e.uai = establishment_correction.uai and e.academie = any (outreach_academies())));

-- Someone of another académie was asked to introduce us at a school of this one: the reason and the message say who.
drop policy ambassador on introduction;
create policy ambassador on introduction to outreach_ambassador
	using (academie = any (outreach_academies())
		and (introducer_id is null or exists (select from contact c where c.id = introducer_id)))
	with check (academie = any (outreach_academies())
		and (introducer_id is null or exists (select from contact c where c.id = introducer_id)));

-- Nobody keeps a school or a person of another académie from being called.
drop policy ambassador on call_reservation;
create policy ambassador on call_reservation to outreach_ambassador
	using (academie = any (outreach_academies()))
	with check (academie = any (outreach_academies()) and case
		when target ~ '^[0-9]{7}[A-Z]$'
			then exists (select from establishment e where e.uai = target and e.academie = any (outreach_academies()))
		else exists (select from contact c where c.id = target::uuid) end);

-- An exchange or a next step may only be tied to people whom its author sees: foreign keys see everyone. Rows that the team tied
-- to somebody elsewhere can still be closed or corrected, as long as they are not tied to yet another one. With the sight of whoever
-- acts: no security definer here.
create function ties_whom_one_sees() returns trigger
	language plpgsql set search_path = public, pg_temp as $$
declare
	come jsonb := to_jsonb(new);
	gone jsonb := case when tg_op = 'UPDATE' then to_jsonb(old) else '{}' end;
	tie text;
begin
	foreach tie in array tg_argv loop
		if come ->> tie is not null and come ->> tie is distinct from gone ->> tie
				and not exists (select from contact c where c.id = (come ->> tie)::uuid) then
			raise exception 'nobody of that id is seen' using errcode = 'insufficient_privilege';
		end if;
	end loop;
	return new;
end
$$;
create trigger ties_whom_one_sees before insert or update on interaction for each row
	when (current_user = 'outreach_ambassador') execute function ties_whom_one_sees('contact_id', 'introduced_by');
create trigger ties_whom_one_sees before insert or update on follow_up for each row
	when (current_user = 'outreach_ambassador') execute function ties_whom_one_sees('contact_id');
create trigger ties_whom_one_sees before insert or update on introduction for each row
	when (current_user = 'outreach_ambassador') execute function ties_whom_one_sees('contact_id', 'introducer_id');
create trigger ties_whom_one_sees before insert or update on post_confirmation for each row
	when (current_user = 'outreach_ambassador') execute function ties_whom_one_sees('contact_id', 'replacement_id');

-- One notes that one read of people whom one sees. The function is the owner's, who sees all: it looks itself.
create or replace function trail_read(people uuid[], seen_on text, seen_at timestamptz) returns void
	language sql security definer set search_path = public, pg_temp as $$
	insert into trail_reading (account_id, contact_id, day, place, times, last_at)
	select outreach_account(), c.id, (seen_at at time zone 'Europe/Paris')::date, seen_on, 1, seen_at
	from contact c
	where c.id = any (people) and (current_setting('role') = 'outreach_team' or c.academies && outreach_academies())
	order by c.id
	on conflict (account_id, contact_id, day, place)
		do update set times = trail_reading.times + 1, last_at = greatest(trail_reading.last_at, excluded.last_at)
$$;

-- Functions that act as the owner: nobody but those meant to call them may, and temporary tables, which whoever acts could make under
-- the name of one of ours, are looked for last instead of first.
do $$
declare
	one record;
begin
	for one in
		select p.oid::regprocedure as name from pg_proc p
		where p.pronamespace = 'public'::regnamespace and p.prosecdef
	loop
		execute format('alter function %s set search_path = public, pg_temp', one.name);
		execute format('revoke execute on function %s from public', one.name);
	end loop;
end
$$;
grant execute on function outreach_coordinator() to outreach_team;
grant execute on function trail_read(uuid[], text, timestamptz) to outreach_team, outreach_ambassador;
