#!/bin/bash
# A person's sheet is looked at and completed, the change is found in the history and taken back, by commands alone.
# engines: both
. "$(dirname "$0")/../support/lib.sh"

db=$(new_city)
city() { "$JUMIN" --db "$db" --purpose 测试 "$@"; }

printf '原编号,户号,与户主关系,姓名,性别,派出所,省市县区,街路巷,门牌号,出生日期,公民身份号码,状态\nA1,H1,户主,王一,男,650102011,天山区,和平南路,12号,19800615,650102198006150014,正常\n' >"$TMP/one.csv"
expect_exit 0 city register import "$TMP/one.csv"

# ---- the sheet, and an item written on it ----
expect_exit 0 city person record A1
expect_contains "$OUT" "bloodGroup,血型,"
expect_exit 0 city person write A1 bloodGroup O型
expect_contains "$OUT" "bloodGroup,血型,O型"
expect_exit 1 city person write A1 bloodGroup O型
expect_exit 1 city person write A1 height 900
expect_exit 1 city person write A1 diedOn 2020-01-01
expect_exit 1 city person write A1 height 171 --version 1
expect_exit 1 "$JUMIN" --db "$db" person write A1 height 171
expect_contains "$ERR" "事由"

# ---- the history, by items ----
expect_exit 0 city person history A1
expect_contains "$OUT" "血型,,O型"
expect_exit 0 city person history A1 --json
expect_contains "$OUT" '"field":"bloodGroup"'

# ---- taken back, with its reason ----
expect_exit 1 city person reverse A1 --reason ' '
expect_exit 0 city person reverse A1 --reason 误登
expect_exit 0 city person record A1
expect_contains "$OUT" "bloodGroup,血型,"
expect_lacks "$OUT" "O型"
expect_exit 0 city person history A1 --json
expect_contains "$OUT" '"reversed":true'

# ---- the household ----
household=$(city person record A1 --json | sed 's/.*"part":\([0-9]*\).*"householdId":"\([0-9]*\)".*/\1-\2/')
expect_exit 0 city household show "$household"
expect_contains "$OUT" "和平南路"
expect_lacks "$OUT" 650102198006150014
expect_exit 0 city household history "$household"
expect_exit 64 city household show 12

# ---- four ways: what differs waits until the register or the papers are right ----
expect_exit 64 city four-way check A1 bornOn=1980-06-16
expect_exit 1 city four-way check A1 religion.form=x
expect_exit 0 city four-way check A1 --booklet-on 2005-01-01 --card-on 2007-01-01 bornOn.booklet=1980-06-16 bornOn.card=1980-06-17
expect_contains "$OUT" 1980-06-17
check=$(city four-way open A1 --json | sed 's/.*"part":\([0-9]*\).*"checkId":"\([0-9]*\)".*/\1-\2/')
expect_exit 1 city four-way settle "$check" bornOn REGISTER --reason 已更正
expect_exit 0 city four-way settle "$check" bornOn PAPERS --reason 登记无误
expect_exit 0 city four-way open A1
expect_lines 1 "$OUT"
expect_exit 64 city four-way check A1 --shown passport
expect_exit 0 city four-way list
expect_lines 2 "$OUT"
expect_exit 1 city four-way sign "$check" NOBODY
expect_exit 0 city four-way sign "$check" HEAD
expect_exit 1 city four-way sign "$check" HEAD
expect_exit 0 city four-way list
expect_lines 1 "$OUT"

# ---- of what was shown only the difference is typed; a number that differs becomes a number case ----
expect_exit 0 city four-way check A1 --shown form,booklet,card --booklet-on 2010-01-01 --card-on 2006-01-01 bornOn.booklet=19800616 number.card=650102198006150030
expect_contains "$OUT" 1980-06-16
check=$(city four-way open A1 --json | sed 's/.*"part":\([0-9]*\).*"checkId":"\([0-9]*\)".*/\1-\2/')
expect_exit 1 city four-way settle "$check" number CASE --reason 证件号码不同 --case birth_correct
expect_exit 0 city four-way settle "$check" number CASE --reason 证件号码不同
expect_exit 0 city case list
expect_contains "$OUT" PAPERS_DIFFER
expect_exit 1 city four-way sign "$check" SELF
expect_exit 0 city four-way settle "$check" bornOn CASE --reason 报市局更正
expect_exit 0 city four-way sign "$check" SELF
expect_exit 0 city four-way list
expect_contains "$OUT" SELF
expect_exit 0 city form four-way "$check" --out "$TMP/four-way.pdf"
expect_equal %PDF "$(head -c 4 "$TMP/four-way.pdf")"
expect_exit 0 city laws
