#!/bin/bash
# Two districts and the city settle numbers by commands alone: one case agreed between the districts, one
# disputed and decided by the city, one person with two registrations; who is told, and what the cards become.
# engines: both
. "$(dirname "$0")/../support/lib.sh"

db=$(new_city)
cd "$TMP"
city() { "$JUMIN" --db "$db" --purpose 测试 "$@"; }
as() { # LOGIN …
    local who=$1
    shift
    city --as "$who" --credential "$TMP/$who.word" "$@"
}
hire() { # UNIT LOGIN
    expect_exit 0 city clerk add "$1" "$2" "$2"
    grep "^[^,]*,*$2," "$OUT" | head -n 1 | sed 's/.*,//' >"$2.word"
    expect_exit 0 city role grant "$2" number_officer
}
json() { # FIELD: its first value in the JSON last printed
    grep -o "\"$1\":\"\?[^,\"}]*" "$OUT" | head -n 1 | sed 's/.*:"\?//'
}
holder() { # NAME: PART-ID
    expect_exit 0 city person search --name "$1" --json
    echo "$(json part)-$(json id)"
}
first_right() { # COUNTY BIRTH: a man's number whose check digit is right
    for check in 0 1 2 3 4 5 6 7 8 9 X; do
        echo "${1}${2}051$check"
    done >candidates
    { "$JUMIN" number check candidates || true; } | grep ',ok,' | cut -d, -f2
}

hire 650102000 tianshan
hire 650102000 tianshan2
hire 650103000 shaqu
hire 650103000 shaqu2
hire 650100000 shiju
hire 650100000 shiju2

cat >people.csv <<'CSV'
原编号,户号,姓名,性别,派出所,出生日期,公民身份号码,状态
A1,H1,王一一,男,650102011,19800615,650102198006150014,正常
B1,H2,李二二,男,650103011,19800615,650102198006150014,正常
C1,H3,张三三,男,650102011,19790101,650106197901010510,正常
C2,H4,赵四四,男,650103011,19790101,650106197901010510,正常
D1,H5,周五五,男,650102011,20000229,650104200002290274,正常
D2,H6,周六六,男,650103011,20000229,,正常
CSV
expect_exit 0 city register import people.csv

# ---- agreed between two districts, decided by somebody who did not ask ----
a=$(holder 王一一) b=$(holder 李二二)
expect_exit 0 as tianshan case open "$a" "$b" --json
c="$(json part)-$(json id)"
expect_exit 0 as shaqu case open "$b" "$a" --json
expect_equal "$c" "$(json part)-$(json id)"
echo 扫描件 >paper
expect_exit 0 as tianshan case evidence "$c" 1 CARD_FIRST '第一代证存根' --since 1996-07-01 --file paper
expect_exit 1 as tianshan case evidence "$c" 1 RUMOUR x
expect_exit 64 as tianshan case evidence "$c" 3 CARD_FIRST x
expect_exit 1 as shaqu case settle "$c" 1 --number 65010319800615003X
expect_contains "$ERR" N-113
expect_exit 0 as tianshan case step "$c" ASK --keeper 1 --note 请核对顺序码登记
expect_exit 1 as tianshan case step "$c" AGREE
expect_contains "$ERR" N-111
expect_exit 0 as shaqu case show "$c"
expect_contains "$OUT" '"proposal":{"keeper":1'
expect_contains "$OUT" 王一一
expect_contains "$OUT" 李二二
expect_exit 0 as shaqu case evidence "$c" 2 REGISTER '登记表第 3 页' --since 1999-01-01
expect_exit 0 as shaqu case step "$c" ANSWER --keeper 1 --note 我方登记在后
expect_exit 0 as tianshan case step "$c" AGREE
expect_exit 1 as tianshan2 case settle "$c" 2 --number 650102198006150030
expect_contains "$ERR" N-114
old=650102198006150014
fresh=$(first_right 650103 19800615)
expect_exit 0 as shaqu2 case settle "$c" 1 --number "$fresh" --note 双方商定
expect_contains "$OUT" CLOSED
expect_exit 0 city person show B1
expect_contains "$OUT" "$fresh"
expect_exit 0 city person show A1
expect_contains "$OUT" "$old"

# ---- who is told: marked once, printed ----
expect_exit 0 as shaqu case notices "$c"
expect_contains "$OUT" SOCIAL
notice=$(sed -n 2p "$OUT" | cut -d, -f1,2 | tr , -)
expect_exit 1 as tianshan case told "$notice"
expect_contains "$ERR" P-107
expect_exit 0 as shaqu case told "$notice" --note 函告
expect_exit 1 as shaqu case told "$notice"
expect_exit 0 as shaqu form number-notices "${b%-*}" "${b#*-}" --out notices.pdf
expect_equal %PDF "$(head -c 4 notices.pdf)"

# ---- disputed, and the city decides; a district no longer can ----
a=$(holder 张三三) b=$(holder 赵四四)
expect_exit 0 as tianshan case open "$a" "$b" --json
c="$(json part)-$(json id)"
expect_exit 0 as tianshan case step "$c" ASK --keeper 1
expect_exit 1 as shaqu case step "$c" DISPUTE
expect_exit 0 as shaqu case step "$c" DISPUTE --note 我方在先
expect_exit 1 as shaqu2 case settle "$c" 2 --number 650102197901010510
expect_contains "$ERR" P-107
expect_exit 1 as shaqu case escalate
expect_exit 0 as shiju case escalate
expect_equal 0 "$(cat "$OUT")"
expect_exit 0 as shiju2 case settle "$c" 2 --note 以登记在先为准
expect_exit 0 city person show C1
expect_contains "$OUT" 65010219790101

# ---- one person, two registrations: one is cancelled ----
a=$(holder 周五五) b=$(holder 周六六)
expect_exit 1 as shiju case open "$a" "$b"
expect_exit 0 as shiju case open "$a" "$b" --one-person --json
c="$(json part)-$(json id)"
expect_exit 0 as shiju case step "$c" ASK --keeper 1 --note 本人确认
expect_exit 0 as shiju case step "$c" ESCALATE
expect_exit 1 as shiju case settle "$c" 1
expect_contains "$ERR" P-106
expect_exit 0 as shiju2 case settle "$c" 1
expect_contains "$OUT" CANCELLED
expect_exit 0 city person show D2
expect_contains "$OUT" ',7'

expect_exit 0 as shiju case conflicts
expect_lines 1 "$OUT"
expect_exit 0 as shiju case conflicts --state CLOSED
expect_lines 4 "$OUT"
expect_exit 0 city laws
expect_exit 0 city journal verify
