-- A phone campaign: a list of schools or people to call, why, by whom, until when.
create table phone_campaign (
	id uuid primary key,
	name text not null,
	purpose text not null,
	-- What to put forward: words for the caller.
	focus text,
	done_when text not null,
	starts_on date not null,
	ends_on date,
	-- The list that it was made from, as its address.
	source text not null,
	created_at timestamptz not null,
	created_by uuid not null references account,
	closed_at timestamptz,
	closed_by uuid references account,
	version integer not null,
	check (ends_on >= starts_on),
	check (num_nonnulls(closed_at, closed_by) in (0, 2))
);
create table phone_campaign_caller (
	campaign_id uuid not null references phone_campaign on delete cascade,
	account_id uuid not null references account on delete cascade,
	primary key (campaign_id, account_id)
);
create index phone_campaign_caller_account on phone_campaign_caller (account_id);

alter table follow_up add campaign_id uuid references phone_campaign;
create index follow_up_campaign on follow_up (campaign_id, due_on, id) where campaign_id is not null;

-- Someone has a school on the line: nobody else calls it meanwhile, from whatever list. Runs out by itself.
create table call_reservation (
	-- The school, else the person.
	target text primary key,
	academie text references academie,
	account_id uuid not null references account on delete cascade,
	since timestamptz not null,
	until timestamptz not null check (until > since)
);

-- Someone puts an entry of the queue off for a while.
create table call_skip (
	follow_up_id uuid not null references follow_up on delete cascade,
	account_id uuid not null references account on delete cascade,
	until timestamptz not null,
	primary key (follow_up_id, account_id)
);

-- Someone calls although the queue holds the entry back, and says why.
create table call_override (
	id uuid primary key,
	follow_up_id uuid not null references follow_up on delete cascade,
	account_id uuid not null references account,
	reason text not null,
	at timestamptz not null
);
create index call_override_follow_up on call_override (follow_up_id, account_id, at desc);

alter table interaction add override_reason text;

alter table phone_campaign enable row level security;
create policy team on phone_campaign to outreach_team using (true) with check (true);
create policy ambassador on phone_campaign for select to outreach_ambassador
	using (exists (select from phone_campaign_caller c where c.campaign_id = id and c.account_id = outreach_account()));
grant select, insert, update on phone_campaign to outreach_team;
grant select on phone_campaign to outreach_ambassador;

alter table phone_campaign_caller enable row level security;
create policy team on phone_campaign_caller to outreach_team using (true) with check (true);
create policy ambassador on phone_campaign_caller for select to outreach_ambassador using (account_id = outreach_account());
grant select, insert, delete on phone_campaign_caller to outreach_team;
grant select on phone_campaign_caller to outreach_ambassador;

-- A person's reservation tells who they are to those who may see their académie only.
alter table call_reservation enable row level security;
create policy team on call_reservation to outreach_team using (true) with check (true);
create policy ambassador on call_reservation to outreach_ambassador
	using (academie = any (outreach_academies())) with check (academie = any (outreach_academies()));
grant select, insert, update, delete on call_reservation to outreach_team, outreach_ambassador;

alter table call_skip enable row level security;
create policy own on call_skip to outreach_team, outreach_ambassador
	using (account_id = outreach_account()) with check (account_id = outreach_account());
grant select, insert, update, delete on call_skip to outreach_team, outreach_ambassador;

alter table call_override enable row level security;
create policy team on call_override to outreach_team using (true) with check (true);
create policy ambassador on call_override to outreach_ambassador
	using (exists (select from follow_up f where f.id = follow_up_id))
	with check (exists (select from follow_up f where f.id = follow_up_id));
grant select, insert on call_override to outreach_team, outreach_ambassador;

-- Why a school on our way has no next step, and until when that holds.
create table school_rest (
	id uuid primary key,
	uai text not null,
	academie text not null references academie,
	reason text not null,
	until date not null,
	noted_at timestamptz not null,
	noted_by uuid not null references account,
	foreign key (uai, academie) references establishment (uai, academie) on update cascade
);
create index school_rest_uai on school_rest (uai, until desc);
alter table school_rest enable row level security;
create policy team on school_rest to outreach_team using (true) with check (true);
create policy ambassador on school_rest to outreach_ambassador
	using (academie = any (outreach_academies())) with check (academie = any (outreach_academies()));
grant select, insert on school_rest to outreach_team, outreach_ambassador;
