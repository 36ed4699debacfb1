-- The four roles of the house. Run once per server by a superuser, before the first start; running it again changes nothing.
-- outreach_owner signs in and owns the schema: migrations and sessions alone. outreach_program signs in for all the rest; it owns
-- nothing and sees nothing of its own: each connection handed out takes one of the other two.
do $$
begin
	if not exists (select from pg_roles where rolname = 'outreach_owner') then
		create role outreach_owner login;
	end if;
	if not exists (select from pg_roles where rolname = 'outreach_program') then
		create role outreach_program login noinherit;
	end if;
	if not exists (select from pg_roles where rolname = 'outreach_team') then
		create role outreach_team nologin;
	end if;
	if not exists (select from pg_roles where rolname = 'outreach_ambassador') then
		create role outreach_ambassador nologin;
	end if;
end
$$;

grant outreach_team, outreach_ambassador to outreach_owner, outreach_program with inherit false, set true;
