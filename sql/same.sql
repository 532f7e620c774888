-- Probable same persons. A check and a run lie in their unit's part, a pair in the part of its first person.

-- ---- checks ----

-- name: same_check_add  $1 part  $2 id  $3 ground  $4 purpose  $5 asked by  $6 asked on
INSERT INTO same_check (part, id, ver, ground, purpose, state, asked_by, asked_on) VALUES ($1, $2, 1, $3, $4, 'ASKED', $5, $6)

-- name: same_check_get  $1 part  $2 id
SELECT part, id, ver, ground, purpose, state, asked_by, asked_on, coalesce(decided_by, 0) AS decided_by, decided_on, note, ends_on, closed_on
FROM same_check WHERE part = $1 AND id = $2

-- name: same_check_decide  $1 part  $2 id  $3 ver it had  $4 state  $5 decided by  $6 decided on  $7 note  $8 ends on or NULL
-- Of two desks, only the first one wins.
UPDATE same_check SET ver = ver + 1, state = $4, decided_by = $5, decided_on = $6, note = $7, ends_on = $8
WHERE part = $1 AND id = $2 AND ver = $3 AND state = 'ASKED'

-- name: same_check_close  $1 part  $2 id  $3 ver it had  $4 closed on
UPDATE same_check SET ver = ver + 1, state = 'CLOSED', closed_on = $4 WHERE part = $1 AND id = $2 AND ver = $3 AND state = 'DECIDED'

-- name: same_checks  $1 reach from  $2 reach to  $3 asked before  $4 part before  $5 id before  $6 limit
-- fanout
-- The newest first.
SELECT part, id, ver, ground, purpose, state, asked_by, asked_on, coalesce(decided_by, 0) AS decided_by, decided_on, note, ends_on, closed_on
FROM same_check WHERE part BETWEEN $1 AND $2 AND (asked_on, part, id) < ($3, $4, $5)
ORDER BY asked_on DESC, part DESC, id DESC LIMIT $6

-- ---- runs ----

-- name: link_run_add
INSERT INTO link_run (part, id, ver, of_kind, of_part, of_id, spec, spec_hash, clerk, state, began, persons, candidates, found, fresh,
    settled, gone, threshold, expected_precision, expected_recall)
VALUES ($1, $2, 1, $3, $4, $5, $6, $7, $8, 'RUNNING', $9, 0, 0, 0, 0, 0, 0, 0, 0, 0)

-- name: link_run_end  $1 part  $2 id  $3 state  $4 ended
UPDATE link_run SET ver = ver + 1, state = $3, ended = $4, persons = $5, candidates = $6, found = $7, fresh = $8, settled = $9, gone = $10,
    threshold = $11, expected_precision = $12, expected_recall = $13
WHERE part = $1 AND id = $2 AND state = 'RUNNING'

-- name: link_runs_broken  $1 part  $2 kind  $3 part of what for  $4 what for
-- What still seems to run when the next one begins was broken off.
UPDATE link_run SET ver = ver + 1, state = 'BROKEN' WHERE part = $1 AND of_kind = $2 AND of_part = $3 AND of_id = $4 AND state = 'RUNNING'

-- name: link_runs  $1 reach from  $2 reach to  $3 began before  $4 part before  $5 id before  $6 limit
-- fanout
SELECT part, id, ver, of_kind, of_part, of_id, spec, clerk, state, began, coalesce(ended, 0) AS ended, persons, candidates, found, fresh,
       settled, gone, threshold, expected_precision, expected_recall
FROM link_run WHERE part BETWEEN $1 AND $2 AND (began, part, id) < ($3, $4, $5) ORDER BY began DESC, part DESC, id DESC LIMIT $6

-- ---- pairs ----

-- name: same_pair_add
-- Once for every two.
INSERT INTO same_pair (part, id, ver, person, station, other_part, other_person, other_station, unit, run_part, run, doubt, levels, cluster,
    cluster_size, state, ending, waiting, opened_on)
VALUES ($1, $2, 1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 'OPEN', 0, 0, $15)
ON CONFLICT (part, person, other_part, other_person) DO NOTHING

-- name: same_pair_refresh  $1 part  $2 id
-- It waits with what the register says now.
UPDATE same_pair SET station = $3, other_station = $4, unit = $5, run_part = $6, run = $7, doubt = $8, levels = $9, cluster = $10,
    cluster_size = $11
WHERE part = $1 AND id = $2 AND state = 'OPEN'

-- name: same_pair_back  $1 part  $2 id  $3 opened on
-- Seen again after it was gone: it waits from today.
UPDATE same_pair SET ver = ver + 1, state = 'OPEN', opened_on = $3, closed_on = NULL WHERE part = $1 AND id = $2 AND state = 'GONE'

-- name: same_pair_gone  $1 part  $2 id  $3 closed on
UPDATE same_pair SET ver = ver + 1, state = 'GONE', closed_on = $3 WHERE part = $1 AND id = $2 AND state = 'OPEN'

-- name: same_pairs_known  $1 station from  $2 station to
-- fanout
SELECT part, id, person, other_part, other_person, state FROM same_pair
WHERE station BETWEEN $1 AND $2 OR other_station BETWEEN $1 AND $2 ORDER BY part, id

-- name: same_pair_get  $1 part  $2 id
SELECT part, id, ver, person, station, other_part, other_person, other_station, unit, run_part, run, doubt, levels, cluster, cluster_size,
       state, ending, waiting, opened_on, closed_on
FROM same_pair WHERE part = $1 AND id = $2

-- name: same_pairs  $1 reach from  $2 reach to  $3 state  $4 doubt after  $5 part after  $6 id after  $7 limit
-- fanout
-- The queue of whoever reaches both, the likeliest first.
SELECT part, id, ver, person, station, other_part, other_person, other_station, unit, run_part, run, doubt, levels, cluster, cluster_size,
       state, ending, waiting, opened_on, closed_on
FROM same_pair WHERE state = $3 AND unit BETWEEN $1 AND $2 AND (doubt, part, id) > ($4, $5, $6) ORDER BY doubt, part, id LIMIT $7

-- name: same_pairs_waiting  $1 reach from  $2 reach to  $3 part after  $4 id after  $5 limit
-- fanout
-- One registration is to be cancelled, and lies in reach.
SELECT part, id, ver, person, station, other_part, other_person, other_station, unit, run_part, run, doubt, levels, cluster, cluster_size,
       state, ending, waiting, opened_on, closed_on
FROM same_pair
WHERE waiting = 1 AND ((ending = 1 AND station BETWEEN $1 AND $2) OR (ending = 2 AND other_station BETWEEN $1 AND $2)) AND (part, id) > ($3, $4)
ORDER BY part, id LIMIT $5

-- name: same_pairs_of_cluster  $1 run's part  $2 run  $3 cluster
-- fanout
SELECT part, id, ver, person, station, other_part, other_person, other_station, unit, run_part, run, doubt, levels, cluster, cluster_size,
       state, ending, waiting, opened_on, closed_on
FROM same_pair WHERE run_part = $1 AND run = $2 AND cluster = $3 ORDER BY doubt, part, id LIMIT 50

-- name: same_pair_counts  $1 reach from  $2 reach to
-- fanout
SELECT state, count(*) AS count, min(opened_on) AS oldest FROM same_pair WHERE unit BETWEEN $1 AND $2 GROUP BY state ORDER BY state

-- name: same_pair_move  $1 part  $2 id  $3 ver it had  $4 state  $5 ending  $6 waiting  $7 closed on or NULL
-- Of two desks, only the first one wins.
UPDATE same_pair SET ver = ver + 1, state = $4, ending = $5, waiting = $6, closed_on = $7 WHERE part = $1 AND id = $2 AND ver = $3

-- name: same_persons_of_part  $1 part
-- fanout
-- Who stands in a pair: nobody undoes the load they came with.
SELECT person FROM same_pair WHERE part = $1 UNION SELECT other_person AS person FROM same_pair WHERE other_part = $1 ORDER BY person

-- ---- decisions and what they opened ----

-- name: same_decision_add  $1 part  $2 pair  $3 n  $4 verdict  $5 undoes or NULL  $6 reason  $7 unit  $8 clerk  $9 instant
INSERT INTO same_decision (part, pair, n, verdict, undoes, reason, unit, clerk, instant) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)

-- name: same_decisions  $1 part  $2 pair
SELECT n, verdict, coalesce(undoes, 0) AS undoes, reason, unit, clerk, instant FROM same_decision WHERE part = $1 AND pair = $2 ORDER BY n

-- name: same_follow_add  $1 part  $2 pair  $3 n  $4 kind  $5 to part  $6 to id  $7 clerk  $8 instant
INSERT INTO same_follow (part, pair, n, kind, to_part, to_id, clerk, instant) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)

-- name: same_follows  $1 part  $2 pair
SELECT n, kind, to_part, to_id, clerk, instant FROM same_follow WHERE part = $1 AND pair = $2 ORDER BY n

-- ---- laws: each gives no row ----

-- name: law_pair_stands_as_decided
-- fanout
-- A pair's state is that of its last decision; without one, or with one taken back, it waits or is gone.
SELECT p.part, p.id FROM same_pair p
LEFT JOIN same_decision d ON d.part = p.part AND d.pair = p.id
  AND d.n = (SELECT max(l.n) FROM same_decision l WHERE l.part = p.part AND l.pair = p.id)
WHERE (p.state IN ('SAME', 'DIFFERENT', 'UNKNOWN') AND (d.verdict IS NULL OR d.verdict <> p.state))
   OR (p.state IN ('OPEN', 'GONE') AND d.verdict IS NOT NULL AND d.verdict <> 'UNDONE')
   OR (p.waiting = 1 AND (p.state <> 'SAME' OR p.ending = 0))
ORDER BY p.part, p.id, d.n NULLS FIRST

-- name: law_run_has_purpose
-- fanout
-- Nothing was compared for a check that nobody else had decided.
SELECT r.part, r.id FROM link_run r LEFT JOIN same_check c ON c.part = r.of_part AND c.id = r.of_id
WHERE r.of_kind = 'CHECK' AND (c.id IS NULL OR c.decided_by IS NULL OR c.decided_by = c.asked_by OR c.state NOT IN ('DECIDED', 'CLOSED'))
ORDER BY r.part, r.id
