-- Cases of private-use codes in names, and missing glyphs. Cases are spread by part.

-- ---- cases ----

-- name: character_case_add
INSERT INTO character_case (part, id, ver, person, station, item, point, written, bytes, load, opened_on)
VALUES ($1, $2, 1, $3, $4, $5, $6, $7, $8, $9, $10)
ON CONFLICT (part, person, item, point) WHERE closed_on IS NULL DO NOTHING

-- name: character_case_get  $1 part  $2 id
SELECT part, id, ver, person, station, item, point, written, bytes, load, opened_on, source, picture,
       coalesce(shown_by, 0) AS shown_by, became, outcome, note, coalesce(clerk, 0) AS clerk, closed_on
FROM character_case WHERE part = $1 AND id = $2

-- name: character_cases_of_person  $1 part  $2 person
-- The open ones.
SELECT part, id, ver, person, station, item, point, written, bytes, load, opened_on, source, picture,
       coalesce(shown_by, 0) AS shown_by, became, outcome, note, coalesce(clerk, 0) AS clerk, closed_on
FROM character_case WHERE part = $1 AND person = $2 AND closed_on IS NULL ORDER BY id

-- name: character_cases_open  $1 reach from  $2 reach to  $3 station after  $4 part after  $5 id after  $6 limit
-- fanout
SELECT part, id, ver, person, station, item, point, written, bytes, load, opened_on, source, picture,
       coalesce(shown_by, 0) AS shown_by, became, outcome, note, coalesce(clerk, 0) AS clerk, closed_on
FROM character_case
WHERE closed_on IS NULL AND station BETWEEN $1 AND $2 AND (station, part, id) > ($3, $4, $5)
ORDER BY station, part, id LIMIT $6

-- name: character_cases_closed  $1 reach from  $2 reach to  $3 station after  $4 part after  $5 id after  $6 limit
-- fanout
SELECT part, id, ver, person, station, item, point, written, bytes, load, opened_on, source, picture,
       coalesce(shown_by, 0) AS shown_by, became, outcome, note, coalesce(clerk, 0) AS clerk, closed_on
FROM character_case
WHERE closed_on IS NOT NULL AND station BETWEEN $1 AND $2 AND (station, part, id) > ($3, $4, $5)
ORDER BY station, part, id LIMIT $6

-- name: character_case_set_source  $1 part  $2 id  $3 ver it had  $4 source  $5 picture  $6 clerk
UPDATE character_case SET ver = ver + 1, source = $4, picture = $5, shown_by = $6
WHERE part = $1 AND id = $2 AND ver = $3 AND closed_on IS NULL

-- name: character_case_close  $1 part  $2 id  $3 ver it had
UPDATE character_case SET ver = ver + 1, became = $4, outcome = $5, note = $6, clerk = $7, closed_on = $8
WHERE part = $1 AND id = $2 AND ver = $3 AND closed_on IS NULL

-- name: character_case_move  $1 part  $2 person  $3 station
-- An open case goes with the person.
UPDATE character_case SET ver = ver + 1, station = $3 WHERE part = $1 AND person = $2 AND closed_on IS NULL

-- name: character_cases_worked_on  $1 part  $2 load
-- Cases of a load on which work was done.
SELECT count(*) AS n FROM character_case WHERE part = $1 AND load = $2 AND ver > 1

-- name: character_cases_drop  $1 part  $2 load
DELETE FROM character_case WHERE part = $1 AND load = $2 AND ver = 1

-- ---- pictures ----

-- name: character_picture_put  $1 part  $2 hash  $3 bytes
INSERT INTO character_picture (part, hash, bytes) VALUES ($1, $2, $3) ON CONFLICT (part, hash) DO NOTHING

-- name: character_picture_get  $1 part  $2 hash
SELECT bytes FROM character_picture WHERE part = $1 AND hash = $2

-- ---- missing glyphs ----

-- name: character_missing_clear  $1 reach from  $2 reach to
-- fanout
DELETE FROM character_missing WHERE unit BETWEEN $1 AND $2

-- name: character_missing_add  $1 unit  $2 point  $3 persons  $4 day
INSERT INTO character_missing (unit, point, persons, counted_on) VALUES ($1, $2, $3, $4)

-- name: character_missing_list  $1 reach from  $2 reach to
-- fanout
-- What most persons need first.
SELECT point, sum(persons) AS persons, count(*) AS units, min(unit) AS unit, max(counted_on) AS counted_on
FROM character_missing WHERE unit BETWEEN $1 AND $2 GROUP BY point ORDER BY persons DESC, point LIMIT 500

-- ---- laws ----

-- name: law_character_case_whole
-- fanout
-- A closed case says which character it was, or that the name was changed; an open one says neither.
SELECT part, id FROM character_case
WHERE (closed_on IS NULL) <> (outcome IS NULL) OR (outcome = 'ENCODED' AND became IS NULL) ORDER BY part, id

-- name: law_character_picture_kept
-- fanout
SELECT c.part, c.id FROM character_case c
WHERE c.picture IS NOT NULL AND NOT EXISTS (SELECT 1 FROM character_picture p WHERE p.part = c.part AND p.hash = c.picture)
ORDER BY c.part, c.id
