#!/bin/bash
# `jumin number check`: the vectors of the rules in, the agreed CSV out, and its exit codes.
. "$(dirname "$0")/../support/lib.sh"

cd "$TMP"
check=("$JUMIN" number check --today 2026-11-24)
printf '%s\n' 11010519491231002X 440524188001010014 650102190402290012 650108196507040031 \
    650109200810010105 650121190002280105 110103195210010024 830000199909090040 \
    810000199707010037 650104200002290274 65010319800615007X 65010319800615007x \
    650106197901010510 650107194509300241 650102800615001 440524800101997 \
    650102190002290013 650102190402290010 11010519491213002X 990102198001010010 \
    1101051949123l002X 650102203013010013 110105194912310020 650102192403150002 >vectors

expect_exit 1 "${check[@]}" vectors
expect_golden number_check.csv "$OUT"
expect_exit 1 "${check[@]}" vectors --summary
expect_golden number_check_summary.csv "$OUT"

# ---- the same from stdin, with CRLF, blanks and no end of the last line ----
expect_exit 1 "${check[@]}" - <vectors
expect_golden number_check.csv "$OUT"
sed 's/$/\r/' vectors | head -c -2 >vectors.crlf
expect_exit 1 "${check[@]}" <vectors.crlf
expect_golden number_check.csv "$OUT"
sed 's/^/  /; s/$/ \t/' vectors >vectors.blanks
expect_exit 1 "${check[@]}" vectors.blanks
cut -d, -f3- "$ROOT/tests/golden/number_check.csv" | diff - <(cut -d, -f3- "$OUT") || broken "blanks around a number count"

# ---- exit codes: none wrong, unreadable, unwritable, wrong use ----
head -n 16 vectors >good
expect_exit 0 "${check[@]}" good
expect_lines 17 "$OUT"
expect_exit 0 "${check[@]}" /dev/null
expect_lines 1 "$OUT"
expect_exit 2 "${check[@]}" nowhere
expect_exit 2 "${check[@]}" .
full() { "${check[@]}" good >/dev/full; }
expect_exit 2 full
expect_exit 64 "${check[@]}" --dance
expect_exit 64 "${check[@]}" good good
expect_exit 64 "$JUMIN" number check --today 2026-13-01 good
expect_exit 0 "$JUMIN" number check --help

# ---- what a wrong number may have been, from the number alone: no database, no clerk ----
expect_exit 0 "$JUMIN" number diagnose 650102198006150015 --born 1980-06-15 --sex M
grep -q 650102198006150014 "$OUT" || broken "the number with its own check character is a candidate"
[ ! -e var ] || broken "a diagnosis makes no database"
