create table account (
	id uuid primary key,
	email text not null check (email = lower(email) and email like '%_@_%'),
	name text not null check (name <> ''),
	role text not null check (role in ('OUTREACH', 'COORDINATOR', 'AMBASSADOR')),
	created_at timestamptz not null,
	version integer not null
);
create unique index account_email on account (email);

create table account_academie (
	account_id uuid not null references account on delete cascade,
	academie text not null references academie,
	primary key (account_id, academie)
);

-- Apart from the account, so that reading a colleague's name never reads a password.
create table credential (
	account_id uuid primary key references account on delete cascade,
	password text not null,
	changed_at timestamptz not null,
	version integer not null
);

alter table account enable row level security;
create policy team on account to outreach_team using (true) with check (true);
create policy ambassador on account for select to outreach_ambassador using (true);
grant select, insert, update on account to outreach_team;
grant select on account to outreach_ambassador;

alter table account_academie enable row level security;
create policy team on account_academie to outreach_team using (true) with check (true);
create policy ambassador on account_academie for select to outreach_ambassador using (account_id = outreach_account());
grant select, insert, delete on account_academie to outreach_team;
grant select on account_academie to outreach_ambassador;

alter table credential enable row level security;
create policy team on credential to outreach_team using (true) with check (true);
create policy ambassador on credential to outreach_ambassador
	using (account_id = outreach_account()) with check (account_id = outreach_account());
grant select, insert, update on credential to outreach_team;
grant select, update on credential to outreach_ambassador;

-- Sessions, as Spring Session ships them. Only the unguarded pool reads these two tables.
create table spring_session (
	primary_id char(36) not null,
	session_id char(36) not null,
	creation_time bigint not null,
	last_access_time bigint not null,
	max_inactive_interval int not null,
	expiry_time bigint not null,
	principal_name varchar(100),
	constraint spring_session_pk primary key (primary_id)
);
create unique index spring_session_ix1 on spring_session (session_id);
create index spring_session_ix2 on spring_session (expiry_time);
create index spring_session_ix3 on spring_session (principal_name);

create table spring_session_attributes (
	session_primary_id char(36) not null,
	attribute_name varchar(200) not null,
	attribute_bytes bytea not null,
	constraint spring_session_attributes_pk primary key (session_primary_id, attribute_name),
	constraint spring_session_attributes_fk foreign key (session_primary_id) references spring_session (primary_id) on delete cascade
);
