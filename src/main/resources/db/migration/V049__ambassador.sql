-- Becoming an ambassador: somebody says that a person is willing, they are invited, accompanied, active. Who decided what, and when,
-- is a row; what can be read elsewhere (an invitation accepted, contacts confirmed) is read there.
create table ambassador_path (
	id uuid primary key,
	contact_id uuid not null references contact on delete cascade,
	noted_at timestamptz not null,
	noted_by uuid not null references account,
	-- In what words they said so.
	words text check (words <> ''),
	-- Noted by mistake.
	undone_at timestamptz,
	undone_by uuid references account,
	-- Who of the team goes along.
	companion uuid references account,
	invitation_id uuid references account_invitation,
	-- The account that is this person's; nobody's name where their invitation opened it.
	account_id uuid unique references account,
	linked_at timestamptz,
	linked_by uuid references account,
	-- Another path of the same person stands: their two records were merged.
	beside uuid references ambassador_path on delete set null,
	check ((undone_at is null) = (undone_by is null)),
	check (undone_at is null or num_nonnulls(invitation_id, account_id) = 0),
	check ((account_id is null) = (linked_at is null)),
	check (linked_by is null or account_id is not null),
	check (beside <> id)
);
-- Of two who note it at once, one is written.
create unique index ambassador_path_standing on ambassador_path (contact_id) where undone_at is null and beside is null;
create index ambassador_path_contact on ambassador_path (contact_id);
create index ambassador_path_invitation on ambassador_path (invitation_id) where invitation_id is not null;
create index ambassador_path_beside on ambassador_path (beside) where beside is not null;

-- A merge moves rows from one person to another, and back: the path that led further stands.
create function ambassador_path_moves() returns trigger
	language plpgsql security definer set search_path = public as $$
declare
	standing ambassador_path;
begin
	new.beside := null;
	select * into standing from ambassador_path p
	where p.contact_id = new.contact_id and p.id <> new.id and p.undone_at is null and p.beside is null;
	if standing.id is not null and new.undone_at is null then
		if (new.account_id is not null, new.invitation_id is not null)
				> (standing.account_id is not null, standing.invitation_id is not null) then
			update ambassador_path set beside = new.id where id = standing.id;
		else
			new.beside := standing.id;
		end if;
	end if;
	return new;
end
$$;
create trigger ambassador_path_moves before update of contact_id on ambassador_path
	for each row when (old.contact_id <> new.contact_id) execute function ambassador_path_moves();

create function ambassador_path_leaves() returns trigger
	language plpgsql security definer set search_path = public as $$
declare
	heir uuid;
begin
	select id into heir from ambassador_path
	where beside = new.id and contact_id = old.contact_id order by noted_at, id limit 1;
	if heir is not null then
		update ambassador_path set beside = nullif(heir, id) where beside = new.id and contact_id = old.contact_id and id <> heir;
		update ambassador_path set beside = null where id = heir;
	end if;
	return null;
end
$$;
create trigger ambassador_path_leaves after update of contact_id, undone_at on ambassador_path
	for each row when (old.contact_id <> new.contact_id or (old.undone_at is null and new.undone_at is not null))
	execute function ambassador_path_leaves();

-- What the team decided of a path. The last one that stands counts.
create table ambassador_decision (
	id uuid primary key,
	path_id uuid not null references ambassador_path on delete cascade,
	kind text not null check (kind in ('ACTIVITE', 'RENONCEMENT', 'RETRAIT', 'REPRISE')),
	reason text check (reason <> ''),
	decided_at timestamptz not null,
	decided_by uuid not null references account,
	undone_at timestamptz,
	undone_by uuid references account,
	check ((undone_at is null) = (undone_by is null))
);
create index ambassador_decision_path on ambassador_decision (path_id, decided_at desc, id desc);

-- The steps that one accompanies somebody through, in the order that the coordinator gives them. Those with a fact are recognised
-- by themselves; « merci » by the thanks themselves.
create table ambassador_step (
	code text primary key,
	label text not null check (label <> ''),
	hint text check (hint <> ''),
	position integer not null unique deferrable initially immediate,
	fact text unique check (fact in ('COMPTE', 'CONFIRMATIONS', 'TEXTE', 'LIEN', 'MERCI')),
	retired_at timestamptz
);
insert into ambassador_step (code, label, hint, position, fact) values
	('PRESENTATION', 'Présenter le rôle, et ce qu’il n’est pas',
		'Passer le mot et tenir ses contacts à jour, à son rythme ; ni objectif chiffré, ni classement, ni vente.', 1, null),
	('COMPTE', 'Ouvrir son compte', 'Par le lien de l’invitation, si possible au téléphone ensemble.', 2, 'COMPTE'),
	('CONFIRMATIONS', 'Confirmer trois contacts', 'Dans « Toujours en poste ? » : un geste par personne.', 3, 'CONFIRMATIONS'),
	('TEXTE', 'Personnaliser un message du kit', 'Ses mots convainquent mieux que les nôtres.', 4, 'TEXTE'),
	('LIEN', 'Passer le mot une première fois', 'Reconnu quand son lien est suivi pour la première fois.', 5, 'LIEN'),
	('POINT', 'Faire le point à un mois', 'Ce qui marche, ce qui gêne, ce dont elle ou il a besoin.', 6, null),
	('MERCI', 'Dire merci, et ce que cela a donné', 'Un mot, pas une note ; autant de fois que l’on veut.', 7, 'MERCI');

create table ambassador_step_done (
	id uuid primary key,
	path_id uuid not null references ambassador_path on delete cascade,
	step text not null references ambassador_step,
	words text check (words <> ''),
	done_at timestamptz not null,
	done_by uuid not null references account,
	undone_at timestamptz,
	undone_by uuid references account,
	check ((undone_at is null) = (undone_by is null))
);
create unique index ambassador_step_once on ambassador_step_done (path_id, step) where undone_at is null;

-- Thanks, and what came of what the person did, in words. Nothing is counted.
create table ambassador_thanks (
	id uuid primary key,
	path_id uuid not null references ambassador_path on delete cascade,
	words text not null check (words <> ''),
	thanked_at timestamptz not null,
	thanked_by uuid not null references account,
	undone_at timestamptz,
	undone_by uuid references account,
	check ((undone_at is null) = (undone_by is null))
);
create index ambassador_thanks_path on ambassador_thanks (path_id, thanked_at desc, id);

-- Invitations are the coordinator's; whether and until when somebody is invited, everyone who sees the path may know.
create function ambassador_invitation(invitation uuid)
	returns table (invited_at timestamptz, invited_by text, expires_at timestamptz, accepted_at timestamptz, withdrawn_at timestamptz)
	language sql stable security definer set search_path = public
begin atomic
	select i.invited_at, a.name, i.expires_at, i.accepted_at, i.withdrawn_at
	from account_invitation i join account a on a.id = i.invited_by
	where i.id = invitation and exists (select from ambassador_path p where p.invitation_id = i.id);
end;
revoke execute on function ambassador_invitation(uuid) from public;
grant execute on function ambassador_invitation(uuid) to outreach_team, outreach_ambassador;

-- Whether something was done on a path, which is then no mistake any more.
create function ambassador_engaged(path uuid) returns boolean
	language sql stable security definer set search_path = public
	return exists (select from ambassador_decision where path_id = path and undone_at is null)
		or exists (select from ambassador_step_done where path_id = path and undone_at is null)
		or exists (select from ambassador_thanks where path_id = path and undone_at is null);
revoke execute on function ambassador_engaged(uuid) from public;
grant execute on function ambassador_engaged(uuid) to outreach_team, outreach_ambassador;

-- When someone last wrote a message of the kit in their own words: the day, never the words, which nobody else reads.
create function ambassador_own_text(owner uuid) returns timestamptz
	language sql stable security definer set search_path = public
	return (select min(k.changed_at) from kit_text k
		where k.account_id = owner and exists (select from ambassador_path p where p.account_id = owner)
			and exists (select from account a where a.id = outreach_account() and (a.id = owner or a.role <> 'AMBASSADOR')));
revoke execute on function ambassador_own_text(uuid) from public;
grant execute on function ambassador_own_text(uuid) to outreach_team, outreach_ambassador;

alter table ambassador_path enable row level security;
create policy team_reads on ambassador_path for select to outreach_team using (true);
create policy team_notes on ambassador_path for insert to outreach_team
	with check ((noted_by = outreach_account() or outreach_account() is null)
		and exists (select from contact c where c.id = contact_id and not c.opposed));
create policy team_changes on ambassador_path for update to outreach_team using (true) with check (true);
create policy ambassador_reads on ambassador_path for select to outreach_ambassador
	using (account_id = outreach_account() or exists (select from contact c where c.id = contact_id));
create policy ambassador_notes on ambassador_path for insert to outreach_ambassador
	with check (noted_by = outreach_account() and num_nonnulls(companion, invitation_id, account_id, beside, undone_at) = 0
		and exists (select from contact c where c.id = contact_id and not c.opposed and c.academies <@ outreach_academies()));
create policy ambassador_takes_back on ambassador_path for update to outreach_ambassador
	using (noted_by = outreach_account() and num_nonnulls(companion, invitation_id, account_id) = 0
		and exists (select from contact c where c.id = contact_id))
	with check (noted_by = outreach_account() and undone_by = outreach_account());
grant select, insert, update on ambassador_path to outreach_team;
grant select, insert, update (undone_at, undone_by) on ambassador_path to outreach_ambassador;

-- An ambassador knows where people of their académies stand, not why somebody gave up.
alter table ambassador_decision enable row level security;
create policy team_reads on ambassador_decision for select to outreach_team using (true);
create policy team_decides on ambassador_decision for insert to outreach_team
	with check (decided_by = outreach_account() or outreach_account() is null);
create policy team_takes_back on ambassador_decision for update to outreach_team using (true) with check (true);
create policy ambassador on ambassador_decision for select to outreach_ambassador
	using (exists (select from ambassador_path p where p.id = path_id));
grant select, insert, update (undone_at, undone_by) on ambassador_decision to outreach_team;
grant select (id, path_id, kind, decided_at, undone_at) on ambassador_decision to outreach_ambassador;

alter table ambassador_step enable row level security;
create policy everyone on ambassador_step for select to outreach_team, outreach_ambassador using (true);
create policy coordinator_adds on ambassador_step for insert to outreach_team with check ((select outreach_coordinator()));
create policy coordinator_changes on ambassador_step for update to outreach_team
	using ((select outreach_coordinator())) with check ((select outreach_coordinator()));
grant select, insert, update on ambassador_step to outreach_team;
grant select on ambassador_step to outreach_ambassador;

-- How far somebody has come, and what they were told, is theirs and the team's.
alter table ambassador_step_done enable row level security;
create policy team_reads on ambassador_step_done for select to outreach_team using (true);
create policy team_ticks on ambassador_step_done for insert to outreach_team
	with check (done_by = outreach_account() or outreach_account() is null);
create policy team_takes_back on ambassador_step_done for update to outreach_team using (true) with check (true);
create policy own on ambassador_step_done for select to outreach_ambassador
	using (exists (select from ambassador_path p where p.id = path_id and p.account_id = outreach_account()));
grant select, insert, update (undone_at, undone_by) on ambassador_step_done to outreach_team;
grant select on ambassador_step_done to outreach_ambassador;

alter table ambassador_thanks enable row level security;
create policy team_reads on ambassador_thanks for select to outreach_team using (true);
create policy team_thanks on ambassador_thanks for insert to outreach_team
	with check (thanked_by = outreach_account() or outreach_account() is null);
create policy team_takes_back on ambassador_thanks for update to outreach_team using (true) with check (true);
create policy own on ambassador_thanks for select to outreach_ambassador
	using (exists (select from ambassador_path p where p.id = path_id and p.account_id = outreach_account()));
grant select, insert, update (undone_at, undone_by) on ambassador_thanks to outreach_team;
grant select on ambassador_thanks to outreach_ambassador;

-- Where each path stands, and the post by which the person is known.
create view ambassador_standing with (security_invoker = true) as
select p.*, d.id as decision, d.kind as decided, d.decided_at, a.deactivated_at is not null as account_closed,
	i.invited_at, i.invited_by, i.expires_at, i.accepted_at, i.withdrawn_at,
	case when d.kind = 'RENONCEMENT' then 'RENONCE'
		when d.kind = 'RETRAIT' or a.deactivated_at is not null then 'EN_RETRAIT'
		when d.kind = 'ACTIVITE' and p.account_id is not null then 'ACTIF'
		when p.account_id is not null then 'ACCOMPAGNE'
		when i.invited_at is not null and num_nonnulls(i.accepted_at, i.withdrawn_at) = 0 then 'INVITE'
		else 'VOLONTAIRE' end as state,
	w.uai, w.organisation_id, w.academie, w.profile, w.title
from ambassador_path p
	left join account a on a.id = p.account_id
	left join lateral ambassador_invitation(p.invitation_id) i on p.invitation_id is not null
	left join lateral (select k.id, k.kind, k.decided_at from ambassador_decision k
		where k.path_id = p.id and k.undone_at is null order by k.decided_at desc, k.id desc limit 1) d on true
	left join lateral (select q.uai, q.organisation_id, q.academie, q.profile, q.title from post q
		where q.contact_id = p.contact_id
		order by q.ended_on desc nulls first, q.main desc, q.started_on desc nulls last, q.id limit 1) w on true;
grant select on ambassador_standing to outreach_team, outreach_ambassador;

-- Who could be one: few among all people.
create index contact_favourable on contact (id) where attitude in ('ALLIE', 'FAVORABLE') and not opposed;
create index introduction_accepted on introduction (introducer_id) where outcome = 'ACCEPTEE' and introducer_id is not null;

-- The path is followed; decisions, steps and thanks are only ever added or taken back, and say by whom and when by themselves.
create trigger trail after insert or update or delete on ambassador_path
	for each row execute function trail('contact_id', '', 'account_id', 'invitation_id,beside');
