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
