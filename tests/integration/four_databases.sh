#!/bin/bash
# Station, bureau, city and centre keep four databases, the city's on PostgreSQL, and share nothing
# but the folder of package files. A card arrives; without one file, or with one altered, its case
# stops, the clerk who waits is told what is missing, and with the file it goes on.
. "$(dirname "$0")/../support/lib.sh"
. "$ROOT/tests/support/nodes.sh"

pg_server
ex=$TMP/exchange
people files 300 --portraits 3
portrait=$(echo "$TMP"/files/portraits/*.jpg | cut -d' ' -f1)
station=650102011 bureau=650102000 city=650100000
new_node station "$(new_db station)" $station
new_node bureau "$(new_db bureau)" $bureau
new_node city "$(pg_new_database "$(fresh_name city)")" $city
new_node centre "$(new_db centre)" $CENTRE
introduce station $station bureau $bureau
introduce bureau $bureau city $city
introduce city $city centre $CENTRE

hire station $station huji household_clerk
hire station $station fazheng hand_out_clerk
hire station $station daoru number_officer
hire bureau $bureau shenhe reviewer
hire bureau $bureau qianfa signer
hire bureau $bureau zhijian inspector
hire city $city shenji auditor
hire city $city dabao packer
expect_exit 0 on station receipt issue huji 新A 1 20
awk -F, -v station=$station 'NR == 1 || $17 == station' "$TMP/files/register.csv" >"$TMP/own.csv"
expect_exit 0 on station --as daoru register import "$TMP/own.csv"
mapfile -t grown_up < <(awk -F, -v station=$station '$17 == station && $8 < 19880101 && $20 ~ /^正常/ &&
    substr($9, 7, 8) == $8 { print $9 }' "$TMP/files/register.csv")

accept() { # PERSON: prints the number
    expect_exit 0 on station --as huji --json card accept "$1" --ground 22 --portrait "$portrait"
    member number
}
sent() { # NODE CLERK: sends what is finished; prints the file
    expect_exit 0 on "$1" --as "$2" --json package send --exchange "$ex"
    member file
}
round() { # NODE…: each takes in what lies there and passes on what waits
    local node
    for node in "$@"; do
        expect_exit 0 on "$node" package round --exchange "$ex"
    done
}
state() { # NODE NUMBER
    expect_exit 0 on "$1" --json card show "$2"
    member state
}
sign() { # NUMBER: the bureau's two
    expect_exit 0 on bureau --as shenhe card review "$1"
    expect_exit 0 on bureau --as qianfa card sign "$1"
}
audit() { # NUMBER: the city's, and to the centre
    expect_exit 0 on city --as shenji card audit "$1"
    sent city dabao >"$TMP/file"
}
receive() { # NODE CLERK FROM: what is on the way
    expect_exit 0 on "$1" --as "$2" --json card consignments --state PENDING
    expect_exit 0 on "$1" --as "$2" card receive "$3" "$(member id)"
}
sequence_of() { # FILE
    echo $((10#$(basename "$1" .jmp | cut -d- -f3)))
}
hand_out() { # NUMBER CARDS: out of the centre's box with so many cards into the holder's hand
    local serial
    expect_exit 0 on centre centre run --exchange "$ex" --boxes "$TMP/boxes"
    expect_contains "$OUT" "0,$2,0,$2,1"
    round city
    receive city dabao $CENTRE
    expect_exit 0 on city --json card show "$1"
    serial=$(sql "${NODE_URL[city]}" "SELECT serial FROM card WHERE id = $(member card)")
    expect_exit 0 on city --as dabao card give $bureau --box 箱 "$serial"
    round city bureau
    receive bureau zhijian $city
    expect_exit 0 on bureau --as zhijian card inspect "$serial"
    expect_exit 0 on bureau --as zhijian card give $station --box 箱 "$serial"
    round bureau station
    receive station fazheng $bureau
    expect_exit 0 on station --as fazheng card verify "$serial"
    expect_exit 0 on station --as fazheng card hand-over "$1" --identity --chip-read \
        --old-card HANDED_IN --signed-on-paper
    round station bureau bureau city city centre centre city bureau station # what came in goes on with the next
}

# ---- it arrives ----
first=$(accept "${grown_up[0]}")
sent station huji >"$TMP/file"
round bureau
sign "$first"
round bureau city
audit "$first"
hand_out "$first" 1
for node in station bureau city; do
    expect_equal 93 "$(state $node "$first")"
done
for node in station bureau city centre; do
    expect_whole $node
done

# ---- once more, and one file is lost: whoever waits is told which, and nothing moves ----
second=$(accept "${grown_up[1]}")
lost=$(sent station huji)
mv "$lost" "$TMP/lost.jmp"
third=$(accept "${grown_up[2]}")
after=$(sent station huji)
sequence=$(sequence_of "$lost")
expect_exit 0 on bureau --as zhijian package inbox --exchange "$ex"
expect_contains "$OUT" "missing $sequence–$sequence"
refused E-105 bureau --as zhijian package take "$after"
expect_contains "$ERR" "$station → $bureau: $sequence–$sequence"
round bureau
expect_contains "$OUT" '0,0,1'
refused C-101 bureau --as shenhe card review "$second"
expect_equal 3 "$(state station "$second")"

# ---- altered by one bit: still not that file; sent once more, it goes on ----
cp "$TMP/lost.jmp" "$lost"
size=$(stat -c %s "$lost")
for at in 9 $((size / 2)) $((size - 1)); do
    flip_bit "$lost" $at
    rows_of "${NODE_URL[bureau]}" >"$TMP/rows.before"
    expect_exit 1 on bureau --as zhijian package take "$lost"
    grep -qE '^E-10[123] ' "$ERR" || broken "byte $at altered, and it says $(head -n 1 "$ERR")"
    rows_of "${NODE_URL[bureau]}" | cmp -s "$TMP/rows.before" - || broken "byte $at altered, and rows changed"
    cp "$TMP/lost.jmp" "$lost"
done
flip_bit "$lost" $((size / 2))
refused E-102 bureau --as zhijian package take "$lost"
round bureau
expect_contains "$OUT" '0,0,1'
refused P-403 station --as fazheng package again $bureau "$sequence" --exchange "$ex"
refused E-108 station --as huji package again $bureau 99 --exchange "$ex"
expect_exit 0 on station --as huji package again $bureau "$sequence" --exchange "$ex"
expect_exit 0 on bureau --as zhijian package take "$lost"
expect_exit 0 on bureau --as zhijian package take "$after"
refused E-106 bureau --as zhijian package take "$TMP/lost.jmp"
sign "$second"
sign "$third"

# ---- the same between city and centre; the file itself comes back ----
round bureau city
audit "$second"
lost=$(cat "$TMP/file")
sequence=$(sequence_of "$lost")
mv "$lost" "$TMP/lost.jmp"
audit "$third"
expect_exit 0 on centre package inbox --exchange "$ex"
expect_contains "$OUT" "missing $sequence–$sequence"
expect_exit 0 on centre centre run --exchange "$ex" --boxes "$TMP/boxes"
expect_contains "$OUT" '0,0,0,0,0'
mv "$TMP/lost.jmp" "$lost"
hand_out "$second" 2
for node in station bureau city; do
    expect_equal 93 "$(state $node "$second")"
done
for node in station bureau city centre; do
    expect_whole $node
done
