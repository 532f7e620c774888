#!/bin/bash
# Household businesses by commands alone: taken in, decided, applied, refused; the number directory and the laws after all.
# engines: both
. "$(dirname "$0")/../support/lib.sh"

db=$(new_city)
city() { "$JUMIN" --db "$db" --purpose 测试 "$@"; }
field() { # HEADING: its value in the record last printed
    sed -n "s/^$1,//p" "$OUT"
}
business() { # the business last printed, PART-ID
    echo "$(field 首登单位)-$(field 业务标识)"
}

printf '原编号,姓名,性别,民族,派出所,出生日期,公民身份号码,与户主关系,户号,省市县区,街路巷,门牌号\n' >"$TMP/people.csv"
printf 'A1,王一,男,汉,650102011,19800615,650102198006150014,户主,H1,650102,和平路,1号\n' >>"$TMP/people.csv"
printf 'A2,李二,女,汉,650102011,19820304,650102198203040020,妻,H1,650102,和平路,1号\n' >>"$TMP/people.csv"
expect_exit 0 city register import "$TMP/people.csv"
wife=650102198203040020
head=650102198006150014
expect_exit 0 city person search --number $wife --json
expect_contains "$OUT" '"part":650102011'

# ---- the kinds and the life ----
expect_exit 0 city business kinds
expect_contains "$OUT" "birth_correct,107,41"
expect_exit 0 "$JUMIN" business life --dot
expect_golden business_life.dot "$OUT"

# ---- a change of name: papers, items, four eyes, the same twice ----
expect_exit 1 city business new name_change name=李新 --who $wife --applicant 李二 --papers BOOKLET --submit
expect_contains "$ERR" "证明材料不齐"
papers=APPLICATION,NAME_PROOF,BOOKLET,COMPARISON
expect_exit 0 city business new name_change name=李新 --who $wife --applicant 李二 --papers $papers --submit
change=$(business)
expect_exit 1 city business new name_change name=李新新 --who $wife --applicant 李二 --papers $papers --submit
expect_contains "$ERR" "未办结"
expect_exit 1 city business withdraw "$change"
expect_contains "$ERR" "理由"
expect_exit 1 city business approve "$change"
expect_contains "$ERR" "须由他人办理"
expect_exit 1 city business withdraw "$change" --reason 本人放弃 --version 9
expect_exit 0 city business withdraw "$change" --reason 本人放弃 --version 1
expect_equal WITHDRAWN "$(field 状态)"
expect_exit 0 city business show "$change"
expect_contains "$OUT" "name,姓名,李二,李新"
expect_exit 0 city person show A2
expect_equal 李二 "$(field 姓名)"

# ---- impossible ones ----
expect_exit 1 city business new death happenedOn=1970-01-01 --who $head --applicant 某 --papers DEATH_PROOF,BOOKLET
expect_exit 1 city business new death happenedOn=2001-01-01 --who $head --applicant 某 --papers DEATH_PROOF,BOOKLET
expect_contains "$ERR" "新户主"
expect_exit 1 city business new nothing --applicant 某
expect_exit 64 city business new death nosuch=1 --applicant 某
expect_exit 1 city business new ethnic_change ethnic=03 --who $wife --applicant 某 --papers APPLICATION,ETHNIC_APPROVAL,BOOKLET,PARENTS_PAPERS
expect_contains "$ERR" "次数"

# ---- evidence: a scan by hash, looked at with a purpose and an entry ----
expect_exit 0 city business new name_change name=李新 --who $wife --applicant 李二 --papers $papers
draft=$(business)
expect_equal DRAFT "$(field 状态)"
printf 'no picture' >"$TMP/broken.jpg"
expect_exit 1 city business scan "$draft" BOOKLET "$TMP/broken.jpg"
expect_contains "$ERR" "图片损坏"
expect_exit 0 city form business business-sheet "$draft" --out "$TMP/sheet.pdf"
pdftoppm -r 30 -gray -jpeg -singlefile "$TMP/sheet.pdf" "$TMP/page" 2>/dev/null # a paper, scanned
expect_exit 0 city business scan "$draft" BOOKLET "$TMP/page.jpg"
expect_exit 0 city business scan "$draft" BOOKLET "$TMP/page.jpg" # the same again changes nothing
expect_exit 1 city business scan "$draft" INQUIRY "$TMP/page.jpg"
expect_exit 0 city business scan-show "$draft" 1
cp "$OUT" "$TMP/back.jpg"
expect_exit 0 cmp "$TMP/back.jpg" "$TMP/page.jpg"
expect_exit 1 city business scan-show "$draft" 2
expect_exit 0 city business show "$draft"
expect_contains "$OUT" "1,BOOKLET,"
expect_contains "$OUT" "business-sheet,业务审批表"
expect_exit 1 city form business number-certificate "$draft" --out "$TMP/none.pdf"
expect_contains "$ERR" "不出具"
expect_exit 64 city form business application "$draft" --out "$TMP/none.pdf"
expect_exit 0 city business submit "$draft"
expect_exit 1 city business finish "$draft"
expect_exit 0 city business withdraw "$draft" --reason 本人放弃

expect_exit 0 city business list --state WITHDRAWN
expect_lines 3 "$OUT"
expect_exit 0 city business rates
expect_contains "$OUT" "OFFICER"
expect_contains "$OUT" "UNIT"
expect_exit 1 city business rates --from 2026-02-01 --to 2026-01-01
expect_exit 0 city card addresses
expect_exit 0 city business figures
expect_contains "$OUT" "name_change"
expect_exit 0 city laws
expect_exit 0 city journal verify
