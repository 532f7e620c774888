#!/bin/bash
# What the documents promise of themselves: every noun of a verb has its word, every command they print exists in the
# program's tables, every library the program links with is in NOTICE, and no lock file says where a package came from.
set -eu
cd "$(dirname "$0")/../.."
failed=0
wrong() {
    echo "$*"
    failed=1
}

for noun in $(sed -n 's/^ *{ "\([a-z_]*\)\..*/\1/p' src/journal/verb.c | sort -u); do
    grep -q "\`[^\`]*\b$noun\b" docs/words.md || wrong "docs/words.md: no word for the noun of $noun.*"
done

commands=$(sed -n 's/^ *{ "\([a-z][a-z -]*\)", .*/\1/p' src/cli/*.c src/main.c)
printed=$(grep -ho '\(build/\|`\|^ *\)jumin [a-z][a-z-]*\( [a-z][a-z-]*\)\?' README*.md docs/*.md src/*/README.md |
    sed 's/.*jumin //' | grep -vE '^(help|(proof|entry|head) v)$' | sort -u) # the last three begin signed texts
while read -r command; do
    grep -qxF -e "$command" -e "${command%% *}" <<<"$commands" || wrong "no such command: jumin $command"
done <<<"$printed"

for package in $(sed -n 's/^\(lib[a-z0-9.+-]*\)-dev$/\1/p' tools/packages.run); do
    stem=${package#lib}
    grep -qi "lib${stem%%[0-9]*}" NOTICE || wrong "NOTICE: no $package"
done

grep -n '"resolved"' benches/package-lock.json web/package-lock.json && wrong "a lock file says where packages come from"
exit $failed
