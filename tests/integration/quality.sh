#!/bin/bash
# The quality of a register is measured, looked at by unit and day, followed down to its findings, and a precinct with nothing open is
# certified, by commands alone.
# engines: both
. "$(dirname "$0")/../support/lib.sh"

db=$(new_city)
city() { "$JUMIN" --db "$db" --purpose 测试 "$@"; }

printf '原编号,户号,与户主关系,姓名,性别,民族,派出所,省市县区,街路巷,门牌号,出生日期,公民身份号码,籍贯,文化程度,婚姻状况,迁入日期\n' >"$TMP/two.csv"
printf 'A1,H1,户主,王一,男,汉,650102011,650102,和平南路,12号,19800615,650102198006150014,甲地,小学教育,已婚,20200101\n' >>"$TMP/two.csv"
printf 'A2,H2,户主,李二,男,汉,650103011,650103,友好路,3号,19810615,650102198106150011,甲地,,已婚,20200101\n' >>"$TMP/two.csv"
expect_exit 0 city register import "$TMP/two.csv"

# ---- nothing is known before it is measured ----
expect_exit 0 city register quality
expect_contains "$ERR" "尚未测算"
expect_exit 1 city form clearance 650102011 --out "$TMP/clear.pdf"
expect_contains "$ERR" H-201

# ---- measured, by item, unit and day ----
expect_exit 0 city register check --store
expect_exit 0 city register quality --measure
expect_contains "$OUT" "COMPLETE,education,文化程度,1,2,0.5000"
expect_contains "$OUT" "FINDINGS,MISSING_ITEM,登记项目缺项,1,2,0.5000"
expect_exit 0 city register quality --unit 650102011
expect_contains "$OUT" "COMPLETE,education,文化程度,1,1,1.0000"
expect_exit 0 city register quality --units
expect_lines 3 "$OUT"
expect_exit 0 city register quality --trend --json
expect_contains "$OUT" '"persons":2'
expect_exit 1 city register quality --unit 999999999

# ---- down to the findings behind a number ----
expect_exit 0 city finding list --kind MISSING_ITEM --unit 650103011
expect_contains "$OUT" "A2"
expect_exit 0 city finding list --unit 650102011
expect_lines 1 "$OUT"

# ---- a certificate where nothing is open, none where something is ----
expect_exit 0 city form clearance 650102011 --out "$TMP/clear.pdf"
[ "$(head -c 5 "$TMP/clear.pdf")" = "%PDF-" ] || broken "no PDF"
expect_exit 1 city form clearance 650103011 --out "$TMP/clear.pdf"
expect_contains "$ERR" H-202

expect_exit 0 city laws
expect_exit 0 city journal verify
