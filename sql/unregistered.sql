-- Unregistered persons. Spread by part.

-- name: unregistered_add
INSERT INTO unregistered (part, id, ver, class, state, live, station, person_part, person, name, applicant, applicant_relation, phone, clerk,
    opened_on, since, due_on)
VALUES ($1, $2, 1, $3, $4, 1, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13, $14)

-- name: unregistered_get  $1 part  $2 id
SELECT part, id, ver, class, state, live, station, coalesce(person_part, 0) AS person_part,
       coalesce(person, 0) AS person, name, applicant, applicant_relation, phone, clerk,
       coalesce(submitter, 0) AS submitter, coalesce(first_decider, 0) AS first_decider, coalesce(decider, 0) AS decider, reason, answer,
       coalesce(business, 0) AS business, opened_on, since, due_on, posted_on, notice_ends, decided_on, closed_on
FROM unregistered WHERE part = $1 AND id = $2

-- name: unregistered_save  $1 part  $2 id  $3 ver it had
-- Of two desks, only the first one wins.
UPDATE unregistered SET ver = ver + 1, class = $4, state = $5, live = $6, person_part = $7, person = $8, name = $9, submitter = $10,
    first_decider = $11, decider = $12, reason = $13, answer = $14, business = $15, since = $16, due_on = $17, posted_on = $18,
    notice_ends = $19, decided_on = $20, closed_on = $21
WHERE part = $1 AND id = $2 AND ver = $3

-- name: unregistered_item_put  $1 part  $2 case  $3 item  $4 value
INSERT INTO unregistered_item (part, unregistered, item, value) VALUES ($1, $2, $3, $4)
ON CONFLICT (part, unregistered, item) DO UPDATE SET value = excluded.value

-- name: unregistered_item_drop  $1 part  $2 case  $3 item
DELETE FROM unregistered_item WHERE part = $1 AND unregistered = $2 AND item = $3

-- name: unregistered_items  $1 part  $2 case
SELECT item, value FROM unregistered_item WHERE part = $1 AND unregistered = $2 ORDER BY item

-- name: unregistered_evidence_add
INSERT INTO unregistered_evidence (part, unregistered, id, kind, paper_number, issuer, issued_on, text, hash, unit, clerk, instant)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)

-- name: unregistered_evidence_of  $1 part  $2 case
SELECT id, kind, paper_number, issuer, issued_on, text, hash, unit, clerk, instant
FROM unregistered_evidence WHERE part = $1 AND unregistered = $2 ORDER BY id

-- name: unregistered_step_add
INSERT INTO unregistered_step (part, unregistered, n, event, state, due_on, clerk, unit, instant, note)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)

-- name: unregistered_steps  $1 part  $2 case
SELECT n, event, state, due_on, clerk, unit, instant, note FROM unregistered_step WHERE part = $1 AND unregistered = $2 ORDER BY n

-- name: unregistered_open  $1 reach from  $2 reach to  $3 due after  $4 part after  $5 id after  $6 limit
-- fanout
-- A page of the open cases, the oldest limit first.
SELECT part, id, ver, class, state, live, station, coalesce(person_part, 0) AS person_part,
       coalesce(person, 0) AS person, name, applicant, applicant_relation, phone, clerk,
       coalesce(submitter, 0) AS submitter, coalesce(first_decider, 0) AS first_decider, coalesce(decider, 0) AS decider, reason, answer,
       coalesce(business, 0) AS business, opened_on, since, due_on, posted_on, notice_ends, decided_on, closed_on
FROM unregistered
WHERE live = 1 AND station BETWEEN $1 AND $2 AND (due_on, part, id) > ($3, $4, $5)
ORDER BY due_on, part, id LIMIT $6

-- name: unregistered_in_state  $1 reach from  $2 reach to  $3 due after  $4 part after  $5 id after  $6 limit  $7 state
-- fanout
SELECT part, id, ver, class, state, live, station, coalesce(person_part, 0) AS person_part,
       coalesce(person, 0) AS person, name, applicant, applicant_relation, phone, clerk,
       coalesce(submitter, 0) AS submitter, coalesce(first_decider, 0) AS first_decider, coalesce(decider, 0) AS decider, reason, answer,
       coalesce(business, 0) AS business, opened_on, since, due_on, posted_on, notice_ends, decided_on, closed_on
FROM unregistered
WHERE state = $7 AND station BETWEEN $1 AND $2 AND (due_on, part, id) > ($3, $4, $5)
ORDER BY due_on, part, id LIMIT $6

-- name: unregistered_counts  $1 reach from  $2 reach to  $3 today
-- fanout
SELECT count(*) AS open, count(CASE WHEN due_on < $3 THEN 1 END) AS overdue
FROM unregistered WHERE live = 1 AND station BETWEEN $1 AND $2

-- name: unregistered_tallies  $1 reach from  $2 reach to  $3 from day  $4 to day  $5 today
-- fanout
-- Cases that are open, or were taken in or ended on the days from … to; folded by class, unit, month and age in C.
SELECT station, class, opened_on, CASE WHEN live = 1 THEN NULL ELSE closed_on END AS ended_on,
       CASE WHEN state = 'REGISTERED' THEN 1 ELSE 0 END AS registered, live, count(*) AS n,
       count(CASE WHEN live = 1 AND due_on < $5 THEN 1 END) AS overdue
FROM unregistered
WHERE station BETWEEN $1 AND $2 AND (live = 1 OR opened_on BETWEEN $3 AND $4 OR closed_on BETWEEN $3 AND $4)
GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6

-- name: unregistered_persons_of_part  $1 part of the person
-- fanout
-- Whose registration is asked back, or came by a case: nobody undoes the load they came with.
SELECT person FROM unregistered WHERE person_part = $1 GROUP BY person ORDER BY person

-- ---- laws: each gives no row ----

-- name: law_unregistered_steps_whole
-- fanout
-- Every version of a case was made by one step, and the last one led to where it stands.
SELECT u.part, u.id FROM unregistered u
WHERE u.ver <> (SELECT count(*) FROM unregistered_step s WHERE s.part = u.part AND s.unregistered = u.id)
   OR u.state <> (SELECT s.state FROM unregistered_step s WHERE s.part = u.part AND s.unregistered = u.id AND s.n = u.ver)
ORDER BY u.part, u.id

-- name: law_unregistered_ends_told
-- fanout
-- Whoever was registered by a case is in the register by a business of it; whoever was not has the reason and the answer.
SELECT u.part, u.id FROM unregistered u
WHERE (u.state = 'REGISTERED' AND (u.person IS NULL OR u.business IS NULL))
   OR (u.state IN ('CLOSED', 'UPHELD') AND (u.reason IS NULL OR u.answer IS NULL))
   OR (u.live = 0) <> (u.state IN ('REGISTERED', 'CLOSED', 'UPHELD')) OR (u.live = 0) <> (u.closed_on IS NOT NULL)
ORDER BY u.part, u.id
