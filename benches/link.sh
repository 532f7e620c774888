#!/bin/bash
# Who may stand twice in a register: the whole of jumin link on cities of 100,000 (seed 11) and 1.31 million (seed 7,
# and 8, which nobody looked at while writing the spec), against their truth; and the comparing of pairs alone beside the same rules, levels and pairs as SQL in DuckDB. It ends with 1
# unless both see the same in every pair.
#
# JUMIN_BENCH_PEOPLE (1310000) makes it smaller for a look.
set -eu
cd "$(dirname "$0")/.."
people=${JUMIN_BENCH_PEOPLE:-1310000}
work=$JUMIN_BENCH_DIR/link
kept=build/bench-city-$people
mkdir -p "$work" "$kept"

figure() { printf '%s\t%s\t%s\n' "$1" "$2" "$3"; }

link() { # CITY NAME
    /usr/bin/time -f '%e %U %S %M' -o "$work/cost" "$JUMIN" link "$1/register.csv" --spec docs/link/register.spec \
        --out "$work/pairs.csv" --summary 2>"$work/summary"
    read -r wall user system kilobytes < <(tail -n 1 "$work/cost")
    read -r f1 twice found < <(awk -f benches/link_score.awk "$1/truth.csv" "$work/pairs.csv")
    figure "link, $2" "$wall" "s"
    figure "link, $2: seconds of the cores" "$(awk -v u="$user" -v s="$system" 'BEGIN { print u + s }')" "s"
    figure "link, $2: peak memory" "$((kilobytes / 1024))" "MB"
    figure "link, $2: pairs compared" "$(sed -n 's/.*pairs compared \([0-9]*\).*/\1/p' "$work/summary")" ""
    figure "link, $2: F1 ($twice stand twice, $found found)" "$f1" ""
}

"$JUMIN" city generate --people 100000 --seed 11 --out "$work/small" >&2
link "$work/small" "100000 people"
[ -s "$kept/register.csv" ] || "$JUMIN" city generate --people "$people" --seed 7 --out "$kept" >&2
link "$kept" "$people people"
"$JUMIN" city generate --people "$people" --seed 8 --out "$work/unseen" >&2
link "$work/unseen" "$people people, unseen"

ours=$(build/bench_link "$kept/register.csv" "$work/table.csv" "$work/levels.csv")
theirs=$(tools/node-env node benches/link_duckdb.mjs "$work/table.csv" "$work/levels.csv")
millions() { awk -v n="$1" 'BEGIN { printf "%.2f", n / 1e6 }'; }
figure "link, comparing" "$(millions "$ours")" "million pairs/s a core"
figure "DuckDB, comparing the same pairs" "$(millions "$theirs")" "million pairs/s a core"
figure "link over DuckDB" "$(awk -v a="$ours" -v b="$theirs" 'BEGIN { printf "%.1f", a / b }')" "×"
