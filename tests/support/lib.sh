# Sourced by tests/integration/*.sh: a folder of the test's own, databases, a server, expectations.
#
#   #!/bin/bash
#   # What this shows, in a sentence.
#   # engines: both
#   . "$(dirname "$0")/../support/lib.sh"
#   db=$(new_city)
#   expect_exit 0 "$JUMIN" --db "$db" laws
#   expect_contains "$OUT" "0 broken"
#
# The first expectation that does not hold ends the script. `# engines: both` makes ./test run it
# twice, with JUMIN_TEST_ENGINE=sqlite and =postgres. Given to the script:
#   ROOT     the project        TMP   a folder that goes away     ENGINE   sqlite or postgres
#   JUMIN    the program        OUT, ERR   files with what the last expect_exit printed
set -euo pipefail

. "$(dirname "${BASH_SOURCE[0]}")/../../tools/common.sh"
JUMIN=${JUMIN:-$ROOT/build/jumin}
ENGINE=${JUMIN_TEST_ENGINE:-sqlite}
TMP=$(mktemp -d "${TMPDIR:-/tmp}/jumin-test.XXXXXX")
OUT=$TMP/stdout
ERR=$TMP/stderr
export TZ=UTC LC_ALL=C.UTF-8

. "$ROOT/tests/support/pg.sh"

# ---- ending: what was begun last ends first ----

endings=()
at_exit() { # COMMAND
    endings=("$1" "${endings[@]}")
}

finish() {
    local status=$?
    trap - EXIT
    set +e
    pg_drop_databases
    for ending in "${endings[@]}"; do
        eval "$ending"
    done
    rm -rf "$TMP"
    exit $status
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# ---- databases ----

fresh_name() { # BASE: a name that nothing on the server has yet
    local counter=$TMP/counter n
    n=$(($(cat "$counter" 2>/dev/null || echo 0) + 1))
    echo $n >"$counter"
    echo "test_$1_$$_$n"
}

# An empty database; prints its URL.
new_db() { # [NAME]
    local name
    name=$(fresh_name "${1:-db}")
    case $ENGINE in
    sqlite) echo "sqlite:$TMP/$name.db" ;;
    postgres) pg_new_database "$name" ;;
    esac
}

# A database after `jumin init --city 650100 --solo`; prints its URL. The first call makes it, the
# others copy: a template stays for the whole run of ./test (JUMIN_TEST_SHARED).
new_city() { # [NAME]
    local name template
    name=$(fresh_name "${1:-city}")
    template=$(city_template) || return
    case $ENGINE in
    sqlite)
        cp "$template" "$TMP/$name.db"
        echo "sqlite:$TMP/$name.db"
        ;;
    postgres) pg_new_database "$name" "$template" ;;
    esac
}

city_template() { # prints the file, or the name of the database on the server
    local shared=${JUMIN_TEST_SHARED:-$TMP} lock
    exec {lock}>"$shared/city.$ENGINE.lock"
    flock "$lock" # two scripts may come for the first at once
    case $ENGINE in
    sqlite)
        [ -f "$shared/city.db" ] || init_city "sqlite:$shared/city.db.part" || return
        [ -f "$shared/city.db" ] || mv "$shared/city.db.part" "$shared/city.db"
        echo "$shared/city.db"
        ;;
    postgres)
        if [ ! -f "$shared/city.postgres" ]; then
            pg_sql "${JUMIN_TEST_PG}postgres" "CREATE DATABASE jumin_city TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'" || return
            init_city "${JUMIN_TEST_PG}jumin_city" || return
            touch "$shared/city.postgres"
        fi
        echo jumin_city
        ;;
    esac
    exec {lock}>&-
}

init_city() { # URL
    "$JUMIN" --db "$1" init --city 650100 --solo >"$TMP/init" 2>&1 || {
        cat "$TMP/init" >&2
        return 1
    }
}

# ---- a server ----

# Starts a program that listens, and waits until it does: serve PORT COMMAND…
# Its talk goes to $TMP/serve.PORT.log; it is ended with the script. Sets SERVER_PID.
serve_on() { # PORT COMMAND…
    local port=$1 log=$TMP/serve.$1.log
    shift
    "$@" >"$log" 2>&1 </dev/null &
    SERVER_PID=$!
    at_exit "kill $SERVER_PID 2>/dev/null; wait $SERVER_PID 2>/dev/null"
    for _ in $(seq 300); do
        (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && return
        kill -0 "$SERVER_PID" 2>/dev/null || break
        sleep 0.1
    done
    tail -n 20 "$log" >&2
    broken "the server on port $port did not come up: $*"
}

# Ends the server begun last, before the script does.
stop_server() { # [SIGNAL]
    kill "-${1:-TERM}" "$SERVER_PID"
    wait "$SERVER_PID" 2>/dev/null || true
    endings=("${endings[@]/#kill $SERVER_PID */true}") # the number may soon be somebody else's
}

# `jumin serve` on a database. Sets SERVER (http://127.0.0.1:PORT) and SERVER_PID.
serve() { # DATABASE-URL [OPTION…]
    local db=$1 port
    shift
    port=$(free_port)
    SERVER=http://127.0.0.1:$port
    serve_on "$port" "$JUMIN" --db "$db" serve --listen "127.0.0.1:$port" "$@"
}

# ---- expectations ----

broken() { # WHAT: ends the script, naming the line of the test
    local depth=1
    while [[ ${BASH_SOURCE[$depth]} == */support/*.sh ]]; do
        depth=$((depth + 1))
    done
    echo "${BASH_SOURCE[$depth]##*/}:${BASH_LINENO[$((depth - 1))]}: $1" >&2
    exit 1
}

expect_exit() { # CODE COMMAND…
    local want=$1 got=0
    shift
    "$@" >"$OUT" 2>"$ERR" || got=$?
    [ "$got" = "$want" ] && return
    tail -n 20 "$OUT" "$ERR" >&2
    broken "exit $got instead of $want: $*"
}

expect_contains() { # FILE TEXT
    grep -qF -e "$2" "$1" && return
    head -n 40 "$1" >&2
    broken "not in ${1##*/}: $2"
}

expect_lacks() { # FILE TEXT
    ! grep -qF -e "$2" "$1" || broken "in ${1##*/}, and should not be: $2"
}

expect_equal() { # WANT GOT
    [ "$1" = "$2" ] || broken "'$2' instead of '$1'"
}

expect_lines() { # COUNT FILE
    local got
    got=$(wc -l <"$2")
    [ "$got" = "$1" ] || broken "$got lines instead of $1 in ${2##*/}"
}

# Compares a file with tests/golden/NAME; with JUMIN_GOLDEN=write it becomes that file.
expect_golden() { # NAME FILE
    local golden=$ROOT/tests/golden/$1
    if [ "${JUMIN_GOLDEN:-}" = write ]; then
        mkdir -p "$(dirname "$golden")"
        cp "$2" "$golden"
    fi
    diff -u "$golden" "$2" >&2 || broken "tests/golden/$1 is not what the program prints; tools/golden rewrites it"
}

[ "$ENGINE" != postgres ] || pg_server
