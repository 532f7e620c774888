#!/bin/bash
# The server on the finished demo city of 20,000 people: how long until it is ready, how much memory it has taken at most
# once six log-ins have carried a card to its holder in the browser, and how big the binary is.
set -eu
cd "$(dirname "$0")/.."
. tools/common.sh
work=$JUMIN_BENCH_DIR/serve
demo=$work/demo
mkdir -p "$work/shots"
export JUMIN_WEB=$ROOT/web/dist JUMIN_PASSWORD=Jumin-2026-demo JUMIN_BROWSER_ARTEFACTS=$work/shots JUMIN_SHOTS_PREFIX=''
server=
trap '[ -z "$server" ] || kill "$server"' EXIT

figure() { printf '%s\t%s\t%s\n' "$1" "$2" "$3"; }
milliseconds() { echo $(($(date +%s%N) / 1000000)); }

serve_demo() { # makes it the first time; the server is ready when this returns
    "$JUMIN" demo --folder "$demo" --listen "127.0.0.1:$port" >>"$work/log" 2>&1 &
    server=$!
    until curl -fs "http://127.0.0.1:$port/readyz" >/dev/null 2>&1; do
        kill -0 "$server" || { tail -n 5 "$work/log" >&2; return 1; }
        sleep 0.01
    done
}

stop() {
    kill "$server"
    wait "$server" || true
    server=
}

tools/build web
port=$(free_port)
serve_demo
stop

begun=$(milliseconds)
serve_demo
figure "serve on the finished demo, ready in" "$(($(milliseconds) - begun))" "ms"
JUMIN_URL=http://127.0.0.1:$port JUMIN_DEMO=$demo tools/node-env node tests/browser/story.mjs >&2
figure "its peak memory after six log-ins' story" "$(awk '/VmHWM/ { print int($2 / 1024) }' "/proc/$server/status")" "MB"
stop

strip -o "$work/jumin" "$JUMIN"
figure "the binary, stripped" "$(awk -v n="$(stat -c %s "$work/jumin")" 'BEGIN { printf "%.1f", n / 1048576 }')" "MB"
