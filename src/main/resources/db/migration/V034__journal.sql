-- The journal reads what happened from where it is written down, the last first, each kind of event by an index of its own:
-- a page costs the same wherever it lies. What has few rows for good (campaigns, imports, guides…) needs none.
create index interaction_recorded on interaction (recorded_at, id);
create index interaction_recorded_academie on interaction (academie, recorded_at, id);
create index interaction_recorded_author on interaction (author, recorded_at, id);
create index interaction_correction_at on interaction_correction (corrected_at, id);

create index stage_move_moved on stage_move (moved_at, id);
create index stage_move_moved_academie on stage_move (academie, moved_at, id);
create index stage_move_moved_by on stage_move (moved_by, moved_at, id);

create index follow_up_opened on follow_up (opened_at, id);
create index follow_up_opened_academie on follow_up (academie, opened_at, id);
create index follow_up_opened_by on follow_up (opened_by, opened_at, id);
create index follow_up_closed on follow_up (closed_at, id) where closed_at is not null;
create index follow_up_closed_academie on follow_up (academie, closed_at, id) where closed_at is not null;
create index follow_up_closed_by on follow_up (closed_by, closed_at, id) where closed_at is not null;
-- Of one school, of one person, closed ones too.
create index follow_up_of_school on follow_up (uai, opened_at);
create index follow_up_of_contact on follow_up (contact_id, opened_at);
create index call_override_at on call_override (at, id);
create index school_rest_noted on school_rest (noted_at, id);

create index contact_added_by on contact (created_by, created_at, id);
create index post_begun on post (started_on, id) where started_on is not null;
create index post_begun_academie on post (academie, started_on, id) where started_on is not null;
create index post_left on post (ended_on, id) where ended_on is not null;
create index post_left_academie on post (academie, ended_on, id) where ended_on is not null;
create index seat_begun on seat (started_on, id) where started_on is not null;
create index seat_left on seat (ended_on, id) where ended_on is not null;

create index attitude_note_noted on attitude_note (noted_at, id);
create index attitude_note_noted_by on attitude_note (noted_by, noted_at, id);
create index opposition_declared on opposition (declared_at, id);
create index opposition_lifted on opposition (lifted_at, id) where lifted_at is not null;

create index introduction_asked on introduction (asked_at, id);
create index introduction_outcome on introduction (outcome_at, id) where outcome_at is not null;
create index acquaintance_noted on acquaintance (noted_at, id);

create index appointment_offered on appointment (offered_at, id);
create index appointment_answered on appointment (answered_at, id) where answered_at is not null;

create index establishment_closure_decided on establishment_closure (decided_at, id) where decided_at is not null;
create index establishment_correction_at on establishment_correction (corrected_at, id);
create index establishment_correction_uai on establishment_correction (uai);
create index establishment_correction_withdrawn on establishment_correction (withdrawn_at, id) where withdrawn_at is not null;

create index opening_hours_set on opening_hours (set_at, id);
create index closed_period_entered on closed_period (entered_at, id);
create index closed_period_withdrawn on closed_period (withdrawn_at, id) where withdrawn_at is not null;

-- The journal as a feed to subscribe to, by a link that can be revoked; its hash alone is kept.
create table journal_feed (
	id uuid primary key,
	account_id uuid not null references account on delete cascade,
	token_hash bytea not null unique,
	-- Whether people are named there and what was said of them is told: only who asked for it.
	with_names boolean not null,
	created_at timestamptz not null,
	revoked_at timestamptz
);
create unique index journal_feed_alive on journal_feed (account_id) where revoked_at is null;
alter table journal_feed enable row level security;
create policy system on journal_feed for select to outreach_team using (outreach_account() is null);
create policy own on journal_feed to outreach_team, outreach_ambassador
	using (account_id = outreach_account()) with check (account_id = outreach_account());
grant select, insert, update on journal_feed to outreach_team, outreach_ambassador;
