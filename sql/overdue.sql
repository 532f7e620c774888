-- Overdue cancellations, pocket households, separations. Spread by part, that of the person.

-- ---- lists ----

-- name: overdue_list_add
INSERT INTO overdue_list (part, id, source, file, hash, lines, by_number, by_name, known, ended, unmatched, rejected, clerk, instant)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)

-- name: overdue_lists  $1 unit from  $2 unit to  $3 limit
-- fanout
SELECT part, id, source, file, lines, by_number, by_name, known, ended, unmatched, rejected, clerk, instant
FROM overdue_list WHERE part BETWEEN $1 AND $2 ORDER BY id DESC, part LIMIT $3

-- ---- cases ----

-- name: overdue_add
INSERT INTO overdue_case (part, id, ver, sort, source, state, matched_by, person, household, station, born_on, said_name, said_number, said_born_on,
    event_on, paper, place, list_part, list, line, opened_on, due_on, clerk)
VALUES ($1, $2, 1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)

-- name: overdue_get  $1 part  $2 id
SELECT part, id, ver, sort, source, state, matched_by, person, household, station, born_on, said_name, said_number, said_born_on, event_on, paper,
       place, coalesce(list_part, 0) AS list_part, coalesce(list, 0) AS list, coalesce(line, 0) AS line, visit_result, visited_on, notice,
       notice_to, notified_on, notice_until, coalesce(proposer, 0) AS proposer, coalesce(decider, 0) AS decider,
       coalesce(business, 0) AS business, opened_on, due_on, closed_on, reason, clerk
FROM overdue_case WHERE part = $1 AND id = $2

-- name: overdue_of_person  $1 part  $2 person
SELECT part, id, ver, sort, source, state, matched_by, person, household, station, born_on, said_name, said_number, said_born_on, event_on, paper,
       place, coalesce(list_part, 0) AS list_part, coalesce(list, 0) AS list, coalesce(line, 0) AS line, visit_result, visited_on, notice,
       notice_to, notified_on, notice_until, coalesce(proposer, 0) AS proposer, coalesce(decider, 0) AS decider,
       coalesce(business, 0) AS business, opened_on, due_on, closed_on, reason, clerk
FROM overdue_case WHERE part = $1 AND person = $2 ORDER BY id

-- name: overdue_move  $1 part  $2 id  $3 ver it had
-- Of two desks, only the first one wins.
UPDATE overdue_case SET ver = ver + 1, state = $4, event_on = $5, place = $6, visit_result = $7, visited_on = $8, notice = $9, notice_to = $10,
    notified_on = $11, notice_until = $12, proposer = $13, decider = $14, business = $15, due_on = $16, closed_on = $17, reason = $18
WHERE part = $1 AND id = $2 AND ver = $3

-- name: overdue_open  $1 reach from  $2 reach to  $3 state or ''  $4 sort or ''  $5 due after  $6 part after  $7 id after  $8 limit
-- fanout
-- A page of the work list, the oldest limit first.
SELECT part, id, ver, sort, source, state, matched_by, person, household, station, born_on, said_name, said_number, said_born_on, event_on, paper,
       place, coalesce(list_part, 0) AS list_part, coalesce(list, 0) AS list, coalesce(line, 0) AS line, visit_result, visited_on, notice,
       notice_to, notified_on, notice_until, coalesce(proposer, 0) AS proposer, coalesce(decider, 0) AS decider,
       coalesce(business, 0) AS business, opened_on, due_on, closed_on, reason, clerk
FROM overdue_case
WHERE closed_on IS NULL AND station BETWEEN $1 AND $2 AND (CAST($3 AS TEXT) = '' OR state = $3) AND (CAST($4 AS TEXT) = '' OR sort = $4)
  AND (due_on, part, id) > ($5, $6, $7)
ORDER BY due_on, part, id LIMIT $8

-- name: overdue_closed  $1 reach from  $2 reach to  $3 state or ''  $4 sort or ''  $5 due after  $6 part after  $7 id after  $8 limit
-- fanout
SELECT part, id, ver, sort, source, state, matched_by, person, household, station, born_on, said_name, said_number, said_born_on, event_on, paper,
       place, coalesce(list_part, 0) AS list_part, coalesce(list, 0) AS list, coalesce(line, 0) AS line, visit_result, visited_on, notice,
       notice_to, notified_on, notice_until, coalesce(proposer, 0) AS proposer, coalesce(decider, 0) AS decider,
       coalesce(business, 0) AS business, opened_on, due_on, closed_on, reason, clerk
FROM overdue_case
WHERE closed_on IS NOT NULL AND station BETWEEN $1 AND $2 AND (CAST($3 AS TEXT) = '' OR state = $3) AND (CAST($4 AS TEXT) = '' OR sort = $4)
  AND (due_on, part, id) > ($5, $6, $7)
ORDER BY due_on, part, id LIMIT $8

-- name: overdue_counts  $1 reach from  $2 reach to  $3 today
-- fanout
SELECT count(*) AS open, count(CASE WHEN due_on < $3 THEN 1 END) AS overdue
FROM overdue_case WHERE closed_on IS NULL AND station BETWEEN $1 AND $2

-- name: overdue_persons_of_part  $1 part
-- Who stands in a case or is registered as living elsewhere: nobody undoes the load they came with.
SELECT person FROM overdue_case WHERE part = $1 UNION SELECT person FROM separation WHERE part = $1 ORDER BY 1

-- name: overdue_item_put  $1 part  $2 case  $3 item  $4 value
INSERT INTO overdue_item (part, overdue, item, value) VALUES ($1, $2, $3, $4) ON CONFLICT (part, overdue, item) DO UPDATE SET value = excluded.value

-- name: overdue_items_drop  $1 part  $2 case
-- What was put forward before is put forward anew.
DELETE FROM overdue_item WHERE part = $1 AND overdue = $2

-- name: overdue_items  $1 part  $2 case
SELECT item, value FROM overdue_item WHERE part = $1 AND overdue = $2 ORDER BY item

-- name: overdue_step_add
INSERT INTO overdue_step (part, overdue, n, event, state, clerk, unit, instant, detail, note) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)

-- name: overdue_steps  $1 part  $2 case
SELECT n, event, state, clerk, unit, instant, detail, note FROM overdue_step WHERE part = $1 AND overdue = $2 ORDER BY n

-- name: overdue_tally  $1 reach from  $2 reach to  $3 from day  $4 to day  $5 today
-- fanout
-- Cases opened in the days from … to, by station, sort of case, where they came from, day and year of birth's day.
SELECT station, source, state, opened_on, born_on, count(*) AS cases, count(CASE WHEN closed_on IS NULL AND due_on < $5 THEN 1 END) AS late
FROM overdue_case WHERE station BETWEEN $1 AND $2 AND opened_on BETWEEN $3 AND $4
GROUP BY station, source, state, opened_on, born_on ORDER BY station, source, state, opened_on, born_on NULLS LAST

-- ---- separations ----

-- name: separation_add
INSERT INTO separation (part, id, ver, person, station, lives_at, address, since, state, found_part, finding, born_on, registered_on, clerk)
VALUES ($1, $2, 1, $3, $4, $5, $6, $7, 'IN_USE', $8, $9, $10, $11, $12)

-- name: separation_get  $1 part  $2 id
SELECT part, id, ver, person, station, lives_at, address, since, state, coalesce(found_part, 0) AS found_part, coalesce(finding, 0) AS finding,
       born_on, registered_on, clerk, ended_on, coalesce(ended_by, 0) AS ended_by, reason
FROM separation WHERE part = $1 AND id = $2

-- name: separations_of_person  $1 part  $2 person
SELECT part, id, ver, person, station, lives_at, address, since, state, coalesce(found_part, 0) AS found_part, coalesce(finding, 0) AS finding,
       born_on, registered_on, clerk, ended_on, coalesce(ended_by, 0) AS ended_by, reason
FROM separation WHERE part = $1 AND person = $2 ORDER BY id

-- name: separation_end  $1 part  $2 id  $3 ver it had  $4 state  $5 ended on  $6 ended by  $7 reason
UPDATE separation SET ver = ver + 1, state = $4, ended_on = $5, ended_by = $6, reason = $7
WHERE part = $1 AND id = $2 AND ver = $3 AND state = 'IN_USE'

-- name: separations  $1 reach from  $2 reach to  $3 state  $4 registered after  $5 part after  $6 id after  $7 limit
-- fanout
-- Those registered in the reach, and those who live in it.
SELECT part, id, ver, person, station, lives_at, address, since, state, coalesce(found_part, 0) AS found_part, coalesce(finding, 0) AS finding,
       born_on, registered_on, clerk, ended_on, coalesce(ended_by, 0) AS ended_by, reason
FROM separation
WHERE state = $3 AND (station BETWEEN $1 AND $2 OR lives_at BETWEEN $1 AND $2) AND (registered_on, part, id) > ($4, $5, $6)
ORDER BY registered_on, part, id LIMIT $7

-- name: separation_tally  $1 reach from  $2 reach to  $3 from day  $4 to day
-- fanout
SELECT station, state, registered_on, born_on, count(*) AS persons
FROM separation WHERE station BETWEEN $1 AND $2 AND registered_on BETWEEN $3 AND $4
GROUP BY station, state, registered_on, born_on ORDER BY station, state, registered_on, born_on NULLS LAST

-- ---- laws: each gives no row ----

-- name: law_overdue_steps_whole
-- fanout
-- Every version of a case was made by one step.
SELECT c.part, c.id FROM overdue_case c
WHERE c.ver <> (SELECT count(*) FROM overdue_step s WHERE s.part = c.part AND s.overdue = c.id) ORDER BY c.part, c.id

-- name: law_overdue_notice_first
-- fanout
-- No registration was ended before the notice had run out, nor by one pair of eyes.
SELECT c.part, c.id FROM overdue_case c
WHERE c.business IS NOT NULL AND (c.notice_until IS NULL OR c.proposer IS NULL OR c.decider IS NULL OR c.proposer = c.decider
   OR c.closed_on <= c.notice_until) ORDER BY c.part, c.id
