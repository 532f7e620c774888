# The check of the whole register: seconds and memory on the stored city of 1.31 million, recall and precision
# against the truth of a city of 100,000 (seed 11), and duplicate numbers alone beside DuckDB.
set -eu
cd "$(dirname "$0")/.."
jumin=${JUMIN:-build/jumin}
work=$(mktemp -d "${JUMIN_BENCH_DIR:-${TMPDIR:-/tmp}}/check.XXXXXX")
trap 'rm -rf "$work"' EXIT

big=${JUMIN_BENCH_CITY:-build/bench-city-1310000}
[ -f "$big/register.csv" ] || "$jumin" city generate --people 1310000 --seed 1 --out "$big" >&2
"$jumin" city generate --people 100000 --seed 11 --out "$work/small" >&2

take_in() { # CITY DATABASE
    "$jumin" --db "sqlite:$2" init --city 650100 --solo >&2
    "$jumin" --db "sqlite:$2" --purpose 测试 register import "$1/register.csv" >&2
}

take_in "$work/small" "$work/small.db"
"$jumin" --db "sqlite:$work/small.db" register check --out "$work/findings.csv" >&2
awk -f benches/check_score.awk "$work/small/register.csv" "$work/small/truth.csv" "$work/findings.csv" |
    while IFS=$'\t' read -r kind planted found _ recall precision; do
        printf '%s of %s planted, %s found\t%s\trecall, precision %s\n' "$kind" "$planted" "$found" "$recall" "$precision"
    done

take_in "$big" "$work/big.db"
for pass in first second; do
    /usr/bin/time -f '%e %M' -o "$work/cost" "$jumin" --db "sqlite:$work/big.db" register check --out "$work/findings.csv" >&2
    read -r seconds memory <"$work/cost"
    printf 'whole check of 1.31 million, %s run\t%s\ts\n' "$pass" "$seconds"
done
printf 'its memory\t%s\tMB\n' "$((memory / 1024))"

cut -d, -f9 "$big/register.csv" | tail -n +2 | grep . >"$work/numbers"
read -r ours twice <<<"$(build/bench_twins "$work/numbers")"
read -r theirs twice_there <<<"$(tools/node-env node benches/check_duckdb.mjs "$work/numbers")"
[ "$twice" = "$twice_there" ] || {
    echo "duplicate numbers: $twice here, $twice_there there" >&2
    exit 1
}
printf 'duplicate numbers alone\t%s\tms, one thread\n' "$ours"
printf 'the same, DuckDB GROUP BY HAVING\t%s\tms, two threads\n' "$theirs"
awk -v a="$theirs" -v b="$ours" 'BEGIN { printf "times as fast (bar 5)\t%.1f\tx\n", a / b }'
