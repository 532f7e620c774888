#!/bin/bash
# tests/support/lib.sh: an expectation that does not hold ends the script, names its line, and leaves
# nothing behind.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
mkdir "$tmp/leftovers"

expect() { # EXIT SAID LINE…: a script of these lines, and what it says last
    printf '%s\n' '#!/bin/bash' ". '$root/tests/support/lib.sh'" "${@:3}" >"$tmp/it.sh"
    local status=0 said
    env -u JUMIN_TEST_ENGINE -u JUMIN_GOLDEN TMPDIR="$tmp/leftovers" bash "$tmp/it.sh" >"$tmp/said" 2>&1 || status=$?
    said=$(tail -n 1 "$tmp/said")
    if [ $status != "$1" ] || [ "$said" != "$2" ] || [ -n "$(ls "$tmp/leftovers")" ]; then
        cat "$tmp/it.sh" "$tmp/said"
        echo "exit $status, '$said' instead of exit $1, '$2'; left behind: $(ls "$tmp/leftovers")"
        exit 1
    fi
}

expect 0 'done' 'expect_exit 3 bash -c "echo 居民; exit 3"' 'expect_contains "$OUT" 居民' 'expect_lines 1 "$OUT"' \
    'expect_lacks "$OUT" 公民' 'expect_equal a a' 'echo done'
expect 1 'it.sh:3: exit 3 instead of 0: bash -c exit 3' 'expect_exit 0 bash -c "exit 3"' 'echo not reached'
expect 1 'it.sh:4: not in stdout: yes' 'expect_exit 0 echo no' 'expect_contains "$OUT" yes'
expect 1 'it.sh:4: in stdout, and should not be: no' 'expect_exit 0 echo no' 'expect_lacks "$OUT" no'
expect 1 "it.sh:3: 'b' instead of 'a'" 'expect_equal a b'
expect 1 'it.sh:4: 1 lines instead of 2 in stdout' 'expect_exit 0 echo no' 'expect_lines 2 "$OUT"'
expect 1 'it.sh:3: tests/golden/none is not what the program prints; tools/golden rewrites it' 'expect_golden none "$ERR"'
expect 7 'bye' 'at_exit "echo bye"' 'at_exit "false"' 'exit 7'
expect 0 'two databases' '[ "$(new_db)" != "$(new_db)" ]' 'echo two databases'
