-- The journal's statements. Spread by unit.

-- name: chain_take  $1 unit:int  $2 frontier:bytes, empty for a new chain
-- The next sequence of a unit, gap-free: locked from here to the commit, so it is taken last.
INSERT INTO chain (unit, size, frontier) VALUES ($1, 1, $2)
ON CONFLICT (unit) DO UPDATE SET size = chain.size + 1 RETURNING size - 1 AS seq, frontier

-- name: chain_frontier  $1 unit:int  $2 frontier:bytes
UPDATE chain SET frontier = $2 WHERE unit = $1

-- name: entry_add
INSERT INTO entry (unit, seq, instant, clerk, terminal, purpose, verb, subject_part, subject, body, nonce, leaf, nodes)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
