#!/bin/bash
# A list of civil affairs, by commands alone: matched, visited, told, ended by two officers and not before the notice ran
# out; a pocket household moved; somebody who lives elsewhere; what is printed and counted.
# engines: both
. "$(dirname "$0")/../support/lib.sh"

db=$(new_city)
cd "$TMP"
city() { "$JUMIN" --db "$db" --purpose 核查应销未销 "$@"; }
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
json() { # FIELD: its first value in the JSON last printed
    grep -o "\"$1\":\"\?[^,\"}]*" "$OUT" | head -n 1 | sed 's/.*:"\?//'
}
holder() { # NAME: PART-ID
    expect_exit 0 city person search --name "$1" --json
    echo "$(json part)-$(json id)"
}
case_of() { # NAME STATE: PART-ID of the case
    local who
    who=$(holder "$1")
    expect_exit 0 city overdue list --state "$2" --json
    tr '{' '\n' <"$OUT" | grep "\"person\":\"${who#*-}\"" >one
    echo "${who%-*}-$(grep -o '"id":"[0-9]*' one | head -n 1 | sed 's/.*"//')"
}
weeks_go_by() { # the notices given so far have run out
    local change="UPDATE overdue_case SET notice_until = notified_on - 1 WHERE notified_on IS NOT NULL"
    case $db in
    sqlite:*) sqlite3 "${db#sqlite:}" "$change" ;;
    *) pg_sql "$db" "$change" ;;
    esac
}

hire 650102011 huji household_clerk
hire 650102011 huji2 household_clerk
hire 650102000 shenhe reviewer
hire 650102000 haoma number_officer

cat >people.csv <<'CSV'
原编号,户号,与户主关系,姓名,性别,派出所,街路巷,门牌号,出生日期,公民身份号码,状态
A1,H1,户主,王老一,男,650102011,和平南路,12号,19400615,650102194006150016,正常
A2,H1,子,王小一,男,650102011,和平南路,12号,19700615,65010219700615001X,正常
B1,H2,户主,李老二,男,650102011,和平南路,14号,19500101,650102195001010019,正常
C1,H3,户主,赵三三,女,650102011,和平南路,16号,19600101,,正常
CSV
expect_exit 0 city register import people.csv

# ---- the list: by number, by name to be looked at, nobody, unreadable; again nothing new ----
cat >dead.csv <<'CSV'
姓名,公民身份号码,出生日期,发生日期,凭证编号
王老一,650102194006150016,,2026-01-10,M1
赵三三,,1960-01-01,2026-01-11,M2
无此人,110101194001010012,,2026-01-12,M3
李老二,,,2026-01-12,M4
CSV
expect_exit 1 as huji overdue import CIVIL dead.csv
expect_contains "$ERR" P-403
expect_exit 1 as haoma overdue import HOUSE_CHECK dead.csv
expect_exit 1 as haoma overdue import CIVIL people.csv
expect_contains "$ERR" R-201
expect_exit 0 as haoma overdue import CIVIL dead.csv
expect_contains "$OUT" "号码比中,1"
expect_contains "$OUT" "待认定,1"
expect_contains "$OUT" "未比中,1"
expect_contains "$OUT" "不能读取,1"
expect_contains "$ERR" "5,公民身份号码,ITEM_MISSING"
expect_exit 0 as haoma overdue import CIVIL dead.csv
expect_contains "$OUT" "已有案件,2"

# ---- visit, notice, and nothing before it has run out; then two officers ----
a=$(case_of 王老一 MATCHED)
son=65010219700615001X
expect_exit 1 as huji overdue step "$a" NOTIFY --notice DELIVERED --to 家属
expect_contains "$ERR" R-502
expect_exit 0 as huji overdue step "$a" VISIT --result TRUE
expect_exit 0 as huji overdue step "$a" NOTIFY --notice DELIVERED --to 长子
expect_exit 1 as huji overdue step "$a" PROPOSE newHeadNumber=$son
expect_contains "$ERR" R-504
weeks_go_by
expect_exit 1 as huji overdue step "$a" PROPOSE
expect_contains "$ERR" R-310
expect_exit 0 as huji overdue step "$a" PROPOSE newHeadNumber=$son
expect_exit 1 as huji2 overdue step "$a" APPROVE
expect_contains "$ERR" P-403
expect_exit 0 as shenhe overdue step "$a" APPROVE
expect_contains "$OUT" CANCELLED
expect_exit 0 city person show A1
expect_contains "$OUT" ',1'
expect_exit 0 as shenhe overdue show "$a"
expect_contains "$OUT" '"statusZh":"死亡"'
expect_exit 0 as huji form overdue notice "$a" --out notice.pdf
expect_equal %PDF "$(head -c 4 notice.pdf)"
expect_exit 0 as huji form overdue posting "$a" --out posting.pdf
expect_exit 0 as huji form overdue visit "$a" --out visit.pdf

# ---- another person, said the officer ----
c=$(case_of 赵三三 DOUBTFUL)
expect_exit 1 as huji overdue step "$c" DISMISS
expect_exit 0 as huji overdue step "$c" DISMISS --note 同名不同人

# ---- a pocket household moves into another one ----
expect_exit 0 as huji overdue open C1 POCKET
p=$(case_of 赵三三 OPEN)
expect_exit 1 as huji overdue open C1 POCKET
expect_contains "$ERR" R-503
expect_exit 0 as huji overdue step "$p" VISIT --result NOBODY
expect_exit 1 as huji form overdue posting 650102011-1 --out x.pdf
expect_exit 0 as huji overdue step "$p" NOTIFY --notice POSTED --to 社区公告栏
weeks_go_by
expect_exit 0 as huji overdue step "$p" PROPOSE joinsNumber=650102195001010019
expect_exit 0 as shenhe overdue step "$p" APPROVE
expect_contains "$OUT" CLEARED
expect_exit 0 city person show C1
expect_contains "$OUT" 和平南路14号

# ---- who lives elsewhere ----
expect_exit 1 as huji separation register B1 650102000 友好路5号 --since 2025-01-01
expect_exit 0 as huji separation register B1 650103011 友好路5号 --since 2025-01-01
s=$(sed -n 's/^首登单位,//p' "$OUT")-$(sed -n 's/^登记标识,//p' "$OUT")
expect_exit 1 as huji separation register B1 650103011 友好路6号 --since 2025-01-01
expect_contains "$ERR" R-512
expect_exit 0 as huji separation list
expect_contains "$OUT" 友好路5号
expect_exit 0 as huji separation end "$s" 已搬回
expect_exit 1 as huji separation end "$s" 已搬回

# ---- counted; the diagram; all laws hold ----
expect_exit 0 as shenhe overdue figures --by source
expect_contains "$OUT" "CIVIL,民政死亡信息,\"deaths, civil affairs\",2,0,0,1,0,1"
expect_exit 0 city overdue life --dot
expect_golden overdue_life.dot "$OUT"
expect_exit 0 city laws
expect_exit 0 city journal verify
