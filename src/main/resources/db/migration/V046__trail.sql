-- Who changed what of whom, and who read how to reach whom. Whatever writes, the program or somebody at a prompt, triggers note it
-- in the same transaction: no write without its trace, no trace of a write that was rolled back.
create table trail_change (
	id uuid primary key default uuidv7(),
	at timestamptz not null default now(),
	-- Nobody: the system, or a contact who answers by a link.
	by_id uuid,
	table_name text not null,
	row_key text not null,
	-- The person whom the row leads to; another one where it ties two, or goes from one to the other. No foreign keys: the trace
	-- outlives what it tells of, and a merge must not rewrite it.
	contact_id uuid,
	other_id uuid,
	account_id uuid,
	operation text not null check (operation in ('INSERT', 'UPDATE', 'DELETE')),
	-- Only the columns that changed, of a new or a deleted row those that hold something. Both empty once the person is erased.
	before jsonb,
	after jsonb
);
create index trail_change_at on trail_change (at desc, id desc);
create index trail_change_contact on trail_change (contact_id, at desc, id desc) where contact_id is not null;
create index trail_change_other on trail_change (other_id, at desc, id desc) where other_id is not null;
create index trail_change_account on trail_change (account_id, at desc, id desc) where account_id is not null;
create index trail_change_by on trail_change (by_id, at desc, id desc);

-- Who read the telephone numbers or addresses of whom: one row a day and kind of page, however often.
create table trail_reading (
	id uuid primary key default uuidv7(),
	account_id uuid not null,
	contact_id uuid not null,
	day date not null,
	-- As fr.dossiersco.outreach.contact.ReadingPlace names it.
	place text not null check (place <> ''),
	times integer not null check (times > 0),
	last_at timestamptz not null,
	unique (account_id, contact_id, day, place)
);
create index trail_reading_at on trail_reading (last_at desc, id desc);
create index trail_reading_contact on trail_reading (contact_id, last_at desc, id desc);
create index trail_reading_account on trail_reading (account_id, last_at desc, id desc);

-- Coordinators read; the system takes away what has been kept long enough; nobody else does anything. Rows come by the two functions
-- below, as the owner, in the name of whoever acts: nobody can write in another's name, nor rewrite.
alter table trail_change enable row level security;
create policy coordinator on trail_change for select to outreach_team
	using ((select outreach_coordinator()));
create policy system on trail_change for select to outreach_team using (outreach_account() is null);
create policy system_purges on trail_change for delete to outreach_team using (outreach_account() is null);
grant select, delete on trail_change to outreach_team;

alter table trail_reading enable row level security;
create policy coordinator on trail_reading for select to outreach_team
	using ((select outreach_coordinator()));
create policy system on trail_reading for select to outreach_team using (outreach_account() is null);
create policy system_purges on trail_reading for delete to outreach_team using (outreach_account() is null);
grant select, delete on trail_reading to outreach_team;

-- One statement for all the people of a page, in one order for everyone: two pages at once must not wait for each other.
create function trail_read(people uuid[], seen_on text, seen_at timestamptz) returns void
	language sql security definer set search_path = public as $$
	insert into trail_reading (account_id, contact_id, day, place, times, last_at)
	select outreach_account(), c.id, (seen_at at time zone 'Europe/Paris')::date, seen_on, 1, seen_at
	from contact c where c.id = any (people) order by c.id
	on conflict (account_id, contact_id, day, place)
		do update set times = trail_reading.times + 1, last_at = greatest(trail_reading.last_at, excluded.last_at)
$$;

-- Arguments: the columns of the person, of the other person and of the account ('' for none), and the columns to leave aside, with commas.
create function trail() returns trigger
	language plpgsql security definer set search_path = public as $$
declare
	gone jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
	come jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
	standing jsonb := coalesce(come, gone);
	person uuid := standing ->> tg_argv[0];
	other uuid := standing ->> tg_argv[1];
	former jsonb;
	latter jsonb;
begin
	-- Nothing that opens something is ever noted, whoever adds such a column.
	select jsonb_object_agg(key, coalesce(gone -> key, 'null')) filter (where gone is not null),
		jsonb_object_agg(key, coalesce(come -> key, 'null')) filter (where come is not null)
	into former, latter
	from jsonb_object_keys(standing) key
	where gone -> key is distinct from come -> key and (tg_op = 'UPDATE' or standing -> key <> 'null')
		and key <> all ('{id,version}'::text[] || string_to_array(tg_argv[3], ','))
		and key !~ '(hash|token|password|secret)';
	if former is null and latter is null then
		return null;
	end if;
	-- An appointment, or an answer to a school's next step, is with the person of that step.
	if person is null and standing ? 'follow_up_id' then
		select f.contact_id into person from follow_up f where f.id = (standing ->> 'follow_up_id')::uuid;
	end if;
	-- From one person to another: it tells of both.
	if tg_op = 'UPDATE' and gone ->> tg_argv[0] <> come ->> tg_argv[0] then
		other := gone ->> tg_argv[0];
	end if;
	-- What goes with an erased person is erased with them; their record is gone before the rows that refer to it.
	if tg_op = 'DELETE' and exists (select from unnest(array[person, other]) one (id)
			where one.id is not null and not exists (select from contact c where c.id = one.id)
				and not exists (select from contact_merge m where m.dropped_id = one.id and m.undone_at is null)) then
		former := null;
	end if;
	insert into trail_change (by_id, table_name, row_key, contact_id, other_id, account_id, operation, before, after)
	values (outreach_account(), tg_table_name,
		coalesce(standing ->> 'id', concat_ws('/', person, other, standing ->> tg_argv[2], standing ->> 'position', standing ->> 'academie')),
		person, other, (standing ->> tg_argv[2])::uuid, tg_op, former, latter);
	return null;
end
$$;

-- What is followed, in one place. What the triggers of contacts derive from other rows is left aside there: it changes with each exchange
-- and tells nothing that those rows don't.
--
-- Not followed: the directory of schools, which holds no person, comes by 70,000 rows at a time and keeps its own history (import_run,
-- establishment_correction); stages and owners of schools, the recipients of campaigns, the corrections of exchanges, the answers
-- whether someone is still in post, exports and
-- the versions of guides and messages, whose rows are only ever added and say who and when by themselves; drafts, which are nobody's
-- business but their author's; credentials, keys, links and sessions, which
-- are secrets.
do $$
declare
	followed record;
begin
	for followed in
		select * from (values
			('contact', 'id', '', '', 'search,academies,profile,uai,departement,town,has_phone,opposed,attitude,last_reached_at,last_exchange_at'),
			('contact_phone', 'contact_id', '', '', 'contact_id'),
			('contact_email', 'contact_id', '', '', 'contact_id'),
			('post', 'contact_id', '', '', 'revision,noted_at,confirmed_at'),
			('seat', 'contact_id', '', '', ''),
			('opposition', 'contact_id', '', '', ''),
			('attitude_note', 'contact_id', '', '', ''),
			('opening_hours', 'contact_id', '', '', ''),
			('acquaintance', 'one', 'other', '', ''),
			('contact_distinction', 'one', 'other', '', ''),
			('contact_merge', 'kept_id', 'dropped_id', '', 'held,dropped_name,academies'),
			('interaction', 'contact_id', 'introduced_by', '', ''),
			('interaction_participant', 'contact_id', '', '', ''),
			('follow_up', 'contact_id', '', 'owner', ''),
			('appointment', '', '', '', ''),
			('introduction', 'contact_id', 'introducer_id', 'ambassador_id', ''),
			('account', '', '', 'id', ''),
			('account_academie', '', '', 'account_id', ''),
			('account_departement', '', '', 'account_id', ''))
		as t (name, person, other, account, aside)
	loop
		execute format('create trigger trail after insert or update or delete on %I for each row execute function trail(%L, %L, %L, %L)',
			followed.name, followed.person, followed.other, followed.account, followed.aside);
	end loop;
end
$$;

-- Erasing a person takes what was written of them out of the trace; that something was written, when and by whom remains until it is
-- purged. Not when a record goes because it was merged into another: then it is still somebody's.
create function trail_erase() returns trigger
	language plpgsql security definer set search_path = public as $$
begin
	if exists (select from contact_merge where dropped_id = old.id and undone_at is null) then
		return old;
	end if;
	update trail_change set before = null, after = null
	where contact_id in (select old.id union select dropped_id from contact_merge where kept_id = old.id)
		or other_id in (select old.id union select dropped_id from contact_merge where kept_id = old.id);
	return old;
end
$$;
-- Before, while one can still tell which records were merged into this one.
create trigger trail_erased before delete on contact for each row execute function trail_erase();
