#!/bin/bash
# The check of the whole register: seconds and memory on a city of 1.31 million, recall and precision against the truth
# of a city of 100,000 (seed 11), and duplicate numbers alone beside DuckDB. It ends with 1 unless both find as many.
#
# JUMIN_BENCH_PEOPLE (1310000) makes it smaller for a look.
set -eu
cd "$(dirname "$0")/.."
people=${JUMIN_BENCH_PEOPLE:-1310000}
work=$JUMIN_BENCH_DIR/check
kept=build/bench-city-$people
mkdir -p "$work" "$kept"

figure() { printf '%s\t%s\t%s\n' "$1" "$2" "$3"; }
jumin() { "$JUMIN" --db "sqlite:$database" --purpose 测试 "$@" >&2; }
take_in() { # CITY
    jumin init --city 650100 --solo --cheap-passwords
    jumin register import "$1/register.csv"
    jumin places import "$1/plates.csv"
}

[ -s "$kept/register.csv" ] || "$JUMIN" city generate --people "$people" --seed 7 --out "$kept" >&2
"$JUMIN" city generate --people 100000 --seed 11 --out "$work/small" >&2

database=$work/small.db
take_in "$work/small"
jumin register check --out "$work/findings.csv"
awk -f benches/check_score.awk "$work/small/register.csv" "$work/small/truth.csv" "$work/findings.csv" |
    while IFS=$'\t' read -r kind planted found _ recall precision; do
        figure "$kind: $planted planted, $found found; recall, precision" "$recall, $precision" ""
    done

database=$work/city.db
take_in "$kept"
for pass in first second; do
    /usr/bin/time -f '%e %M' -o "$work/cost" \
        "$JUMIN" --db "sqlite:$database" --purpose 测试 register check --out "$work/findings.csv" >&2
    read -r seconds memory < <(tail -n 1 "$work/cost")
    figure "whole check of $people people, $pass run" "$seconds" "s"
done
figure "its memory" "$((memory / 1024))" "MB"

cut -d, -f9 "$kept/register.csv" | tail -n +2 | grep . >"$work/numbers"
read -r ours twice < <(build/bench_twins "$work/numbers")
read -r theirs twice_there < <(tools/node-env node benches/check_duckdb.mjs "$work/numbers")
[ "$twice" = "$twice_there" ] || {
    echo "duplicate numbers: $twice here, $twice_there there" >&2
    exit 1
}
figure "duplicate numbers alone" "$ours" "ms, one thread"
figure "the same, DuckDB GROUP BY HAVING" "$theirs" "ms, two threads"
figure "times as fast (5 wanted)" "$(awk -v a="$theirs" -v b="$ours" 'BEGIN { printf "%.1f", a / b }')" "×"
