-- Conflicts about numbers. Spread by part: a conflict lies in the part of its first side.

-- name: conflict_add
INSERT INTO conflict (part, id, ver, kind, person, station, other_part, other_person, other_station, number, state, keeper, asked_side,
    opened_on, due_on)
VALUES ($1, $2, 1, $3, $4, $5, $6, $7, $8, $9, $10, 0, 0, $11, $12)

-- name: conflict_get  $1 part  $2 id
SELECT part, id, ver, kind, person, station, other_part, other_person, other_station, number, state, keeper, asked_side,
       coalesce(asked_by, 0) AS asked_by, opened_on, due_on, closed_on, outcome, coalesce(clerk, 0) AS clerk
FROM conflict WHERE part = $1 AND id = $2

-- name: conflict_move  $3 ver it had
-- Of two desks, only the first one wins.
UPDATE conflict SET ver = ver + 1, state = $4, keeper = $5, asked_side = $6, asked_by = $7, due_on = $8, closed_on = $9, outcome = $10, clerk = $11
WHERE part = $1 AND id = $2 AND ver = $3

-- name: conflicts_open  $1 reach from  $2 reach to  $3 due after  $4 part after  $5 id after  $6 limit
-- fanout
-- A page of the work list of whoever reaches either side, the oldest limit first.
SELECT part, id, ver, kind, person, station, other_part, other_person, other_station, number, state, keeper, asked_side,
       coalesce(asked_by, 0) AS asked_by, opened_on, due_on, closed_on, outcome, coalesce(clerk, 0) AS clerk
FROM conflict
WHERE closed_on IS NULL AND (station BETWEEN $1 AND $2 OR other_station BETWEEN $1 AND $2) AND (due_on, part, id) > ($3, $4, $5)
ORDER BY due_on, part, id LIMIT $6

-- name: conflicts_closed  $1 reach from  $2 reach to  $3 due after  $4 part after  $5 id after  $6 limit
-- fanout
SELECT part, id, ver, kind, person, station, other_part, other_person, other_station, number, state, keeper, asked_side,
       coalesce(asked_by, 0) AS asked_by, opened_on, due_on, closed_on, outcome, coalesce(clerk, 0) AS clerk
FROM conflict
WHERE closed_on IS NOT NULL AND (station BETWEEN $1 AND $2 OR other_station BETWEEN $1 AND $2) AND (due_on, part, id) > ($3, $4, $5)
ORDER BY due_on, part, id LIMIT $6

-- name: conflicts_overdue  $1 reach from  $2 reach to  $3 today  $4 limit
-- fanout
-- What waits for a district past its limit: the city takes it over.
SELECT part, id, ver, kind, person, station, other_part, other_person, other_station, number, state, keeper, asked_side,
       coalesce(asked_by, 0) AS asked_by, opened_on, due_on, closed_on, outcome, coalesce(clerk, 0) AS clerk
FROM conflict
WHERE closed_on IS NULL AND state IN ('OPEN', 'ASKED', 'ANSWERED', 'AGREED') AND station BETWEEN $1 AND $2
  AND other_station BETWEEN $1 AND $2 AND due_on < $3
ORDER BY due_on, part, id LIMIT $4

-- name: conflict_counts  $1 reach from  $2 reach to  $3 today
-- fanout
SELECT count(*) AS open, count(CASE WHEN due_on < $3 THEN 1 END) AS overdue
FROM conflict WHERE closed_on IS NULL AND (station BETWEEN $1 AND $2 OR other_station BETWEEN $1 AND $2)

-- name: conflict_side_add  $1 part  $2 person  $3 conflict's part  $4 conflict  $5 side
INSERT INTO conflict_side (part, person, conflict_part, conflict, side) VALUES ($1, $2, $3, $4, $5)

-- name: conflicts_of_person  $1 part  $2 person
SELECT conflict_part, conflict, side FROM conflict_side WHERE part = $1 AND person = $2 ORDER BY conflict_part, conflict

-- name: conflict_persons_of_part  $1 part
-- Who stands in a conflict: nobody undoes the load they came with.
SELECT person FROM conflict_side WHERE part = $1 GROUP BY person ORDER BY person

-- name: conflict_step_add
INSERT INTO conflict_step (part, conflict, seq, step, state, keeper, unit, clerk, instant, due_on, note)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)

-- name: conflict_steps  $1 part  $2 conflict
SELECT seq, step, state, keeper, unit, clerk, instant, due_on, note FROM conflict_step WHERE part = $1 AND conflict = $2 ORDER BY seq

-- name: evidence_add
INSERT INTO conflict_evidence (part, conflict, id, side, kind, since, text, hash, unit, clerk, instant)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)

-- name: evidence_of  $1 part  $2 conflict
SELECT id, side, kind, since, text, hash, unit, clerk, instant FROM conflict_evidence WHERE part = $1 AND conflict = $2 ORDER BY id

-- name: notice_add
-- Once for a case and an agency.
INSERT INTO number_notice (part, id, ver, person, number_case, agency, old_number, new_number, station, made_on)
VALUES ($1, $2, 1, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (part, number_case, agency) DO NOTHING

-- name: notice_get  $1 part  $2 id
SELECT part, id, ver, person, number_case, agency, old_number, new_number, station, made_on, told_on, coalesce(clerk, 0) AS clerk, note
FROM number_notice WHERE part = $1 AND id = $2

-- name: notices_of_person  $1 part  $2 person
SELECT part, id, ver, person, number_case, agency, old_number, new_number, station, made_on, told_on, coalesce(clerk, 0) AS clerk, note
FROM number_notice WHERE part = $1 AND person = $2 ORDER BY id

-- name: notice_tell  $1 part  $2 id  $3 ver it had  $4 told on  $5 clerk  $6 note
UPDATE number_notice SET ver = ver + 1, told_on = $4, clerk = $5, note = $6 WHERE part = $1 AND id = $2 AND ver = $3 AND told_on IS NULL

-- ---- laws: each gives no row ----

-- name: law_conflict_has_sides
-- fanout
SELECT c.part, c.id FROM conflict c
LEFT JOIN conflict_side s ON s.part = c.part AND s.person = c.person AND s.conflict_part = c.part AND s.conflict = c.id
WHERE s.side IS NULL OR s.side <> 1 ORDER BY c.part, c.id

-- name: law_conflict_steps_whole
-- fanout
-- Every version of a conflict was made by one step; a closed one says how it ended.
SELECT c.part, c.id FROM conflict c
WHERE c.ver <> (SELECT count(*) FROM conflict_step s WHERE s.part = c.part AND s.conflict = c.id)
   OR (c.closed_on IS NOT NULL) <> (c.state = 'CLOSED') OR (c.state = 'CLOSED') <> (c.outcome IS NOT NULL)
ORDER BY c.part, c.id
