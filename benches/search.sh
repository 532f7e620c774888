#!/bin/bash
# Looking people up as the clerk types, over HTTP: 64 logged-in clerks (56 of stations, 6 of bureaus, 2 of the city) over
# the register of 1.31 million with its households, by the page's own two routes: a question for each key, an entry for
# what is settled on. First at the pace people type, then as fast as answers come. Whoever was typed out must be found.
#
# JUMIN_BENCH_PEOPLE (1310000) and JUMIN_BENCH_SECONDS (20) make it smaller for a look; JUMIN_BENCH_POSTGRES=yes asks
# PostgreSQL too. The database is kept beside the city and made anew when what it is made by has changed.
set -eu
cd "$(dirname "$0")/.."
people=${JUMIN_BENCH_PEOPLE:-1310000}
seconds=${JUMIN_BENCH_SECONDS:-20}
password=Jumin-2026-bench
work=$JUMIN_BENCH_DIR/search
kept=build/bench-city-$people
mkdir -p "$work" "$kept"

figure() { printf '%s\t%s\t%s\n' "$1" "$2" "$3"; }
talk() { echo "$*" >&2; }
jumin() { "$JUMIN" --db "$url" --keys "$keys" "$@"; }

# ---- the register and its clerks ----

clerk=0
hire() { # UNIT FROM TO ROLE
    jumin clerk add "$1" "typist$clerk" "打字$clerk" --password "$work/password" >/dev/null
    jumin role grant "typist$clerk" "$4" >/dev/null
    echo "typist$clerk $2 $3"
    clerk=$((clerk + 1))
}

hire_all() {
    local station bureau busiest
    printf '%s\n' "$password" >"$work/password"
    busiest=$(awk -F, 'NR > 1 { n[$17]++ } END { for (s in n) print n[s], s }' "$kept/register.csv" |
        sort -rn | awk 'NR <= 20 { print $2 }')
    while [ "$clerk" -lt 56 ]; do
        for station in $busiest; do
            [ "$clerk" -ge 56 ] || hire "$station" "$station" "$station" household_clerk
        done
    done
    for bureau in 650102 650103 650104 650105 650106 650107; do
        hire ${bureau}000 ${bureau}000 ${bureau}999 reviewer
    done
    hire 650100000 650100000 650199999 auditor
    hire 650100000 650100000 650199999 auditor
}

take_in() {
    awk -F, 'NR > 1 { print $1 "," $2 }' "$kept/stations.csv" >"$work/stations.csv"
    jumin init --city 650100 --solo --cheap-passwords --stations "$work/stations.csv" >/dev/null 2>&1
    jumin register import "$kept/register.csv" >/dev/null 2>"$work/import.log"
    hire_all >"$work/clerks"
}

made_by() { cat sql/schema/*.sql src/core/*.[ch] src/register/import*.[ch] src/register/person_keys.c | sha256sum | cut -c1-12; }

prepare_sqlite() {
    local folder
    folder=$kept/register-$(made_by)
    url=sqlite:$folder/city.db
    keys=$folder/keys
    if [ ! -s "$folder/clerks" ]; then
        talk "loading the register into SQLite"
        rm -rf "$kept"/register-*
        mkdir -p "$folder"
        take_in
        cp "$work/clerks" "$folder/clerks"
    fi
    cp "$folder/clerks" "$work/clerks"
}

prepare_postgres() {
    talk "loading the register into PostgreSQL"
    psql -qX "$JUMIN_BENCH_PG" -c "CREATE DATABASE jumin_search LOCALE 'C.UTF-8' TEMPLATE template0" >/dev/null
    url=${JUMIN_BENCH_PG}jumin_search
    keys=$work/keys
    clerk=0
    take_in
    psql -qX "$url" -c 'VACUUM ANALYZE' -c CHECKPOINT
}

# ---- one measurement ----

port() { node -e 'const s=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})'; }

serve() {
    at=$(port)
    "$JUMIN" --db "$url" --keys "$keys" serve --listen "127.0.0.1:$at" --quiet >"$work/serve.log" 2>&1 &
    server=$!
    for _ in $(seq 100); do
        curl -fs "http://127.0.0.1:$at/readyz" >/dev/null 2>&1 && return
        sleep 0.1
    done
    talk "the server did not start"
    return 1
}

processor() { awk '{ print $14 + $15 }' "/proc/$server/stat"; } # hundredths of a second

measure() { # NAME PACE
    local before spent peak
    serve
    before=$(processor)
    build/bench_search_load "$url" "$at" "$work/clerks" "$password" "$seconds" "$2" >"$work/answers" || failed=1
    spent=$(($(processor) - before))
    peak=$(awk '/VmHWM/ { print int($2 / 1024) }' "/proc/$server/status")
    kill "$server"
    wait "$server" || true
    while IFS=$'\t' read -r kind asked half most95 most99 most; do
        figure "$1, $kind: 50 / 95 / 99 % / longest ($asked)" \
            "$(awk -v a="$half" -v b="$most95" -v c="$most99" -v d="$most" \
                'BEGIN { printf "%.1f / %.1f / %.1f / %.1f", a / 1000, b / 1000, c / 1000, d / 1000 }')" "ms"
        case $kind in typed | 'settled on') total=$((total + asked)) ;; esac
    done <"$work/answers"
    figure "$1, questions" "$(awk -v n="$total" -v s="$seconds" 'BEGIN { printf "%.0f", n / s }')" "per second"
    figure "$1, the server's processor time for one" "$((spent * 10000 / total))" "µs"
    figure "$1, the server's peak memory" "$peak" "MB"
    total=0
}

total=0
failed=0
[ -s "$kept/register.csv" ] || "$JUMIN" city generate --people "$people" --seed 7 --out "$kept" >&2
prepare_sqlite
measure "64 typing (99 % of typed: 10 ms at most)" typing
measure "64 without a pause" rushing
if [ "${JUMIN_BENCH_POSTGRES:-}" = yes ]; then
    prepare_postgres
    measure "PostgreSQL, 64 typing" typing
    measure "PostgreSQL, 64 without a pause" rushing
fi
exit "$failed"
