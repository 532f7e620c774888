#!/bin/bash
# An entry of the journal is proved to somebody who has only a checker of some two hundred lines; and
# whoever changes one byte of any row of the journal is found out, by unit and sequence.
# engines: both
. "$(dirname "$0")/../support/lib.sh"
. "$ROOT/tests/support/nodes.sh"

people files 300 --portraits 3
new_node city "$(new_db city)" "$(police files)"
hire city 650102011 huji household_clerk
hire city 650100000 daoru number_officer
expect_exit 0 on city receipt issue huji 新A 1 20
expect_exit 0 on city --as daoru register import "$TMP/files/register.csv"
person=$(awk -F, '$17 == 650102011 && $8 < 19880101 && $20 ~ /^正常/ && substr($9, 7, 8) == $8 { print $9; exit }' \
    "$TMP/files/register.csv")
expect_exit 0 on city --as huji --json card accept "$person" --ground 22 \
    --portrait "$(echo "$TMP"/files/portraits/*.jpg | cut -d' ' -f1)"
number=$(member number)

# ---- a proof, with and without what the entry says ----
checker() { node "$ROOT/tools/check_proof.mjs" "$@"; }
command -v node >/dev/null || broken "the checker needs Node"
on city unit key 650102011 >"$TMP/key"
for body in '' --body; do
    expect_exit 0 on city journal prove "$number" $body
    cp "$OUT" "$TMP/proof$body.json"
    expect_exit 0 checker --key "$(cat "$TMP/key")" "$TMP/proof$body.json"
    expect_contains "$OUT" application.accepted
done
expect_lacks "$TMP/proof.json" "$number"
expect_contains "$TMP/proof--body.json" "$number"
expect_lacks "$TMP/proof--body.json" "$person"
expect_exit 0 on city journal prove 650100000:0
cp "$OUT" "$TMP/first.json"
expect_exit 0 checker "$TMP/first.json"
refused X-404 city journal prove 650100000:9999
refused C-101 city journal prove 6501020119999010199999

# ---- the proof altered by one digit or letter, in any member: it no longer holds ----
altered() { # MEMBER
    node -e 'const [file, member] = process.argv.slice(1)
        const proof = JSON.parse(require("fs").readFileSync(file, "utf8"))
        const holder = [proof, proof.entry, proof.head].find((one) => typeof one[member] === "string")
        const last = parseInt(holder[member].slice(-1), 16) ^ 1
        holder[member] = holder[member].slice(0, -1) + last.toString(16)
        console.log(JSON.stringify(proof))' "$TMP/proof.json" "$1"
}
for member in clerk verb subject instant bodyHash leaf root size sequence unit signature publicKey; do
    altered $member >"$TMP/altered.json"
    expect_exit 1 checker "$TMP/altered.json"
    expect_lacks "$OUT" SHAPE
done
on city unit key 650100000 >"$TMP/key"
expect_exit 1 checker --key "$(cat "$TMP/key")" "$TMP/proof.json"

# ---- a head kept since then is the beginning of today's ----
expect_exit 0 on city journal heads
expect_exit 0 on city journal verify
expect_contains "$OUT" ",1,,,"

# ---- one byte of a row changed: found, wherever it is ----
alter() { # UNIT SEQ COLUMN EXPRESSION: verify names it; then everything is as before
    local url=${NODE_URL[city]} was
    case $url in
    sqlite:*) was=$(sql "$url" "SELECT quote($3) FROM entry WHERE unit = $1 AND seq = $2") ;;
    *) was=$(sql "$url" "SELECT quote_nullable($3) FROM entry WHERE unit = $1 AND seq = $2") ;;
    esac
    sql "$url" "UPDATE entry SET $3 = $4 WHERE unit = $1 AND seq = $2"
    expect_exit 1 on city journal verify
    expect_contains "$OUT" ",0,$1,$2,"
    sql "$url" "UPDATE entry SET $3 = $was WHERE unit = $1 AND seq = $2"
    expect_exit 0 on city journal verify
}
flipped() { # COLUMN: bytes with the last one changed
    case ${NODE_URL[city]} in
    sqlite:*) echo "CAST(substr($1, 1, length($1) - 1) || CASE WHEN substr($1, -1) = x'00' THEN x'01' ELSE x'00' END AS BLOB)" ;;
    *) echo "set_byte($1, length($1) - 1, get_byte($1, length($1) - 1) # 1)" ;;
    esac
}
alter 650102011 1 verb "'application.signed'"
alter 650102011 1 body "replace(body, '6', '7')"
alter 650102011 1 clerk "clerk + 1"
alter 650102011 0 instant "instant + 1"
alter 650100000 0 terminal "'cli'"
alter 650100000 3 purpose "'x'"
alter 650100000 4 subject "subject - 1"
alter 650100000 5 subject_part "subject_part + 1"
alter 650100000 5 nonce "$(flipped nonce)"
alter 650100000 5 leaf "$(flipped leaf)"
alter 650100000 5 nodes "$(flipped nodes)"

# ---- a row taken out ----
sql "${NODE_URL[city]}" "DELETE FROM entry WHERE unit = 650100000 AND seq = 2"
expect_exit 1 on city journal verify
expect_contains "$OUT" ",0,650100000,2,"
