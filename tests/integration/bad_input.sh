#!/bin/bash
# What comes from outside and is wrong: files, packages, words of a command, databases, people. Each
# is told by its code, in both languages, and leaves every row as it was.
# engines: both
. "$(dirname "$0")/../support/lib.sh"
. "$ROOT/tests/support/nodes.sh"

cd "$TMP"
people files 300 --portraits 3
people files-gb 300 --encoding gb18030
register=files/register.csv
portrait=$(echo files/portraits/*.jpg | cut -d' ' -f1)
station=650102011 bureau=650102000
new_node city "$(new_db city)" "$(police files | tr , '\n' | grep -vx $station | paste -sd,)"
new_node station "$(new_db station)" $station
new_node impostor "$(new_db impostor)" $station
hire city 650100000 daoru number_officer
hire city $bureau zhijian inspector

# ---- files of a register ----
import=(city --as daoru register import)
refused R-202 "${import[@]}" files-gb/register.csv
refused R-202 "${import[@]}" $register --encoding gb18030
refused R-202 "${import[@]}" "$portrait"
: >empty
refused R-201 "${import[@]}" empty
sed '1s/姓名/名字/' $register >headless
refused R-201 "${import[@]}" headless
expect_contains "$ERR" 姓名
echo 'neither this nor that' >map
refused R-214 "${import[@]}" $register --map map
refused P-403 city --as zhijian register import $register
expect_exit 2 on "${import[@]}" nowhere.csv
expect_said X-503
expect_exit 2 on "${import[@]}" files
refused R-205 "${import[@]}" $register --encoding latin1

# Rows that cannot make a person are told one by one; their neighbours are taken.
{
    sed -n 1,3p $register
    sed -n 4p $register | sed 's/,[^,]*$/,"正/'
    sed -n 5p $register | cut -d, -f1-9
    sed -n 6p $register | sed 's/,6501[0-9]*,家庭户/,659999011,家庭户/'
    sed -n 7p $register | iconv -f UTF-8 -t GB18030
    sed -n 8p $register | tr , '\0'
    sed -n 9p $register
    sed -n 9p $register | sed 's/,[0-9]*,\([^,]*\)$/,20010101,\1/'
} >broken.csv
rows_of "${NODE_URL[city]}" >rows.before
expect_exit 0 on "${import[@]}" broken.csv --rejects dry --dry-run
rows_of "${NODE_URL[city]}" | cmp - rows.before || broken "a dry run changes rows"
expect_exit 0 on city --as daoru --json register import broken.csv --rejects rejects
cmp dry rejects || broken "the dry run told of other rows"
expect_equal 3 "$(member taken)"
cut -d, -f1,3 rejects >codes
expect_equal 'row,code 4,ROW_BROKEN 5,ROW_BROKEN 6,STATION_UNKNOWN 7,NOT_TEXT 8,ROW_BROKEN 10,LEGACY_TWICE' "$(paste -sd' ' codes)"
head -n 1 $register >headings.csv
expect_exit 0 on city --as daoru --json register import headings.csv
expect_equal 0 "$(member rows)"
expect_exit 0 on city --as daoru --json register import $register
expect_equal 3 "$(member unchanged)"
expect_equal 297 "$(member taken)"
expect_whole city

# ---- packages: from nobody we know, from somebody who only says so ----
awk -F, -v station=$station 'NR == 1 || $17 == station' $register >own.csv
mapfile -t grown_up < <(awk -F, '$8 < 19880101 && $20 ~ /^正常/ && substr($9, 7, 8) == $8 { print $9 }' own.csv)
accept() { # NODE PERSON
    expect_exit 0 on "$1" --as huji --json card accept "$2" --ground 22 --portrait "$portrait"
}
send() { # NODE: prints the file
    expect_exit 0 on "$1" --as huji --json package send --exchange exchange-"$1"
    member file
}
take=(city --as zhijian package take)
for node in station impostor; do
    hire $node $station huji household_clerk
    hire $node $station daoru number_officer
    expect_exit 0 on $node receipt issue huji 新A 1 20
    expect_exit 0 on $node --as daoru register import own.csv
    accept $node "${grown_up[0]}"
    refused E-109 $node --as huji package send --exchange exchange-$node
    expect_exit 0 on city unit key $bureau
    expect_exit 0 on $node unit trust $bureau "$(cat "$OUT")"
done
refused R-205 station unit trust $bureau 04abcd
first=$(send station)
refused E-109 "${take[@]}" "$first"
expect_exit 0 on station unit key $station
refused P-403 city --as daoru unit trust $station "$(cat "$OUT")"
expect_exit 0 on city unit trust $station "$(on station unit key $station)"
refused E-103 "${take[@]}" "$(send impostor)"

# ---- no package, half a package, one bit of it altered, somebody else's ----
refused E-101 "${take[@]}" $register
refused E-108 "${take[@]}" nowhere.jmp
refused E-104 station --as huji package take "$first"
refused P-403 city --as daoru package take "$first"
size=$(stat -c %s "$first")
for cut in 0 $((size / 3)) $((size - 1)); do
    head -c "$cut" "$first" >cut.jmp
    expect_exit 1 on "${take[@]}" cut.jmp
    grep -qE '^E-1(01|11) ' "$ERR" || broken "cut to $cut bytes, and it says $(head -n 1 "$ERR")"
done
rows_of "${NODE_URL[city]}" >rows.before
for at in 0 6 $((RANDOM % 64)) $((RANDOM % 200)) $((RANDOM % size)) $((RANDOM % size)) $((size / 2)) $((size - 1)); do
    cp "$first" altered.jmp
    flip_bit altered.jmp $at
    expect_exit 1 on "${take[@]}" altered.jmp
done
rows_of "${NODE_URL[city]}" | cmp - rows.before || broken "an altered package changes rows"
refused E-102 "${take[@]}" altered.jmp

# ---- out of sequence, twice ----
accept station "${grown_up[1]}"
second=$(send station)
refused E-105 "${take[@]}" "$second"
expect_contains "$ERR" "$station → $bureau: 1–1"
expect_exit 0 on "${take[@]}" "$first"
refused E-106 "${take[@]}" "$first"
expect_exit 0 on "${take[@]}" "$second"
refused E-106 "${take[@]}" "$second"
expect_whole city
expect_whole station

# ---- words of a command ----
while read -r words; do
    expect_exit 64 on city $words
    expect_contains "$ERR" '用法 usage'
    expect_lines 0 "$OUT"
done <<'END'
dance
card dance
card accept
card accept 1 2 --ground 21
card accept 1 --ground
card accept 1 --ground 21 --ground 22
card review 1 --refuse
card queue nowhere
package send --to zero
package send --dance
register import
register undo x
unit trust 650102011
role grant
clerk add x y z
form slip 1
setting put promise.days x --source y
END
expect_exit 64 "$JUMIN" --db
expect_exit 64 "$JUMIN" --dance x laws
expect_exit 64 "$JUMIN" $'card\xff'

# ---- databases that are none; nothing is made in their place ----
expect_exit 2 "$JUMIN" --db sqlite:none.db laws
expect_said X-503
[ ! -e none.db ] || broken "a mistyped name became a database"
expect_exit 2 "$JUMIN" --db sqlite:empty laws
[ ! -s empty ] || broken "an empty file became a database"
expect_exit 2 "$JUMIN" --db sqlite:$register laws
expect_exit 2 "$JUMIN" --db "$(new_db bare)" laws
expect_exit 2 "$JUMIN" --db postgres://127.0.0.1:1/none laws

# ---- people who are none, or have no business here ----
refused P-111 city --as nobody unit list
refused P-108 city --as daoru --purpose '' person search --legacy 650100000001
refused R-211 city --as daoru person search
refused P-110 city --as security role grant daoru system_admin
refused P-112 city clerk add 650999000 xiaowang 王
refused X-404 city journal prove $bureau:999
