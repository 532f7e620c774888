-- The quality board. Figures by station; measured by reports over the other counters' books.

-- ---- measuring: one statement a measure ----

-- name: quality_complete  $1 station from  $2 station to
-- fanout
-- neighbour: person because completeness is that of the register
-- neighbour: household because an address is an item too
-- How many persons are registered, and of how many each item is filled in.
SELECT p.station, count(*) AS persons, count(CASE WHEN p.number <> '' THEN 1 END) AS number, count(CASE WHEN p.sex IN ('1', '2') THEN 1 END) AS sex,
       count(p.born_on) AS born_on, count(CASE WHEN p.relation <> '' THEN 1 END) AS relation, count(CASE WHEN p.native_place <> '' THEN 1 END) AS native_place,
       count(CASE WHEN p.education <> '' THEN 1 END) AS education, count(CASE WHEN p.marital <> '' THEN 1 END) AS marital,
       count(p.moved_in_on) AS moved_in_on, count(CASE WHEN h.street <> '' AND h.door <> '' THEN 1 END) AS address
FROM person p JOIN household h ON h.part = p.part AND h.id = p.household
WHERE p.station BETWEEN $1 AND $2 AND p.status NOT IN ('1', '2', '7', '8') GROUP BY p.station ORDER BY p.station

-- name: quality_findings  $1 station from  $2 station to
-- fanout
-- neighbour: finding because error density is that of the open findings
SELECT station, kind, count(*) AS n FROM finding WHERE state = 'OPEN' AND station BETWEEN $1 AND $2 GROUP BY station, kind ORDER BY station, kind

-- name: quality_ages  $1 station from  $2 station to  $3 a week ago  $4 a month ago  $5 a quarter ago  $6 as long ago as the target
-- fanout
-- neighbour: finding because the age of a fault is that of its open finding
SELECT a.station, a.age, count(*) AS n, sum(a.old) AS old
FROM (SELECT station, CASE WHEN opened_on < $6 THEN 1 ELSE 0 END AS old,
             CASE WHEN opened_on >= $3 THEN 7 WHEN opened_on >= $4 THEN 30 WHEN opened_on >= $5 THEN 90 ELSE 999 END AS age
      FROM finding WHERE state = 'OPEN' AND station BETWEEN $1 AND $2) a
GROUP BY a.station, a.age ORDER BY a.station, a.age

-- name: quality_entries  $1 station from  $2 station to  $3 from day  $4 to day
-- fanout
-- neighbour: business because an entry is made by a business
-- neighbour: business_item because the day of the event is an item of it
-- Days from the event (of a birth the birthday) to the entry, of what was decided from … to. The day number of a date is counted from 1970-01-01.
SELECT t.station, t.kind, t.decided_on - (365 * t.y + t.y / 4 - t.y / 100 + t.y / 400 + (153 * t.m + 2) / 5 + t.d - 719469) AS days, count(*) AS n
FROM (SELECT e.station, e.kind, e.decided_on, e.d, CASE WHEN e.m > 2 THEN e.y ELSE e.y - 1 END AS y, CASE WHEN e.m > 2 THEN e.m - 3 ELSE e.m + 9 END AS m
      FROM (SELECT b.station, b.kind, b.decided_on, CAST(substr(i.after, 1, 4) AS INTEGER) AS y, CAST(substr(i.after, 6, 2) AS INTEGER) AS m,
                   CAST(substr(i.after, 9, 2) AS INTEGER) AS d
            FROM business b JOIN business_item i ON i.part = b.part AND i.business = b.id
            WHERE b.station BETWEEN $1 AND $2 AND b.state IN ('APPROVED', 'DONE') AND b.decided_on BETWEEN $3 AND $4
              AND i.item = CASE WHEN b.kind = 'birth' THEN 'bornOn' ELSE 'happenedOn' END AND length(i.after) = 10) e) t
GROUP BY t.station, t.kind, days ORDER BY t.station, t.kind, days

-- name: quality_decisions  $1 station from  $2 station to  $3 from day  $4 to day
-- fanout
-- neighbour: business because its limit is the rule's
-- Days from the counter to the decision, and how many were decided by the day due.
SELECT station, kind, count(*) AS n, sum(CASE WHEN decided_on <= due_on THEN 1 ELSE 0 END) AS good, sum(decided_on - opened_on) AS days
FROM business WHERE station BETWEEN $1 AND $2 AND decided_on BETWEEN $3 AND $4 GROUP BY station, kind ORDER BY station, kind

-- name: quality_forget  $1 station from  $2 station to  $3 day
-- fanout
DELETE FROM quality_measure WHERE unit BETWEEN $1 AND $2 AND day = $3

-- name: quality_keep  $1 unit  $2 day  $3 measure  $4 item  $5 good  $6 total
INSERT INTO quality_measure (unit, day, measure, item, good, total) VALUES ($1, $2, $3, $4, $5, $6)

-- ---- the board ----

-- name: quality_last_day  $1 station from  $2 station to  $3 not after
-- fanout
SELECT max(day) AS day FROM quality_measure WHERE unit BETWEEN $1 AND $2 AND day <= $3

-- name: quality_items  $1 station from  $2 station to  $3 day
-- fanout
SELECT measure, item, sum(good) AS good, sum(total) AS total FROM quality_measure WHERE unit BETWEEN $1 AND $2 AND day = $3
GROUP BY measure, item ORDER BY measure, item

-- name: quality_units  $1 station from  $2 station to  $3 day
-- fanout
SELECT unit, measure, sum(good) AS good, sum(total) AS total FROM quality_measure WHERE unit BETWEEN $1 AND $2 AND day = $3
GROUP BY unit, measure ORDER BY unit, measure

-- name: quality_trend  $1 station from  $2 station to  $3 from day  $4 to day
-- fanout
SELECT day, measure, sum(good) AS good, sum(total) AS total FROM quality_measure WHERE unit BETWEEN $1 AND $2 AND day BETWEEN $3 AND $4
GROUP BY day, measure ORDER BY day, measure

-- ---- nothing open ----

-- name: quality_clearance  $1 station from  $2 station to
-- fanout
-- neighbour: finding because the certificate says that none is open
-- neighbour: number_case because the certificate says that none is open
-- neighbour: person because the certificate says how many it speaks for
SELECT (SELECT count(*) FROM finding WHERE state = 'OPEN' AND station BETWEEN $1 AND $2) AS findings,
       (SELECT count(*) FROM number_case WHERE state = 'OPEN' AND station BETWEEN $1 AND $2) AS cases,
       (SELECT count(*) FROM person WHERE station BETWEEN $1 AND $2 AND status NOT IN ('1', '2', '7', '8')) AS persons,
       (SELECT count(*) FROM finding WHERE state = 'RIGHTED' AND station BETWEEN $1 AND $2) AS righted,
       (SELECT count(*) FROM finding WHERE state = 'EVIDENCE' AND station BETWEEN $1 AND $2) AS by_evidence,
       (SELECT count(*) FROM number_case WHERE state = 'CLOSED' AND station BETWEEN $1 AND $2) AS cases_closed
