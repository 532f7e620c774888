#!/bin/bash
# `jumin link`: one table, two tables, clusters, stdout; what cannot be read is refused with its place.
. "$(dirname "$0")/../support/lib.sh"

cd "$TMP"
spec=$ROOT/docs/link/register.spec
expect_exit 0 "$JUMIN" city generate --people 8000 --seed 6 --out city
ids() { cut -d, -f1-3 "$1"; }

expect_exit 0 "$JUMIN" link city/register.csv --spec "$spec" --out pairs.csv
expect_equal 'left,right,probability' "$(head -n 1 pairs.csv)"
[ "$(wc -l <pairs.csv)" -gt 5 ] || broken "nobody stands twice in a city of 8,000"
expect_exit 0 "$JUMIN" link city/register.csv --spec "$spec" --out -
diff pairs.csv "$OUT" || broken "--out - is another file"
expect_exit 0 "$JUMIN" link city/register.csv --spec "$spec" --out clusters.csv --clusters --summary
expect_equal 'left,right,probability,cluster' "$(head -n 1 clusters.csv)"
diff <(ids pairs.csv) <(ids clusters.csv) || broken "pairs of two alone are not their clusters"

# ---- a register beside itself: everybody is found again ----
expect_exit 0 "$JUMIN" link city/register.csv city/register.csv --spec "$spec" --out both.csv
[ "$(awk -F, '$1 == $2' both.csv | wc -l)" -gt 7900 ] || broken "not everybody is himself"

# ---- what cannot be read ----
: >empty.csv
printf 'id x\n' >no.spec
expect_exit 1 "$JUMIN" link city/register.csv empty.csv --spec "$spec" --out none.csv
expect_exit 1 "$JUMIN" link city/register.csv --spec no.spec --out none.csv
expect_exit 2 "$JUMIN" link nowhere.csv --spec "$spec" --out none.csv
expect_exit 2 "$JUMIN" link city/register.csv --spec "$spec" --out nowhere/none.csv
expect_exit 64 "$JUMIN" link city/register.csv --spec "$spec"
[ ! -e none.csv ] || broken "a refused run wrote a file"
