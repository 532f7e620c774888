-- Applications. Spread by part; the directory of acceptance numbers by number.

-- name: serial_take  $1 unit  $2 day
-- The next acceptance serial; starts at 1 every midnight [GA214.4].
INSERT INTO acceptance_serial (unit, day, serial) VALUES ($1, $2, 1)
ON CONFLICT (unit, day) DO UPDATE SET serial = acceptance_serial.serial + 1 RETURNING serial

-- name: person_standing  $1 part  $2 person
-- What acceptance asks of this counter about a person: the live application, and the last card made.
SELECT coalesce((SELECT a.id FROM application a WHERE a.part = $1 AND a.person = $2 AND a.live = 1), 0) AS live,
       coalesce((SELECT a.state FROM application a WHERE a.part = $1 AND a.person = $2 AND a.live = 1), -1) AS live_state,
       coalesce((SELECT a.station FROM application a WHERE a.part = $1 AND a.person = $2 AND a.live = 1), 0) AS live_station,
       (SELECT max(c.made_on) FROM card c WHERE c.part = $1 AND c.person = $2) AS last_made,
       (SELECT max(c.valid_from) FROM card c WHERE c.part = $1 AND c.person = $2 AND c.state IN ('1', '2')) AS last_from,
       (SELECT max(coalesce(c.valid_to, 2147483647)) FROM card c WHERE c.part = $1 AND c.person = $2 AND c.state IN ('1', '2')) AS last_to,
       (SELECT count(*) FROM application a WHERE a.part = $1 AND a.person = $2 AND a.live = 0
        AND a.state IN (12, 17, 23, 25, 30, 32, 62, 72, 82, 91)) AS failures

-- name: application_add
INSERT INTO application (part, id, ver, number, person, state, live, station, bureau, city, at_unit, acceptor, accepted_on, accepted_at,
    ground, production, delivery, phone, guardian, name, sex, ethnic, born_on, address, citizen_number, organ, portrait,
    fee, fee_source, exemption, receipt, promised_on, due_on, due_source, held_for, changed_at)
VALUES ($1, $2, 1, $3, $4, $5, 1, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25,
    $26, $27, $28, $29, $30, $31, $32, $33, $12)

-- name: application_number_add  $1 number  $2 part  $3 application
INSERT INTO application_number (number, part, application) VALUES ($1, $2, $3)
ON CONFLICT (number) DO NOTHING

-- name: application_number_find  $1 number
SELECT part, application FROM application_number WHERE number = $1

-- name: application_get  $1 part  $2 id
SELECT part, id, ver, number, person, state, live, station, bureau, city, at_unit, acceptor, accepted_on, accepted_at,
    ground, production, delivery, phone, guardian, name, sex, ethnic, born_on, address, citizen_number, organ, portrait,
    fee, fee_source, exemption, receipt, promised_on, due_on, due_source, coalesce(held_for, 0) AS held_for,
    coalesce(reviewer, 0) AS reviewer, coalesce(signer, 0) AS signer, coalesce(auditor, 0) AS auditor,
    signed_on, valid_from, valid_to, valid_source, reason, reason_field, coalesce(card, 0) AS card, old_card, collected_on,
    coalesce(superseded_by, 0) AS superseded_by, changed_at
FROM application WHERE part = $1 AND id = $2

-- name: applications_of_person  $1 part  $2 person
SELECT part, id, ver, number, person, state, live, station, bureau, city, at_unit, acceptor, accepted_on, accepted_at,
    ground, production, delivery, phone, guardian, name, sex, ethnic, born_on, address, citizen_number, organ, portrait,
    fee, fee_source, exemption, receipt, promised_on, due_on, due_source, coalesce(held_for, 0) AS held_for,
    coalesce(reviewer, 0) AS reviewer, coalesce(signer, 0) AS signer, coalesce(auditor, 0) AS auditor,
    signed_on, valid_from, valid_to, valid_source, reason, reason_field, coalesce(card, 0) AS card, old_card, collected_on,
    coalesce(superseded_by, 0) AS superseded_by, changed_at
FROM application WHERE part = $1 AND person = $2 ORDER BY id DESC

-- name: application_save
-- The version is part of the condition: of two desks, only the first one wins.
UPDATE application SET ver = ver + 1, state = $4, live = $5, at_unit = $6, name = $7, address = $8, organ = $9, portrait = $10,
    held_for = $11, reviewer = $12, signer = $13, auditor = $14, signed_on = $15, valid_from = $16, valid_to = $17,
    valid_source = $18, reason = $19, reason_field = $20, card = $21, old_card = $22, collected_on = $23, superseded_by = $24,
    changed_at = $25, citizen_number = $26, sex = $27, ethnic = $28, born_on = $29
WHERE part = $1 AND id = $2 AND ver = $3

-- name: application_queue  $1 unit from  $2 unit to  $3 state from  $4 state to  $5 due after  $6 id after  $7 limit
-- fanout
-- A queue, oldest limit first; the page goes on after (due, id).
SELECT part, id, ver, number, person, state, live, station, bureau, city, at_unit, acceptor, accepted_on, accepted_at,
    ground, production, delivery, phone, guardian, name, sex, ethnic, born_on, address, citizen_number, organ, portrait,
    fee, fee_source, exemption, receipt, promised_on, due_on, due_source, coalesce(held_for, 0) AS held_for,
    coalesce(reviewer, 0) AS reviewer, coalesce(signer, 0) AS signer, coalesce(auditor, 0) AS auditor,
    signed_on, valid_from, valid_to, valid_source, reason, reason_field, coalesce(card, 0) AS card, old_card, collected_on,
    coalesce(superseded_by, 0) AS superseded_by, changed_at
FROM application WHERE at_unit BETWEEN $1 AND $2 AND state BETWEEN $3 AND $4 AND (due_on, id) > ($5, $6)
ORDER BY due_on, id LIMIT $7

-- name: application_counts  $1 unit from  $2 unit to  $3 today
-- fanout
SELECT state, count(*) AS n, sum(CASE WHEN due_on < $3 THEN 1 ELSE 0 END) AS overdue
FROM application WHERE at_unit BETWEEN $1 AND $2 GROUP BY state ORDER BY state

-- name: application_failures_of  $1 part  $2 person
-- Failed ones a new acceptance supersedes: refused at any tier, or a bad card.
SELECT id, ver, state FROM application
WHERE part = $1 AND person = $2 AND live = 0 AND state IN (12, 17, 23, 25, 30, 32, 62, 72, 82, 91) ORDER BY id

-- name: application_supersede  $1 part  $2 id  $3 ver  $4 by  $5 instant
UPDATE application SET ver = ver + 1, state = 97, live = 0, superseded_by = $4, changed_at = $5
WHERE part = $1 AND id = $2 AND ver = $3

-- name: portrait_look_add  $1 part  $2 application  $3 clerk  $4 instant
INSERT INTO portrait_look (part, application, clerk, instant) VALUES ($1, $2, $3, $4)
ON CONFLICT (part, application, clerk) DO UPDATE SET instant = excluded.instant

-- name: portrait_looked  $1 part  $2 application  $3 clerk
SELECT instant FROM portrait_look WHERE part = $1 AND application = $2 AND clerk = $3

-- name: law_live_is_state
-- fanout
SELECT part, id, state, live FROM application
WHERE live <> CASE WHEN state IN (2, 12, 17, 23, 25, 30, 32, 62, 72, 82, 91, 93, 94, 95, 96, 97, 98) THEN 0 ELSE 1 END ORDER BY part, id

-- name: law_number_leads_to_application
-- fanout
SELECT a.part, a.id FROM application a LEFT JOIN application_number n ON n.number = a.number
WHERE n.application IS NULL OR n.application <> a.id OR n.part <> a.part ORDER BY a.part, a.id

-- name: law_fee_has_receipt
-- fanout
SELECT part, id, fee FROM application WHERE fee > 0 AND receipt IS NULL ORDER BY part, id

-- name: law_signed_has_validity
-- fanout
SELECT part, id, state FROM application WHERE signed_on IS NOT NULL AND (valid_from IS NULL OR valid_source IS NULL) ORDER BY part, id
