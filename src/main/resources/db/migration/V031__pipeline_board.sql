-- The coordinator may call the stages otherwise, put them in another order, say how long a school usually stays, add some and
-- retire some. Their codes never change, nor does what was written with them.
alter table stage add expected_days smallint check (expected_days between 1 and 365);
alter table stage add resumes boolean not null default false;
alter table stage add retired_at timestamptz;
alter table stage add version integer not null default 0;
alter table stage drop constraint stage_position_key;
alter table stage add constraint stage_position unique (position) deferrable initially deferred;
create unique index stage_label on stage (lower(label)) where retired_at is null;
comment on column stage.expected_days is 'After how many open days without anything happening a school is to be taken up again; null: never';
comment on column stage.resumes is 'Whether a school that comes there gets a day when it is taken up again';
update stage set expected_days = case code when 'REPERE' then 10 when 'CONTACTE' then 10 when 'INTERESSE' then 10 when 'INSCRIT' then 15
	when 'ACTIVE' then 15 when 'EXPERIMENTATEUR' then 20 end
where category = 'EN_COURS';
update stage set resumes = true where code = 'EN_PAUSE';

create policy team_insert on stage for insert to outreach_team with check (true);
create policy team_update on stage for update to outreach_team using (true) with check (true);
create policy team_delete on stage for delete to outreach_team using (true);
grant insert, update, delete on stage to outreach_team;

-- What a move up is depends on the order of the stages: everything that « effect » counted is then counted anew.
create function effect_of_stage() returns trigger
	language plpgsql security definer set search_path = public as $$
begin
	insert into effect_change select distinct day from effect_day;
	return null;
end
$$;
create trigger effect_updated after update of position, category on stage
	for each row when (old.position is distinct from new.position or old.category is distinct from new.category)
	execute function effect_of_stage();

-- Those who stand longest at a stage come first.
create index pursuit_stage_since on pursuit (stage, since, uai);
drop index pursuit_stage;

-- A school was handed to someone else. Those of one batch were handed over at once, and are taken back at once.
create table owner_change (
	id uuid primary key,
	batch uuid not null,
	uai text not null,
	academie text not null references academie,
	from_owner uuid references account,
	to_owner uuid references account,
	changed_at timestamptz not null,
	changed_by uuid not null references account,
	undone_at timestamptz,
	foreign key (uai, academie) references establishment (uai, academie) on update cascade,
	check (from_owner is distinct from to_owner)
);
create index owner_change_batch on owner_change (batch);
create index owner_change_uai on owner_change (uai, changed_at desc);
create index owner_change_at on owner_change (changed_at desc, id);
alter table owner_change enable row level security;
create policy team on owner_change to outreach_team using (true) with check (true);
create policy ambassador on owner_change to outreach_ambassador
	using (academie = any (outreach_academies())) with check (academie = any (outreach_academies()));
grant select, insert, update on owner_change to outreach_team;
grant select, insert on owner_change to outreach_ambassador;

-- A school set aside for a while has the next step that takes it up again.
alter table stage_move add follow_up_id uuid references follow_up;

-- How a school was first met and when it was last spoken with, kept beside its stage so that lists and figures need not read
-- half a million exchanges.
alter table pursuit add first_channel text;
alter table pursuit add first_profile text;
alter table pursuit add first_approach text;
alter table pursuit add last_exchange_at timestamptz;
alter table pursuit add last_exchange_id uuid;

create function pursuit_met(pursuit_uai text, out channel text, out profile text, out approach text, out last_at timestamptz, out last_id uuid)
	language sql stable
begin atomic
	select f.channel, f.profile, f.approach, l.occurred_at, l.id
	from (select i.channel, c.profile,
				-- Whoever calls us was not called cold.
				case when i.approach = 'FROID' and i.direction = 'ENTRANT' then 'SOLLICITE' else i.approach end as approach
			from interaction i left join contact c on c.id = i.contact_id
			where i.uai = pursuit_uai order by i.occurred_at, i.id desc limit 1) f
		cross join (select i.occurred_at, i.id from interaction i
			where i.uai = pursuit_uai order by i.occurred_at desc, i.id limit 1) l;
end;

create function pursuit_begun() returns trigger
	language plpgsql security definer set search_path = public as $$
begin
	select m.channel, m.profile, m.approach, m.last_at, m.last_id
		into new.first_channel, new.first_profile, new.first_approach, new.last_exchange_at, new.last_exchange_id
		from pursuit_met(new.uai) m;
	return new;
end
$$;
create trigger pursuit_begun before insert on pursuit for each row execute function pursuit_begun();

create function pursuit_meet_again(schools text[]) returns void
	language plpgsql security definer set search_path = public as $$
begin
	-- Two exchanges logged at once: the second one waits here, then sees the first.
	perform from pursuit where uai = any (schools) order by uai for update;
	update pursuit p
		set first_channel = m.channel, first_profile = m.profile, first_approach = m.approach,
			last_exchange_at = m.last_at, last_exchange_id = m.last_id
		from (select s.uai, f.* from unnest(schools) as s (uai) left join lateral pursuit_met(s.uai) f on true) m
		where p.uai = m.uai
			and (p.first_channel, p.first_profile, p.first_approach, p.last_exchange_at, p.last_exchange_id)
				is distinct from (m.channel, m.profile, m.approach, m.last_at, m.last_id);
end
$$;
revoke execute on function pursuit_meet_again(text[]) from public;

create function pursuit_of_interaction() returns trigger
	language plpgsql security definer set search_path = public as $$
begin
	perform pursuit_meet_again(array(select distinct uai from changed where uai is not null));
	return null;
end
$$;
create trigger pursuit_inserted after insert on interaction referencing new table as changed
	for each statement execute function pursuit_of_interaction();
create trigger pursuit_updated_from after update on interaction referencing old table as changed
	for each statement execute function pursuit_of_interaction();
create trigger pursuit_updated_to after update on interaction referencing new table as changed
	for each statement execute function pursuit_of_interaction();
create trigger pursuit_deleted after delete on interaction referencing old table as changed
	for each statement execute function pursuit_of_interaction();

-- Someone turns out to hold another post.
create function pursuit_of_contact() returns trigger
	language plpgsql security definer set search_path = public as $$
begin
	perform pursuit_meet_again(array(select distinct i.uai from was w
		join is_now n on n.id = w.id and n.profile is distinct from w.profile
		join interaction i on i.contact_id = n.id and i.uai is not null));
	return null;
end
$$;
create trigger pursuit_updated after update on contact referencing old table as was new table as is_now
	for each statement execute function pursuit_of_contact();

update pursuit p
	set first_channel = m.channel, first_profile = m.profile, first_approach = m.approach,
		last_exchange_at = m.last_at, last_exchange_id = m.last_id
	from (select s.uai, f.* from pursuit s cross join lateral pursuit_met(s.uai) f) m where p.uai = m.uai;
