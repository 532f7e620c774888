-- Packages between units. Spread by unit.

-- name: outbox_add  $1 unit  $2 id  $3 to  $4 kind  $5 part  $6 subject
INSERT INTO outbox (unit, id, to_unit, kind, subject_part, subject) VALUES ($1, $2, $3, $4, $5, $6)

-- name: outbox_waiting  $1 unit  $2 to  $3 limit
SELECT id, kind, subject_part, subject FROM outbox WHERE unit = $1 AND to_unit = $2 AND seq IS NULL ORDER BY id LIMIT $3

-- name: outbox_channels  $1 unit from  $2 unit to
-- fanout
SELECT unit, to_unit, count(*) AS n FROM outbox WHERE seq IS NULL AND unit BETWEEN $1 AND $2 GROUP BY unit, to_unit ORDER BY unit, to_unit

-- name: outbox_sent  $1 unit  $2 to  $3 up to id  $4 sequence
UPDATE outbox SET seq = $4 WHERE unit = $1 AND to_unit = $2 AND seq IS NULL AND id <= $3

-- name: package_next  $1 unit  $2 to
SELECT coalesce(max(seq), 0) + 1 AS seq FROM package_out WHERE unit = $1 AND to_unit = $2

-- name: package_out_add
INSERT INTO package_out (unit, to_unit, seq, kind, count, file, hash, clerk, instant) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)

-- name: package_answered  $1 unit  $2 to  $3 sequence  $4 instant
UPDATE package_out SET answered = $4 WHERE unit = $1 AND to_unit = $2 AND seq = $3 AND answered IS NULL

-- name: package_mark  $1 unit  $2 from
SELECT coalesce(max(seq), 0) AS seq FROM package_in WHERE unit = $1 AND from_unit = $2

-- name: package_in_add
INSERT INTO package_in (unit, from_unit, seq, kind, count, hash, clerk, instant) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)

-- name: packages_out  $1 unit from  $2 unit to
-- fanout
SELECT unit, to_unit, seq, kind, count, file, hash, instant, coalesce(answered, 0) AS answered
FROM package_out WHERE unit BETWEEN $1 AND $2 ORDER BY instant DESC, seq DESC LIMIT 200

-- name: packages_in  $1 unit from  $2 unit to
-- fanout
SELECT from_unit AS unit, unit AS to_unit, seq, kind, count, '' AS file, hash, instant, instant AS answered
FROM package_in WHERE unit BETWEEN $1 AND $2 ORDER BY instant DESC, seq DESC LIMIT 200

-- name: law_packages_have_no_holes
-- fanout
SELECT unit, from_unit, count(*) AS taken, max(seq) AS last FROM package_in
GROUP BY unit, from_unit HAVING count(*) <> max(seq) ORDER BY unit, from_unit
