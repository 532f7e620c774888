#!/bin/bash
# ./test counts what passed and what failed, its last line says so, and its exit code follows. Tried on
# a project of empty tools in a folder that goes away.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
unset JUMIN_TEST_SHARED JUMIN_PG_STATE

script() { # FILE LINE…
    mkdir -p "$(dirname "$tmp/$1")"
    printf '%s\n' '#!/bin/bash' "${@:2}" >"$tmp/$1"
    chmod +x "$tmp/$1"
}

mkdir -p "$tmp/tools"
cp "$root/test" "$tmp/test"
cp "$root/tools/common.sh" "$tmp/tools/common.sh"
for tool in setup build pg layers format; do
    script tools/$tool 'exit 0'
done
script tools/node-env '"$@"'
script tools/sqllint 'echo "9 passed, 9 failed"; exit 1'
script tests/tools/good.sh 'exit 0'
script tests/tools/bad.sh 'exit 3'
script tests/integration/two.sh '# engines: both' '[ $JUMIN_TEST_ENGINE = sqlite ]'
script tests/integration/one.sh '[ $JUMIN_TEST_ENGINE = sqlite ]'
script tests/api/run 'exit 0'

expect() { # EXIT LAST-LINE WORD…
    local status=0 last
    "$tmp/test" "${@:3}" >"$tmp/out" 2>"$tmp/err" || status=$?
    last=$(tail -n 1 "$tmp/out")
    [ "$status" = "$1" ] && [ "$last" = "$2" ] && [ "$(grep -cE '^[0-9]+ passed' "$tmp/out")" = 1 ] && return
    echo "./test ${*:3}: exit $status, '$last' instead of exit $1, '$2'"
    cat "$tmp/out"
    exit 1
}

expect 1 '6 passed, 3 failed'
expect 0 '1 passed, 0 failed' good
expect 1 '1 passed, 1 failed' good bad
expect 1 '1 passed, 1 failed' two
expect 0 '2 passed, 0 failed' api layers
expect 64 '0 passed, 0 failed' unheard-of
