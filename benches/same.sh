#!/bin/bash
# What the check and the linkage find of a city of 100,000 (seed 11), by its truth: generate, import, `register check`,
# `register link` inside a decided check. Recall and precision of every kind; seconds and memory of the linkage. It ends with 1
# unless the live register gives the pairs its file gives.
#
# JUMIN_BENCH_SAME_PEOPLE (100000) makes it larger for a look.
set -eu
cd "$(dirname "$0")/.."
people=${JUMIN_BENCH_SAME_PEOPLE:-100000}
work=$JUMIN_BENCH_DIR/same
mkdir -p "$work"

figure() { printf '%s\t%s\t%s\n' "$1" "$2" "$3"; }
jumin() { "$JUMIN" --db "sqlite:$work/city.db" --purpose 测试 "$@"; }
hire() { # LOGIN ROLE
    jumin clerk add 650100000 "$1" "$1" | sed -n '2s/.*,//p' >"$work/$1.word"
    jumin role grant "$1" "$2" >&2
}
as() { # LOGIN …
    local who=$1
    shift
    jumin --as "$who" --credential "$work/$who.word" "$@"
}

"$JUMIN" city generate --people "$people" --seed 11 --out "$work/city" >&2
jumin init --city 650100 --solo --cheap-passwords >&2
jumin register import "$work/city/register.csv" >&2
jumin register check --out "$work/findings.csv" >&2
awk -f benches/check_score.awk "$work/city/register.csv" "$work/city/truth.csv" "$work/findings.csv" |
    while IFS=$'\t' read -r kind planted found _ recall precision; do
        figure "register check, $kind: $planted planted, $found found; recall, precision" "$recall, $precision" ""
    done

# The purpose is put forward by one and decided by another.
hire haoma number_officer
hire shenji auditor
check=$(as haoma same ask TIDYING 以真值核对重户比对的查全与查准 --json | sed 's/.*"part":\([0-9]*\).*"id":"\([0-9]*\)".*/\1-\2/')
as shenji same approve "$check" >&2
/usr/bin/time -f '%e %M' -o "$work/cost" "$JUMIN" --db "sqlite:$work/city.db" --purpose 测试 --as haoma \
    --credential "$work/haoma.word" register link --check "$check" --out "$work/pairs.csv" >"$work/run"
read -r seconds kilobytes < <(tail -n 1 "$work/cost")
expected() { awk -F, -v h="$1" '$1 == h { printf "%.3f", $2 / 1e6 }' "$work/run"; }

"$JUMIN" link "$work/city/register.csv" --spec docs/link/register.spec --out "$work/file.csv" 2>"$work/talk"
diff <(cut -d, -f1,2 "$work/file.csv" | sort) <(cut -d, -f1,2 "$work/pairs.csv" | sort) >&2 || {
    echo "the live register gives other pairs than its file" >&2
    exit 1
}
read -r recall precision f1 twice found < <(awk -f benches/same_score.awk "$work/city/truth.csv" "$work/pairs.csv")
figure "register link, one person twice: $twice planted, $found found; recall, precision" "$recall, $precision" ""
figure "register link, F1" "$f1" ""
figure "register link, recall and precision the model expects" "$(expected '预期召回率（百万分之）'), $(expected '预期精确率（百万分之）')" ""
figure "register link of $people people, with the queue" "$seconds" "s"
figure "its memory" "$((kilobytes / 1024))" "MB"
