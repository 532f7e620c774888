-- Packages between units. Spread by unit.

-- name: outbox_add  $1 unit  $2 id  $3 to  $4 kind  $5 part  $6 subject
INSERT INTO outbox (unit, id, to_unit, kind, subject_part, subject) VALUES ($1, $2, $3, $4, $5, $6)

-- name: outbox_claim  $1 unit  $2 to  $3 limit
-- Exactly the rows that come back go with this package, whatever others add meanwhile; 0 until it has its sequence.
UPDATE outbox SET seq = 0 WHERE unit = $1 AND seq IS NULL AND id IN
    (SELECT o.id FROM outbox o WHERE o.unit = $1 AND o.to_unit = $2 AND o.seq IS NULL ORDER BY o.id LIMIT $3)
RETURNING id, kind, subject_part, subject

-- name: outbox_of_package  $1 unit  $2 to  $3 sequence
SELECT id, kind, subject_part, subject FROM outbox WHERE unit = $1 AND to_unit = $2 AND seq = $3 ORDER BY id

-- name: outbox_channels  $1 unit from  $2 unit to
-- fanout
SELECT unit, to_unit, count(*) AS n FROM outbox WHERE seq IS NULL AND unit BETWEEN $1 AND $2 GROUP BY unit, to_unit ORDER BY unit, to_unit

-- name: outbox_sent  $1 unit  $2 to  $3 sequence
UPDATE outbox SET seq = $3 WHERE unit = $1 AND to_unit = $2 AND seq = 0

-- name: outbox_arrived  $1 unit  $2 to  $3 sequence
-- What arrived need not be sent again.
DELETE FROM outbox WHERE unit = $1 AND to_unit = $2 AND seq <= $3

-- name: package_next  $1 unit  $2 to
SELECT coalesce(max(seq), 0) + 1 AS seq FROM package_out WHERE unit = $1 AND to_unit = $2

-- name: package_out_add
INSERT INTO package_out (unit, to_unit, seq, kind, count, file, hash, clerk, instant) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)

-- name: package_again  $1 unit  $2 to  $3 sequence  $4 count  $5 file  $6 hash
UPDATE package_out SET count = $4, file = $5, hash = $6 WHERE unit = $1 AND to_unit = $2 AND seq = $3 AND answered IS NULL

-- name: package_out_get  $1 unit  $2 to  $3 sequence
SELECT kind, coalesce(answered, 0) AS answered FROM package_out WHERE unit = $1 AND to_unit = $2 AND seq = $3

-- name: package_answered  $1 unit  $2 to  $3 sequence  $4 instant
-- Packages are taken in their order: with this one all before it arrived.
UPDATE package_out SET answered = $4 WHERE unit = $1 AND to_unit = $2 AND seq <= $3 AND answered IS NULL

-- name: package_mark  $1 unit  $2 from
SELECT coalesce(max(seq), 0) AS seq FROM package_in WHERE unit = $1 AND from_unit = $2

-- name: package_in_add
INSERT INTO package_in (unit, from_unit, seq, kind, count, hash, clerk, instant) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)

-- name: packages_out  $1 unit from  $2 unit to
-- fanout
SELECT unit, to_unit, seq, kind, count, file, hash, instant, coalesce(answered, 0) AS answered
FROM package_out WHERE unit BETWEEN $1 AND $2 ORDER BY instant DESC, seq DESC, unit, to_unit LIMIT 200

-- name: packages_in  $1 unit from  $2 unit to
-- fanout
SELECT from_unit AS unit, unit AS to_unit, seq, kind, count, '' AS file, hash, instant, instant AS answered
FROM package_in WHERE unit BETWEEN $1 AND $2 ORDER BY instant DESC, seq DESC, from_unit, package_in.unit LIMIT 200

-- name: package_get  $1 from  $2 to  $3 sequence
-- fanout
-- As its sender keeps it, else as its receiver does.
SELECT unit, to_unit, seq, kind, count, file, hash, instant, coalesce(answered, 0) AS answered
FROM package_out WHERE unit = $1 AND to_unit = $2 AND seq = $3
UNION ALL
SELECT from_unit AS unit, unit AS to_unit, seq, kind, count, '' AS file, hash, instant, instant AS answered
FROM package_in WHERE unit = $2 AND from_unit = $1 AND seq = $3
  AND NOT EXISTS (SELECT 1 FROM package_out o WHERE o.unit = $1 AND o.to_unit = $2 AND o.seq = $3)
ORDER BY unit, to_unit

-- name: law_packages_have_no_holes
-- fanout
SELECT unit, from_unit, count(*) AS taken, max(seq) AS last FROM package_in
GROUP BY unit, from_unit HAVING count(*) <> max(seq) ORDER BY unit, from_unit
