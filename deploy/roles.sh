#!/bin/sh
# First start of the database: the owner migrates, the application runs and owns nothing.
set -eu
psql --set=ON_ERROR_STOP=1 --username=postgres --dbname=template1 \
    --set=owner="$OWNER_PASSWORD" --set=app="$APP_PASSWORD" <<'SQL'
CREATE ROLE timdu_owner LOGIN PASSWORD :'owner';
CREATE ROLE timdu_app LOGIN PASSWORD :'app';
ALTER DEFAULT PRIVILEGES FOR ROLE timdu_owner GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO timdu_app;
ALTER DEFAULT PRIVILEGES FOR ROLE timdu_owner GRANT USAGE, SELECT ON SEQUENCES TO timdu_app;
CREATE DATABASE timdu OWNER timdu_owner;
CREATE DATABASE timdu_latihan OWNER timdu_owner;
REVOKE ALL ON DATABASE timdu, timdu_latihan FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE timdu TO timdu_app;
SQL
