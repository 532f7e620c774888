#!/bin/bash
# tools/sqllint names what only one engine understands, what belongs to another counter and what comes
# in no order, and lets through the rest.
# A row of `bad` is a statement and a piece of what must be said about it; rows of `good` pass.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
mkdir -p "$tmp/sql/schema"
failures=0

cat >"$tmp/base.sql" <<'END'
-- A person.
-- owner: x
-- spread: part
CREATE TABLE person (
    part INTEGER NOT NULL,
    id BIGINT NOT NULL,
    name TEXT NOT NULL DEFAULT '',
    ethnic TEXT NOT NULL CHECK (ethnic <> ''), -- a card item; so what
    ver INTEGER NOT NULL DEFAULT 0,
    body JSONB,
    PRIMARY KEY (part, id)
);

-- A code.
-- owner: x
-- spread: copy
CREATE TABLE code (code TEXT NOT NULL PRIMARY KEY, zh TEXT NOT NULL, parent TEXT);

-- A chain.
-- owner: x
-- spread: unit
CREATE TABLE chain (unit INTEGER NOT NULL PRIMARY KEY, size BIGINT NOT NULL);

-- An account, of another counter.
-- owner: ledger
-- spread: part
CREATE TABLE account (part INTEGER NOT NULL, kind TEXT NOT NULL, balance BIGINT NOT NULL, PRIMARY KEY (part, kind));

END

lint() { # SCHEMA STATEMENTS
    { cat "$tmp/base.sql"; printf '%s\n' "$1"; } >"$tmp/sql/schema/0001_x.sql"
    printf '%s\n' "$2" >"$tmp/sql/x.sql"
    "$root/tools/sqllint" "$tmp/sql" || true
}

expect_said() { # KIND TEXT SAID: TEXT is linted as KIND, and SAID must be in the answer
    local answer
    case $1 in
    schema) answer=$(lint "$2" '') ;;
    statement) answer=$(lint '' "-- name: s"$'\n'"$2") ;;
    esac
    if [ -z "$3" ] && [ -n "$answer" ]; then
        echo "should pass: $2" && echo "$answer"
    elif [ -n "$3" ] && [[ $answer != *"$3"* ]]; then
        echo "should say '$3': $2" && echo "$answer"
    else
        return 0
    fi
    failures=$((failures + 1))
}

bad() {
    while IFS='#' read -r text said; do
        [ -z "$text" ] || expect_said "$1" "${text%"${text##*[! ]}"}" "${said# }"
    done
}
good() {
    while IFS= read -r text; do
        [ -z "$text" ] || expect_said "$1" "$text" ''
    done
}

bad statement <<'END'
SELECT id FROM person WHERE part = $1 AND ethnic = $2                        # selects, sorts, groups or counts
SELECT id FROM person p WHERE part = $1 AND p.ethnic IN ($2, $3)             # selects, sorts, groups or counts
SELECT id FROM person WHERE part = $1 ORDER BY ethnic                        # selects, sorts, groups or counts
SELECT ethnic, count(*) FROM person WHERE part = $1 GROUP BY ethnic          # selects, sorts, groups or counts
SELECT ethnic, count(*) FROM person WHERE part = $1 GROUP BY 1               # groups persons
SELECT DISTINCT ethnic FROM person WHERE part = $1                           # groups persons
SELECT id, ethnic FROM person WHERE part = $1 ORDER BY 2                     # by name, not by position
SELECT count(DISTINCT ethnic) FROM person WHERE part = $1                    # decides or counts
SELECT count(*) FILTER (WHERE ethnic = $2) FROM person WHERE part = $1       # selects, sorts, groups or counts
SELECT sum(CASE WHEN ethnic = '01' THEN 1 ELSE 0 END) FROM person WHERE part = $1 # decides or counts
SELECT CASE ethnic WHEN '01' THEN 1 ELSE 0 END FROM person WHERE part = $1   # decides or counts
SELECT row_number() OVER (PARTITION BY ethnic) FROM person WHERE part = $1   # selects, sorts, groups or counts
SELECT p.id FROM person p JOIN code c ON c.code = p.ethnic WHERE p.part = $1 # selects, sorts, groups or counts
UPDATE person SET name = $3 WHERE part = $1 AND ethnic = $2                  # selects, sorts, groups or counts
SELECT id FROM person WHERE name = $1                                        # names no part = $n
SELECT size FROM chain                                                       # names no unit = $n
SELECT c.size FROM person p JOIN chain c ON c.unit = p.part WHERE p.part = $1 # names no unit = $n
UPDATE person SET name = $2 WHERE id = $1                                    # names no part = $n
DELETE FROM person WHERE id = $1                                             # names no part = $n
INSERT INTO person (id, name) VALUES ($1, $2)                                # names no part = $n
UPDATE person SET part = $3 WHERE part = $1 AND id = $2                      # fixed for life
UPDATE person SET ver = ver + 1, part = $3 WHERE part = $1 AND id = $2       # fixed for life
INSERT INTO chain (unit, size) VALUES ($1, 1) ON CONFLICT (unit) DO UPDATE SET unit = $2 # fixed for life
INSERT OR IGNORE INTO code (code, zh) VALUES ($1, $2)                        # INSERT OR
INSERT INTO code (code, zh) VALUES ($1, $2) ON CONFLICT DO NOTHING           # name the conflict columns
SELECT $1::text                                                              # CAST(x AS type)
SELECT zh FROM code WHERE code = ?                                           # $1 … $n
SELECT zh FROM code WHERE code = :code                                       # $1 … $n
SELECT zh FROM code WHERE code ILIKE $1                                      # ILIKE
SELECT zh FROM code WHERE code LIKE $1                                       # LIKE ignores ASCII case
SELECT zh FROM code WHERE code = ANY($1)                                     # temporary table
SELECT zh FROM code WHERE code > 'a' FOR UPDATE                              # optimistic
SELECT zh FROM code WHERE code = 'a' FOR NO KEY UPDATE                       # optimistic
SELECT zh FROM code WHERE code = 'a' FOR SHARE                               # optimistic
SELECT now()                                                                 # clocks stay outside
SELECT zh FROM code WHERE zh < CURRENT_TIMESTAMP                             # desk's instant
SELECT random()                                                              # come in as parameters
SELECT gen_random_uuid()                                                     # come in as parameters
SELECT strftime('%s', zh) FROM code WHERE code = $1                          # clocks stay outside
SELECT zh FROM code WHERE zh < transaction_timestamp()                       # clocks stay outside
SELECT part, count(*) FROM person WHERE part = $1 GROUP BY ROLLUP (part)     # not in SQLite
SELECT c.zh FROM code c, LATERAL (SELECT 1) AS l ORDER BY c.code             # not over shards
SELECT balance FROM account WHERE part = $1 AND kind = $2                    # belongs to ledger
UPDATE account SET balance = 0 WHERE part = $1                               # belongs to ledger
SELECT p.id FROM person p WHERE p.part = $1 AND p.id = $2 AND EXISTS (SELECT 1 FROM account a WHERE a.part = $1) # belongs to ledger
SELECT id FROM person WHERE part = $1                                        # in any order
SELECT id, name FROM person WHERE part = $1 ORDER BY name                    # in any order
SELECT name FROM person WHERE (part, id) IN (VALUES ($1, $2), ($3, $4))      # in any order
SELECT id FROM person WHERE part = $1 ORDER BY name LIMIT 1                  # in any order
SELECT p.id, c.zh FROM person p JOIN code c ON c.zh = p.name WHERE p.part = $1 AND p.id = $2 # of code c several
SELECT p.id, q.id FROM person p JOIN person q ON q.part = p.part AND q.id = p.id WHERE p.part = $1 # of person p several
SELECT name, count(*) FROM person WHERE part = $1 GROUP BY name              # a list says its order
SELECT zh FROM code UNION SELECT name FROM person WHERE part = $1            # a list says its order
WITH x AS (SELECT code FROM code ORDER BY code) SELECT code FROM x           # a list says its order
SELECT id, row_number() OVER (ORDER BY part, id) FROM person WHERE part = $1 # in any order
SELECT code FROM code ORDER BY parent, code                                  # NULLS FIRST or NULLS LAST
SELECT p.id FROM person p LEFT JOIN code c ON c.code = p.name WHERE p.part = $1 ORDER BY c.zh, p.id # NULLS FIRST or NULLS LAST
SELECT avg(length(zh)) FROM code                                             # divide in C
SELECT sum(length(zh)) / 2.0 FROM code                                       # divide in C
SELECT string_agg(zh, ',') FROM code                                         # put together in C
SELECT max(length(zh), 2) FROM code                                          # of two values
SELECT 1 << 40                                                               # CAST(1 AS BIGINT)
SELECT EXISTS (SELECT 1 FROM code)                                           # CASE WHEN EXISTS
SELECT DISTINCT ON (zh) code FROM code                                       # not in SQLite
SELECT x FROM (VALUES (1)) AS v (x)                                          # WITH x (k)
WITH x AS (SELECT code FROM code) DELETE FROM code WHERE code IN (SELECT code FROM x) # around a write
DELETE FROM code USING chain WHERE code = zh                                 # WHERE EXISTS
END

good statement <<'END'
SELECT id, name, ethnic FROM person WHERE part = $1 AND id = $2 ORDER BY name
INSERT INTO person (part, id, name, ethnic) VALUES ($1, $2, $3, $4)
INSERT INTO person (part, id, ethnic) VALUES ($1, $2, $3) ON CONFLICT (part, id) DO UPDATE SET ethnic = excluded.ethnic, ver = person.ver + 1 WHERE person.ver = $4 RETURNING ver
UPDATE person SET ethnic = $4, ver = ver + 1 WHERE part = $1 AND id = $2 AND ver = $3 RETURNING ver
SELECT name FROM person WHERE (part, id) IN (VALUES ($1, $2), ($3, $4)) ORDER BY part, id
SELECT name FROM person WHERE part = CAST($1 AS INTEGER) ORDER BY name, id LIMIT 10
SELECT name FROM person WHERE part IN ($1, $2) ORDER BY part, id DESC
SELECT c.zh FROM code c WHERE lower(c.code) LIKE $1 ORDER BY c.code
SELECT q.name FROM person q LEFT JOIN code c ON c.code = q.name WHERE q.part = $1 ORDER BY q.id
SELECT q.name FROM person q LEFT JOIN code c ON c.code = q.name WHERE $1 = q.part AND q.id = $2
SELECT code FROM code ORDER BY parent NULLS LAST, code
SELECT coalesce(max(ver), 0) FROM person WHERE part = $1
SELECT zh FROM code UNION SELECT name FROM person WHERE part = $1 ORDER BY 1
SELECT 'it''s now() :: LIKE random()' AS text, body ->> 'ethnic' FROM person WHERE part = $1 AND id = $2 -- FOR UPDATE
SELECT max(ver), min(id), count(*) FILTER (WHERE ver = 2) FROM person WHERE part = $1
SELECT CAST(1 AS BIGINT) << 40
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9) SELECT i FROM n ORDER BY i
DELETE FROM person WHERE part = $1 AND EXISTS (SELECT 1 FROM code c WHERE c.code = person.name)
SELECT CASE WHEN EXISTS (SELECT 1 FROM code) THEN 1 ELSE 0 END
END

expect_said statement $'-- fanout\nSELECT name, count(*) FROM person GROUP BY name ORDER BY name' ''
expect_said statement $'-- fanout\n-- neighbour: account because a law compares the two\nSELECT sum(balance) FROM account' ''
expect_said statement $'-- fanout\n-- neighbour: account\nSELECT sum(balance) FROM account' 'say why'
expect_said statement $'-- neighbour: account because it is near\nSELECT sum(balance) FROM account WHERE part = $1' 'only a report'
expect_said statement $'-- neighbour: account because it is near\nSELECT sum(size) FROM chain WHERE unit = $1' 'is not named here'
expect_said statement $'-- fanout\nSELECT count(*) FROM person WHERE ethnic = $1' 'selects, sorts'

bad schema <<'END'
CREATE TABLE a (id BIGINT NOT NULL PRIMARY KEY);                                        # how it is spread
CREATE TABLE a (id BIGINT NOT NULL PRIMARY KEY);                                        # whose it is
CREATE TABLE a (id BIGINT NOT NULL PRIMARY KEY);                                        # a clerk understands
CREATE UNIQUE INDEX p ON person (name);                                                 # unique index without part
CREATE INDEX p ON person (ethnic);                                                      # for looking persons up
CREATE TRIGGER t AFTER UPDATE ON person BEGIN SELECT 1; END;                            # no triggers
CREATE CONSTRAINT TRIGGER t AFTER UPDATE ON person BEGIN SELECT 1; END;                 # no triggers
CREATE OR REPLACE FUNCTION f AS 'x';                                                    # no stored procedures
ALTER TABLE person ALTER COLUMN name TYPE TEXT;                                         # SQLite cannot
ALTER TABLE person ADD COLUMN seen TIMESTAMP;                                           # the types are
ALTER TABLE person ADD CONSTRAINT x CHECK (ver > 0);                                    # SQLite cannot
UPDATE person SET name = '';                                                            # a step creates
END

spread_by_part() {
    while IFS='#' read -r columns said; do
        expect_said schema $'-- A thing.\n-- owner: x\n-- spread: part\n'"CREATE TABLE t ($columns);" "${said# }"
    done
}
spread_by_part <<'END'
id BIGINT NOT NULL, part INTEGER NOT NULL, PRIMARY KEY (part, id)                       # begins with
id BIGINT NOT NULL PRIMARY KEY                                                          # a column it does not have
part BIGINT NOT NULL, id BIGINT NOT NULL, PRIMARY KEY (part, id)                        # part is INTEGER
part INTEGER NOT NULL, id BIGINT NOT NULL, PRIMARY KEY (id)                             # a key without part
part INTEGER NOT NULL, id BIGINT NOT NULL PRIMARY KEY                                   # a key without part
part INTEGER NOT NULL, id BIGINT NOT NULL                                               # no PRIMARY KEY
part INTEGER NOT NULL, id BIGINT NOT NULL, x TEXT, PRIMARY KEY (part, id), UNIQUE (x)   # a key without part
part INTEGER NOT NULL, id SERIAL, PRIMARY KEY (part, id)                                # the types are
part INTEGER NOT NULL, at BIGINT DEFAULT (random()), PRIMARY KEY (part, at)             # DEFAULT of a constant
part INTEGER NOT NULL, id BIGINT REFERENCES person (id), PRIMARY KEY (part, id)         # stays inside one part
part INTEGER NOT NULL, p BIGINT, PRIMARY KEY (part, p), FOREIGN KEY (p) REFERENCES person (id) # stays inside one part
part INTEGER NOT NULL, p BIGINT, PRIMARY KEY (part, p), FOREIGN KEY (part, p) REFERENCES chain (unit, size) # stays inside one part
part INTEGER NOT NULL, p BIGINT, PRIMARY KEY (part, p), FOREIGN KEY (p, part) REFERENCES person (part, id) # stays inside one part
part INTEGER NOT NULL, p BIGINT, PRIMARY KEY (part, p), FOREIGN KEY (part, p) REFERENCES person (part, id) #
part INTEGER NOT NULL, c TEXT REFERENCES code (code), n DOUBLE PRECISION, PRIMARY KEY (part, c), CONSTRAINT x CHECK (n > 0) #
END

good schema <<'END'
CREATE UNIQUE INDEX p ON person (part, name) WHERE ver > 0;
CREATE INDEX p ON person (name, id DESC);
ALTER TABLE person ADD COLUMN seen_on INTEGER;
ALTER TABLE person RENAME COLUMN name TO card_name;
CREATE VIEW people AS SELECT part, id FROM person;
END

echo "$failures rows do not hold"
[ $failures = 0 ]
