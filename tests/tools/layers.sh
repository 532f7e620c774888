#!/bin/bash
# tools/layers prints every include that climbs, and nothing else.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

put() { # FILE HEADER…
    local file=$tmp/$1 header
    shift
    mkdir -p "$(dirname "$file")"
    for header; do
        case $header in
        \<*) echo "#include $header" ;;
        *) echo "#include \"$header\"" ;;
        esac
    done >"$file"
}

cp "$root/src/LAYERS" "$tmp/LAYERS"
put base/str.c base/str.h
put core/day.c core/day.h base/str.h '<time.h>'
put core/clock.c cards/card.h
put db/db_sqlite.c db/driver.h core/desk.h
put cards/sign_application.c cards/card.h money/fee.h db/db.h sql/cards.h devices/reader.h keys/sm2.h
put cards/bad.c sql/money.h db/driver.h http/door.h card.h devices/sam_v.h
put cards/application_rules.c cards/application.h core/day.h base/str.h
put cards/bad_rules.c cards/application.h db/db.h '<time.h>'
put money/fee.h register/person.h
put http/door.c db/queue.h db/db.h
put zoo/zebra.c core/day.h
put main.c db/driver.h http/door.h

cat >"$tmp/want" <<'E2'
src/cards/bad.c:1: includes sql/money.h: the statements of another folder; ask through its header
src/cards/bad.c:2: includes db/driver.h: a driver; its interfaces are the doors in LAYERS
src/cards/bad.c:3: includes http/door.h: http stands above cards
src/cards/bad.c:4: includes card.h: name the folder
src/cards/bad.c:5: includes devices/sam_v.h: a driver; its interfaces are the doors in LAYERS
src/cards/bad_rules.c:1: includes cards/application.h: a rule includes base, core and its own header only
src/cards/bad_rules.c:2: includes db/db.h: a rule includes base, core and its own header only
src/cards/bad_rules.c:3: includes time.h: a rule reads no clock
src/core/clock.c:1: includes cards/card.h: cards stands above core
src/money/fee.h:1: includes register/person.h: register and money stand side by side and do not know each other
src/zoo/zebra.c:1: includes core/day.h: the folder zoo has no rank in LAYERS
E2
status=0
"$root/tools/layers" "$tmp" >"$tmp/got" || status=$?
diff -u "$tmp/want" "$tmp/got"
[ $status = 1 ]

rm -r "$tmp/zoo" "$tmp/cards" "$tmp/money" "$tmp/core/clock.c"
"$root/tools/layers" "$tmp"
