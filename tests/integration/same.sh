#!/bin/bash
# Who stands in the live register twice, by commands alone: no comparison without a decided purpose, the pairs of the file,
# each asked once; one goes to the conflict desk, one is cancelled by its station under the approvals, one is two persons.
# engines: both
. "$(dirname "$0")/../support/lib.sh"

db=$(new_city)
cd "$TMP"
city() { "$JUMIN" --db "$db" --purpose 重户核查 "$@"; }
as() { # LOGIN …
    local who=$1
    shift
    city --as "$who" --credential "$TMP/$who.word" "$@"
}
hire() { # UNIT LOGIN ROLE
    expect_exit 0 city clerk add "$1" "$2" "$2"
    grep "^[^,]*,*$2," "$OUT" | head -n 1 | sed 's/.*,//' >"$2.word"
    expect_exit 0 city role grant "$2" "$3"
}
field() { # HEADING: its value in the record last printed
    sed -n "s/^$1,//p" "$OUT"
}
pair_of() { # OLD-ID of the list last printed: the pair's PART-ID
    cp "$OUT" list
    expect_exit 0 city person search --legacy "$1" --json
    grep ",$(grep -o '"id":"[0-9]*' "$OUT" | head -n 1 | grep -o '[0-9]*'),65" list | cut -d, -f1,2 | tr , -
}
pair_at() { # LINE of the list last printed: PART-ID
    sed -n "$(($1 + 1))p" "$OUT" | cut -d, -f1,2 | tr , -
}

hire 650100000 haoma number_officer
hire 650100000 haoma2 number_officer
hire 650102000 tianshan number_officer
hire 650100000 shenji auditor

"$JUMIN" city generate --people 8000 --seed 6 --out a 2>/dev/null
cat >>a/register.csv <<'CSV'
Z1,ZH1,户主,欧阳无双,,男,汉,20000229,650104200002290274,山西省运城市,大学专科教育,未婚,650102,无双路,1号,,650102011,家庭户,20200101,正常
Z2,ZH2,户主,欧阳无双,,男,汉,20000229,650104200002290290,山西省运城市,大学专科教育,未婚,650103,无双路,2号,,650103011,家庭户,20210101,正常
CSV
expect_exit 0 city register import a/register.csv
"$JUMIN" link a/register.csv --spec "$ROOT/docs/link/register.spec" --out file.csv 2>/dev/null

# ---- the purpose ----
expect_exit 1 as haoma register link
expect_contains "$ERR" S-101
expect_exit 1 as haoma same ask GOSSIP 户口整顿中核查重复登记
expect_exit 1 as tianshan same ask TIDYING 户口整顿中核查重复登记 --unit 650100000
expect_exit 0 as haoma same ask TIDYING 户口整顿中核查重复登记
check="$(field 单位)-$(field 核查标识)"
expect_exit 1 as haoma register link --check "$check"
expect_contains "$ERR" S-101
expect_exit 1 as haoma same approve "$check"
expect_exit 0 as shenji same approve "$check" --note 同意
expect_exit 1 as tianshan register link --check "$check"
expect_exit 64 as haoma register link --check nonsense

# ---- the run: the pairs of the file, and nothing new the second time ----
expect_exit 0 as haoma register link --check "$check" --out pairs.csv
found=$(field 疑似对数)
expect_equal "$found" "$(field 新增)"
diff <(cut -d, -f1,2 file.csv | sort) <(cut -d, -f1,2 pairs.csv | sort) || broken "the live register gives other pairs than its file"
expect_exit 0 as haoma register link --check "$check"
expect_equal 0 "$(field 新增)"
expect_exit 0 as haoma same list
expect_lines $((found + 1)) "$OUT"
third=$(pair_of Z1)
grep -v "${third#*-}" list >others && cp others "$OUT"
first=$(pair_at 1) second=$(pair_at 2)
expect_exit 0 as tianshan same list
[ "$(wc -l <"$OUT")" -le "$found" ] || broken "a district sees the city's pairs"
expect_exit 1 "$JUMIN" --db "$db" same show "$first"
expect_exit 0 as haoma same show "$first"
expect_contains "$OUT" '"verdict":"EQUAL"'

# ---- two persons: remembered, and taken back by a record of its own ----
expect_exit 1 as haoma same decide "$first" DIFFERENT ''
expect_exit 0 as haoma same decide "$first" DIFFERENT 两人分别见面核实
expect_exit 0 as haoma register link --check "$check" --out again.csv
expect_equal 0 "$(field 新增)"
expect_equal 1 "$(field 已裁定)"
expect_equal 1 "$(grep -c ',DIFFERENT$' again.csv)"
expect_exit 0 as haoma2 same undo "$first" 看错一项
expect_exit 1 as haoma2 same undo "$first" 看错一项
expect_contains "$ERR" S-105
expect_exit 0 as haoma same decide "$first" UNKNOWN 待调取底册

# ---- one person: to the conflict desk ----
expect_exit 1 as haoma same decide "$second" SAME 本人承认
expect_exit 0 as haoma same decide "$second" SAME 本人承认 --way CONFLICT
expect_exit 0 as haoma case conflicts
conflict=$(sed -n 2p "$OUT" | cut -d, -f1,2 | tr , -)
expect_contains "$OUT" ONE_PERSON
expect_exit 1 as haoma same undo "$second" 看错一项
expect_contains "$ERR" S-106
expect_exit 0 as haoma register link --case "$conflict"
expect_equal CASE "$(field 所属)"

# ---- one person: the station cancels one registration, and others approve ----
expect_exit 0 as haoma same decide "$third" SAME 人像比对一致 --way CANCEL --ending 2
station=$(field 乙派出所)
hire "$station" huji household_clerk
hire "${station:0:6}000" shenhe reviewer
expect_exit 0 as huji same waiting
expect_lines 2 "$OUT"
expect_exit 1 as huji same cancel "$third" --papers COMPARISON --applicant 依职权
expect_exit 1 as shenhe same cancel "$third" --papers 'DOUBLE_PROOF COMPARISON' --applicant 依职权
expect_exit 0 as huji same cancel "$third" --papers 'DOUBLE_PROOF COMPARISON' --applicant 依职权
expect_exit 0 as huji business list --state SUBMITTED
business=$(sed -n 2p "$OUT" | cut -d, -f1,2 | tr , -)
expect_exit 1 as huji business approve "$business"
expect_exit 0 as shenhe business approve "$business"
expect_exit 0 as shenji business approve "$business"
expect_exit 1 as haoma same undo "$third" 看错一项
expect_contains "$ERR" S-106
expect_exit 0 as haoma register link --check "$check"
expect_equal 0 "$(field 新增)"

expect_exit 0 as haoma same close "$check"
expect_exit 1 as haoma register link --check "$check"
expect_exit 0 as haoma same runs
expect_exit 0 city laws
expect_exit 0 city journal verify
