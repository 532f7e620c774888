#!/bin/bash
# kill -9 at any moment: of a server at work, of an import, of the packages' round. Afterwards the laws
# hold, the journal is whole, and everything that was acknowledged is there, once.
# engines: both
. "$(dirname "$0")/../support/lib.sh"
. "$ROOT/tests/support/nodes.sh"

ROUNDS=6
cd "$TMP"
[ "$ENGINE" != postgres ] || pg_durable_server
people files 6000 --portraits 1
new_node city "$(new_db city)" "$(police files)"
hire city 650100000 daoru number_officer
expect_exit 0 on city --as daoru register import files/register.csv

moment() { # LEAST MOST, in milliseconds: waits for some time between them
    sleep "$(printf '0.%03d' $(($1 + RANDOM % ($2 - $1))))"
}
# Begins a command and kills it at a moment between the two, in milliseconds.
cut_short() { # LEAST MOST NODE COMMAND…
    "$JUMIN" --db "${NODE_URL[$3]}" --keys "$TMP/keys-$3" "${@:4}" >cut.log 2>&1 &
    moment "$1" "$2"
    kill -KILL $! 2>/dev/null || true
    wait $! 2>/dev/null || cuts=$((cuts + 1))
}
count() { # NODE TABLE [CONDITION]
    sql "${NODE_URL[$1]}" "SELECT count(*) FROM $2 WHERE ${3:-1 = 1}"
}

# ---- a server at work ----
mkdir counters
echo Jumin-2026-kill >counters/password
cp files/portraits/*.jpg counters/portrait.jpg
first=1
for station in 650102011 650103011 650104011; do
    for nth in 1 2; do
        login=huji$station$nth
        expect_exit 0 on city clerk add $station $login 户籍 --password counters/password
        expect_exit 0 on city role grant $login household_clerk
        expect_exit 0 on city receipt issue $login 新A $first $((first + 9999))
        echo $login $station >>counters/clerks
        first=$((first + 10000))
    done
done
sql "${NODE_URL[city]}" "SELECT p.station, p.part, p.id FROM person p WHERE p.status = '0' AND p.born_on < 7300
    AND length(p.name) <= 12 AND NOT EXISTS (SELECT 1 FROM number_case c WHERE c.part = p.part AND c.person = p.id)
    ORDER BY p.id" | tr '|' ' ' >counters/persons

clerks() { node "$ROOT/tests/support/acceptances.mjs" "${SERVER##*:}" counters "$1"; }
expect_acknowledged() { # what was told is there
    sql "${NODE_URL[city]}" "SELECT number FROM application" | sort >stored
    awk '$1 == "accepted" { print $3 }' counters/log | sort >told
    expect_equal '' "$(comm -23 told stored)"
    sql "${NODE_URL[city]}" "SELECT number FROM application WHERE state > 0" | sort >pictured
    expect_equal '' "$(awk '$1 == "pictured" { print $2 }' counters/log | sort | comm -23 - pictured)"
    expect_equal "$(count city application)" "$(count city entry "verb = 'application.accepted'")"
}
for round in $(seq $ROUNDS); do
    serve "${NODE_URL[city]}" --quiet
    clerks 5 &
    client=$!
    [ "$round" != 3 ] || sleep 3 # packages travel by themselves from here on
    moment 250 900
    stop_server KILL
    wait $client || broken "a clerk was refused"
    expect_acknowledged
    expect_whole city
done

# ---- the start after it: what was never answered is asked again, and done once ----
expect_exit 0 on city setting put package.auto 0 --source kill
serve "${NODE_URL[city]}" --quiet
clerks 1 || broken "a clerk was refused"
expect_acknowledged
stop_server
expect_acknowledged
expect_whole city
accepted=$(wc -l <told)
asked=$(grep -c ^sent counters/log)
expect_equal "$asked" "$accepted"
expect_equal '' "$(comm -13 told stored)"
expect_equal "$accepted" "$(sql "${NODE_URL[city]}" "SELECT count(DISTINCT person) FROM application")"
expect_exit 0 on city journal figures accepted
expect_equal "$accepted" "$(cat "$OUT")"
say "$ROUNDS 次断电，受理 $accepted 件" "$ROUNDS kills, $accepted applications"

# ---- the packages' round: as many arrive as in one that nobody ended ----
copy_of_city() { # NODE
    case $ENGINE in
    sqlite)
        NODE_URL[$1]=sqlite:$TMP/$1.db
        sqlite3 "${NODE_URL[city]#sqlite:}" ".backup $1.db"
        ;;
    postgres) NODE_URL[$1]=$(pg_new_database "$(fresh_name "$1")" "${NODE_URL[city]##*/}") ;;
    esac
    cp -r keys-city keys-"$1"
}
totals() { # NODE
    sql "${NODE_URL[$1]}" "SELECT state, count(*) FROM application GROUP BY state ORDER BY state"
    sql "${NODE_URL[$1]}" "SELECT figure, sum(n) FROM progress GROUP BY figure ORDER BY figure"
    sql "${NODE_URL[$1]}" "SELECT unit, from_unit, sum(count) FROM package_in GROUP BY unit, from_unit ORDER BY unit, from_unit"
    count "$1" outbox "seq IS NULL"
}
finish_rounds() { # NODE
    for _ in 1 2 3; do
        expect_exit 0 on "$1" package round --exchange exchange
    done
    expect_contains "$OUT" '0,0,0'
    expect_equal '' "$(find exchange -name '*.part')"
    expect_whole "$1"
    totals "$1"
}
expect_exit 0 on city setting put package.auto 1 --source kill
copy_of_city whole
mkdir -p var/exchange
cp -r var/exchange exchange
finish_rounds whole >totals.whole
rm -r exchange
cp -r var/exchange exchange
cuts=0
for _ in $(seq $ROUNDS); do
    cut_short 5 90 city package round --exchange exchange
    expect_whole city
done
say "打断 $cuts 轮" "$cuts rounds cut short"
finish_rounds city >totals.city
diff totals.whole totals.city || broken "a round that was ended told of something else"

# ---- an import ----
people big 25000
new_node unbroken "$(new_db unbroken)" "$(police big)" big/stations.csv
new_node broken "$(new_db broken)" "$(police big)" big/stations.csv
begun=${EPOCHREALTIME/./}
expect_exit 0 on unbroken --json register import big/register.csv
took=$(((${EPOCHREALTIME/./} - begun) / 1000))
[ "$took" -lt 999 ] || took=999
taken=$(member taken)
cuts=0
for _ in 1 2 3; do
    cut_short 50 $took broken register import big/register.csv
    expect_whole broken
done
say "打断导入 $cuts 次（整次 $took 毫秒）" "$cuts imports cut short, of $took ms"
expect_exit 0 on broken --json register import big/register.csv
expect_equal "$taken" "$(($(member taken) + $(member unchanged)))"
expect_whole broken
for node in unbroken broken; do
    sql "${NODE_URL[$node]}" "SELECT p.legacy, h.legacy, p.relation, p.name, p.former_name, p.sex, p.ethnic, p.born_on,
        p.number, p.native_place, p.education, p.marital, p.station, p.moved_in_on, p.status FROM person p
        JOIN household h ON h.part = p.part AND h.id = p.household ORDER BY p.legacy" >register.$node
    sql "${NODE_URL[$node]}" "SELECT c.kind, p.legacy FROM number_case c JOIN person p ON p.part = c.part AND p.id = c.person
        ORDER BY c.kind, p.legacy" >cases.$node
    sql "${NODE_URL[$node]}" "SELECT rows, taken, rejected FROM load" >load.$node
done
expect_lines "$taken" register.broken
for what in register cases load; do
    cmp $what.unbroken $what.broken || broken "an import that was ended made another $what"
done
