-- « Toujours en poste ? »: what was answered of a post, by whom and when. An answer is never changed, it is taken back.
create table post_confirmation (
	id uuid primary key,
	-- Null once the post went into the same one of a merged record.
	post_id uuid references post on delete set null,
	contact_id uuid not null references contact on delete cascade,
	answer text not null check (answer in ('EN_POSTE', 'PARTI', 'INCONNU')),
	-- What the post was at, once the answer was written: whatever touches it afterwards goes further.
	revision integer not null,
	answered_at timestamptz not null,
	answered_by uuid not null references account,
	-- The last day there, and who came.
	last_day date,
	replacement_id uuid references contact on delete set null,
	undone_at timestamptz,
	undone_by uuid references account,
	check ((answer = 'PARTI') = (last_day is not null)),
	check (replacement_id is null or answer = 'PARTI'),
	check ((undone_at is null) = (undone_by is null))
);
-- Of two who answer at once, one is written.
create unique index post_confirmation_once on post_confirmation (post_id, revision) where answer <> 'INCONNU' and undone_at is null;
create index post_confirmation_post on post_confirmation (post_id, answered_at desc);
create index post_confirmation_contact on post_confirmation (contact_id);
create index post_confirmation_replacement on post_confirmation (replacement_id) where replacement_id is not null;
create index post_confirmation_answered on post_confirmation (answered_at desc, id);
create index post_confirmation_answered_by on post_confirmation (answered_by, answered_at desc, id);

-- What a post's row also says: how often it was touched, when it was noted or corrected last, and since when nobody has
-- confirmed it. An index can only walk what stands in the row.
alter table post
	add revision integer,
	add noted_at timestamptz,
	add confirmed_at timestamptz;

-- Confirmed: noted down, corrected, answered « toujours en poste », or spoken with. Whoever is spoken with at work is there.
create function post_confirmed_at(post uuid, person uuid, noted_at timestamptz) returns timestamptz
	language sql stable security definer set search_path = public
begin atomic
	select greatest(noted_at,
		(select max(k.answered_at) from post_confirmation k
			where k.post_id = post and k.answer = 'EN_POSTE' and k.undone_at is null),
		(select c.last_reached_at from contact c where c.id = person));
end;
revoke execute on function post_confirmed_at(uuid, uuid, timestamptz) from public;

create function post_keeps_count() returns trigger
	language plpgsql security definer set search_path = public as $$
begin
	if tg_op = 'INSERT' then
		new.revision := coalesce(new.revision, 0);
		-- The first post is noted with the person.
		if new.noted_at is null and not exists (select from post p where p.contact_id = new.contact_id) then
			select greatest(c.created_at, case when new.started_on <= current_date then new.started_on::timestamp at time zone 'Europe/Paris' end)
				into new.noted_at from contact c where c.id = new.contact_id;
		end if;
		new.noted_at := coalesce(new.noted_at, now());
	else
		if (new.profile, new.title, new.started_on) is distinct from (old.profile, old.title, old.started_on) then
			new.noted_at := now();
			new.revision := new.revision + 1;
		elsif new.ended_on is distinct from old.ended_on then
			new.revision := new.revision + 1;
		end if;
	end if;
	new.confirmed_at := post_confirmed_at(new.id, new.contact_id, new.noted_at);
	return new;
end
$$;

-- As the trigger would, without bringing every person's row up to date for what it does not tell.
alter table post disable trigger user;
update post p
set revision = 0, noted_at = n.at, confirmed_at = greatest(n.at, c.last_reached_at)
from contact c, post q cross join lateral (
	select greatest(k.created_at, case when q.started_on <= current_date then q.started_on::timestamp at time zone 'Europe/Paris' end) as at
	from contact k where k.id = q.contact_id) n
where q.id = p.id and c.id = p.contact_id;
alter table post enable trigger user;
alter table post
	alter revision set not null,
	alter noted_at set not null,
	alter confirmed_at set not null;

create trigger post_counted before insert or update on post for each row execute function post_keeps_count();

create function post_hears_answer() returns trigger
	language plpgsql security definer set search_path = public as $$
begin
	update post p set confirmed_at = post_confirmed_at(p.id, p.contact_id, p.noted_at)
	where p.id = case when tg_op = 'DELETE' then old.post_id else new.post_id end;
	return null;
end
$$;
create trigger post_confirmation_counts after insert or update or delete on post_confirmation
	for each row execute function post_hears_answer();

create or replace function contact_hears_again(people uuid[]) returns void
	language sql security definer set search_path = public
begin atomic
	update contact c
	set last_exchange_at = s.exchanged, last_reached_at = s.reached
	from unnest(people) person (id) cross join lateral (
		select max(i.occurred_at) as exchanged, max(i.occurred_at) filter (where i.outcome = 'JOINT') as reached
		from (select occurred_at, outcome from interaction where contact_id = person.id
			union all
			select k.occurred_at, k.outcome from interaction_participant p join interaction k on k.id = p.interaction_id
			where p.contact_id = person.id) i) s
	where c.id = person.id
		and (c.last_exchange_at, c.last_reached_at) is distinct from (s.exchanged, s.reached);
	update post p
	set confirmed_at = post_confirmed_at(p.id, p.contact_id, p.noted_at)
	where p.contact_id = any (people)
		and p.confirmed_at is distinct from post_confirmed_at(p.id, p.contact_id, p.noted_at);
end;

create index post_to_confirm on post (confirmed_at, id) where ended_on is null;
create index post_to_confirm_academie on post (academie, confirmed_at, id) where ended_on is null;

-- Seen with the post; an ambassador takes back their own answers.
alter table post_confirmation enable row level security;
create policy team on post_confirmation to outreach_team using (true) with check (true);
create policy ambassador_reads on post_confirmation for select to outreach_ambassador
	using (exists (select from post p where p.id = post_id));
create policy ambassador_answers on post_confirmation for insert to outreach_ambassador
	with check (answered_by = outreach_account() and exists (select from post p where p.id = post_id));
create policy ambassador_takes_back on post_confirmation for update to outreach_ambassador
	using (answered_by = outreach_account() and exists (select from post p where p.id = post_id))
	with check (answered_by = outreach_account());
grant select, insert, update on post_confirmation to outreach_team, outreach_ambassador;

-- Whoever noted a departure takes it back with the person whom they noted as the successor.
create policy ambassador_takes_back on contact for delete to outreach_ambassador
	using (created_by = outreach_account() and academies <> '{}' and academies <@ outreach_academies()
		and exists (select from post_confirmation k where k.replacement_id = contact.id and k.answered_by = outreach_account()));
grant delete on contact to outreach_ambassador;

-- The next step that asks who comes after someone: it goes when the departure is taken back.
alter table follow_up add vacated_post uuid references post on delete set null;
create index follow_up_vacated on follow_up (vacated_post) where vacated_post is not null;
