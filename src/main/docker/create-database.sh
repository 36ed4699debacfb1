# Runs once, on an empty volume, after bootstrap.sql has made the roles: sets the two passwords and creates the database.
psql -v ON_ERROR_STOP=1 -U postgres -v password="$OWNER_PASSWORD" -v program="$PROGRAM_PASSWORD" <<'SQL'
alter role outreach_owner password :'password';
alter role outreach_program password :'program';
create database outreach owner outreach_owner template template0 encoding 'UTF8'
  locale_provider builtin builtin_locale 'C.UTF-8' locale 'C';
SQL
