#!/bin/bash
# Durable acceptance over HTTP: 64 logged-in clerks of 20 stations, the register of 1.31 million loaded, by the page's
# own route. Beside it, in the same run: what one fdatasync costs, the best pgbench rate of a bare durable transaction
# of two inserts, and the same binary with group size 1. Afterwards answers = rows = entries, and the laws hold.
#
# JUMIN_BENCH_PEOPLE (1310000) and JUMIN_BENCH_SECONDS (10) make it smaller for a look.
set -eu
cd "$(dirname "$0")/.."
people=${JUMIN_BENCH_PEOPLE:-1310000}
seconds=${JUMIN_BENCH_SECONDS:-10}
password=Jumin-2026-bench
work=$JUMIN_BENCH_DIR/acceptance
kept=build/bench-city-$people
mkdir -p "$work" "$kept"

figure() { printf '%s\t%s\t%s\n' "$1" "$2" "$3"; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", (b > 0 ? a / b : 0) }'; }
talk() { echo "$*" >&2; }

jumin() { "$JUMIN" --db "$url" --as solo --purpose bench "$@"; }

# ---- a database: city, register, clerks, receipt books ----

hire() { # round the stations until 64 have a counter
    local i=0 station login
    : >"$work/clerks"
    printf '%s\n' "$password" >"$work/password"
    while [ $i -lt 64 ]; do
        while read -r station; do
            [ $i -lt 64 ] || break
            login=bench$i
            "$JUMIN" --db "$url" clerk add "$station" "$login" "柜台$i" --password "$work/password" >/dev/null
            "$JUMIN" --db "$url" role grant "$login" household_clerk >/dev/null
            "$JUMIN" --db "$url" receipt issue "$login" 测 $((i * 900000 + 1)) $((i * 900000 + 900000)) >/dev/null
            echo "$login $station" >>"$work/clerks"
            i=$((i + 1))
        done <"$work/stations"
    done
}

prepare() {
    [ -s "$kept/register.csv" ] || "$JUMIN" city generate --people "$people" --seed 7 --out "$kept" >&2
    # the twenty with most people, so that nobody runs out of them
    awk -F, 'NR > 1 { n[$17]++ } END { for (s in n) print n[s], s }' "$kept/register.csv" |
        sort -rn | head -n 20 | awk '{ print $2 }' >"$work/stations"
    awk -F, 'NR > 1 { print $1 "," $2 }' "$kept/stations.csv" >"$work/stations.csv"
    "$JUMIN" --db "$url" init --city 650100 --solo --cheap-passwords --stations "$work/stations.csv" >/dev/null 2>&1
    "$JUMIN" --db "$url" register import "$kept/register.csv" >/dev/null 2>"$work/import.log"
    hire
}

# ---- one measurement ----

port() { node -e 'const s=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})'; }

serve() { # GROUP
    at=$(port)
    "$JUMIN" --db "$url" serve --listen "127.0.0.1:$at" --group "$1" --quiet >"$work/serve.log" 2>&1 &
    server=$!
    for _ in $(seq 100); do
        curl -fs "http://127.0.0.1:$at/readyz" >/dev/null 2>&1 && return
        sleep 0.1
    done
    talk "the server did not start"
    return 1
}

stop() {
    kill "$server"
    wait "$server" || true
}

applications() { "$JUMIN" --db "$url" journal figures accepted; }

where_the_time_goes() { # NAME ACCEPTED: microseconds of a writer for one acceptance
    awk -v name="$1" -v n="$2" '
        function part(what, us) { printf "%s, %s\t%.1f\tµs\n", name, what, us / n }
        /^jumin_db_commits_total/ { printf "%s, acceptances per commit\t%.1f\t\n", name, n / $2 }
        /^jumin_db_writer_busy_microseconds_total/ { busy = $2 }
        match($0, /{statement="[^"]*"}/) {
            what = substr($0, RSTART + 12, RLENGTH - 14)
            if (/^jumin_db_writer_statements_total/ && what !~ /^(begin|commit|answer)$/) statements += $2
            if (/^jumin_db_writer_microseconds_total/) { us[what] = $2; known += $2 }
        }
        END {
            printf "%s, statements per acceptance\t%.1f\t\n", name, statements / n
            part("a writer at work for one acceptance", busy)
            part("  of it outside statements", busy - known)
            for (what in us)
                if (us[what] / n >= 1) part("  of it " what, us[what])
        }' "$work/metrics"
}

measure() { # NAME GROUP: prints the rate
    local before after answer accepted taken
    before=$(applications)
    serve "$2"
    answer=$(build/bench_accept_load "$url" "$at" "$work/clerks" "$password" "$seconds")
    peak=$(awk '/VmHWM/ { print int($2 / 1024) }' "/proc/$server/status")
    curl -fs "http://127.0.0.1:$at/metrics" >"$work/metrics" || true
    stop
    after=$(applications)
    set -- "$1" $answer
    accepted=$2
    taken=$((after - before))
    [ "$accepted" = "$taken" ] || { talk "$1: $accepted answers, $taken entries"; return 1; }
    rate=$(awk -v n="$accepted" -v s="$5" 'BEGIN { printf "%.0f", n / s }')
    figure "$1" "$rate" "per second"
    figure "$1, answer at the median / 99 %" "$6 / $7" "µs"
    figure "$1, server's peak memory" "$peak" "MB"
    where_the_time_goes "$1" "$accepted"
}

laws() {
    "$JUMIN" --db "$url" laws >"$work/laws" 2>&1 || { cat "$work/laws" >&2; return 1; }
    "$JUMIN" --db "$url" journal verify >/dev/null 2>&1
}

# ---- peers ----

pgbench_best() {
    psql -qX "$JUMIN_BENCH_PG" -c 'CREATE DATABASE bare' >/dev/null
    psql -qX "${JUMIN_BENCH_PG}bare" -c 'CREATE TABLE a (id bigint PRIMARY KEY, body text); CREATE TABLE b (id bigint PRIMARY KEY, body text)'
    cat >"$work/two.sql" <<'SQL'
\set a random(1, 9000000000000000)
\set b random(1, 9000000000000000)
BEGIN;
INSERT INTO a VALUES (:a, 'one acceptance, about as long as its entry in the journal, one hundred bytes or so of text');
INSERT INTO b VALUES (:b, 'one acceptance, about as long as its entry in the journal, one hundred bytes or so of text');
COMMIT;
SQL
    for clients in 16 32 64; do
        pgbench -n -M prepared -c $clients -j 2 -T 8 -f "$work/two.sql" "${JUMIN_BENCH_PG}bare" 2>/dev/null |
            awk '/^tps/ { printf "%.0f\n", $3 }'
    done | sort -n | tail -n 1
}

figure "one fdatasync" "$(build/bench_fdatasync "$work/probe")" "µs"
bare=$(pgbench_best)
figure "pgbench, two inserts, durable, best of 16, 32, 64 clients" "$bare" "per second"

url=sqlite:$work/city.db
talk "loading the register into SQLite"
prepare
measure "SQLite, groups of up to 64" 64
grouped=$rate
measure "SQLite, group size 1" 1
figure "SQLite: grouped over group size 1 (2.5 wanted)" "$(ratio "$grouped" "$rate")" "×"
figure "SQLite: over pgbench (0.5 wanted, 2.5 the aim)" "$(ratio "$grouped" "$bare")" "×"
laws

psql -qX "$JUMIN_BENCH_PG" -c "CREATE DATABASE jumin_bench LOCALE 'C.UTF-8' TEMPLATE template0" >/dev/null
url=${JUMIN_BENCH_PG}jumin_bench
talk "loading the register into PostgreSQL"
prepare
psql -qX "$url" -c 'VACUUM ANALYZE' -c CHECKPOINT # what loading left to write is not part of the measure
measure "PostgreSQL" 64
figure "PostgreSQL: over pgbench (0.2 wanted)" "$(ratio "$rate" "$bare")" "×"
laws
