#!/bin/sh
# The image of PostgreSQL runs this once, with a new volume. The desk signs in as the role “desk”, which owns a schema of
# the database “desk” and nothing else. It may create schemas: a restore fills one beside that in use.
# The administrator keeps no password, and is reached only from within this container.
set -eu
psql --quiet --set ON_ERROR_STOP=1 --set password="$POSTGRES_PASSWORD" --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
CREATE ROLE desk LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD :'password';
REVOKE ALL ON DATABASE desk FROM PUBLIC;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT CONNECT, CREATE ON DATABASE desk TO desk;
CREATE SCHEMA desk AUTHORIZATION desk;
ALTER ROLE CURRENT_USER PASSWORD NULL;
SQL
