#!/bin/bash
# Our own tables say neither more nor less than the program: every refusal is given somewhere, and
# every verb written into the journal has its row with words in two languages, and the reverse.
set -eu
cd "$(dirname "$0")/../.."
wrong=0

say() {
    echo "$1"
    wrong=1
}

for name in $(sed -n 's/^R(\([A-Z0-9_]*\),.*/\1/p' src/core/refusals.def); do
    grep -rqw "NO_$name" src --include='*.c' --include='*.h' || say "nobody gives the refusal $name"
done

rows=$(grep -oE '^ *\{ "[a-z_]+\.[a-z_]+"' src/journal/verb.c | grep -oE '[a-z_]+\.[a-z_]+')
[ -n "$rows" ] || say "no rows in src/journal/verb.c"
for verb in $rows; do
    grep -rlF "\"$verb\"" src --include='*.c' | grep -qv '^src/journal/verb.c$' ||
        say "nobody writes the verb $verb"
done

# The verb of a call stands before its end, on the same line or a later one.
written=$(grep -rhozP '\b(journal|journal_for|journal_refusal|step_close)\([^;]*?"[a-z_]+\.[a-z_]+"' \
    src --include='*.c' | tr '\0' '\n' | grep -oE '"[a-z_]+\.[a-z_]+"' | tr -d '"' | sort -u)
[ "$(wc -w <<<"$written")" -ge 20 ] || say "too few verbs found in calls: $written"
for verb in $written; do
    grep -qxF "$verb" <<<"$rows" || say "the verb $verb has no row in src/journal/verb.c"
done
exit $wrong
