-- Household businesses. Spread by part.

-- name: business_add
INSERT INTO business (part, id, ver, kind, level, state, live, person, household, whole, station, applicant, applicant_relation, phone, papers, clerk,
    opened_on, due_on)
VALUES ($1, $2, 1, $3, $4, $5, 1, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)

-- name: business_get  $1 part  $2 id
SELECT part, id, ver, kind, state, live, coalesce(person, 0) AS person, coalesce(household, 0) AS household, whole, station, applicant,
       applicant_relation, phone, papers, clerk, coalesce(first_decider, 0) AS first_decider, coalesce(decider, 0) AS decider, reason,
       old_number, new_number, opened_on, due_on, decided_on
FROM business WHERE part = $1 AND id = $2

-- name: business_save  $1 part  $2 id  $3 ver it had
-- Of two desks, only the first one wins.
UPDATE business SET ver = ver + 1, state = $4, live = $5, person = $6, household = $7, first_decider = $8, decider = $9, reason = $10,
    old_number = $11, new_number = $12, decided_on = $13
WHERE part = $1 AND id = $2 AND ver = $3

-- name: business_item_add  $1 part  $2 business  $3 item  $4 before or NULL  $5 after
INSERT INTO business_item (part, business, item, before, after) VALUES ($1, $2, $3, $4, $5)

-- name: business_items  $1 part  $2 business
SELECT item, before, after FROM business_item WHERE part = $1 AND business = $2 ORDER BY item

-- name: business_step_add
INSERT INTO business_step (part, business, n, event, state, clerk, unit, instant, note) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)

-- name: business_steps  $1 part  $2 business
SELECT n, event, state, clerk, unit, instant, note FROM business_step WHERE part = $1 AND business = $2 ORDER BY n

-- name: business_live_of  $1 part  $2 person
SELECT id FROM business WHERE part = $1 AND person = $2 AND live = 1 ORDER BY id LIMIT 1

-- name: business_live_whole  $1 part  $2 household
SELECT id FROM business WHERE part = $1 AND household = $2 AND live = 1 AND whole = 1 ORDER BY id LIMIT 1

-- name: business_times  $1 part  $2 person  $3 kind  $4 from day  $5 to day
-- How often this was approved for the person, decided from … to.
SELECT count(*) AS n FROM business WHERE part = $1 AND person = $2 AND kind = $3 AND state IN ('APPROVED', 'DONE') AND decided_on BETWEEN $4 AND $5

-- name: businesses  $1 reach from  $2 reach to  $3 state  $4 due after  $5 part after  $6 id after  $7 limit  $8 level from  $9 level to
-- fanout
-- A page of the work list, the oldest limit first; it goes on after (due, part, id).
SELECT part, id, ver, kind, state, live, coalesce(person, 0) AS person, coalesce(household, 0) AS household, whole, station, applicant,
       applicant_relation, phone, papers, clerk, coalesce(first_decider, 0) AS first_decider, coalesce(decider, 0) AS decider, reason,
       old_number, new_number, opened_on, due_on, decided_on
FROM business
WHERE station BETWEEN $1 AND $2 AND state = $3 AND level BETWEEN $8 AND $9 AND (due_on, part, id) > ($4, $5, $6)
ORDER BY due_on, part, id LIMIT $7

-- name: business_figures  $1 reach from  $2 reach to  $3 from day  $4 to day
-- fanout
-- How often each officer took in, and each decided, every kind of business [S46].
SELECT o.clerk, o.kind, sum(o.taken) AS taken, sum(o.approved) AS approved, sum(o.refused) AS refused, sum(o.withdrawn) AS withdrawn
FROM (SELECT clerk, kind, 1 AS taken, 0 AS approved, 0 AS refused, CASE WHEN state = 'WITHDRAWN' THEN 1 ELSE 0 END AS withdrawn
      FROM business WHERE station BETWEEN $1 AND $2 AND opened_on BETWEEN $3 AND $4
      UNION ALL
      SELECT decider, kind, 0, CASE WHEN state = 'REFUSED' THEN 0 ELSE 1 END, CASE WHEN state = 'REFUSED' THEN 1 ELSE 0 END, 0
      FROM business WHERE station BETWEEN $1 AND $2 AND decided_on BETWEEN $3 AND $4 AND state IN ('REFUSED', 'APPROVED', 'DONE')) o
GROUP BY o.clerk, o.kind ORDER BY o.clerk, o.kind

-- name: business_waiting  $1 reach from  $2 reach to  $3 today
-- fanout
-- What waits for a decision, by kind and state, and how much of it is late.
SELECT kind, state, count(*) AS n, count(*) FILTER (WHERE due_on < $3) AS late
FROM business WHERE state IN ('SUBMITTED', 'COUNTY_APPROVED') AND station BETWEEN $1 AND $2 GROUP BY kind, state ORDER BY kind, state

-- ---- scans ----

-- name: business_scans  $1 part  $2 business
SELECT part, business, n, paper, hash, clerk, instant FROM business_scan WHERE part = $1 AND business = $2 ORDER BY n

-- name: business_scan_get  $1 part  $2 business  $3 n
SELECT part, business, n, paper, hash, clerk, instant FROM business_scan WHERE part = $1 AND business = $2 AND n = $3

-- name: business_scan_add
INSERT INTO business_scan (part, business, n, paper, hash, clerk, instant) VALUES ($1, $2, $3, $4, $5, $6, $7)

-- ---- certificates ----

-- name: certificate_serial_next  $1 unit  $2 form  $3 year
INSERT INTO certificate_serial (unit, form, year, serial) VALUES ($1, $2, $3, 1)
ON CONFLICT (unit, form, year) DO UPDATE SET serial = certificate_serial.serial + 1 RETURNING serial

-- name: business_certificate_add
INSERT INTO business_certificate (part, business, form, number, unit, decided_by, issued_on, name, sex, born_on, citizen_number, old_number, ground,
    happened_on, from_place, to_place)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)

-- name: business_certificates  $1 part  $2 business
SELECT part, business, form, number, unit, decided_by, issued_on, name, sex, born_on, citizen_number, old_number, ground, happened_on, from_place,
       to_place
FROM business_certificate WHERE part = $1 AND business = $2 ORDER BY form

-- ---- the register of serials ----

-- name: number_range_of  $1 station  $2 day
SELECT first, last FROM number_range WHERE station = $1 AND begins <= $2 ORDER BY begins DESC LIMIT 1

-- name: number_ranges  $1 reach from  $2 reach to
SELECT station, begins, first, last FROM number_range WHERE station BETWEEN $1 AND $2 ORDER BY station, begins

-- name: number_range_put  $1 station  $2 begins  $3 first  $4 last
INSERT INTO number_range (station, begins, first, last) VALUES ($1, $2, $3, $4)
ON CONFLICT (station, begins) DO UPDATE SET first = excluded.first, last = excluded.last

-- name: number_sequence_get  $1 part  $2 born on  $3 sex
SELECT serial FROM number_sequence WHERE part = $1 AND born_on = $2 AND sex = $3

-- name: number_sequence_put  $1 part  $2 born on  $3 sex  $4 serial
INSERT INTO number_sequence (part, born_on, sex, serial) VALUES ($1, $2, $3, $4)
ON CONFLICT (part, born_on, sex) DO UPDATE SET serial = excluded.serial WHERE number_sequence.serial < excluded.serial

-- ---- laws: each gives no row ----

-- name: law_business_is_settled
-- fanout
-- A business is live until somebody decided it, and its steps lead to where it stands.
SELECT b.part, b.id FROM business b
WHERE (b.live = 1) <> (b.decided_on IS NULL)
   OR b.state <> (SELECT s.state FROM business_step s WHERE s.part = b.part AND s.business = b.id AND s.n = b.ver) ORDER BY b.part, b.id
