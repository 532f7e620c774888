#!/bin/bash
# `jumin city generate`: the same seed gives the same bytes, another seed others; the encoding
# changes the bytes and not the text.
. "$(dirname "$0")/../support/lib.sh"

cd "$TMP"
generate() { # FOLDER SEED [OPTION…]
    expect_exit 0 "$JUMIN" city generate --people 20000 --seed "$2" --out "$1" "${@:3}"
}
generate one 7 --portraits 5
generate two 7 --portraits 5
generate other 8
generate gb 7 --encoding gb18030
diff -r one two || broken "seed 7 is not always the same city"
! cmp -s one/register.csv other/register.csv || broken "seeds 7 and 8 are one city"
expect_lines 20001 one/register.csv
expect_equal '原编号,户号,与户主关系,姓名,曾用名,性别,民族,出生日期,公民身份号码,籍贯,文化程度,婚姻状况,省市县区,街路巷,门牌号,详址,派出所,户类型,迁入日期,状态' \
    "$(head -n 1 one/register.csv)"
expect_equal 'kind,row,other,field,was' "$(head -n 1 one/truth.csv)"
for file in register plates truth; do
    iconv -f GB18030 -t UTF-8 gb/$file.csv 2>/dev/null | cmp - one/$file.csv || broken "$file.csv is another text in GB 18030"
done

expect_exit 64 "$JUMIN" city generate --people 0 --seed 7 --out three
expect_exit 64 "$JUMIN" city generate --people 100 --seed 7
expect_exit 64 "$JUMIN" city generate --people 100 --seed 7 --out three --encoding ebcdic
expect_exit 2 "$JUMIN" city generate --people 100 --seed 7 --out one/register.csv
