# Sourced by the project's scripts: where the project stands, and how they speak.
# Everything said goes to stderr, Chinese first.
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
JOBS=${JUMIN_JOBS:-$(nproc)}

say() { # CHINESE ENGLISH
    printf '▸ %s · %s\n' "$1" "$2" >&2
}

die() { # CHINESE ENGLISH [EXIT]
    printf '✗ %s · %s\n' "$1" "$2" >&2
    exit "${3:-2}"
}

# A port of 127.0.0.1 that nobody listens on, below those the kernel hands out for outgoing
# connections.
free_port() {
    local port
    while port=$((20000 + RANDOM % 10000)); do
        (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
    done
    echo "$port"
}
