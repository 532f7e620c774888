#!/bin/bash
# Somebody without registration by commands alone: taken in without a paper, posted, investigated, passed, approved,
# registered with a number; another one closed with an answer, and heard on complaint; sheets, statistics, the laws.
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
hire() { # UNIT LOGIN ROLE
    expect_exit 0 city clerk add "$1" "$2" "$2"
    grep "^[^,]*,*$2," "$OUT" | head -n 1 | sed 's/.*,//' >"$2.word"
    expect_exit 0 city role grant "$2" "$3"
}
field() { # HEADING: its value in the record last printed
    sed -n "s/^$1,//p" "$OUT"
}
step() { # LOGIN STEP …: done
    local who=$1
    shift
    expect_exit 0 as "$who" unregistered step "$case" "$@"
}
bring() { # KIND …
    for kind; do
        expect_exit 0 as huji unregistered evidence "$case" "$kind" 核对无误 --issuer 出具单位 --number 17 --on 2016-02-01
    done
}

hire 650102011 huji household_clerk
hire 650102000 shenhe reviewer
hire 650100000 shenji auditor
printf '原编号,姓名,性别,民族,派出所,出生日期,公民身份号码,与户主关系,户号,省市县区,街路巷,门牌号\n' >people.csv
printf 'A2,李二,女,汉,650102011,19820304,650102198203040025,户主,H1,650102,和平路,1号\n' >>people.csv
expect_exit 0 city register import people.csv
mother=650102198203040025

# ---- the rows ----
expect_exit 0 city unregistered classes
expect_lines 9 "$OUT"
expect_exit 0 "$JUMIN" unregistered life --dot
expect_golden unregistered_life.dot "$OUT"

# ---- entered: a class without a notice ----
expect_exit 1 as shenhe unregistered new OUTSIDE_PLAN name=王小一 --applicant 李二
expect_exit 64 as huji unregistered new OUTSIDE_PLAN nickname=小一 --applicant 李二
expect_exit 0 as huji unregistered new OUTSIDE_PLAN name=王小一 --applicant 李二 --relation 52
case="$(field 受理单位)-$(field 案件标识)"
expect_exit 1 as huji unregistered step "$case" COMPLETE
expect_contains "$ERR" U-104
bring APPLICATION PARENT_BOOKLET MARRIAGE
echo 扫描件 >paper
expect_exit 0 as huji unregistered evidence "$case" BIRTH_CERTIFICATE 出生 --issuer 医院 --number H080001 --file paper
step huji COMPLETE
step huji INVESTIGATE
bring INQUIRY COMPARISON
expect_exit 1 as huji unregistered step "$case" SUBMIT
expect_contains "$ERR" 必填
expect_exit 0 as huji unregistered change "$case" sex=1 ethnic=01 bornOn=2011-05-06 joinsNumber=$mother relation=22 motherNumber=$mother
step huji SUBMIT --note 情况属实
expect_exit 1 as shenji unregistered step "$case" APPROVE
expect_contains "$ERR" U-103
expect_exit 1 as huji unregistered step "$case" PASS
step shenhe PASS --note 同意
expect_exit 1 as huji unregistered change "$case" name=别名
step shenji APPROVE --note 准予登记
step huji REGISTER
expect_equal REGISTERED "$(field 状态)"
child="$(field 人员首登单位)-$(field 人员标识)"
expect_exit 0 city person show "$child"
expect_contains "$OUT" 65010220110506
expect_exit 0 city business list --state APPROVED
expect_contains "$OUT" supplement
expect_exit 0 as huji unregistered show "$case"
expect_contains "$OUT" '"hash":"'
expect_exit 0 as huji form unregistered "$case" --out sheet.pdf
expect_exit 0 as huji form unregistered-answer "$case" --out answer.pdf
expect_exit 1 as huji form unregistered-notice "$case" --out notice.pdf
expect_equal %PDF "$(head -c 4 sheet.pdf)"

# ---- closed with an answer, and heard on complaint by somebody else ----
expect_exit 0 as huji unregistered new OTHER name=无名氏 --applicant 村委会
case="$(field 受理单位)-$(field 案件标识)"
expect_exit 1 as huji unregistered step "$case" CLOSE --reason UNPROVEN --note 无法核实
expect_contains "$ERR" U-106
step huji CLOSE --reason ORIGIN --note 已转原籍
step huji COMPLAIN --note 原籍不予受理
step shenji REOPEN --note 由受理地办理
expect_equal INVESTIGATING "$(field 状态)"

expect_exit 0 as shenji unregistered figures --by class
expect_contains "$OUT" 'OUTSIDE_PLAN,不符合计划生育政策,Outside family-planning rules,1,1,0,0'
expect_contains "$OUT" 'OTHER,其他原因,Other,1,0,0,1'
expect_exit 1 as shenji unregistered figures --by ethnic
expect_exit 0 as shenhe unregistered list
expect_lines 2 "$OUT"
expect_exit 0 city laws
expect_exit 0 city journal verify
