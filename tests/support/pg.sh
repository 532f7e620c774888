# Sourced by lib.sh: a fresh database for either engine.
#
# JUMIN_TEST_PG is the URL of the PostgreSQL server that ./test started; a script run by hand starts
# one of its own with tools/pg and ends it.

PSQL=/usr/lib/postgresql/15/bin/psql

pg_server() { # sets JUMIN_TEST_PG
    [ -z "${JUMIN_TEST_PG:-}" ] || return 0
    JUMIN_TEST_PG=$(JUMIN_PG_STATE=$TMP/pg "$ROOT/tools/pg" start)
    export JUMIN_TEST_PG
    at_exit "JUMIN_PG_STATE=$TMP/pg $ROOT/tools/pg stop"
}

# A second server that waits for the disk, for tests that kill things: from here on the one that
# databases are made on.
pg_durable_server() {
    at_exit "JUMIN_PG_STATE=$TMP/pg $ROOT/tools/pg stop --durable"
    JUMIN_TEST_PG=$(JUMIN_PG_STATE=$TMP/pg "$ROOT/tools/pg" start --durable)
}

pg_sql() { # URL SQL: rows without headings, columns separated by |
    "$PSQL" -X -q -A -t -v ON_ERROR_STOP=1 -d "$1" -c "$2"
}

pg_new_database() { # NAME [TEMPLATE]: prints its URL; gone when the script ends
    pg_sql "${JUMIN_TEST_PG}postgres" "CREATE DATABASE $1 TEMPLATE ${2:-template0}
        ENCODING 'UTF8' LOCALE 'C.UTF-8' STRATEGY FILE_COPY" || return
    echo "$1" >>"$TMP/pg_databases"
    echo "$JUMIN_TEST_PG$1"
}

pg_drop_databases() {
    [ -f "$TMP/pg_databases" ] || return 0
    while read -r name; do
        pg_sql "${JUMIN_TEST_PG}postgres" "DROP DATABASE IF EXISTS $name WITH (FORCE)" >/dev/null 2>&1 || true
    done <"$TMP/pg_databases"
}
