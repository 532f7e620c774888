-- The house check. Spread by part, which is the station.

-- ---- rounds ----

-- name: house_check_add  $1 part  $2 id  $3 beat  $4 name  $5 opened on  $6 due on  $7 clerk
INSERT INTO house_check (part, id, ver, beat, name, state, opened_on, due_on, clerk) VALUES ($1, $2, 1, $3, $4, 'OPEN', $5, $6, $7)

-- name: house_check_get  $1 part  $2 id
SELECT part, id, ver, beat, name, state, opened_on, due_on, closed_on, clerk FROM house_check WHERE part = $1 AND id = $2

-- name: house_check_close  $1 part  $2 id  $3 ver it had  $4 closed on
UPDATE house_check SET ver = ver + 1, state = 'CLOSED', closed_on = $4 WHERE part = $1 AND id = $2 AND ver = $3 AND state = 'OPEN'

-- name: house_checks  $1 station from  $2 station to  $3 state  $4 due after  $5 part after  $6 id after  $7 limit
-- fanout
SELECT part, id, ver, beat, name, state, opened_on, due_on, closed_on, clerk FROM house_check
WHERE part BETWEEN $1 AND $2 AND state = $3 AND (due_on, part, id) > ($4, $5, $6) ORDER BY due_on, part, id LIMIT $7

-- name: house_counts  $1 part  $2 round
SELECT count(*) AS houses, count(CASE WHEN result IN ('FOUND', 'DIFFERENT', 'EMPTY') THEN 1 END) AS done,
       count(CASE WHEN result = 'FOUND' THEN 1 END) AS found, count(CASE WHEN result = 'DIFFERENT' THEN 1 END) AS different,
       count(CASE WHEN result = 'EMPTY' THEN 1 END) AS empty, count(CASE WHEN result = 'CLOSED_DOOR' THEN 1 END) AS closed_door,
       count(CASE WHEN result = 'REFUSED' THEN 1 END) AS refused, count(CASE WHEN result = 'REVISIT' THEN 1 END) AS revisit,
       coalesce(sum(tries), 0) AS tries, coalesce(sum(closed_doors), 0) AS closed_doors
FROM house_visit WHERE part = $1 AND round = $2

-- name: house_coverage  $1 station from  $2 station to
-- The last round of each beat.
-- fanout
SELECT c.part, c.beat, c.id AS round, c.state, c.due_on, count(v.id) AS houses,
       count(CASE WHEN v.result IN ('FOUND', 'DIFFERENT', 'EMPTY') THEN 1 END) AS done,
       count(CASE WHEN v.result = 'CLOSED_DOOR' THEN 1 END) AS closed_door, count(CASE WHEN v.result = 'REFUSED' THEN 1 END) AS refused,
       count(CASE WHEN v.result = 'DIFFERENT' THEN 1 END) AS different, coalesce(sum(v.tries), 0) AS tries
FROM house_check c LEFT JOIN house_visit v ON v.part = c.part AND v.round = c.id
WHERE c.part BETWEEN $1 AND $2
  AND NOT EXISTS (SELECT 1 FROM house_check n WHERE n.part = c.part AND n.beat = c.beat AND n.id > c.id)
GROUP BY c.part, c.beat, c.id, c.state, c.due_on ORDER BY c.part, c.beat, c.id

-- ---- visits ----

-- name: house_visit_add
INSERT INTO house_visit (part, id, ver, round, place, plate, household_part, household, street, door, detail, result, tries, closed_doors)
VALUES ($1, $2, 1, $3, $4, $5, $6, $7, $8, $9, $10, 'WAITING', 0, 0)

-- name: house_visit_get  $1 part  $2 id
SELECT part, id, ver, round, place, coalesce(plate, 0) AS plate, coalesce(household_part, 0) AS household_part, coalesce(household, 0) AS household,
       street, door, detail, result, tries, closed_doors, next_on, visited_on, coalesce(clerk, 0) AS clerk
FROM house_visit WHERE part = $1 AND id = $2

-- name: house_visit_at  $1 part  $2 round  $3 place
SELECT part, id, ver, round, place, coalesce(plate, 0) AS plate, coalesce(household_part, 0) AS household_part, coalesce(household, 0) AS household,
       street, door, detail, result, tries, closed_doors, next_on, visited_on, coalesce(clerk, 0) AS clerk
FROM house_visit WHERE part = $1 AND round = $2 AND place = $3

-- name: house_visits  $1 part  $2 round  $3 place after  $4 limit
SELECT part, id, ver, round, place, coalesce(plate, 0) AS plate, coalesce(household_part, 0) AS household_part, coalesce(household, 0) AS household,
       street, door, detail, result, tries, closed_doors, next_on, visited_on, coalesce(clerk, 0) AS clerk
FROM house_visit WHERE part = $1 AND round = $2 AND place > $3 ORDER BY place LIMIT $4

-- name: house_visits_left  $1 part  $2 round  $3 place after  $4 limit
-- What still has to be gone to: nobody yet, a closed door, another day.
SELECT part, id, ver, round, place, coalesce(plate, 0) AS plate, coalesce(household_part, 0) AS household_part, coalesce(household, 0) AS household,
       street, door, detail, result, tries, closed_doors, next_on, visited_on, coalesce(clerk, 0) AS clerk
FROM house_visit WHERE part = $1 AND round = $2 AND result IN ('WAITING', 'CLOSED_DOOR', 'REVISIT') AND place > $3 ORDER BY place LIMIT $4

-- name: house_visits_closed  $1 part  $2 round  $3 place after  $4 limit
-- The second list: doors that were closed, and those who asked for another day.
SELECT part, id, ver, round, place, coalesce(plate, 0) AS plate, coalesce(household_part, 0) AS household_part, coalesce(household, 0) AS household,
       street, door, detail, result, tries, closed_doors, next_on, visited_on, coalesce(clerk, 0) AS clerk
FROM house_visit WHERE part = $1 AND round = $2 AND result IN ('CLOSED_DOOR', 'REVISIT') AND place > $3 ORDER BY place LIMIT $4

-- name: house_closed_doors  $1 station from  $2 station to  $3 closed doors, at least
-- fanout
-- Households nobody was met in, as often as that, in the last round of their beat.
SELECT v.household_part, v.household FROM house_visit v JOIN house_check c ON c.part = v.part AND c.id = v.round
WHERE v.part BETWEEN $1 AND $2 AND v.household IS NOT NULL AND v.result = 'CLOSED_DOOR' AND v.closed_doors >= $3
  AND NOT EXISTS (SELECT 1 FROM house_check n WHERE n.part = c.part AND n.beat = c.beat AND n.id > c.id)
ORDER BY v.part, v.id, c.part, c.id

-- name: house_visit_enter  $1 part  $2 id  $3 ver it had  $4 result  $5 tries more  $6 closed doors more  $7 next on or NULL  $8 visited on  $9 clerk
UPDATE house_visit SET ver = ver + 1, result = $4, tries = tries + $5, closed_doors = closed_doors + $6, next_on = $7, visited_on = $8, clerk = $9
WHERE part = $1 AND id = $2 AND ver = $3

-- ---- findings ----

-- name: house_finding_add
INSERT INTO house_finding (part, id, ver, round, visit, kind, person_part, person, item, text, state, found_on, clerk)
VALUES ($1, $2, 1, $3, $4, $5, $6, $7, $8, $9, 'OPEN', $10, $11)

-- name: house_finding_get  $1 part  $2 id
SELECT part, id, ver, round, visit, kind, coalesce(person_part, 0) AS person_part, coalesce(person, 0) AS person, item, text, state, found_on, clerk,
       settled_on, coalesce(settled_by, 0) AS settled_by, outcome
FROM house_finding WHERE part = $1 AND id = $2

-- name: house_findings_of_visit  $1 part  $2 visit
SELECT part, id, ver, round, visit, kind, coalesce(person_part, 0) AS person_part, coalesce(person, 0) AS person, item, text, state, found_on, clerk,
       settled_on, coalesce(settled_by, 0) AS settled_by, outcome
FROM house_finding WHERE part = $1 AND visit = $2 ORDER BY id

-- name: house_findings  $1 station from  $2 station to  $3 state  $4 part after  $5 id after  $6 limit
-- fanout
SELECT part, id, ver, round, visit, kind, coalesce(person_part, 0) AS person_part, coalesce(person, 0) AS person, item, text, state, found_on, clerk,
       settled_on, coalesce(settled_by, 0) AS settled_by, outcome
FROM house_finding WHERE part BETWEEN $1 AND $2 AND state = $3 AND (part, id) > ($4, $5) ORDER BY part, id LIMIT $6

-- name: house_finding_end  $1 part  $2 id  $3 settled on  $4 settled by  $5 outcome
-- The register's desk closed it, or the register was put right.
UPDATE house_finding SET ver = ver + 1, state = 'SETTLED', settled_on = $3, settled_by = $4, outcome = $5
WHERE part = $1 AND id = $2 AND state = 'OPEN'

-- name: house_finding_settle  $1 part  $2 id  $3 ver it had  $4 settled on  $5 settled by  $6 outcome
UPDATE house_finding SET ver = ver + 1, state = 'SETTLED', settled_on = $4, settled_by = $5, outcome = $6
WHERE part = $1 AND id = $2 AND ver = $3 AND state = 'OPEN'

-- ---- plates against households ----

-- name: house_compare_counts  $1 station from  $2 station to
-- fanout
-- neighbour: plate because the report sets the walls beside the register
-- neighbour: household because the report sets the walls beside the register
-- neighbour: person because a household nobody is registered in lives nowhere
-- Addresses spelled alike to the letter: what is spelled in two ways is for the list.
WITH lived AS (SELECT h.county, h.street, h.door, count(*) AS households FROM household h
               WHERE h.station BETWEEN $1 AND $2
                 AND EXISTS (SELECT 1 FROM person p WHERE p.part = h.part AND p.household = h.id AND p.status NOT IN ('1', '2', '7', '8'))
               GROUP BY h.county, h.street, h.door),
     hung AS (SELECT county, street, door, count(*) AS plates FROM plate WHERE part BETWEEN $1 AND $2 GROUP BY county, street, door)
SELECT (SELECT coalesce(sum(plates), 0) FROM hung) AS plates, (SELECT coalesce(sum(households), 0) FROM lived) AS households,
       (SELECT coalesce(sum(g.plates), 0) FROM hung g
        LEFT JOIN lived l ON l.street = g.street AND l.door = g.door AND l.county = g.county WHERE l.county IS NULL) AS plates_without_people,
       (SELECT coalesce(sum(l.households), 0) FROM lived l
        LEFT JOIN hung g ON g.street = l.street AND g.door = l.door AND g.county = l.county WHERE g.county IS NULL) AS households_without_plate
