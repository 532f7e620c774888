# Sourced behind lib.sh: nodes of the city (a database with its keys), their clerks, and what is
# expected of them.
#
#   people files 300                       the synthetic city into $TMP/files
#   new_node city "$(new_db)" "$(police files)"
#   hire city 650102011 huji household_clerk
#   expect_exit 0 on city --as huji card queue station
#   refused P-403 city --as huji card review "$number"
#
# Every command has the purpose 办理居民身份证. Nodes are opened with --solo, so --as asks no password;
# the rights are the clerk's own.

declare -A NODE_URL
CENTRE=650000900

people() { # FOLDER COUNT [OPTION…]
    "$JUMIN" city generate --people "$2" --seed 7 --on 2008-09-01 --out "$TMP/$1" "${@:3}" 2>"$TMP/generate" || {
        cat "$TMP/generate" >&2
        broken "no city"
    }
}

police() { # FOLDER: every police unit of the city, for --units; the centre is another node
    awk -F, 'NR > 1 { print $1; print $3 "000"; print substr($3, 1, 4) "00000" }' "$TMP/$1/stations.csv" |
        sort -u | paste -sd,
}

new_node() { # NAME URL UNITS [STATIONS-FILE]
    NODE_URL[$1]=$2
    expect_exit 0 on "$1" init --city 650100 --solo --cheap-passwords --units "$3" \
        --stations "${4:-$TMP/files/stations.csv}"
}

on() { # NODE COMMAND…
    local node=$1
    shift
    "$JUMIN" --db "${NODE_URL[$node]}" --keys "$TMP/keys-$node" --purpose 办理居民身份证 "$@"
}

hire() { # NODE UNIT LOGIN ROLE…
    expect_exit 0 on "$1" clerk add "$2" "$3" "$3"
    local role
    for role in "${@:4}"; do
        expect_exit 0 on "$1" role grant "$3" "$role"
    done
}

# Each node learns the public key of the other's unit.
introduce() { # NODE UNIT NODE UNIT
    expect_exit 0 on "$1" unit key "$2"
    expect_exit 0 on "$3" unit trust "$2" "$(cat "$OUT")"
    expect_exit 0 on "$3" unit key "$4"
    expect_exit 0 on "$1" unit trust "$4" "$(cat "$OUT")"
}

member() { # NAME [FILE]: the value of the first member of that name in JSON on one line
    grep -o "\"$1\":\"\\?[^\",}]*" "${2:-$OUT}" | head -n 1 | sed 's/^"[^"]*":"\?//'
}

# ---- rows ----

sql() { # URL SQL: rows without headings, columns separated by |
    case $1 in
    sqlite:*) sqlite3 -noheader "${1#sqlite:}" "$2" ;;
    *) pg_sql "$1" "$2" ;;
    esac
}

# All rows but those of the journal, where a refusal may leave its note.
rows_of() { # URL
    case $1 in
    sqlite:*)
        local tables
        tables=$(sql "$1" "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('entry', 'chain', 'head')")
        sqlite3 "${1#sqlite:}" ".dump --data-only $(echo $tables)"
        ;;
    *)
        "$PSQL" -X -q -A -t -v ON_ERROR_STOP=1 -d "$1" <<-'END'
		SELECT format('SELECT %L; COPY %I TO STDOUT', tablename, tablename) FROM pg_tables
		WHERE schemaname = 'public' AND tablename NOT IN ('entry', 'chain', 'head') ORDER BY 1 \gexec
		END
        ;;
    esac
}

# A refusal: exit 1, its code with both languages on stderr, no row changed. RIGHTS_REFUSED counts
# those that leave an entry.
RIGHTS_REFUSED=0
refused() { # CODE NODE COMMAND…
    local code=$1 node=$2
    shift 2
    [[ $code != P-40[0-9] && $code != P-10[567] ]] || RIGHTS_REFUSED=$((RIGHTS_REFUSED + 1))
    rows_of "${NODE_URL[$node]}" >"$TMP/rows.before"
    expect_exit 1 on "$node" "$@"
    expect_said "$code"
    rows_of "${NODE_URL[$node]}" >"$TMP/rows.after"
    cmp -s "$TMP/rows.before" "$TMP/rows.after" || {
        diff "$TMP/rows.before" "$TMP/rows.after" | head -n 20 >&2
        broken "refused, and rows changed all the same: $*"
    }
}

expect_said() { # CODE: in both languages on stderr
    grep -qE "^$1 .*[^ -~].* / [A-Z]" "$ERR" && return
    cat "$ERR" >&2
    broken "not said in both languages: $1"
}

# The database keeps its laws and its journal.
expect_whole() { # NODE
    expect_exit 0 on "$1" laws
    expect_lines 1 "$OUT"
    expect_exit 0 on "$1" journal verify
}

flip_bit() { # FILE BYTE
    local byte
    byte=$(od -An -tu1 -j "$2" -N 1 "$1")
    printf "\\x$(printf %x $((byte ^ (1 << RANDOM % 8))))" | dd of="$1" bs=1 seek="$2" conv=notrunc status=none
}
