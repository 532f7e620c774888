#!/bin/bash
# Who may stand twice in a register of 1.31 million: the whole of jumin link, and the comparing of pairs alone beside
# the same rules, levels and pairs as SQL in DuckDB. It ends with 1 unless both see the same in every pair.
#
# JUMIN_BENCH_PEOPLE (1310000) makes it smaller for a look.
set -eu
cd "$(dirname "$0")/.."
people=${JUMIN_BENCH_PEOPLE:-1310000}
work=$JUMIN_BENCH_DIR/link
kept=build/bench-city-$people
mkdir -p "$work" "$kept"
[ -s "$kept/register.csv" ] || "$JUMIN" city generate --people "$people" --seed 7 --out "$kept" >&2

build/bench_link "$kept/register.csv" "$work/table.csv" "$work/levels.csv" | tee "$work/figures"
theirs=$(tools/node-env node benches/link_duckdb.mjs "$work/table.csv" "$work/levels.csv")
awk -F '\t' -v theirs="$theirs" '$1 == "link, comparing" {
    printf "DuckDB, comparing the same pairs\t%.2f\tmillion pairs/s a core\n", theirs / 1e6
    printf "link against DuckDB\t%.2f\t×\n", $2 * 1e6 / theirs
}' "$work/figures"
