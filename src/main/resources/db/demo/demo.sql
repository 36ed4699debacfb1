-- A small invented set, so that every page of a first start means something. Nobody and nothing here exists: UAI under 099,
-- a prefix that no département has; telephone numbers that the regulator keeps for fiction; addresses in .example.
create temporary table demo_school (n integer, name text, town text, postcode text, departement text, kind text,
	sector text, ep text, stage text, owner text) on commit drop;
insert into demo_school values
	(1, 'Collège des Tilleuls imaginaires', 'Villeneuve-l’Exemple', '59990', '059', 'COLLEGE', 'PUBLIC', 'REP', 'UTILISATEUR', 'equipe'),
	(2, 'Collège du Pont fictif', 'Saint-Essai-sur-Lys', '59991', '059', 'COLLEGE', 'PUBLIC', null, 'EXPERIMENTATEUR', 'equipe'),
	(3, 'Collège Augustine Modèle', 'Démonstration-les-Bains', '62990', '062', 'COLLEGE', 'PUBLIC', 'REP+', 'INSCRIT', 'coordination'),
	(4, 'Collège de la Fable', 'Beauval-Fictif', '62991', '062', 'COLLEGE', 'PUBLIC', null, 'CONTACTE', 'equipe'),
	(5, 'Collège privé Notre-Dame de l’Exemple', 'Villeneuve-l’Exemple', '59990', '059', 'COLLEGE', 'PRIVE', null, 'SANS_SUITE', 'equipe'),
	(6, 'Collège des Hypothèses', 'Mont-Supposé', '80990', '080', 'COLLEGE', 'PUBLIC', null, 'INTERESSE', 'equipe'),
	(7, 'Collège Jeanne Prototype', 'Val-d’Épreuve', '80991', '080', 'COLLEGE', 'PUBLIC', 'REP', 'CONTACTE', 'coordination'),
	(8, 'Collège de la Clairière inventée', 'Bois-Rêvé', '60990', '060', 'COLLEGE', 'PUBLIC', null, 'REPERE', null),
	(9, 'Collège du Phare imaginaire', 'Port-Fictif', '22990', '022', 'COLLEGE', 'PUBLIC', null, 'ACTIVE', 'equipe'),
	(10, 'Collège Émile Ébauche', 'Plou-Essai', '29990', '029', 'COLLEGE', 'PUBLIC', null, 'INTERESSE', 'coordination'),
	(11, 'Collège des Embruns supposés', 'Lann-Exemple', '56990', '056', 'COLLEGE', 'PUBLIC', null, 'CONTACTE', 'equipe'),
	(12, 'Collège de la Garance fictive', 'Mas-Modèle', '30990', '030', 'COLLEGE', 'PUBLIC', 'REP', 'EN_PAUSE', 'equipe'),
	(13, 'Collège Lucie Maquette', 'Sainte-Esquisse', '34990', '034', 'COLLEGE', 'PUBLIC', null, 'CONTACTE', 'coordination'),
	(14, 'Collège du Canal rêvé', 'Castel-Fictif', '31990', '031', 'COLLEGE', 'PUBLIC', null, 'INSCRIT', 'equipe'),
	(15, 'Collège des Pyrénées imaginaires', 'Col-de-l’Exemple', '65990', '065', 'COLLEGE', 'PUBLIC', null, 'REPERE', null),
	(16, 'Collège du Belvédère fictif', 'Rive-Essai', '69990', '069', 'COLLEGE', 'PUBLIC', 'REP+', 'FIDELISE', 'equipe'),
	(17, 'Collège Ada Croquis', 'Bourg-Modèle', '42990', '042', 'COLLEGE', 'PUBLIC', null, 'CONTACTE', 'equipe'),
	(18, 'Collège de la Ravine inventée', 'Saint-Exemple', '97490', '974', 'COLLEGE', 'PUBLIC', 'REP', 'INTERESSE', 'equipe'),
	(19, 'Collège du Lagon fictif', 'Anse-Modèle', '97290', '972', 'COLLEGE', 'PUBLIC', null, null, null),
	(20, 'Lycée de l’Archipel supposé', 'Villeneuve-l’Exemple', '59990', '059', 'LYCEE', 'PUBLIC', null, null, null),
	(21, 'École élémentaire des Brouillons', 'Villeneuve-l’Exemple', '59990', '059', 'ECOLE', 'PUBLIC', null, null, null),
	(22, 'Collège des Deux-Esquisses', 'Fontaine-Fictive', '77990', '077', 'COLLEGE', 'PUBLIC', null, 'CONTACTE', 'equipe'),
	(23, 'Collège Olympe Gabarit', 'Plateau-Exemple', '93990', '093', 'COLLEGE', 'PUBLIC', 'REP', 'INTERESSE', 'coordination'),
	(24, 'Collège de la Plaine rêvée', 'Mesnil-Modèle', '94990', '094', 'COLLEGE', 'PUBLIC', null, null, null);
alter table demo_school add uai text, add academie text, add contact uuid default gen_random_uuid(),
	add second uuid default gen_random_uuid();
update demo_school s
set uai = lpad((990000 + n)::text, 7, '0') || substr('ABCDEFGHJKLMNPRSTUVWXYZ', (990000 + n) % 23 + 1, 1),
	academie = d.academie
from departement d where d.code = s.departement;

insert into establishment (uai, name, kind, nature_label, sector, address, postcode, town, departement, academie, phone,
	email, priority_education, state, opened_on)
select uai, name, kind, kind, sector, n || ' rue de l’Invention', postcode, town, departement, academie,
	'+3319900' || lpad((n * 37 % 10000)::text, 4, '0'), 'ce.' || lower(uai) || '@academie.example', ep, 'OUVERT',
	date '1980-09-01' + n * 200
from demo_school;

-- One or two people for each school that someone has spotted.
create temporary table demo_person (n integer, given_name text, family_name text, profile text, title text) on commit drop;
insert into demo_person values
	(0, 'Camille', 'Exemple', 'INTENDANT', 'secrétaire générale d’EPLE'), (1, 'Dominique', 'Fictif', 'SECRETARIAT', null),
	(2, 'Sacha', 'Imaginaire', 'PRINCIPAL', 'principale'), (3, 'Noé', 'Brouillon', 'TEACHER', 'professeur de technologie'),
	(4, 'Lou', 'Modèle', 'INTENDANT', 'gestionnaire'), (5, 'Maxence', 'Gabarit', 'PARENT_FEDERATION', 'élu au conseil d’administration'),
	(6, 'Alix', 'Esquisse', 'SECRETARIAT', 'secrétaire de direction');

insert into contact (id, family_name, given_name, notes, source, informed_on, academies, created_at, created_by, version)
select s.contact, p.family_name, (array['Alix', 'Camille', 'Noé', 'Sacha', 'Lou', 'Dominique', 'Charlie', 'Maxence', 'Andrea', 'Claude', 'Eden', 'Gaël', 'Inès', 'Jules', 'Kim', 'Loïs', 'Maé', 'Nour', 'Océane', 'Paul', 'Robin', 'Soline', 'Théa', 'Zoé'])[s.n],
	case when s.n % 4 = 0 then 'Préfère être appelé·e en fin de matinée.' end,
	case when s.n % 2 = 0 then 'Site de l’établissement' else 'Openlab' end, current_date - 60 - s.n, array[s.academie],
	now() - make_interval(days => 60 + s.n), a.id, 0
from demo_school s join demo_person p on p.n = s.n % 7
	join account a on a.email = 'equipe@demo.example'
where s.stage is not null
union all
select s.second, p.family_name || '-Essai', p.given_name, null, 'Donné par le secrétariat', null, array[s.academie],
	now() - make_interval(days => 30 + s.n), a.id, 0
from demo_school s join demo_person p on p.n = (s.n + 2) % 7
	join account a on a.email = 'equipe@demo.example'
where s.stage is not null and s.n % 3 = 0;

insert into post (id, contact_id, uai, academie, profile, title, started_on)
select gen_random_uuid(), s.contact, s.uai, s.academie, p.profile, p.title, date '2023-09-01'
from demo_school s join demo_person p on p.n = s.n % 7 where s.stage is not null
union all
select gen_random_uuid(), s.second, s.uai, s.academie, p.profile, p.title, date '2024-09-01'
from demo_school s join demo_person p on p.n = (s.n + 2) % 7 where s.stage is not null and s.n % 3 = 0;

insert into contact_phone (contact_id, position, number)
select contact, 0, '+3363998' || lpad((n * 113 % 10000)::text, 4, '0') from demo_school where stage is not null and n % 5 <> 0;
insert into contact_email (contact_id, position, address)
select s.contact, 0, 'personne' || s.n || '@college.example' from demo_school s where stage is not null and n % 4 <> 1;

insert into opposition (id, contact_id, declared_at, declared_by, reason)
select gen_random_uuid(), s.contact, now() - interval '20 days', a.id, 'A demandé par téléphone à ne plus être appelée.'
from demo_school s, account a where s.n = 5 and a.email = 'equipe@demo.example';

-- The way of each school up to its stage: one exchange a step, a fortnight apart, the last a few days ago.
create temporary table demo_step on commit drop as
select s.*, st.code as to_stage,
	lag(st.code) over (partition by s.n order by st.position) as from_stage,
	gen_random_uuid() as interaction_id,
	date_trunc('day', now()) - make_interval(days => 2 + s.n % 6 + 14 * (count(*) over (partition by s.n) - row_number() over (partition by s.n order by st.position))::integer)
		+ make_interval(hours => 9 + s.n % 6, mins => 15 * (s.n % 4)) as at,
	row_number() over (partition by s.n order by st.position) as step
from demo_school s
	join stage mine on mine.code = s.stage
	join stage st on st.code = s.stage
		or (st.position <= case when mine.category = 'A_PART' then 2 else mine.position end and st.position > 1)
where s.stage <> 'REPERE';

-- Nobody works on a Saturday or a Sunday.
update demo_step set at = at - make_interval(days => greatest(extract(isodow from at)::integer - 5, 0));

insert into interaction (id, uai, contact_id, academie, author, occurred_at, recorded_at, channel, direction, outcome,
	approach, introduced_by_name, notes, version)
select interaction_id, uai, contact, academie, a.id, at, at + interval '4 minutes',
	(array['TELEPHONE', 'TELEPHONE', 'MEL', 'TELEPHONE', 'VISITE'])[1 + (n + step) % 5],
	case when (n + step) % 7 = 0 then 'ENTRANT' else 'SORTANT' end,
	case when to_stage = 'SANS_SUITE' then 'REFUS' when to_stage = 'EN_PAUSE' then 'A_RAPPELER'
		when step = 1 and n % 3 = 1 then 'MESSAGERIE' else 'JOINT' end,
	case when (n + step) % 7 = 0 then 'SOLLICITE' when n % 3 = 0 then 'INTRODUIT' else 'FROID' end,
	case when n % 3 = 0 and (n + step) % 7 <> 0 then 'une collègue de l’académie' end,
	(array['Écoute attentive. Veut voir ce que verront les familles avant d’en parler au chef d’établissement.',
		'Ne croyait pas à la gratuité ; la lettre de mission a rassuré.',
		'Demande comment se passe le retour dans SIECLE.',
		'D’accord pour une démonstration accompagnée après les vacances.',
		'Le secrétariat gère les inscriptions : rappeler avec le mode d’emploi sous les yeux.'])[1 + (n * 3 + step) % 5],
	0
from demo_step join account a on a.email = coalesce(owner, 'equipe') || '@demo.example';

insert into stage_move (id, uai, academie, from_stage, to_stage, moved_at, moved_by, reason, cause, interaction_id)
select gen_random_uuid(), uai, academie, from_stage, to_stage, at, a.id,
	case to_stage when 'SANS_SUITE' then 'L’équipe utilise déjà un autre service.'
		when 'EN_PAUSE' then 'Changement de gestionnaire à la rentrée : rappeler ensuite.' end,
	'ECHANGE', interaction_id
from demo_step join account a on a.email = coalesce(owner, 'equipe') || '@demo.example';

insert into stage_move (id, uai, academie, to_stage, moved_at, moved_by, cause)
select gen_random_uuid(), uai, academie, 'REPERE', now() - interval '3 days', a.id, 'MAIN'
from demo_school, account a where stage = 'REPERE' and a.email = 'coordination@demo.example';

insert into pursuit (uai, academie, stage, since, owner, version)
select s.uai, s.academie, s.stage, (select max(moved_at) from stage_move m where m.uai = s.uai), a.id, 0
from demo_school s left join account a on a.email = s.owner || '@demo.example'
where s.stage is not null;

insert into interaction_argument (interaction_id, argument_id, reaction)
select d.interaction_id, g.id, (array['FAVORABLE', 'NEUTRE', 'FAVORABLE', 'DEFAVORABLE'])[1 + (d.n + d.step::integer) % 4]
from demo_step d join lateral (select id from argument order by position offset (d.n % 3) limit 1) g on true;
insert into interaction_objection (interaction_id, objection_id, lifted)
select d.interaction_id, o.id, d.n % 2 = 0
from demo_step d join lateral (select id from objection order by position offset (d.n % 6) limit 1) o on true
where d.step % 2 = 1;

-- Next steps: some late, some today, some to come.
insert into follow_up (id, uai, contact_id, academie, kind, due_on, note, owner, opened_at, opened_by, version)
select gen_random_uuid(), s.uai, s.contact, s.academie, (array['APPEL', 'APPEL', 'MEL', 'DOCUMENT'])[1 + s.n % 4],
	current_date + (s.n % 9) - 3,
	(array['Rappeler après avoir envoyé la lettre de mission.', 'Proposer une démonstration.', 'Demander la date du conseil d’administration.',
		'Envoyer le mode d’emploi.'])[1 + s.n % 4],
	a.id, now() - interval '5 days', a.id, 0
from demo_school s join account a on a.email = coalesce(s.owner, 'equipe') || '@demo.example'
where s.stage is not null and s.stage not in ('SANS_SUITE', 'REPERE');
update follow_up set due_on = due_on - greatest(extract(isodow from due_on)::integer - 5, 0);

-- What people think of us, who knows whom, and doors that we asked to have opened.
insert into attitude_note (id, contact_id, attitude, noted_at, noted_by, reason, interaction_id)
select gen_random_uuid(), d.contact,
	case d.stage when 'FIDELISE' then 'ALLIE' when 'UTILISATEUR' then 'ALLIE' when 'SANS_SUITE' then 'OPPOSE'
		when 'EN_PAUSE' then 'RETICENT' when 'CONTACTE' then 'NEUTRE' else 'FAVORABLE' end,
	d.at, a.id,
	case d.stage when 'FIDELISE' then 'En parle à ses collègues des collèges voisins.'
		when 'UTILISATEUR' then 'A vu l’équipe gagner deux semaines en juin.' when 'SANS_SUITE' then 'Ne veut pas d’un outil de plus.'
		when 'EN_PAUSE' then 'Redoute la charge de travail à la rentrée.' when 'CONTACTE' then 'Écoute, sans s’engager.'
		else 'A demandé une démonstration.' end, d.interaction_id
from (select distinct on (n) * from demo_step order by n, step desc) d
	join account a on a.email = coalesce(d.owner, 'equipe') || '@demo.example';

create temporary table demo_acquaintance (one integer, other integer, kind text, note text) on commit drop;
insert into demo_acquaintance values
	(1, 4, 'ANCIEN_COLLEGUE', 'Même établissement avant 2019.'), (1, 22, 'CONNAIT', null), (16, 17, 'FORME_PAR', 'Formation des gestionnaires.'),
	(16, 14, 'MEME_RESEAU', 'Réseau d’entraide des gestionnaires.'), (2, 7, 'MEME_SECTEUR', null), (10, 11, 'MEME_RESEAU', null),
	(9, 11, 'ANCIEN_COLLEGUE', null), (14, 13, 'CONNAIT', null), (3, 6, 'MEME_RESEAU', null), (23, 22, 'FORME_PAR', null);
insert into acquaintance (id, one, other, kind, note, noted_at, noted_by)
select gen_random_uuid(), s.contact, t.contact, q.kind, q.note, now() - interval '25 days', a.id
from demo_acquaintance q join demo_school s on s.n = q.one join demo_school t on t.n = q.other
	join account a on a.email = 'equipe@demo.example';

insert into introduction (id, uai, academie, introducer_id, reason, message, asked_at, asked_by, outcome, outcome_at, outcome_by,
	outcome_note, version)
select gen_random_uuid(), t.uai, t.academie, s.contact, q.reason,
	'Bonjour, je crois que vous connaissez des collègues au ' || t.name || '. Accepteriez-vous de nous présenter ?',
	now() - make_interval(days => q.days), a.id, q.outcome, case when q.outcome is not null then now() - make_interval(days => q.days - 4) end, case when q.outcome is not null then a.id end,
	q.note, 0
from (values (1, 22, 'Connaît une personne en poste dans cet établissement.', 9, null, null),
		(16, 17, 'A été formée par une personne en poste dans cet établissement.', 30, 'ACCEPTEE', 'En a parlé en réunion de bassin.'))
		q (one, other, reason, days, outcome, note)
	join demo_school s on s.n = q.one join demo_school t on t.n = q.other
	join account a on a.email = 'equipe@demo.example';

-- Organisations, with a committee and someone who represents it on two boards.
insert into organisation (id, name, kind, academie, parent_id, version) values
	('a0000000-0000-4000-8000-000000000001', 'Fédération imaginaire des parents', 'FEDERATION', null, null, 0),
	('a0000000-0000-4000-8000-000000000002', 'Comité fictif du bassin de Lille', 'FEDERATION', '09', 'a0000000-0000-4000-8000-000000000001', 0),
	('a0000000-0000-4000-8000-000000000003', 'Réseau rêvé des gestionnaires', 'RESEAU', null, null, 0),
	('a0000000-0000-4000-8000-000000000004', 'Délégation inventée au numérique', 'SERVICE_ACADEMIQUE', '09', null, 0);
insert into contact (id, family_name, given_name, source, informed_on, academies, created_at, created_by, version)
select 'a0000000-0000-4000-8000-000000000005', 'Délégué-Fictif', 'Morgan', 'Réunion de la fédération', current_date - 10, array['09'],
	now() - interval '12 days', id, 0
from account where email = 'equipe@demo.example';
insert into post (id, contact_id, organisation_id, academie, profile, title, started_on)
values (gen_random_uuid(), 'a0000000-0000-4000-8000-000000000005', 'a0000000-0000-4000-8000-000000000002', '09', 'PARENT_FEDERATION',
	'président du comité', date '2024-09-01');
insert into seat (id, contact_id, uai, academie, board, started_on)
select gen_random_uuid(), 'a0000000-0000-4000-8000-000000000005', uai, academie, 'CONSEIL_ADMINISTRATION', date '2025-09-01'
from demo_school where n in (1, 2);

-- When some may be called, a phone campaign under way, and a contact who asked for another moment.
insert into opening_hours (id, uai, academie, hours, wish, note, set_at, set_by)
select gen_random_uuid(), s.uai, s.academie, '1 14:00-16:30, 2 09:00-11:30, 4 09:00-11:30, 5 09:00-11:30', false,
	'Le standard ne répond pas avant neuf heures.', now() - interval '15 days', a.id
from demo_school s, account a where s.n = 8 and a.email = 'equipe@demo.example';
insert into opening_hours (id, contact_id, hours, wish, note, set_at, set_by)
select gen_random_uuid(), s.contact, '2 10:00-12:00', true, 'Plutôt le mardi matin.', now() - interval '6 days', a.id
from demo_school s, account a where s.n = 1 and a.email = 'equipe@demo.example';
insert into closed_period (id, uai, academie, first_day, last_day, reason, entered_at, entered_by)
select gen_random_uuid(), s.uai, s.academie, current_date + 8, current_date + 8, 'Centre d’examen', now() - interval '2 days', a.id
from demo_school s, account a where s.n = 2 and a.email = 'equipe@demo.example';

insert into phone_campaign (id, name, purpose, focus, done_when, starts_on, ends_on, source, created_at, created_by, version)
select 'a0000000-0000-4000-8000-000000000006', 'Avant les conseils d’administration',
	'Proposer une démonstration aux établissements contactés et restés sans suite.', 'Le temps rendu au secrétariat, chiffres à l’appui.',
	'Chaque établissement a été joint, ou appelé trois fois.', current_date - 7, current_date + 21, '/etablissements?etape=CONTACTE',
	now() - interval '7 days', id, 0
from account where email = 'coordination@demo.example';
insert into phone_campaign_caller (campaign_id, account_id)
select 'a0000000-0000-4000-8000-000000000006', id from account where email in ('equipe@demo.example', 'coordination@demo.example');
insert into follow_up (id, uai, contact_id, academie, kind, due_on, owner, opened_at, opened_by, version, campaign_id)
select gen_random_uuid(), s.uai, s.contact, s.academie, 'APPEL', current_date - 7, a.id, now() - interval '7 days', a.id, 0,
	'a0000000-0000-4000-8000-000000000006'
from demo_school s join account a on a.email = case when s.n % 2 = 0 then 'equipe' else 'coordination' end || '@demo.example'
where s.stage = 'CONTACTE' and not exists (select from follow_up f where f.uai = s.uai and f.kind = 'APPEL');

insert into appointment (id, follow_up_id, token_hash, offered, offered_at, offered_by, expires_at, status, answered_at, wish, version)
select gen_random_uuid(), f.id, sha256(gen_random_uuid()::text::bytea), array[now() + interval '1 day', now() + interval '3 days'],
	now() - interval '1 day', f.owner, now() + interval '3 days', 'AUTRE', now() - interval '3 hours',
	'Plutôt un mardi matin, après le conseil d’administration.', 0
from follow_up f join demo_school s on s.uai = f.uai
where s.n = 1 and f.campaign_id is null and f.kind = 'APPEL';

-- Messages ready to be sent, one for each profile and its main channel.
create temporary table demo_message (n integer, title text, channel text, profiles text[], subject text, body text) on commit drop;
insert into demo_message values
	(1, 'Gestionnaire : moins de paperasse en juin', 'MEL', array['INTENDANT'], 'Les inscriptions de {{etablissement}}, sans les photocopies',
'Bonjour {{prenom}} {{nom}},

Vous savez mieux que personne ce que demandent les inscriptions : des jours de photocopies, de pièces à réclamer et de ressaisie dans SIECLE.

Dossiersco est un service du ministère, libre et gratuit, né dans des collèges et porté par un gestionnaire. Les familles remplissent le dossier en ligne ; votre équipe le relit et le renvoie dans SIECLE. La journée d’inscription reste, avec du temps pour recevoir ceux qui en ont besoin.

Je vous envoie volontiers la lettre de mission et la convention, et un quart d’heure au téléphone suffit pour tout voir. Quel moment vous conviendrait ?

Bien à vous,
{{expediteur}}
{{expediteur.courriel}}'),
	(2, 'Gestionnaire : les collèges voisins s’y mettent', 'MEL', array['INTENDANT', 'PRINCIPAL'], 'Dossiersco : où en est l’académie de {{academie}}',
'Bonjour {{nom.complet}},

Inscrits à ce jour : {{colleges.inscrits.departement}}. Peut-être connaissez-vous des collègues qui s’en servent déjà ? Ils en parlent mieux que moi.

Dossiersco dématérialise le dossier d’inscription au collège. C’est une Startup d’État, validée par le ministère : gratuite maintenant et ensuite, sans abonnement caché.

Voulez-vous que je vous mette en relation avec l’un d’eux ?

{{expediteur}}'),
	(3, 'Secrétariat : un mode d’emploi sous la main', 'MEL', array['SECRETARIAT'], 'Inscriptions en ligne : comment cela se passe au secrétariat',
'Bonjour {{prenom}} {{nom}},

Au secrétariat, vous êtes en première ligne le jour des inscriptions. Dossiersco vous montre les dossiers complets, ceux qui attendent une pièce, et relance les familles à votre place.

Pas de formation à suivre : un mode d’emploi en PDF, étape par étape, une courte vidéo, et quelqu’un au bout du fil la première fois.

Souhaitez-vous que je vous envoie le mode d’emploi ?

{{expediteur}}
{{expediteur.courriel}}'),
	(4, 'Direction : un service du ministère, une bonne première impression', 'MEL', array['PRINCIPAL'], '{{etablissement}} et l’inscription en ligne',
'Bonjour {{prenom}} {{nom}},

Le premier contact des familles avec {{etablissement}}, c’est l’inscription. Avec Dossiersco, elles la font en ligne, depuis un téléphone, et votre équipe retrouve plusieurs jours en fin d’année.

C’est une Startup d’État, portée par le ministère : une lettre de mission et une convention en fixent le cadre. Rien à acheter, rien à installer ; SIECLE reste la référence.

Puis-je vous appeler un quart d’heure, avec la personne qui gère les inscriptions ?

{{expediteur}}'),
	(5, 'Enseignants : rapprocher les familles du collège', 'REUNION', array['TEACHER'], null,
'À dire en salle des professeurs, en deux minutes.

L’inscription est souvent une file d’attente et un tas de papiers. Quand le dossier se fait en ligne, la rencontre du jour J sert enfin à se rencontrer : visiter le collège, poser des questions, parler des options.

L’outil a été fait par des gens du terrain, pour des gens du terrain. Si l’idée vous plaît, parlez-en à la personne qui gère {{etablissement}} : c’est elle que l’on écoutera, pas nous.

Contact : {{expediteur}}, {{expediteur.courriel}}'),
	(6, 'Parents élus : à porter au conseil d’administration', 'MEL', array['PARENT_FEDERATION'], 'Inscription au collège : une demi-journée de moins à poser',
'Bonjour {{nom.complet}},

Chaque printemps, les familles posent une demi-journée pour recopier ce que l’administration sait déjà. Avec Dossiersco, le dossier se remplit en ligne, et l’on ne vient que pour découvrir le collège ou pour être aidé.

Le service est public et gratuit. Accepteriez-vous d’en parler lors d’un prochain conseil d’administration ? Je vous prépare volontiers une page à distribuer.

{{expediteur}}
{{expediteur.courriel}}'),
	(7, 'Intendance zones : témoignage à publier', 'ZONE_INTENDANCE', array['INTENDANT'], 'Dématérialiser l’inscription : ce que nous en disons après une saison',
'Bonjour à toutes et à tous,

Nous avons ouvert l’inscription en ligne avec Dossiersco. Ce qui a changé : moins de ressaisie dans SIECLE, moins de relances, des familles qui arrivent avec un dossier complet. Ce qui n’a pas changé : nous recevons toujours celles qui en ont besoin.

Oui, c’est gratuit : c’est un service du ministère. La lettre de mission et la convention sont à la disposition de qui veut les lire.

Pour voir de quoi il s’agit : {{lien.suivi}}

Je réponds ici aux questions.

{{expediteur}}'),
	(8, 'Forum des gestionnaires : réponse à « c’est trop beau »', 'FORUM', array['INTENDANT'], 'Dossiersco : gratuit, vraiment ?',
'Bonjour,

On nous dit souvent : gratuit six mois, payant ensuite. Non : Dossiersco est financé par le ministère, son code est libre, et la convention ne prévoit aucun paiement.

Dans l’académie de {{academie}}, inscrits à ce jour : {{colleges.inscrits.academie}}. Demandez-leur, ou voyez par vous-mêmes : {{lien.suivi}}

{{expediteur}}'),
	(9, 'Revue AJI : proposition d’article', 'REVUE_AJI', array['INTENDANT'], 'Un outil du terrain pour les inscriptions au collège',
'Madame, Monsieur,

Nous proposons à la revue le récit d’une saison d’inscriptions en ligne, écrit par des gestionnaires qui l’ont vécue : ce qu’il a fallu préparer, ce que l’équipe y a gagné, ce qui reste à améliorer.

Deux pages, sans publicité, relues par les collègues cités. Le service est décrit ici : {{lien.suivi}}

{{expediteur}}
{{expediteur.courriel}}'),
	(11, 'Liste de diffusion : dans notre département', 'MEL', array['INTENDANT', 'SECRETARIAT', 'PRINCIPAL'], 'Inscriptions en ligne : où en est notre département',
'Bonjour à toutes et à tous,

Où en est-on près de chez nous ? {{colleges.inscrits.departement}} ont choisi Dossiersco pour les inscriptions de juin. Les familles remplissent le dossier en ligne, nous le relisons, et SIECLE le reprend sans ressaisie.

C’est gratuit, maintenant et ensuite. Pour voir de quoi il s’agit : {{lien.suivi}}

Je réponds volontiers à vos questions,
{{expediteur}}
{{expediteur.courriel}}'),
	(10, 'Ancien texte : l’innovation d’abord', 'MEL', array['PRINCIPAL'], 'Un collège moderne',
'Bonjour {{nom.complet}},

L’innovation séduit ou irrite : ce texte-ci a trop irrité. Gardé pour mémoire.

{{expediteur}}');
insert into message_template (id, title, channel, profiles, subject, body, retired_at, version)
select ('b0000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, title, channel, profiles, subject, body,
	case when n = 10 then now() - interval '3 days' end, case when n = 10 then 1 else 0 end
from demo_message;
insert into message_change (template_id, version, kind, title, channel, profiles, subject, body, changed_at, changed_by)
select t.id, c.version, c.kind, t.title, t.channel, t.profiles, t.subject, t.body, now() - make_interval(days => c.days), a.id
from message_template t
	join (values (0, 'CREATION', 30), (1, 'RETRAIT', 3)) c (version, kind, days) on c.version <= t.version
	join account a on a.email = 'equipe@demo.example';

-- Campaigns: one over, two under way, one to come, with whom they were for and what is attributed to them.
insert into campaign (id, name, purpose, channel, source, starts_on, ends_on, owner, target, target_unit, created_at, created_by,
	launched_at, launched_by, closed_at, closed_by, version)
select ('a0000000-0000-4000-8000-0000000001' || lpad(k.n::text, 2, '0'))::uuid, k.name, k.purpose, k.channel, k.source,
	current_date - k.since, current_date + k.until, a.id, k.target, k.unit, now() - make_interval(days => k.since + 1), a.id,
	case when k.launched then now() - make_interval(days => k.since) end, case when k.launched then a.id end,
	case when k.until < 0 then now() + make_interval(days => k.until) end, case when k.until < 0 then a.id end, 0
from (values
	(1, 'Faire connaître le service aux collèges publics', 'Que chaque collège public ait entendu parler de l’inscription en ligne avant les vacances.',
		'APPELS', '/etablissements?secteur=PUBLIC', 70, -16, 10, 'JOINTS', true, 'coordination'),
	(2, 'Avant les conseils d’administration', 'Proposer une démonstration aux établissements contactés et restés sans suite.',
		'APPELS', '/etablissements?etape=CONTACTE', 15, 21, 5, 'JOINTS', true, 'equipe'),
	(3, 'Le mot passe dans le Nord', 'Que les ambassadeurs parlent du service à leurs collègues, récits à l’appui.',
		'AMBASSADEURS', '/etablissements?academie=09', 12, 40, 200, 'LECTURES', true, 'coordination'),
	(4, 'Gestionnaires : le temps rendu au secrétariat', 'Écrire aux gestionnaires, chiffres à l’appui, avant le budget.',
		'MEL', '/contacts?profil=INTENDANT', -10, 40, 3, 'REPONSES', false, 'equipe'))
	k (n, name, purpose, channel, source, since, until, target, unit, launched, owner)
	join account a on a.email = k.owner || '@demo.example';
insert into campaign_recipient (id, campaign_id, of_person, uai, academie, held)
select gen_random_uuid(), k.id, false, s.uai, s.academie, case when k.channel = 'APPELS' and s.n % 9 = 4 then 'RECENT' end
from campaign k join demo_school s on case k.source when '/etablissements?secteur=PUBLIC' then s.sector = 'PUBLIC'
	when '/etablissements?etape=CONTACTE' then s.stage = 'CONTACTE' else s.academie = '09' end
where k.launched_at is not null;
update interaction i set campaign_id = k.id
from campaign k join campaign_recipient r on r.campaign_id = k.id and r.held is null
where r.uai = i.uai and i.occurred_at >= k.launched_at and i.occurred_at < coalesce(k.closed_at, now());
update phone_campaign set outreach_id = 'a0000000-0000-4000-8000-000000000102' where id = 'a0000000-0000-4000-8000-000000000006';
insert into campaign_message (campaign_id, template_id, added_at, added_by)
select k.id, t.id, now(), k.owner
from campaign k join message_template t on t.retired_at is null and case k.channel when 'AMBASSADEURS' then t.channel = 'FORUM'
	when 'MEL' then t.channel = 'MEL' and 'INTENDANT' = any (t.profiles) else t.channel = 'MEL' and t.profiles = '{}' end
where k.id::text like 'a0000000-0000-4000-8000-0000000001%';
insert into campaign_post (id, campaign_id, place, published_on, address, published_by, readers, recorded_at, recorded_by, version)
select gen_random_uuid(), 'a0000000-0000-4000-8000-000000000103', p.place, current_date - p.since, p.address, a.id, p.readers, now(), a.id, 0
from (values ('Liste de diffusion des gestionnaires', 11, null, 84), ('Forum des secrétariats', 4, 'https://forum.example/sujets/inscription', null::integer))
	p (place, since, address, readers), account a where a.email = 'ambassade@demo.example';

-- When families enrol in Lille this school year; elsewhere it is supposed.
insert into season_date (id, batch, school_year, academie, opens_on, closes_on, set_at, set_by)
select gen_random_uuid(), gen_random_uuid(), y.start, '09', make_date(y.start + 1, 6, 2), make_date(y.start + 1, 7, 3),
	now() - interval '9 days', a.id
from account a, (select (extract(year from now()) - case when extract(month from now()) >= 9 then 0 else 1 end)::integer as start) y
where a.email = 'coordination@demo.example';

-- What the ambassador passed on, and what came of it.
insert into kit_link (id, code, account_id, template_id, channel, academies, created_at)
select ('c0000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, code, a.id, t.id, t.channel, array['09', '20'],
	now() - interval '60 days'
from (values (7, 'demzntende'), (8, 'demfrumnta'), (11, 'demesteaaa')) d (n, code)
	join message_template t on t.id = ('b0000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid
	join account a on a.email = 'ambassade@demo.example';
insert into kit_visit (link_id, day, visits)
select l.id, current_date - day, 1 + (day * 7) % 5
from kit_link l cross join generate_series(1, 55, 3) day
where not (l.channel = 'FORUM' and day % 2 = 0);
insert into kit_arrival (id, link_id, uai, academie, came_on, noted_at, noted_by)
select gen_random_uuid(), 'c0000000-0000-4000-8000-000000000007', s.uai, s.academie,
	(select min(moved_at)::date from stage_move m where m.uai = s.uai and m.to_stage = s.stage), now() - interval '2 days', a.id
from demo_school s join account a on a.email = 'equipe@demo.example'
where s.n in (3, 6);

-- « Toujours en poste ? »: people noted long ago and not spoken with since, some of whom the ambassador knows; one answer.
update post p set noted_at = now() - make_interval(months => 8, days => s.n)
from demo_school s where p.contact_id = s.second;

create temporary table demo_former on commit drop as
select s.uai, s.academie, q.*, gen_random_uuid() as contact, gen_random_uuid() as post
from (values (1, 'Andrea', 'Ancien', 'SECRETARIAT', 'secrétaire de direction', 14), (2, 'Eden', 'Jadis', 'PRINCIPAL', 'principale adjointe', 9),
		(3, 'Jules', 'Naguère', 'INTENDANT', 'gestionnaire', 19), (4, 'Kim', 'Autrefois', 'SECRETARIAT', null, 11),
		(6, 'Loïs', 'Antan', 'INTENDANT', 'adjointe gestionnaire', 16), (7, 'Inès', 'Hier', 'TEACHER', 'professeure de français', 7),
		(8, 'Gaël', 'Lointain', 'INTENDANT', 'secrétaire général d’EPLE', 24), (9, 'Maé', 'Passé', 'PRINCIPAL', 'principal', 13))
		q (n, given_name, family_name, profile, title, months)
	join demo_school s on s.n = q.n;
insert into contact (id, family_name, given_name, source, informed_on, academies, created_at, created_by, version)
select q.contact, q.family_name, q.given_name, 'Site de l’établissement', current_date - 30 * q.months, array[q.academie],
	now() - make_interval(months => q.months), a.id, 0
from demo_former q join account a on a.email = 'equipe@demo.example';
insert into post (id, contact_id, uai, academie, profile, title)
select post, contact, uai, academie, profile, title from demo_former;
insert into post_confirmation (id, post_id, contact_id, answer, revision, answered_at, answered_by)
select gen_random_uuid(), q.post, q.contact, 'EN_POSTE', 1, now() - interval '2 days', a.id
from demo_former q join account a on a.email = 'ambassade@demo.example' where q.n = 1;
update post p set revision = 1 from demo_former q where q.post = p.id and q.n = 1;

-- What the ambassador said themself, before the school came further.
insert into interaction (id, uai, contact_id, academie, author, occurred_at, recorded_at, channel, direction, outcome, approach, notes, version)
select gen_random_uuid(), s.uai, s.contact, s.academie, a.id, now() - make_interval(days => q.days), now() - make_interval(days => q.days),
	'EVENEMENT', 'SORTANT', 'JOINT', 'INTRODUIT', q.notes, 0
from (values (2, 40, 'En a parlé à la réunion de bassin : veut voir ce que verront les familles.'),
		(7, 20, 'Croisée en formation ; attend le mode d’emploi.')) q (n, days, notes)
	join demo_school s on s.n = q.n join account a on a.email = 'ambassade@demo.example';

-- Becoming an ambassador: one who is active, one invited, two willing, one who would rather not.
create temporary table demo_path on commit drop as
select q.*, s.contact, s.academie, gen_random_uuid() as id, gen_random_uuid() as invitation
from (values (1, 120, 'D’accord, si cela ne prend pas mes soirées.'), (16, 15, 'J’en parle déjà à mes collègues du bassin.'),
		(9, 20, 'Volontiers après les conseils d’administration.'), (10, 6, null), (14, 50, null)) q (n, days, words)
	join demo_school s on s.n = q.n;
insert into account_invitation (id, email, name, role, academies, token_hash, invited_by, invited_at, expires_at)
select p.invitation, 'personne' || p.n || '@college.example', concat_ws(' ', c.given_name, c.family_name), 'AMBASSADOR', array[p.academie],
	sha256(gen_random_uuid()::text::bytea), a.id, now() - interval '2 days', now() + interval '5 days'
from demo_path p join contact c on c.id = p.contact join account a on a.email = 'coordination@demo.example'
where p.n = 9;
insert into ambassador_path (id, contact_id, noted_at, noted_by, words, companion, invitation_id, account_id, linked_at,
	linked_by)
select p.id, p.contact, now() - make_interval(days => p.days), t.id, p.words, case when p.n in (1, 9) then t.id end,
	case when p.n = 9 then p.invitation end, case when p.n = 1 then m.id end, case when p.n = 1 then now() - interval '100 days' end,
	case when p.n = 1 then k.id end
from demo_path p join account t on t.email = 'equipe@demo.example' join account k on k.email = 'coordination@demo.example' join account m on m.email = 'ambassade@demo.example';
insert into ambassador_decision (id, path_id, kind, reason, decided_at, decided_by)
select gen_random_uuid(), p.id, d.kind, d.reason, now() - make_interval(days => d.days), a.id
from (values (1, 'ACTIVITE', null, 30), (14, 'RENONCEMENT', 'Change d’académie à la rentrée.', 40)) d (n, kind, reason, days)
	join demo_path p on p.n = d.n join account a on a.email = 'equipe@demo.example';
insert into ambassador_step_done (id, path_id, step, words, done_at, done_by)
select gen_random_uuid(), p.id, d.step, d.words, now() - make_interval(days => d.days), a.id
from (values (1, 'PRESENTATION', 'Au téléphone, un quart d’heure.', 110), (1, 'CONFIRMATIONS', 'Ensemble, au téléphone.', 95),
		(1, 'TEXTE', null, 80), (1, 'POINT', 'Préfère écrire que téléphoner.', 70), (9, 'PRESENTATION', null, 18)) d (n, step, words, days)
	join demo_path p on p.n = d.n join account a on a.email = 'equipe@demo.example';
insert into ambassador_thanks (id, path_id, words, thanked_at, thanked_by)
select gen_random_uuid(), p.id, d.words, now() - make_interval(days => d.days), a.id
from (values ('Votre mot à la liste des gestionnaires a amené deux collèges à demander une démonstration. Merci !', 28, 'equipe'),
		('Merci d’avoir pris le temps de raconter votre saison : c’est ce récit que l’on nous redemande.', 5, 'coordination')) d (words, days, by)
	join demo_path p on p.n = 1 join account a on a.email = d.by || '@demo.example';
-- Names that the ambassador brought, of whom something became.
update contact c set created_by = a.id
from demo_school s, account a
where a.email = 'ambassade@demo.example' and ((s.n = 6 and c.id = s.contact) or (s.n = 3 and c.id = s.second));

-- What the ambassador needs of the team: one request that nobody sees to, one under way, one answered and not read yet.
insert into team_request (id, kind, words, uai, contact_id, academie, wished_on, asked_at, asked_by, owner, closed_at, answered_at, told_at, version)
select ('d0000000-0000-4000-8000-' || lpad(q.n::text, 12, '0'))::uuid, q.kind, q.words, s.uai, case when q.of_person then s.contact end,
	s.academie, current_date + q.wished, now() - make_interval(days => q.days), a.id, o.id,
	case when q.n = 3 then now() - interval '1 day' end, case when q.n = 3 then now() - interval '1 day' end,
	case when q.n = 3 then now() - interval '1 day' end, case q.n when 1 then 0 when 2 then 1 else 3 end
from (values
	(1, 'DOCUMENT', 'Le collège présente l’inscription en ligne à son conseil d’administration : il me faudrait la convention et la lettre de mission.',
		4, false, 12, 3, null),
	(2, 'APPEL', 'On m’a demandé si le retour dans SIECLE efface les options déjà saisies. Pouvez-vous l’appeler ? Je ne sais pas répondre.',
		6, true, null, 6, 'equipe'),
	(3, 'QUESTION', 'Un collège qui a des classes à horaires aménagés peut-il poser ses propres questions aux familles ?', 2, false, null, 8, 'equipe'))
	q (n, kind, words, school, of_person, wished, days, owner)
	join demo_school s on s.n = q.school
	join account a on a.email = 'ambassade@demo.example'
	left join account o on o.email = q.owner || '@demo.example';
insert into team_request_decision (id, request_id, kind, to_owner, decided_at, decided_by)
select uuidv7(), t.id, d.kind, case d.kind when 'PRISE' then t.owner end, now() - make_interval(days => d.days), t.owner
from (values (2, 'PRISE', 5), (3, 'PRISE', 2), (3, 'CLOTURE', 1)) d (n, kind, days)
	join team_request t on t.id = ('d0000000-0000-4000-8000-' || lpad(d.n::text, 12, '0'))::uuid;
insert into team_request_message (id, request_id, words, written_at, written_by)
select uuidv7(), t.id, 'Oui : la principale ou le principal les ajoute dans la configuration, avant d’ouvrir la campagne. Je peux le montrer au téléphone, dites-leur de m’appeler.',
	now() - interval '1 day 1 minute', t.owner
from team_request t where t.id = 'd0000000-0000-4000-8000-000000000003';
