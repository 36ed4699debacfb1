-- A next step may have its half-day, or its very hour: on the clock of the school, and as an instant so that nobody is booked twice.
alter table follow_up
	add due_half text check (due_half in ('MATIN', 'APRES_MIDI')),
	add starts_at timestamptz,
	add ends_at timestamptz,
	-- Why a closed moment was chosen all the same.
	add override_reason text,
	-- Whether the contact agreed to the hour: planning again never moves it.
	add agreed boolean not null default false,
	add check (num_nonnulls(due_time, starts_at, ends_at) in (0, 3)),
	add check (starts_at < ends_at),
	add check (not agreed or starts_at is not null),
	add constraint follow_up_not_twice exclude using gist (owner with =, tstzrange(starts_at, ends_at) with &&)
		where (starts_at is not null and closed_at is null);
create index follow_up_uai_open on follow_up (uai) where closed_at is null;

-- Outcomes that a caller needs: the line was busy, the person was not the right one, an ambassador takes over.
alter table interaction drop constraint interaction_outcome_check;
alter table interaction add constraint interaction_outcome_check check (outcome in ('JOINT', 'MESSAGERIE', 'SANS_REPONSE', 'OCCUPE',
	'MAUVAIS_NUMERO', 'MAUVAISE_PERSONNE', 'REFUS', 'A_RAPPELER', 'TRANSMIS'));
