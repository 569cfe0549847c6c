#!/bin/sh
# Starts PostgreSQL on the folder PGDATA, which is made at the first start: start [OPTION OF postgres …]
set -eu
PATH=$(echo /usr/lib/postgresql/*/bin):$PATH
if [ ! -s "$PGDATA/PG_VERSION" ]; then
    printf '%s' "$POSTGRES_PASSWORD" >/tmp/password
    initdb --username=shop --pwfile=/tmp/password --auth=scram-sha-256 --encoding=UTF8 --locale=C --no-instructions
    rm /tmp/password
    echo "host all all all scram-sha-256" >>"$PGDATA/pg_hba.conf"
fi
exec postgres -c listen_addresses='*' -c unix_socket_directories=/tmp "$@"
