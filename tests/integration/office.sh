#!/bin/bash
# The office from the command line: init, accounts and roles by their own administrators, refusals
# with their exit codes and entries, passwords, help that comes from the table.
# engines: both
. "$(dirname "$0")/../support/lib.sh"

cd "$TMP"
db=$(new_db)
city() {
    "$JUMIN" --db "$db" --keys "$TMP/keys" "$@"
}
password_of() { # LOGIN FILE
    grep "^[^,]*,*$1," "$2" | head -n 1 | sed 's/.*,//'
}

# ---- init: once, with the three administrators and their first passwords ----
expect_exit 64 city init
expect_exit 1 city init --city 650199
expect_contains "$ERR" R-205
expect_exit 0 city init --city 650100 --cheap-passwords
cp "$OUT" first
expect_lines 4 first
expect_exit 1 city init --city 650100
expect_contains "$ERR" P-118
[ "$(stat -c %a "$TMP/keys")" = 700 ] || broken "the keys are open to others"
expect_exit 0 city unit list --json
expect_contains "$OUT" '"number":650102011,"parent":650102000,"kind":"STATION"'

# ---- the one who ran init is the system administrator and no more ----
expect_exit 0 city clerk add 650102011 wang 王某
password_of wang "$OUT" >wang
expect_exit 1 city clerk add 650102011 wang 王某
expect_contains "$ERR" P-114
expect_exit 1 city role grant wang household_clerk
expect_contains "$ERR" P-403
expect_exit 1 city clerk lock system
expect_contains "$ERR" P-119

# ---- as another only with the password, from a file; five wrong ones lock ----
expect_exit 1 city --as security role list </dev/null
expect_contains "$ERR" P-113
sed -n 's/^security,.*,//p' first >security
expect_exit 0 city --as security --credential security role grant wang household_clerk
expect_exit 1 city --as security --credential security role grant wang audit_admin
expect_contains "$ERR" P-110
expect_exit 0 city --as wang --credential wang unit list
expect_lines 2 "$OUT"
echo wrong-password-1 >wrong
for _ in 1 2 3 4; do
    expect_exit 1 city --as wang --credential wrong unit list
    expect_contains "$ERR" P-101
done
expect_exit 1 city --as wang --credential wrong unit list
expect_contains "$ERR" P-102
expect_exit 1 city --as wang --credential wang unit list
expect_contains "$ERR" P-102
expect_exit 0 city clerk unlock wang
expect_exit 0 city --as wang --credential wang unit list

# ---- a password of one's own choice ----
echo short >weak
expect_exit 1 city clerk password wang --password weak
expect_contains "$ERR" P-109
echo Hami-2008-melon >strong
expect_exit 0 city clerk password wang --password strong
expect_exit 1 city --as wang --credential wang unit list
expect_exit 0 city --as wang --credential strong unit list
expect_lacks "$OUT" Hami

# ---- settings ----
expect_exit 0 city setting put promise.days 15 --source 乌公通〔2008〕1号
expect_exit 0 city setting list
expect_contains "$OUT" promise.days
expect_exit 1 city setting put promise.days 61 --source x
expect_exit 64 city setting put promise.days many --source x

# ---- what is said about use ----
expect_exit 64 "$JUMIN" unit
expect_exit 64 "$JUMIN" unit dance
expect_exit 64 city unit list --dance
expect_exit 64 city unit add 650102801
expect_exit 0 "$JUMIN" unit --help
expect_contains "$OUT" 'jumin unit add NUMBER NAME --kind KIND [--short NAME]'
expect_exit 0 "$JUMIN" help clerk add
expect_contains "$OUT" 系统管理
expect_exit 0 "$JUMIN" help --completion
bash -n "$OUT" || broken "the completion is no bash"
COMP=$(bash -c ". $OUT; COMP_WORDS=(jumin clerk ''); COMP_CWORD=2; _jumin; echo \${COMPREPLY[*]}")
expect_equal 'add list lock password unlock' "$COMP"
expect_exit 0 "$JUMIN" help --man
expect_contains "$OUT" '.B jumin init'
expect_exit 2 "$JUMIN" --db sqlite:"$TMP/none.db" unit list
[ ! -e "$TMP/none.db" ] || broken "a mistyped name became a database"
