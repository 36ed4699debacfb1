-- The nation in small change: 70,000 schools, 200,000 people, 500,000 exchanges over three years, the same at each run.
-- Run by the owner on a migrated, empty database. Every choice is a hash of the row's number, never random().
create function pg_temp.draw(n bigint, seed integer) returns double precision language sql immutable
	return (hashint8extended(n, seed) & 2147483647)::double precision / 2147483648;
create function pg_temp.pick(choices text[], n bigint, seed integer) returns text language sql immutable
	return choices[1 + floor(pg_temp.draw(n, seed) * cardinality(choices))::integer];

insert into account (id, email, name, role, created_at, version)
select md5('account' || n)::uuid, 'personne' || n || '@charge.example', 'Personne ' || n,
	case when n <= 3 then 'COORDINATOR' when n <= 20 then 'OUTREACH' else 'AMBASSADOR' end, now() - interval '3 years', 0
from generate_series(1, 30) n;
insert into account_academie (account_id, academie)
select md5('account' || n)::uuid, a.code
from generate_series(21, 30) n
	join (select code, row_number() over (order by code) rank from academie) a on a.rank in (n - 20, n - 10);

create temporary table place as
select d.code, d.academie, row_number() over (order by d.code) - 1 as rank, count(*) over () as places from departement d;

insert into establishment (uai, name, kind, nature_label, sector, address, postcode, town, departement, academie, phone, email,
	priority_education, state, opened_on)
select uai, kind_label || ' ' || who, kind, upper(kind_label), sector, 1 + n % 120 || ' rue ' || who, left(code, 2) || lpad((n % 1000)::text, 3, '0'),
	town, code, academie, '+331990' || lpad((n % 100000)::text, 5, '0'), 'ce.' || lower(uai) || '@academie.example',
	case when pg_temp.draw(n, 5) < 0.12 then 'REP' when pg_temp.draw(n, 5) < 0.18 then 'REP+' end,
	case when pg_temp.draw(n, 6) < 0.99 then 'OUVERT' else 'A_FERMER' end, date '1950-09-01' + (n % 25000)
from (
	select n, p.code, p.academie,
		(7000000 + n)::text || substr('ABCDEFGHJKLMNPRSTUVWXYZ', (7000000 + n) % 23 + 1, 1) as uai,
		case when n % 9 = 0 then 'COLLEGE' when n % 16 = 1 then 'LYCEE' when n % 20 = 2 then 'MEDICO_SOCIAL' else 'ECOLE' end as kind,
		case when n % 9 = 0 then 'Collège' when n % 16 = 1 then 'Lycée' when n % 20 = 2 then 'Institut' else 'École' end as kind_label,
		case when pg_temp.draw(n, 1) < 0.78 then 'PUBLIC' else 'PRIVE' end as sector,
		pg_temp.pick(array['Jean', 'Marie', 'Jules', 'Louise', 'Victor', 'Simone', 'Albert', 'Rosa', 'Paul', 'Germaine', 'Lucie', 'Pierre', 'Saint', 'Émile', 'Olympe', 'Aimé'], n, 2)
			|| ' ' || pg_temp.pick(array['Exemple', 'Modèle', 'Fictif', 'Essai', 'Gabarit', 'Croquis', 'Maquette', 'Esquisse', 'Brouillon', 'Fable', 'Rêve', 'Hypothèse', 'Conte', 'Ébauche', 'Motif', 'Patron'], n, 3)
			|| case when pg_temp.draw(n, 9) < 0.6 then '' else ' ' || chr(65 + (n % 26)) end as who,
		pg_temp.pick(array['Ville', 'Saint-', 'Mont', 'Beau', 'Neuf', 'Val', 'Roche', 'Pont', 'Bois', 'Champ', 'Fontaine', 'Bourg'], n / 3, 4)
			|| pg_temp.pick(array['fictif', 'exemple', 'rêvé', 'essai', 'modèle', 'lieu', 'vallon', 'clair', 'sous-Bois', 'sur-Lac', 'les-Bains', 'le-Haut'], n / 3, 7) as town
	from generate_series(1, 70000) n
		join place p on p.rank = floor(pg_temp.draw(n / 5, 8) * p.places)) s;

-- People: four in five at a collège, as outreach goes there first.
create temporary table target as
select uai, academie, departement, town, row_number() over (order by uai) - 1 as rank
from establishment where kind = 'COLLEGE';
create temporary table other as
select uai, academie, departement, town, row_number() over (order by uai) - 1 as rank from establishment where kind <> 'COLLEGE';
analyze target;
analyze other;
create temporary table person as
select d.n, md5('contact' || d.n)::uuid as id, coalesce(t.uai, o.uai) as uai, coalesce(t.academie, o.academie) as academie,
	coalesce(t.departement, o.departement) as departement, coalesce(t.town, o.town) as town,
	pg_temp.pick(array['INTENDANT', 'SECRETARIAT', 'PRINCIPAL', 'TEACHER', 'PARENT_FEDERATION'], d.n, 24) as profile
from (
	select n, case when n % 5 <> 0 then floor(pg_temp.draw(n, 11) * (select count(*) from target))::bigint end as at_target,
		case when n % 5 = 0 then floor(pg_temp.draw(n, 12) * (select count(*) from other))::bigint end as at_other
	from generate_series(1, 200000) n offset 0) d
	left join target t on t.rank = d.at_target
	left join other o on o.rank = d.at_other;
analyze person;

-- The rows of the people say at once what the triggers would make of their posts, telephones and oppositions.
alter table post disable trigger user;
alter table contact_phone disable trigger user;
alter table opposition disable trigger user;
insert into contact (id, family_name, given_name, source, informed_on, academies, profile, uai, departement, town, has_phone, opposed,
	created_at, created_by, version)
select id, pg_temp.pick(array['Exemple', 'Fictif', 'Modèle', 'Brouillon', 'Gabarit', 'Esquisse', 'Croquis', 'Maquette', 'Patron', 'Conte', 'Fable', 'Motif'], n, 21)
		|| '-' || pg_temp.pick(array['Duval', 'Lenoir', 'Petit', 'Moreau', 'Roux', 'Blanc', 'Faure', 'Girard', 'Noël', 'Lemaire'], n, 22) || n % 97,
	pg_temp.pick(array['Camille', 'Dominique', 'Sacha', 'Lou', 'Alix', 'Noé', 'Maxence', 'Claude', 'Andrea', 'Charlie'], n, 23),
	'Site de l’établissement', current_date - (n % 900), array[academie], profile, uai, departement, town, n % 10 < 7, n % 100 = 0,
	now() - make_interval(days => n % 1000), md5('account' || 4 + n % 17)::uuid, 0
from person;
insert into post (id, contact_id, uai, academie, profile, started_on, revision, noted_at, confirmed_at)
select md5('post' || n)::uuid, id, uai, academie, profile, current_date - 400 - (n % 1000), 0, at, at
from person, lateral (select now() - make_interval(days => n % 1000) as at) noted;
insert into contact_phone (contact_id, position, number)
select id, 0, '+33639980' || lpad((n % 1000)::text, 3, '0') from person where n % 10 < 7;
insert into contact_email (contact_id, position, address) select id, 0, 'contact' || n || '@college.example' from person where n % 10 < 8;
insert into opposition (id, contact_id, declared_at, declared_by, reason)
select md5('opposition' || n)::uuid, id, now() - make_interval(days => n % 300), md5('account4')::uuid, 'Demande reçue par téléphone'
from person where n % 100 = 0;
alter table post enable trigger user;
alter table contact_phone enable trigger user;
alter table opposition enable trigger user;

-- Exchanges follow the real week (little on Wednesday afternoon and Monday morning) and the real season (March to May).
create temporary table talk as
select d.n, p.id as contact_id, p.uai, p.academie,
	date_trunc('day', now()) - make_interval(days => day) + make_interval(hours => hour, mins => d.n % 60) as at
from (
	select n, 1 + floor(pg_temp.draw(n, 31) * 200000)::integer as person,
		case when pg_temp.draw(n, 32) < 0.55
			then (extract(doy from now())::integer + 365 - 60 - floor(pg_temp.draw(n, 33) * 90)::integer) % 365
				+ 365 * floor(pg_temp.draw(n, 34) * 3)::integer
			else floor(pg_temp.draw(n, 35) * 1095)::integer end as day,
		8 + floor(pg_temp.draw(n, 36) * 9)::integer as hour
	from generate_series(1, 1100000) n) d
	join person p on p.n = d.person and p.n % 5 <> 0
where extract(isodow from now() - make_interval(days => day)) < 6
	and not (extract(isodow from now() - make_interval(days => day)) = 3 and hour >= 12 and d.n % 10 <> 0)
	and not (extract(isodow from now() - make_interval(days => day)) = 1 and hour < 12 and d.n % 6 <> 0);

alter table interaction disable trigger user;
insert into interaction (id, uai, contact_id, academie, author, occurred_at, recorded_at, channel, direction, outcome, approach,
	introduced_by_name, notes, version)
select md5('interaction' || n)::uuid, uai, contact_id, academie, md5('account' || 4 + n % 17)::uuid, least(at, now() - interval '1 minute'), at,
	pg_temp.pick(array['TELEPHONE', 'TELEPHONE', 'TELEPHONE', 'MEL', 'MEL', 'VISITE', 'EVENEMENT'], n, 41),
	case when pg_temp.draw(n, 42) < 0.15 then 'ENTRANT' else 'SORTANT' end,
	pg_temp.pick(array['JOINT', 'JOINT', 'JOINT', 'MESSAGERIE', 'SANS_REPONSE', 'SANS_REPONSE', 'REFUS', 'A_RAPPELER', 'MAUVAIS_NUMERO'], n, 43),
	case when pg_temp.draw(n, 44) < 0.6 then 'FROID' when pg_temp.draw(n, 44) < 0.85 then 'INTRODUIT' else 'SOLLICITE' end,
	case when pg_temp.draw(n, 44) between 0.6 and 0.85 then 'une collègue' end,
	case when pg_temp.draw(n, 45) < 0.7 then 'Échange noté pour l’essai de charge, numéro ' || n || '.' end, 0
from (select row_number() over (order by n) as rank, talk.* from talk) t where rank <= 500000;
-- One school that never stops talking.
insert into interaction (id, uai, contact_id, academie, author, occurred_at, recorded_at, channel, direction, outcome, approach, notes,
	version)
select md5('long' || d.n)::uuid, p.uai, p.ids[1 + d.n % cardinality(p.ids)], p.academie, md5('account5')::uuid,
	now() - make_interval(days => 2 * d.n), now() - make_interval(days => 2 * d.n), 'TELEPHONE', 'SORTANT',
	pg_temp.pick(array['JOINT', 'MESSAGERIE', 'SANS_REPONSE'], d.n, 46), 'FROID', 'Un échange parmi cinq cents.', 0
from generate_series(1, 500) d (n)
	cross join (select uai, academie, array_agg(id order by id) as ids from person where uai = '7000009F' group by 1, 2) p;
alter table interaction enable trigger user;
update contact c set last_exchange_at = s.exchanged, last_reached_at = s.reached
from (select contact_id, max(occurred_at) as exchanged, max(occurred_at) filter (where outcome = 'JOINT') as reached
	from interaction group by contact_id) s
where c.id = s.contact_id;
insert into interaction_argument (interaction_id, argument_id, reaction)
select md5('interaction' || n)::uuid, a.id, pg_temp.pick(array['FAVORABLE', 'FAVORABLE', 'NEUTRE', 'DEFAVORABLE'], n, 51)
from talk t join (select id, row_number() over (order by position) - 1 as rank from argument) a on a.rank = t.n % 6
where t.n % 5 < 2 and exists (select from interaction i where i.id = md5('interaction' || t.n)::uuid);
insert into interaction_objection (interaction_id, objection_id, lifted, answer_id)
select md5('interaction' || n)::uuid, o.id, pg_temp.draw(n, 52) < 0.4,
	case when n % 3 > 0 then (select a.id from objection_answer a where a.objection_id = o.id order by a.position limit 1) end
from talk t join (select id, row_number() over (order by position) - 1 as rank from objection) o on o.rank = t.n % 12
where t.n % 4 = 0 and exists (select from interaction i where i.id = md5('interaction' || t.n)::uuid);

-- Who knows whom, across schools.
insert into acquaintance (id, one, other, kind, noted_at, noted_by)
select md5('tie' || a.n)::uuid, a.id, b.id, pg_temp.pick(array['ANCIEN_COLLEGUE', 'MEME_RESEAU', 'FORME_PAR', 'MEME_SECTEUR', 'CONNAIT'], a.n, 53),
	now() - make_interval(days => (a.n % 700)::integer), md5('account5')::uuid
from person a join person b on b.n = a.n + 7919
where a.n % 8 = 0;

-- The funnel of 2019: of 300 contacted, 105 signed up, 44 imported their pupils, 24 in use.
create temporary table way as
select t.uai, t.academie, t.rank, s.code, s.position, md5('owner' || t.rank % 17)::uuid as seed,
	lag(s.code) over (partition by t.uai order by s.position) as before
from target t
	join lateral (select case when d < 0.45 then 2 when d < 0.65 then 3 when d < 0.78 then 4 when d < 0.853 then 5
			when d < 0.92 then 6 when d < 0.97 then 7 else 8 end as last
		from (select pg_temp.draw(t.rank, 61) d) x) y on true
	join stage s on s.position between 2 and y.last
where pg_temp.draw(t.rank, 62) < 0.7;
insert into stage_move (id, uai, academie, from_stage, to_stage, moved_at, moved_by, cause)
select md5('move' || uai || code)::uuid, uai, academie, before, code,
	now() - make_interval(days => (floor(pg_temp.draw(rank, 63) * 900)::integer * (9 - position)) / 8), md5('account' || 4 + rank % 17)::uuid, 'MAIN'
from way;
insert into pursuit (uai, academie, stage, since, owner, version)
select distinct on (uai) uai, academie, code, now() - interval '30 days', md5('account' || 4 + rank % 17)::uuid, 0
from way order by uai, position desc;
insert into follow_up (id, uai, academie, kind, due_on, note, owner, opened_at, opened_by, version)
select md5('follow-up' || rank)::uuid, uai, academie, 'APPEL', current_date + (rank % 60)::integer - 5, 'Rappeler.',
	md5('account' || 4 + rank % 17)::uuid, now(), md5('account' || 4 + rank % 17)::uuid, 0
from target where rank % 2 = 0;

-- A campaign of calls under way, one before it, and a post that every school of the country is to read.
insert into campaign (id, name, purpose, channel, source, starts_on, owner, created_at, created_by, launched_at, launched_by, version)
select ('00000000-0000-4000-8000-00000000000' || n)::uuid, 'Campagne ' || n, 'Mesurer', case n when 3 then 'PUBLICATION' else 'APPELS' end, '/etablissements',
	current_date - 60 * n, a.id, now() - make_interval(days => 60 * n), a.id, now() - make_interval(days => 60 * n), a.id, 0
from generate_series(1, 3) n, account a where a.id = md5('account5')::uuid;
insert into campaign_recipient (id, campaign_id, of_person, uai, academie, held)
select gen_random_uuid(), ('00000000-0000-4000-8000-00000000000' || n)::uuid, false, t.uai, t.academie, case when t.rank % 9 = 0 then 'RECENT' end
from target t, generate_series(1, 2) n where t.rank % 4 = n
union all
select gen_random_uuid(), '00000000-0000-4000-8000-000000000003', false, uai, academie, null from establishment where state = 'OUVERT';
update interaction i set campaign_id = c.id
from campaign c, target t
where c.channel = 'APPELS' and t.rank % 4 = case c.id when '00000000-0000-4000-8000-000000000001' then 1 else 2 end and i.uai = t.uai
	and i.occurred_at between c.launched_at and c.launched_at + interval '60 days';
update interaction set campaign_id = '00000000-0000-4000-8000-000000000003'
where campaign_id is null and occurred_at > now() - interval '180 days' and hashtext(id::text) % 50 = 0;

-- « Ce qui marche », as if each exchange had been logged in its time.
insert into effect_change select distinct paris_day(occurred_at) from interaction;
select effect_refresh();
