-- Applications. Spread by part; the directory of acceptance numbers by number.

-- name: serial_take  $1 unit  $2 day
-- The next acceptance serial; starts at 1 every midnight [GA214.4].
INSERT INTO acceptance_serial (unit, day, serial) VALUES ($1, $2, 1)
ON CONFLICT (unit, day) DO UPDATE SET serial = acceptance_serial.serial + 1 RETURNING serial

-- name: person_standing  $1 part  $2 person
-- What acceptance asks of this counter about a person: the live application, and the last card made; one that was
-- rejected before it reached its holder (9) does not count.
SELECT a.live, a.live_state, a.live_station, c.last_made, c.last_from, c.last_to, a.failures
FROM (SELECT coalesce(max(id) FILTER (WHERE live = 1), 0) AS live, coalesce(max(state) FILTER (WHERE live = 1), -1) AS live_state,
             coalesce(max(station) FILTER (WHERE live = 1), 0) AS live_station,
             count(*) FILTER (WHERE state IN (12, 17, 23, 25, 30, 32, 62, 72, 82, 91)) AS failures
      FROM application WHERE part = $1 AND person = $2) a
CROSS JOIN
     (SELECT max(made_on) AS last_made, max(valid_from) FILTER (WHERE state IN ('1', '2')) AS last_from,
             max(coalesce(valid_to, 2147483647)) FILTER (WHERE state IN ('1', '2')) AS last_to
      FROM card WHERE part = $1 AND person = $2 AND state <> '9') c

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

-- name: application_queue  $1 unit from  $2 unit to  $3 state from  $4 state to  $5 due after  $6 part after  $7 id after  $8 limit
-- fanout
-- A queue, oldest limit first; the page goes on after (due, part, id): ids are unique in their part only. The + keeps SQLite
-- from the index of units, where whatever a unit has finished lies too.
SELECT part, id, ver, number, person, state, live, station, bureau, city, at_unit, acceptor, accepted_on, accepted_at,
    ground, production, delivery, phone, guardian, name, sex, ethnic, born_on, address, citizen_number, organ, portrait,
    fee, fee_source, exemption, receipt, promised_on, due_on, due_source, coalesce(held_for, 0) AS held_for,
    coalesce(reviewer, 0) AS reviewer, coalesce(signer, 0) AS signer, coalesce(auditor, 0) AS auditor,
    signed_on, valid_from, valid_to, valid_source, reason, reason_field, coalesce(card, 0) AS card, old_card, collected_on,
    coalesce(superseded_by, 0) AS superseded_by, changed_at
FROM application WHERE +at_unit BETWEEN $1 AND $2 AND state BETWEEN $3 AND $4 AND (due_on, part, id) > ($5, $6, $7)
ORDER BY due_on, part, id LIMIT $8

-- name: application_counts  $1 unit from  $2 unit to  $3 today
-- fanout
-- The states that wait for somebody: what is finished would be counted for nobody, and is most of it. They are named so
-- that the index of queues is entered once a state.
SELECT state, count(*) AS n, sum(CASE WHEN due_on < $3 THEN 1 ELSE 0 END) AS overdue
FROM application WHERE at_unit BETWEEN $1 AND $2 AND state IN (0, 1, 3, 4, 10, 11, 12, 13, 14, 15, 16, 17, 18, 20, 21, 22, 23,
    24, 25, 30, 31, 32, 60, 61, 62, 63, 70, 71, 72, 73, 74, 80, 81, 82, 83, 89, 90, 91, 92)
GROUP BY state ORDER BY state

-- name: application_earlier  $1 part  $2 person
-- Those a new acceptance takes the place of: the live one, which the caller has found unfinished, and failed ones:
-- refused at any tier, or a bad card.
SELECT id FROM application
WHERE part = $1 AND person = $2 AND (live = 1 OR state IN (12, 17, 23, 25, 30, 32, 62, 72, 82, 91)) ORDER BY id

-- name: application_other_live  $1 part  $2 person  $3 but not this
SELECT id FROM application WHERE part = $1 AND person = $2 AND live = 1 AND id <> $3 ORDER BY id

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

-- ---- cards and their custody ----

-- name: card_add
INSERT INTO card (part, id, ver, application, person, serial, class, state, unit, account, holder, box, name, sex, ethnic, born_on,
    address, citizen_number, organ, portrait, valid_from, valid_to, made_on)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)
ON CONFLICT (part, id) DO UPDATE SET ver = excluded.ver, state = excluded.state, unit = excluded.unit, account = excluded.account,
    holder = excluded.holder, box = excluded.box WHERE card.ver < excluded.ver

-- name: card_get  $1 part  $2 id
SELECT part, id, ver, application, person, serial, class, state, unit, account, holder, box, name, sex, ethnic, born_on, address,
    citizen_number, organ, portrait, valid_from, valid_to, made_on
FROM card WHERE part = $1 AND id = $2

-- name: card_serial_add  $1 serial  $2 part  $3 card
INSERT INTO card_serial (serial, part, card) VALUES ($1, $2, $3) ON CONFLICT (serial) DO NOTHING

-- name: card_serial_find  $1 serial
SELECT part, card FROM card_serial WHERE serial = $1

-- name: cards_of_person  $1 part  $2 person
SELECT part, id, ver, application, person, serial, class, state, unit, account, holder, box, name, sex, ethnic, born_on, address,
    citizen_number, organ, portrait, valid_from, valid_to, made_on
FROM card WHERE part = $1 AND person = $2 ORDER BY made_on DESC, id DESC

-- name: cards_at  $1 unit  $2 account  $3 after id  $4 limit
-- fanout
SELECT part, id, ver, application, person, serial, class, state, unit, account, holder, box, name, sex, ethnic, born_on, address,
    citizen_number, organ, portrait, valid_from, valid_to, made_on
FROM card WHERE unit = $1 AND account = $2 AND id > $3 ORDER BY id, part LIMIT $4

-- name: card_place  $1 part  $2 id  $3 ver  $4 state  $5 unit  $6 account  $7 holder  $8 box
UPDATE card SET ver = ver + 1, state = $4, unit = $5, account = $6, holder = $7, box = $8 WHERE part = $1 AND id = $2 AND ver = $3

-- name: inspection_add
INSERT INTO inspection (part, id, card, unit, good, defect, note, clerk, instant) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)

-- name: consignment_add
INSERT INTO consignment (unit, id, ver, to_unit, box, count, state, giver, given_at, receiver, received_at, counted)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
ON CONFLICT (unit, id) DO UPDATE SET ver = excluded.ver, state = excluded.state, receiver = excluded.receiver,
    received_at = excluded.received_at, counted = excluded.counted WHERE consignment.ver < excluded.ver

-- name: consignment_card_add  $1 unit  $2 consignment  $3 card's part  $4 card
INSERT INTO consignment_card (unit, consignment, card_part, card, arrived) VALUES ($1, $2, $3, $4, 0)
ON CONFLICT (unit, consignment, card_part, card) DO NOTHING

-- name: consignment_get  $1 unit  $2 id
SELECT unit, id, ver, to_unit, box, count, state, giver, given_at, coalesce(receiver, 0) AS receiver,
    coalesce(received_at, 0) AS received_at, coalesce(counted, 0) AS counted
FROM consignment WHERE unit = $1 AND id = $2

-- name: consignment_cards  $1 unit  $2 id
SELECT card_part, card, arrived FROM consignment_card WHERE unit = $1 AND consignment = $2 ORDER BY card_part, card

-- name: consignments_in  $1 to from  $2 to to  $3 state or ''
-- fanout
SELECT unit, id, ver, to_unit, box, count, state, giver, given_at, coalesce(receiver, 0) AS receiver,
    coalesce(received_at, 0) AS received_at, coalesce(counted, 0) AS counted
FROM consignment WHERE to_unit BETWEEN $1 AND $2 AND (state = $3 OR $3 = '') ORDER BY given_at DESC, id DESC, unit LIMIT 200

-- name: consignments_out  $1 from  $2 to  $3 state or ''
-- fanout
SELECT unit, id, ver, to_unit, box, count, state, giver, given_at, coalesce(receiver, 0) AS receiver,
    coalesce(received_at, 0) AS received_at, coalesce(counted, 0) AS counted
FROM consignment WHERE unit BETWEEN $1 AND $2 AND (state = $3 OR $3 = '') ORDER BY given_at DESC, id DESC, unit LIMIT 200

-- name: consignment_settle  $1 unit  $2 id  $3 ver  $4 state  $5 receiver  $6 instant  $7 counted
UPDATE consignment SET ver = ver + 1, state = $4, receiver = $5, received_at = $6, counted = $7 WHERE unit = $1 AND id = $2 AND ver = $3

-- name: consignment_card_arrived  $1 unit  $2 id  $3 card's part  $4 card
UPDATE consignment_card SET arrived = 1 WHERE unit = $1 AND consignment = $2 AND card_part = $3 AND card = $4 AND arrived = 0

-- name: surrender_add
INSERT INTO surrender (part, id, person, application, kind, card, card_note, proof, unit, clerk, instant)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)

-- name: surrender_taken_by  $1 part  $2 card
-- Who took it in, the last time it was.
SELECT clerk FROM surrender WHERE part = $1 AND card = $2 AND kind = 'HANDED_IN' ORDER BY instant DESC, id DESC LIMIT 1

-- name: temporary_add
INSERT INTO temporary_card (part, id, application, person, number, valid_from, valid_to, fee, receipt, signer, unit)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)

-- name: temporary_of  $1 part  $2 application
SELECT id, number, valid_from, valid_to, fee, receipt, signer, unit, returned_on FROM temporary_card WHERE part = $1 AND application = $2

-- name: temporary_return  $1 part  $2 application  $3 day
UPDATE temporary_card SET returned_on = $3 WHERE part = $1 AND application = $2 AND returned_on IS NULL

-- name: law_cards_are_where_the_accounts_say
-- fanout
-- neighbour: account because the law compares the two
-- As many cards lie in a place as its account says. Cards of other databases' units are theirs to answer for.
WITH held AS (
    SELECT unit, account, holder, count(*) AS cards FROM card GROUP BY unit, account, holder
), kept AS (
    SELECT part, kind, holder, balance FROM account WHERE kind IN ('CARD_STOCK', 'CARD_DRAWER', 'CARD_TRANSIT', 'CARD_HOLDER',
        'CARD_REJECTED', 'CARD_SURRENDERED', 'CARD_DESTROYED', 'CARD_LOST')
)
SELECT coalesce(k.part, h.unit) AS part, coalesce(k.kind, h.account) AS kind, coalesce(k.holder, h.holder) AS holder,
       coalesce(k.balance, 0) AS balance, coalesce(h.cards, 0) AS cards
FROM kept k FULL JOIN held h ON h.unit = k.part AND h.account = k.kind AND h.holder = k.holder
WHERE coalesce(k.balance, 0) <> coalesce(h.cards, 0)
  AND (k.part IS NOT NULL OR EXISTS (SELECT 1 FROM account x WHERE x.part = h.unit))
ORDER BY 1, 2, 3

-- name: law_collected_is_with_holder
-- fanout
SELECT a.part, a.id, a.state FROM application a JOIN card c ON c.part = a.part AND c.id = a.card
WHERE a.state = 93 AND c.account <> 'CARD_HOLDER' ORDER BY a.part, a.id

-- name: law_serial_leads_to_card
-- fanout
SELECT c.part, c.id FROM card c LEFT JOIN card_serial s ON s.serial = c.serial
WHERE s.card IS NULL OR s.card <> c.id OR s.part <> c.part ORDER BY c.part, c.id

-- name: law_consignment_is_its_list
-- fanout
-- As many cards stand on the list as the consignment says, and as many arrived as were counted.
WITH lists AS (
    SELECT unit, consignment, count(*) AS listed, CAST(sum(arrived) AS BIGINT) AS arrived FROM consignment_card GROUP BY unit, consignment
)
SELECT c.unit, c.id, c.count, l.listed, coalesce(c.counted, 0) AS counted, l.arrived
FROM consignment c LEFT JOIN lists l ON l.unit = c.unit AND l.consignment = c.id
WHERE c.count <> coalesce(l.listed, 0) OR coalesce(c.counted, 0) <> coalesce(l.arrived, 0)
   OR (c.state = 'POSTED') <> (coalesce(c.counted, 0) = c.count)
ORDER BY c.unit, c.id

-- name: law_transit_is_what_did_not_arrive
-- fanout
-- neighbour: account because the law compares the two
-- On the way to a unit is what was given to it and not counted by it.
WITH open AS (
    SELECT unit, to_unit, CAST(sum(count - coalesce(counted, 0)) AS BIGINT) AS cards FROM consignment
    WHERE state IN ('PENDING', 'SHORT') GROUP BY unit, to_unit
)
SELECT a.part, a.holder, a.balance, coalesce(o.cards, 0) AS open
FROM account a LEFT JOIN open o ON o.unit = a.part AND o.to_unit = a.holder
WHERE a.kind = 'CARD_TRANSIT' AND a.balance <> coalesce(o.cards, 0)
ORDER BY a.part, a.holder

-- name: applications_ready  $1 unit  $2 state  $3 limit
-- fanout
SELECT part, id FROM application WHERE at_unit = $1 AND state = $2 ORDER BY due_on, part, id LIMIT $3

-- name: applications_ready_count  $1 unit  $2 state
-- fanout
SELECT count(*) AS n FROM application WHERE at_unit = $1 AND state = $2

-- name: application_put
-- A record that came by package and is new here.
INSERT INTO application (part, id, ver, number, person, state, live, station, bureau, city, at_unit, acceptor, accepted_on, accepted_at,
    ground, production, delivery, phone, guardian, name, sex, ethnic, born_on, address, citizen_number, organ, portrait,
    fee, fee_source, exemption, receipt, promised_on, due_on, due_source, held_for, reviewer, signer, auditor, signed_on, valid_from,
    valid_to, valid_source, reason, reason_field, card, old_card, collected_on, superseded_by, changed_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27,
    $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49)

-- name: application_overwrite
-- A record that came by package, later than what we have.
UPDATE application SET ver = $4, state = $5, live = $6, at_unit = $7, name = $8, sex = $9, ethnic = $10, born_on = $11, address = $12,
    citizen_number = $13, organ = $14, portrait = $15, held_for = $16, reviewer = $17, signer = $18, auditor = $19, signed_on = $20,
    valid_from = $21, valid_to = $22, valid_source = $23, reason = $24, reason_field = $25, card = $26, old_card = $27,
    collected_on = $28, superseded_by = $29, changed_at = $30
WHERE part = $1 AND id = $2 AND ver = $3

-- name: persons_with_applications  $1 part
-- Whose import cannot be undone any more.
SELECT person FROM application WHERE part = $1 GROUP BY person ORDER BY person

-- ---- cards called back ----

-- name: card_recall_add  $1 part  $2 card  $3 person  $4 reason  $5 since
INSERT INTO card_recall (part, card, person, reason, since) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (part, card) DO UPDATE SET reason = excluded.reason WHERE card_recall.settled_on IS NULL

-- name: card_recall_settle  $1 part  $2 card  $3 day
UPDATE card_recall SET settled_on = $3 WHERE part = $1 AND card = $2 AND settled_on IS NULL

-- name: card_recalls  $1 reach from  $2 reach to  $3 part after  $4 card after  $5 limit
-- fanout
SELECT r.part, r.card, r.person, r.reason, r.since, c.serial, c.unit
FROM card_recall r JOIN card c ON c.part = r.part AND c.id = r.card
WHERE r.settled_on IS NULL AND c.unit BETWEEN $1 AND $2 AND (r.part, r.card) > ($3, $4) ORDER BY r.part, r.card LIMIT $5

-- ---- addresses to be appended ----

-- name: address_due_add  $1 part  $2 card  $3 person  $4 since
-- Another move before it was written: one address is appended, the newest.
INSERT INTO address_due (part, card, person, since) VALUES ($1, $2, $3, $4)
ON CONFLICT (part, card) DO UPDATE SET since = excluded.since, settled_on = NULL

-- name: address_due_settle  $1 part  $2 card  $3 day
UPDATE address_due SET settled_on = $3 WHERE part = $1 AND card = $2 AND settled_on IS NULL

-- name: address_dues  $1 reach from  $2 reach to  $3 part after  $4 card after  $5 limit
-- fanout
-- Only of cards still in their holder's hand.
SELECT d.part, d.card, d.person, d.since, c.serial, c.unit
FROM address_due d JOIN card c ON c.part = d.part AND c.id = d.card
WHERE d.settled_on IS NULL AND c.account = 'CARD_HOLDER' AND c.unit BETWEEN $1 AND $2 AND (d.part, d.card) > ($3, $4)
ORDER BY d.part, d.card LIMIT $5
