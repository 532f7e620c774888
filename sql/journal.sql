-- The journal's statements. Spread by unit.

-- name: chain_take  $1 unit:int  $2 frontier:bytes, empty, for a new chain
-- The next sequence of a unit, gap-free: locked from here to the commit, so it is taken last.
INSERT INTO chain (unit, size, frontier) VALUES ($1, 1, $2)
ON CONFLICT (unit) DO UPDATE SET size = chain.size + 1 RETURNING size - 1 AS seq, frontier

-- name: chain_frontier  $1 unit:int  $2 frontier:bytes  $3 size:int
-- The frontier of so many entries. Should another have been taken since, the size would be NULL, which the table refuses.
UPDATE chain SET frontier = $2, size = CASE WHEN size = $3 THEN size END WHERE unit = $1

-- name: chain_of  $1 unit:int
SELECT size, frontier FROM chain WHERE unit = $1

-- name: chain_units
-- fanout
SELECT unit, size FROM chain ORDER BY unit

-- name: journal_units
-- fanout
-- Every unit anything says was written for: entries or heads without a chain are a fault.
SELECT unit FROM chain UNION SELECT unit FROM entry UNION SELECT unit FROM head ORDER BY unit

-- name: entry_add
INSERT INTO entry (unit, seq, instant, clerk, terminal, purpose, verb, subject_part, subject, body, nonce, leaf, nodes)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)

-- name: entry_get  $1 unit  $2 seq
SELECT unit, seq, instant, clerk, terminal, purpose, verb, subject_part, subject, body, nonce, leaf, nodes
FROM entry WHERE unit = $1 AND seq = $2

-- name: entry_nodes  $1 unit  $2 seq
SELECT leaf, nodes FROM entry WHERE unit = $1 AND seq = $2

-- name: entries_of_unit  $1 unit
SELECT unit, seq, instant, clerk, terminal, purpose, verb, subject_part, subject, body, nonce, leaf, nodes
FROM entry WHERE unit = $1 ORDER BY seq

-- name: entries_page  $1 unit from  $2 unit to  $3 before instant  $4 unit  $5 seq  $6 verb or ''  $7 limit
-- fanout
-- One request may write many entries at one instant, so the page goes on after unit and sequence too. The + keeps SQLite
-- from reading all of a unit's chain to find its latest entries.
SELECT unit, seq, instant, clerk, terminal, purpose, verb, subject_part, subject, body, nonce, leaf, nodes
FROM entry WHERE +unit BETWEEN $1 AND $2 AND (instant, unit, seq) < ($3, $4, $5) AND (verb = $6 OR $6 = '')
ORDER BY instant DESC, unit DESC, seq DESC LIMIT $7

-- name: entries_about  $1 part  $2 subject
-- fanout
SELECT unit, seq, instant, clerk, terminal, purpose, verb, subject_part, subject, body, nonce, leaf, nodes
FROM entry WHERE subject_part = $1 AND subject = $2 ORDER BY instant, unit, seq

-- name: head_add
INSERT INTO head (unit, size, instant, root, signature, public_key) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (unit, size) DO NOTHING

-- name: heads_of  $1 unit
SELECT size, instant, root, signature, public_key FROM head WHERE unit = $1 ORDER BY size

-- name: head_last  $1 unit
SELECT size, instant, root, signature, public_key FROM head WHERE unit = $1 ORDER BY size DESC LIMIT 1

-- name: progress_add  $1 unit  $2 day  $3 figure  $4 n
INSERT INTO progress (unit, day, figure, n) VALUES ($1, $2, $3, $4)
ON CONFLICT (unit, day, figure) DO UPDATE SET n = progress.n + excluded.n

-- name: progress_of  $1 unit from  $2 unit to  $3 day from  $4 day to
-- fanout
SELECT figure, sum(n) AS n, sum(CASE WHEN day = $4 THEN n ELSE 0 END) AS today
FROM progress WHERE unit BETWEEN $1 AND $2 AND day BETWEEN $3 AND $4 GROUP BY figure ORDER BY figure

-- name: progress_sum  $1 unit from  $2 unit to  $3 figure
-- fanout
SELECT coalesce(sum(n), 0) AS n FROM progress WHERE unit BETWEEN $1 AND $2 AND figure = $3

-- name: request_find  $1 part  $2 key
-- A retry must write, else it would confirm what a failover may take back.
UPDATE request SET tries = tries + 1 WHERE part = $1 AND key = $2 RETURNING hash, status, answer

-- name: request_add
INSERT INTO request (part, key, hash, status, answer, tries, instant) VALUES ($1, $2, $3, $4, $5, 1, $6)

-- name: request_forget  $1 before instant
-- fanout
DELETE FROM request WHERE instant < $1
