#!/bin/bash
# Taking over a register of 1.31 million people, with every check, history, directory and search path, beside the
# engines' own loading of the same file in the same run: `sqlite3 .import` and five CREATE INDEX, COPY and the same.
# A clerk writes meanwhile: what the longest of his waits was.
#
# JUMIN_BENCH_PEOPLE (1310000) makes it smaller for a look.
set -eu
cd "$(dirname "$0")/.."
people=${JUMIN_BENCH_PEOPLE:-1310000}
work=$JUMIN_BENCH_DIR/import
kept=build/bench-city-$people
mkdir -p "$work" "$kept"
columns=(原编号 公民身份号码 姓名 户号 派出所)

figure() { printf '%s\t%s\t%s\n' "$1" "$2" "$3"; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", (b > 0 ? a / b : 0) }'; }
keys=$work/keys
jumin() { "$JUMIN" --db "$url" --keys "$keys" "$@"; }
talk() { echo "$*" >&2; }
sql() { # STATEMENT: what the database at $url answers
    case $url in
    sqlite:*) sqlite3 "${url#sqlite:}" "$1" ;;
    *) psql -qXAt "$url" -c "$1" ;;
    esac
}

# Runs a command; afterwards: wall, cpu (user and system, of the client) and peak (MB).
measured() { # COMMAND…
    /usr/bin/env time -f '%e %U %S %M' -o "$work/time" "$@"
    read -r wall user system kilobytes < <(tail -n 1 "$work/time")
    cpu=$(awk -v u="$user" -v s="$system" 'BEGIN { print u + s }')
    peak=$((kilobytes / 1024))
}

[ -s "$kept/register.csv" ] || "$JUMIN" city generate --people "$people" --seed 7 --out "$kept" >&2
awk -F, 'NR > 1 { print $1 "," $2 }' "$kept/stations.csv" >"$work/stations.csv"
cat "$kept/register.csv" >/dev/null # every run finds it in memory

# ---- the engines alone ----

peer_sqlite() {
    {
        echo ".mode csv"
        echo ".import $kept/register.csv r"
        for column in "${columns[@]}"; do echo "CREATE INDEX \"by_$column\" ON r (\"$column\");"; done
    } >"$work/peer.sql"
    measured sqlite3 "$work/peer.db" ".read $work/peer.sql"
    rm -f "$work/peer.db"
}

peer_postgres() {
    local list
    psql -qX "$JUMIN_BENCH_PG" -c 'DROP DATABASE IF EXISTS peer' >/dev/null 2>&1
    psql -qX "$JUMIN_BENCH_PG" -c "CREATE DATABASE peer LOCALE 'C.UTF-8' TEMPLATE template0" >/dev/null
    list=$(head -n 1 "$kept/register.csv" | tr -d '\r' | sed 's/,/ text, /g')
    {
        echo "CREATE TABLE r ($list text);"
        echo "\\copy r FROM '$kept/register.csv' CSV HEADER"
        for column in "${columns[@]}"; do echo "CREATE INDEX ON r ($column);"; done
    } >"$work/peer.sql"
    measured psql -qX -v ON_ERROR_STOP=1 "${JUMIN_BENCH_PG}peer" -f "$work/peer.sql"
    psql -qX "$JUMIN_BENCH_PG" -c 'DROP DATABASE peer' >/dev/null
}

# ---- a clerk beside it ----

# Hires one account after the other until the import is over: each is a durable transaction.
clerk() {
    local i=0 began
    printf 'Jumin-2026-bench\n' >"$work/password"
    while [ ! -e "$work/over" ]; do
        began=$(date +%s%N)
        jumin clerk add "$(cut -d, -f1 "$work/stations.csv" | head -n 1)" "beside$((i += 1))" 旁 \
            --password "$work/password" >/dev/null 2>&1 || talk "the clerk beside was refused"
        echo $((($(date +%s%N) - began) / 1000000))
    done >"$work/waits"
}

# ---- ours ----

fresh() { # an empty city at $url
    case $url in
    sqlite:*) rm -f "${url#sqlite:}"* ;;
    *)
        psql -qX "$JUMIN_BENCH_PG" -c 'DROP DATABASE IF EXISTS jumin_import' >/dev/null 2>&1
        psql -qX "$JUMIN_BENCH_PG" -c "CREATE DATABASE jumin_import LOCALE 'C.UTF-8' TEMPLATE template0" >/dev/null
        ;;
    esac
    rm -rf "$keys"
    jumin init --city 650100 --solo --cheap-passwords --stations "$work/stations.csv" >/dev/null 2>&1
}

import() { # NAME TIMES WANTED
    local rows table before=0
    fresh
    peer=$2
    measured "$JUMIN" --db "$url" --keys "$keys" register import "$kept/register.csv" >"$work/report" 2>"$work/log"
    figure "$1, import" "$wall" "s"
    figure "$1, the engine's own loading" "$peer" "s"
    figure "$1: import over the engine's own ($3 at most)" "$(ratio "$wall" "$peer")" "×"
    figure "$1, processor time of the importing process" "$cpu" "s"
    figure "$1, peak memory of the importing process" "$peak" "MB"
    rows=0
    for table in person household legacy_person number_holder odd_item number_case person_key; do
        before=$(sql "SELECT count(*) FROM $table" 2>/dev/null || echo 0)
        rows=$((rows + before))
    done
    figure "$1, rows written per person" "$(ratio "$rows" "$(sql 'SELECT count(*) FROM person')")" ""
    jumin laws >"$work/laws" 2>&1 || { cat "$work/laws" >&2; return 1; }
}

# Takes it over once more into a database of its own, with a clerk at work.
beside() { # NAME
    rm -f "$work/over"
    fresh
    clerk &
    measured "$JUMIN" --db "$url" --keys "$keys" register import "$kept/register.csv" >/dev/null 2>"$work/log"
    touch "$work/over"
    wait
    figure "$1, import with a clerk at work" "$wall" "s"
    figure "$1, the clerk's transactions meanwhile" "$(wc -l <"$work/waits")" ""
    figure "$1, his waits: half / 99 % / longest" "$(sort -n "$work/waits" | awk '{ w[NR] = $1 }
        END { print w[int((NR + 1) / 2)] " / " w[int(NR * 0.99 + 0.99)] " / " w[NR] }')" "ms"
}

talk "SQLite"
url=sqlite:$work/city.db
peer_sqlite
import SQLite "$wall" 3
beside SQLite
rm -f "$work"/city.db*

talk "PostgreSQL"
peer_postgres
url=${JUMIN_BENCH_PG}jumin_import
import PostgreSQL "$wall" 4
beside PostgreSQL
psql -qX "$JUMIN_BENCH_PG" -c 'DROP DATABASE jumin_import' >/dev/null
