#!/bin/bash
# Plates are taken over and compared with the register, a beat is walked and its findings settled, by commands alone.
# engines: both
. "$(dirname "$0")/../support/lib.sh"

db=$(new_city)
city() { "$JUMIN" --db "$db" --purpose 入户核查 "$@"; }
field() { # HEADING: its value in the record last printed
    sed -n "s/^$1,//p" "$OUT"
}
STATION=650102011

"$JUMIN" city generate --people 20000 --seed 11 --out "$TMP/a" 2>/dev/null
expect_exit 0 city register import "$TMP/a/register.csv"

# ---- plates: taken once, unchanged again, rejected with a reason ----
expect_exit 0 city places import "$TMP/a/plates.csv" --dry-run
expect_exit 0 city places list $STATION
expect_lines 1 "$OUT"
expect_exit 0 city places import "$TMP/a/plates.csv" --rejects "$TMP/rejects.csv"
taken=$(field 收入)
expect_lines 1 "$TMP/rejects.csv"
expect_exit 0 city places import "$TMP/a/plates.csv"
expect_equal "$taken" "$(field 未变)"
sed '2s/^[^,]*/MP9999999/' "$TMP/a/plates.csv" >"$TMP/twice.csv"
expect_exit 0 city places import "$TMP/twice.csv" --rejects "$TMP/rejects.csv"
expect_contains "$TMP/rejects.csv" "2,门牌编号,PLATE_TWICE"

# ---- plates against people: every fault that was put in, and nothing else ----
expect_exit 0 city places compare --out "$TMP/compare.csv"
awk -F, 'NR > 1 { print $1 "," ($2 == "" ? $3 : $2) }' "$TMP/compare.csv" | sort >"$TMP/found"
awk -F, '$1 == "PLATE_WITHOUT_PERSON" { print $1 "," $3 } $1 == "PERSON_WITHOUT_PLATE" { print $1 "," $2 }' \
    "$TMP/a/truth.csv" | sort >"$TMP/truth"
[ -s "$TMP/truth" ] || broken "no faults of plates in this city"
diff "$TMP/truth" "$TMP/found" >&2 || broken "the comparison is not the truth"

# ---- a beat, and a round in the order of walking ----
expect_exit 0 city places list $STATION
street=$(sed -n 2p "$OUT" | cut -d, -f1)
expect_exit 0 city places beat add $STATION 1 一号责任区
expect_exit 1 city places beat add $STATION 1 又一个
expect_contains "$ERR" A-103
expect_exit 1 city house round new $STATION 首轮 --beat 1
expect_contains "$ERR" H-105
expect_exit 1 city places beat assign $STATION 1 没有的街
expect_exit 1 city places beat assign $STATION 1 "$street" --version 7
expect_exit 0 city places beat assign $STATION 1 "$street"
expect_exit 0 city house round new $STATION 首轮 --beat 1
expect_exit 1 city house round new $STATION 首轮 --beat 1
expect_contains "$ERR" H-103
expect_exit 0 city house round list
round=$(tail -n 1 "$OUT" | cut -d, -f1)
houses=$(tail -n 1 "$OUT" | cut -d, -f8)
expect_exit 1 "$JUMIN" --db "$db" house round visits "$round"
expect_exit 0 city house round visits "$round"
expect_lines $((houses + 1)) "$OUT"
expect_contains "$OUT" '**********'
tail -n +2 "$OUT" | cut -d, -f4 | grep -o '^[0-9]*' | sort -cn || broken "the doors are not in the order of walking"

# ---- the sheets ----
expect_exit 0 city house round sheet "$round" --out "$TMP/sheet.pdf"
[ "$(head -c 5 "$TMP/sheet.pdf")" = "%PDF-" ] || broken "no PDF"

# ---- results and differences ----
expect_exit 0 city house round enter "$round" 1 1
expect_exit 1 city house round enter "$round" 1 1 --version 1
expect_contains "$ERR" X-412
expect_exit 0 city house round enter "$round" 2 3
expect_exit 0 city house round enter "$round" 2 3
expect_equal 2 "$(field 未遇次数)"
expect_exit 1 city house round enter "$round" 3 6
expect_exit 1 city house round enter "$round" 3 5
expect_exit 0 city house round enter "$round" 3 --difference NEW_RESIDENT --text 王新来
expect_exit 1 city house round enter "$round" 3 --difference DEAD --text 某某
expect_exit 1 city house round enter "$round" 3 --difference WRONG_ITEM --item ETHNIC --text 某
expect_exit 0 city house round visits "$round" --list closed
expect_lines 2 "$OUT"
expect_exit 0 city house round coverage
expect_contains "$OUT" ",0,$houses,2,1,0,1,"
expect_exit 0 city house finding list
finding=$(tail -n 1 "$OUT" | cut -d, -f1,2 | tr , -)
expect_exit 0 city house finding settle "$finding" DISMISSED
expect_exit 1 city house finding settle "$finding" DONE

# ---- a closed round takes nothing more ----
expect_exit 0 city house round close "$round"
expect_exit 1 city house round enter "$round" 4 1
expect_contains "$ERR" H-102

expect_exit 0 city laws
expect_exit 0 city journal verify
