#!/bin/bash
# A character is found by commands; a name that came with a code instead of one is a case, its card waits, a paper is
# shown, and somebody else writes the character.
# engines: both
. "$(dirname "$0")/../support/lib.sh"

db=$(new_city)
cd "$TMP"
city() { "$JUMIN" --db "$db" --purpose 测试 "$@"; }
json() { # FIELD: its first value in the JSON last printed
    grep -o "\"$1\":\"\?[^,\"}]*" "$OUT" | head -n 1 | sed 's/.*:"\?//'
}

# ---- looking up ----
for what in U+6E5B D5BF ⿰氵甚; do
    expect_exit 0 city character find "$what"
    expect_contains "$OUT" '湛,U+6E5B,D5BF'
done
expect_exit 0 city character find 峰
expect_contains "$OUT" '峯,U+5CEF'
expect_exit 1 city character find 湛2
expect_exit 0 city character name 王湛
expect_exit 0 city character name 王1
expect_contains "$ERR" "不能使用"

# ---- a name with a code is taken in, and is a case ----
printf '%s\n' '原编号,户号,姓名,性别,民族,派出所,街路巷,门牌号,出生日期,公民身份号码,状态' \
    $'A1,H1,王\uE000,男,汉族,650102011,和平南路,12号,19800615,650102198006150014,正常' | iconv -t GB18030 >people.csv
expect_exit 0 city register import people.csv --encoding gb18030
expect_contains "$OUT" '退回,0'
expect_exit 0 city character cases --json
case="$(json part)-$(json id)"
expect_equal cdf5aaa1 "$(json bytes)"
expect_equal U+E000 "$(json codePoint)"

# ---- the card waits; nothing is put for the code ----
expect_exit 0 city clerk add 650102011 huji 户籍民警
grep '^[^,]*,*huji,' "$OUT" | head -n 1 | sed 's/.*,//' >word
expect_exit 0 city role grant huji household_clerk
expect_exit 0 city --as huji --credential word card accept A1 --ground 12 --json
number=$(json number)
expect_exit 0 city card show "$number"
held=$(sed -n 's/^号码案件,//p' "$OUT")
[ -n "$held" ] || broken 'the application does not wait'
expect_exit 0 city character missing
expect_contains "$OUT" 'U+E000,,1,1,650102011'

# ---- shown, and decided ----
expect_exit 1 city character settle "$case" 湛
printf '\x89PNG\r\n\x1a\n' >picture.png
echo GIF89a >other
expect_exit 1 city character source "$case" 1962年登记表 --picture other
expect_exit 0 city character source "$case" 1962年登记表 --picture picture.png
expect_exit 1 city character settle "$case" ?
expect_exit 1 city character settle "$case" 湛 --version 1
expect_exit 0 city character settle "$case" 湛
expect_contains "$OUT" 'ENCODED'
expect_exit 0 city person search --name 王湛
expect_lines 2 "$OUT"
expect_exit 0 city card show "$number"
expect_equal '' "$(sed -n 's/^号码案件,//p' "$OUT")"
expect_exit 0 city character cases
expect_lines 1 "$OUT"
expect_exit 0 city character missing --last
expect_exit 0 city laws
