-- Roles come from bootstrap.sql, because only a superuser should create them.
create extension if not exists unaccent;
create extension if not exists pg_trgm;
create extension if not exists btree_gist;

create collation french (provider = icu, locale = 'fr-u-kn-true');

-- Letters as a search sees them: no accent, no capital. unaccent() is only stable because its dictionary could be
-- edited; ours never is, so an index may rely on it.
create function fold(value text) returns text
	language sql immutable strict parallel safe
	return lower(public.unaccent('public.unaccent'::regdictionary, value));

-- Who is acting, as told by every connection handed out. Nothing said means nobody and no académie.
create function outreach_academies() returns text[]
	language sql stable parallel safe
	return coalesce(nullif(current_setting('outreach.academies', true), ''), '{}')::text[];

create function outreach_account() returns uuid
	language sql stable parallel safe
	return nullif(current_setting('outreach.account', true), '')::uuid;
