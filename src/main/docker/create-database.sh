# Runs once, on an empty volume, after bootstrap.sql has made the roles: sets the owner's password and creates the database.
psql -v ON_ERROR_STOP=1 -U postgres -v password="$OWNER_PASSWORD" <<'SQL'
alter role outreach_owner password :'password';
create database outreach owner outreach_owner template template0 encoding 'UTF8'
  locale_provider builtin builtin_locale 'C.UTF-8' locale 'C';
SQL
