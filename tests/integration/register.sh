#!/bin/bash
# A register is taken over from a file, looked at, questioned and taken back, by commands alone.
# engines: both
. "$(dirname "$0")/../support/lib.sh"

db=$(new_city)
city() { "$JUMIN" --db "$db" --purpose 测试 "$@"; }
field() { # HEADING: its value in the record last printed
    sed -n "s/^$1,//p" "$OUT"
}

"$JUMIN" city generate --people 3000 --seed 3 --out "$TMP/a" 2>/dev/null
"$JUMIN" city generate --people 3000 --seed 3 --out "$TMP/b" --encoding gb18030 2>/dev/null

# ---- a dry run leaves nothing, the import takes what the dry run said ----
expect_exit 0 city register import "$TMP/a/register.csv" --dry-run --rejects "$TMP/dry.csv"
dry=$(field 收入)
expect_exit 0 city register loads
expect_lines 1 "$OUT"
expect_exit 0 city register import "$TMP/a/register.csv" --rejects "$TMP/rejects.csv"
expect_equal "$dry" "$(field 收入)"
expect_equal 3000 "$(($(field 收入) + $(field 退回)))"
cmp "$TMP/dry.csv" "$TMP/rejects.csv" || broken "the dry run rejected other rows"
expect_contains "$TMP/rejects.csv" "row,field,code,reason"
load=$(field 批次)

# ---- again, and in the other encoding: nothing changes ----
expect_exit 0 city register import "$TMP/a/register.csv"
expect_equal 0 "$(field 收入)"
expect_equal "$dry" "$(field 未变)"
expect_equal "$load" "$(field 批次)"
expect_exit 0 city register import "$TMP/b/register.csv" --encoding gb18030
expect_equal 0 "$(field 收入)"
expect_equal "$dry" "$(field 未变)"

# ---- other headings, in another order ----
printf 'pcs,gmsfhm,xm,csrq\n650102011,,周小鱼,19810101\n' >"$TMP/small.csv"
printf '姓名=xm\n派出所=pcs\n公民身份号码=gmsfhm\n出生日期=csrq\n' >"$TMP/map"
expect_exit 1 city register import "$TMP/small.csv"
expect_contains "$ERR" "缺少"
expect_exit 0 city register import "$TMP/small.csv" --map "$TMP/map" --json
expect_contains "$OUT" '"taken":1'
small=$(sed 's/.*"load":"\([0-9]*\)".*/\1/' "$OUT")

# ---- looking ----
expect_exit 0 city person search --legacy 650100000001
expect_lines 2 "$OUT"
expect_contains "$OUT" '**********'
expect_exit 0 city person show 650100000001
number=$(field 公民身份号码)
expect_exit 0 city person search --number "$number" --json
expect_contains "$OUT" '"part":'
expect_lacks "$OUT" "$number"
expect_exit 1 city person search --number 1234
expect_exit 1 "$JUMIN" --db "$db" person search --number "$number"
expect_contains "$ERR" "事由"

# ---- questions about numbers: one decided, and no longer on the list ----
expect_exit 0 city register check --out "$TMP/check.csv"
expect_contains "$TMP/check.csv" "kind,person,other,field,detail,unit,severity"
expect_contains "$TMP/check.csv" "WRONG_NUMBER,"
expect_exit 0 city case list
before=$(wc -l <"$OUT")
case=$(grep ',MISSING,' "$OUT" | grep 650102011 | tail -n 1 | cut -d, -f1,2 | tr , -)
expect_exit 1 city case decide "$case" 1
expect_exit 1 city case decide "$case" 1 --number 650102198101010011
expect_exit 1 city case decide "$case" 2
expect_exit 1 city case decide "$case" CONFIRMED --version 9
expect_exit 0 city case decide "$case" CONFIRMED --version 1
expect_contains "$OUT" CLOSED
expect_exit 0 city case list
expect_lines $((before - 1)) "$OUT"

# ---- taking back: not what was decided about, but what nothing was built on ----
expect_exit 1 city register undo "$small"
expect_contains "$ERR" "后续业务"
expect_exit 0 city register undo "$load"
expect_exit 0 city person search --legacy 650100000001
expect_lines 1 "$OUT"
expect_exit 1 city register undo "$load"
expect_exit 0 city register import "$TMP/a/register.csv"
expect_equal "$dry" "$(field 收入)"

expect_exit 0 city laws
expect_exit 0 city journal verify
