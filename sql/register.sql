-- The register's statements. Spread by part; the directory of numbers by number.

-- name: person_for_card  $1 part  $2 id
-- All that acceptance asks of the register, in one look.
SELECT p.part, p.id, p.ver, p.name, p.sex, p.ethnic, p.born_on, p.number, p.station, p.status,
       coalesce(p.frozen_by, 0) AS frozen_by, h.county, h.street, h.door, h.detail,
       coalesce((SELECT min(c.id) FROM number_case c WHERE c.part = $1 AND c.person = $2 AND c.state = 'OPEN'),
                (SELECT min(d.check_id) FROM four_way_difference d
                 WHERE d.part = $1 AND d.person = $2 AND d.state IN ('OPEN', 'CASE') AND d.on_card = 1), 0) AS open_case
FROM person p JOIN household h ON h.part = p.part AND h.id = p.household
WHERE p.part = $1 AND p.id = $2

-- ---- persons and households ----

-- name: person_get  $1 part  $2 id
SELECT part, id, ver, true_from, known_from, load, legacy, household, relation, name, name_key, former_name, sex, ethnic, born_on,
       number, native_place, education, marital, station, moved_in_on, status, coalesce(frozen_by, 0) AS frozen_by
FROM person WHERE part = $1 AND id = $2

-- name: household_get  $1 part  $2 id
SELECT part, id, ver, true_from, known_from, load, legacy, kind, status, station, beat, county, town, committee, street, door, detail
FROM household WHERE part = $1 AND id = $2

-- name: household_persons  $1 part  $2 household
SELECT part, id, ver, true_from, known_from, load, legacy, household, relation, name, name_key, former_name, sex, ethnic, born_on,
       number, native_place, education, marital, station, moved_in_on, status, coalesce(frozen_by, 0) AS frozen_by
FROM person WHERE part = $1 AND household = $2 ORDER BY id LIMIT 200

-- name: household_of_number  $1 part  $2 household number
SELECT part, id, ver, true_from, known_from, load, legacy, kind, status, station, beat, county, town, committee, street, door, detail
FROM household WHERE part = $1 AND legacy = $2 ORDER BY id LIMIT 1

-- name: person_add
INSERT INTO person (part, id, ver, true_from, known_from, load, legacy, household, relation, name, name_key, former_name, sex, ethnic,
    born_on, number, native_place, education, marital, station, moved_in_on, status)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)

-- name: household_add
INSERT INTO household (part, id, ver, true_from, known_from, load, legacy, kind, status, station, beat, county, town, committee, street, door,
    detail)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)

-- name: household_set  $3 ver it had
-- Of two desks, only the first one wins.
UPDATE household SET ver = ver + 1, true_from = $4, known_from = $5, load = $6, legacy = $7, kind = $8, status = $9, station = $10, beat = $11,
    county = $12, town = $13, committee = $14, street = $15, door = $16, detail = $17
WHERE part = $1 AND id = $2 AND ver = $3

-- name: person_set  $3 ver it had  $23 frozen by or NULL
-- Of two desks, only the first one wins.
UPDATE person SET ver = ver + 1, true_from = $4, known_from = $5, load = $6, legacy = $7, household = $8, relation = $9, name = $10,
    name_key = $11, former_name = $12, sex = $13, ethnic = $14, born_on = $15, number = $16, native_place = $17, education = $18,
    marital = $19, station = $20, moved_in_on = $21, status = $22, frozen_by = $23
WHERE part = $1 AND id = $2 AND ver = $3

-- name: person_freeze  $1 part  $2 id  $3 approval
UPDATE person SET frozen_by = $3 WHERE part = $1 AND id = $2 AND frozen_by IS NULL

-- name: person_thaw  $1 part  $2 id  $3 approval
UPDATE person SET frozen_by = NULL WHERE part = $1 AND id = $2 AND frozen_by = $3

-- name: person_past_add
INSERT INTO person_past (part, id, ver, true_from, true_to, known_from, known_to, reversal, body)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)

-- name: household_past_add
INSERT INTO household_past (part, id, ver, true_from, true_to, known_from, known_to, reversal, body)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)

-- ---- what the form says beyond the person's row ----

-- name: person_detail_get  $1 part  $2 id
SELECT part, id, ver, birth_time, birth_country, birth_county, birth_place, birth_certificate, birth_certificate_on, guardian1_name,
    guardian1_number, guardian1_relation, guardian2_name, guardian2_number, guardian2_relation, father_name, father_number, mother_name,
    mother_number, spouse_name, spouse_number, military, height, blood_group, occupation, occupation_class, workplace, phone,
    other_county, other_address, city_came_on, city_reason, city_from_country, city_from_county, city_from_place, here_reason,
    here_from_country, here_from_county, here_from_place, left_on, left_reason, left_country, left_county, left_place, died_on,
    death_kind, cancelled_on, cancel_reason, notes
FROM person_detail WHERE part = $1 AND id = $2

-- name: person_detail_put  $3 the person's version
INSERT INTO person_detail (part, id, ver, birth_time, birth_country, birth_county, birth_place, birth_certificate, birth_certificate_on,
    guardian1_name, guardian1_number, guardian1_relation, guardian2_name, guardian2_number, guardian2_relation, father_name,
    father_number, mother_name, mother_number, spouse_name, spouse_number, military, height, blood_group, occupation, occupation_class,
    workplace, phone, other_county, other_address, city_came_on, city_reason, city_from_country, city_from_county, city_from_place,
    here_reason, here_from_country, here_from_county, here_from_place, left_on, left_reason, left_country, left_county, left_place,
    died_on, death_kind, cancelled_on, cancel_reason, notes)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28,
    $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49)
ON CONFLICT (part, id) DO UPDATE SET ver = excluded.ver, birth_time = excluded.birth_time, birth_country = excluded.birth_country,
    birth_county = excluded.birth_county, birth_place = excluded.birth_place, birth_certificate = excluded.birth_certificate,
    birth_certificate_on = excluded.birth_certificate_on, guardian1_name = excluded.guardian1_name,
    guardian1_number = excluded.guardian1_number, guardian1_relation = excluded.guardian1_relation,
    guardian2_name = excluded.guardian2_name, guardian2_number = excluded.guardian2_number,
    guardian2_relation = excluded.guardian2_relation, father_name = excluded.father_name, father_number = excluded.father_number,
    mother_name = excluded.mother_name, mother_number = excluded.mother_number, spouse_name = excluded.spouse_name,
    spouse_number = excluded.spouse_number, military = excluded.military, height = excluded.height, blood_group = excluded.blood_group,
    occupation = excluded.occupation, occupation_class = excluded.occupation_class, workplace = excluded.workplace,
    phone = excluded.phone, other_county = excluded.other_county, other_address = excluded.other_address,
    city_came_on = excluded.city_came_on, city_reason = excluded.city_reason, city_from_country = excluded.city_from_country,
    city_from_county = excluded.city_from_county, city_from_place = excluded.city_from_place, here_reason = excluded.here_reason,
    here_from_country = excluded.here_from_country, here_from_county = excluded.here_from_county,
    here_from_place = excluded.here_from_place, left_on = excluded.left_on, left_reason = excluded.left_reason,
    left_country = excluded.left_country, left_county = excluded.left_county, left_place = excluded.left_place,
    died_on = excluded.died_on, death_kind = excluded.death_kind, cancelled_on = excluded.cancelled_on,
    cancel_reason = excluded.cancel_reason, notes = excluded.notes

-- name: person_past_of  $1 part  $2 id
SELECT ver, true_from, true_to, known_from, known_to, reversal, body FROM person_past WHERE part = $1 AND id = $2 ORDER BY ver DESC LIMIT 500

-- name: household_past_of  $1 part  $2 id
SELECT ver, true_from, true_to, known_from, known_to, reversal, body FROM household_past WHERE part = $1 AND id = $2 ORDER BY ver DESC LIMIT 500

-- name: person_past_reverse  $1 part  $2 id  $3 ver
UPDATE person_past SET reversal = 1 WHERE part = $1 AND id = $2 AND ver = $3 AND reversal = 0

-- ---- the directory of numbers ----

-- name: number_holders  $1 number
SELECT part, person, sole FROM number_holder WHERE number = $1 AND until IS NULL ORDER BY part, person

-- name: number_past_holders  $1 number
SELECT part, person, sole FROM number_holder WHERE number = $1 AND until IS NOT NULL ORDER BY part, person

-- name: number_ever  $1 number
SELECT count(*) AS n FROM number_holder WHERE number = $1

-- name: number_holder_add  $1 number  $2 part  $3 person  $4 sole  $5 until or NULL
INSERT INTO number_holder (number, part, person, sole, until) VALUES ($1, $2, $3, $4, $5)

-- name: number_holder_share  $1 number  $2 part  $3 person
UPDATE number_holder SET sole = 0 WHERE number = $1 AND part = $2 AND person = $3

-- name: number_holder_end  $1 number  $2 part  $3 person  $4 until
UPDATE number_holder SET sole = 0, until = $4 WHERE number = $1 AND part = $2 AND person = $3 AND until IS NULL

-- name: number_holder_resume  $1 number  $2 part  $3 person
-- Whoever gave it up comes back to it, while nobody else has it.
UPDATE number_holder SET until = NULL, sole = 1 WHERE number = $1 AND part = $2 AND person = $3 AND until IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM number_holder o WHERE o.number = $1 AND o.until IS NULL)

-- name: number_holder_drop  $1 number  $2 part  $3 person
DELETE FROM number_holder WHERE number = $1 AND part = $2 AND person = $3

-- name: number_holder_alone  $1 number
-- Who is left alone holds it solely.
UPDATE number_holder SET sole = 1
WHERE number = $1 AND until IS NULL AND (SELECT count(*) FROM number_holder o WHERE o.number = $1 AND o.until IS NULL) = 1

-- ---- four-way checks ----

-- name: four_way_check_add
INSERT INTO four_way_check (part, id, ver, person, station, checked_on, booklet_on, card_on, shown, clerk)
VALUES ($1, $2, 1, $3, $4, $5, $6, $7, $8, $9)

-- name: four_way_difference_add
INSERT INTO four_way_difference (part, check_id, item, person, on_card, register_value, form_value, booklet_value, card_value, person_value,
    rule, proposal, state)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)

-- name: four_way_open_of  $1 part  $2 person
SELECT part, check_id, item, person, on_card, register_value, form_value, booklet_value, card_value, person_value, rule, proposal, state,
       outcome, reason, case_kind, coalesce(case_id, 0) AS case_id, settled_on
FROM four_way_difference WHERE part = $1 AND person = $2 AND state IN ('OPEN', 'CASE') ORDER BY check_id, item

-- name: four_way_differences_of  $1 part  $2 check
SELECT part, check_id, item, person, on_card, register_value, form_value, booklet_value, card_value, person_value, rule, proposal, state,
       outcome, reason, case_kind, coalesce(case_id, 0) AS case_id, settled_on
FROM four_way_difference WHERE part = $1 AND check_id = $2 ORDER BY item

-- name: four_way_difference_get  $1 part  $2 check  $3 item
SELECT part, check_id, item, person, on_card, register_value, form_value, booklet_value, card_value, person_value, rule, proposal, state,
       outcome, reason, case_kind, coalesce(case_id, 0) AS case_id, settled_on
FROM four_way_difference WHERE part = $1 AND check_id = $2 AND item = $3

-- name: four_way_settle  $1 part  $2 check  $3 item  $4 state it had  $5 state  $6 outcome  $7 reason  $8 settled on or NULL  $9 clerk  $10 kind of case or NULL  $11 case or NULL
UPDATE four_way_difference SET state = $5, outcome = $6, reason = $7, settled_on = $8, clerk = $9, case_kind = $10, case_id = $11
WHERE part = $1 AND check_id = $2 AND item = $3 AND state = $4

-- name: four_way_check_sign  $1 part  $2 id  $3 ver it had  $4 signed on  $5 signed by
UPDATE four_way_check SET ver = ver + 1, signed_on = $4, signed_by = $5 WHERE part = $1 AND id = $2 AND ver = $3 AND signed_on IS NULL

-- name: four_way_check_touch  $1 part  $2 id
-- A difference of it was decided.
UPDATE four_way_check SET ver = ver + 1 WHERE part = $1 AND id = $2

-- name: four_way_check_close  $1 part  $2 id  $3 today
-- Once it is signed and nothing of it is left.
UPDATE four_way_check SET closed_on = $3
WHERE part = $1 AND id = $2 AND signed_on IS NOT NULL AND closed_on IS NULL
  AND NOT EXISTS (SELECT 1 FROM four_way_difference d WHERE d.part = $1 AND d.check_id = $2 AND d.state IN ('OPEN', 'CASE'))

-- name: four_way_check_get  $1 part  $2 id
SELECT c.part, c.id, c.ver, c.person, c.station, c.checked_on, c.booklet_on, c.card_on, c.shown, c.clerk, c.signed_on, c.signed_by, c.closed_on,
       (SELECT count(*) FROM four_way_difference d WHERE d.part = $1 AND d.check_id = c.id AND d.state = 'OPEN') AS undecided,
       (SELECT count(*) FROM four_way_difference d WHERE d.part = $1 AND d.check_id = c.id AND d.state = 'CASE') AS waiting,
       (SELECT count(*) FROM four_way_difference d
        WHERE d.part = $1 AND d.check_id = c.id AND d.state IN ('OPEN', 'CASE') AND d.on_card = 1) AS holding
FROM four_way_check c WHERE c.part = $1 AND c.id = $2

-- name: four_way_checks_of  $1 part  $2 person  $3 most
SELECT c.part, c.id, c.ver, c.person, c.station, c.checked_on, c.booklet_on, c.card_on, c.shown, c.clerk, c.signed_on, c.signed_by, c.closed_on,
       (SELECT count(*) FROM four_way_difference d WHERE d.part = $1 AND d.check_id = c.id AND d.state = 'OPEN') AS undecided,
       (SELECT count(*) FROM four_way_difference d WHERE d.part = $1 AND d.check_id = c.id AND d.state = 'CASE') AS waiting,
       (SELECT count(*) FROM four_way_difference d
        WHERE d.part = $1 AND d.check_id = c.id AND d.state IN ('OPEN', 'CASE') AND d.on_card = 1) AS holding
FROM four_way_check c WHERE c.part = $1 AND c.person = $2 ORDER BY c.checked_on DESC, c.id DESC LIMIT $3

-- name: four_way_checks  $1 reach from  $2 reach to  $3 checked after  $4 part after  $5 id after  $6 limit
-- fanout
-- A page of what is not closed, the oldest first; it goes on after (day, part, id).
SELECT c.part, c.id, c.ver, c.person, c.station, c.checked_on, c.booklet_on, c.card_on, c.shown, c.clerk, c.signed_on, c.signed_by, c.closed_on,
       (SELECT count(*) FROM four_way_difference d WHERE d.part = c.part AND d.check_id = c.id AND d.state = 'OPEN') AS undecided,
       (SELECT count(*) FROM four_way_difference d WHERE d.part = c.part AND d.check_id = c.id AND d.state = 'CASE') AS waiting,
       (SELECT count(*) FROM four_way_difference d
        WHERE d.part = c.part AND d.check_id = c.id AND d.state IN ('OPEN', 'CASE') AND d.on_card = 1) AS holding, p.name, p.legacy
FROM four_way_check c JOIN person p ON p.part = c.part AND p.id = c.person
WHERE c.station BETWEEN $1 AND $2 AND c.closed_on IS NULL AND (c.checked_on, c.part, c.id) > ($3, $4, $5)
ORDER BY c.checked_on, c.part, c.id LIMIT $6

-- name: four_way_counts  $1 reach from  $2 reach to  $3 older than this day is overdue
-- fanout
SELECT c.station, count(*) AS open, count(CASE WHEN c.checked_on < $3 THEN 1 END) AS overdue, min(c.checked_on) AS oldest
FROM four_way_check c WHERE c.station BETWEEN $1 AND $2 AND c.closed_on IS NULL GROUP BY c.station ORDER BY c.station

-- ---- loads ----

-- name: load_add
INSERT INTO load (part, id, file, hash, rows, taken, rejected, clerk, instant) VALUES ($1, $2, $3, $4, 0, 0, 0, $5, $6)

-- name: load_by_hash  $1 part  $2 hash
-- The file was imported before, wholly or up to where it broke off.
SELECT id, rows, taken FROM load WHERE part = $1 AND hash = $2 AND undone IS NULL ORDER BY id LIMIT 1

-- name: load_count  $1 part  $2 id  $3 rows  $4 taken  $5 rejected  $6 finished or NULL
UPDATE load SET rows = CASE WHEN rows > $3 THEN rows ELSE $3 END, taken = taken + $4, rejected = $5, finished = $6
WHERE part = $1 AND id = $2 AND undone IS NULL

-- name: loads  $1 reach from  $2 reach to
-- fanout
SELECT part, id, file, hash, rows, taken, rejected, clerk, instant, coalesce(finished, 0) AS finished, coalesce(undone, 0) AS undone
FROM load WHERE part BETWEEN $1 AND $2 ORDER BY instant, id, part

-- name: load_get  $1 id  $2 reach from  $3 reach to
-- fanout
SELECT part, id, file, hash, rows, taken, rejected, clerk, instant, coalesce(finished, 0) AS finished, coalesce(undone, 0) AS undone
FROM load WHERE id = $1 AND part BETWEEN $2 AND $3 ORDER BY part

-- name: load_set_undone  $1 part  $2 id  $3 instant
UPDATE load SET undone = $3 WHERE part = $1 AND id = $2 AND undone IS NULL

-- name: load_persons_counted  $1 load
-- fanout
SELECT count(*) AS n FROM person WHERE load = $1

-- name: load_parts  $1 load
-- fanout
SELECT part FROM person WHERE load = $1 GROUP BY part ORDER BY part

-- name: load_later_business  $1 part  $2 load
-- A person changed since, one whose number was decided about, or a household that took somebody in from elsewhere.
SELECT CASE WHEN EXISTS (SELECT 1 FROM person p WHERE p.part = $1 AND p.load = $2 AND (p.ver > 1 OR p.frozen_by IS NOT NULL)) THEN 1
            WHEN EXISTS (SELECT 1 FROM number_case c JOIN person p ON p.part = c.part AND p.id = c.person
                         WHERE c.part = $1 AND p.load = $2 AND c.clerk IS NOT NULL) THEN 1
            WHEN EXISTS (SELECT 1 FROM household h JOIN person p ON p.part = h.part AND p.household = h.id
                         WHERE h.part = $1 AND h.load = $2 AND p.load <> $2) THEN 1
            ELSE 0 END AS later

-- name: load_person_in  $1 part  $2 person  $3 load
SELECT count(*) AS n FROM person WHERE part = $1 AND id = $2 AND load = $3

-- name: load_page  $1 part  $2 load  $3 after  $4 limit
SELECT p.id, p.number, p.legacy,
       CASE WHEN EXISTS (SELECT 1 FROM number_case c WHERE c.part = $1 AND c.person = p.id AND c.kind = 'DUPLICATE') THEN 1 ELSE 0 END AS shared
FROM person p WHERE p.part = $1 AND p.load = $2 AND p.id > $3 ORDER BY p.id LIMIT $4

-- name: load_drop_cases  $1 part  $2 load
DELETE FROM number_case WHERE part = $1 AND person IN (SELECT p.id FROM person p WHERE p.part = $1 AND p.load = $2)

-- name: load_drop_odd_items  $1 part  $2 load
DELETE FROM odd_item WHERE part = $1 AND load = $2

-- name: load_drop_persons  $1 part  $2 load
DELETE FROM person WHERE part = $1 AND load = $2

-- name: load_drop_households  $1 part  $2 load
DELETE FROM household WHERE part = $1 AND load = $2

-- name: legacy_drop  $1 legacy
DELETE FROM legacy_person WHERE legacy = $1

-- ---- what an import asks, sixty rows at a time ----

-- name: legacy_persons
-- fanout
SELECT legacy, part, person, content FROM legacy_person WHERE legacy IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,
    $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40,
    $41, $42, $43, $44, $45, $46, $47, $48, $49, $50, $51, $52, $53, $54, $55, $56, $57, $58, $59, $60)
ORDER BY legacy

-- name: numbers_held
-- fanout
SELECT number, part, person, sole FROM number_holder WHERE until IS NULL AND number IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13,
    $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38,
    $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50, $51, $52, $53, $54, $55, $56, $57, $58, $59, $60)
ORDER BY number, part, person

-- name: legacy_any  $1 from  $2 to
-- fanout
SELECT CASE WHEN EXISTS (SELECT 1 FROM legacy_person l WHERE l.legacy BETWEEN $1 AND $2) THEN 1 ELSE 0 END AS found

-- name: legacy_find  $1 legacy
SELECT part, person FROM legacy_person WHERE legacy = $1

-- name: legacy_add  $1 legacy  $2 part  $3 person  $4 load  $5 content
INSERT INTO legacy_person (legacy, part, person, load, content) VALUES ($1, $2, $3, $4, $5)

-- name: odd_item_add  $1 part  $2 person  $3 field  $4 was  $5 why  $6 load
INSERT INTO odd_item (part, person, field, was, why, load) VALUES ($1, $2, $3, $4, $5, $6)

-- name: households_known
-- fanout
SELECT part, id, legacy, county, street, door, detail FROM household WHERE legacy IS NOT NULL ORDER BY part, id

-- ---- number cases ----

-- name: number_case_add
-- Once for a person and kind while one is open.
INSERT INTO number_case (part, id, ver, person, number, kind, reasons, other_part, other_person, station, state, opened_on, due_on)
SELECT CAST($1 AS INTEGER), CAST($2 AS BIGINT), 1, CAST($3 AS BIGINT), CAST($4 AS TEXT), CAST($5 AS TEXT), CAST($6 AS TEXT),
       CAST($7 AS INTEGER), CAST($8 AS BIGINT), CAST($9 AS INTEGER), 'OPEN', CAST($10 AS INTEGER), CAST($11 AS INTEGER)
WHERE NOT EXISTS (SELECT 1 FROM number_case c WHERE c.part = $1 AND c.person = $3 AND c.state = 'OPEN'
                  AND (c.kind = 'DUPLICATE') = ($5 = 'DUPLICATE'))

-- name: number_case_get  $1 part  $2 id
SELECT part, id, ver, person, number, kind, reasons, coalesce(other_part, 0) AS other_part, coalesce(other_person, 0) AS other_person,
       station, state, opened_on, due_on, closed_on, outcome, coalesce(clerk, 0) AS clerk
FROM number_case WHERE part = $1 AND id = $2

-- name: number_case_open_of  $1 part  $2 person
SELECT part, id, ver, person, number, kind, reasons, coalesce(other_part, 0) AS other_part, coalesce(other_person, 0) AS other_person,
       station, state, opened_on, due_on, closed_on, outcome, coalesce(clerk, 0) AS clerk
FROM number_case WHERE part = $1 AND person = $2 AND state = 'OPEN' ORDER BY id

-- name: number_case_confirmed  $1 part  $2 person  $3 number
-- Somebody looked at this number and let it stand.
SELECT count(*) AS n FROM number_case WHERE part = $1 AND person = $2 AND number = $3 AND state = 'CLOSED' AND outcome = 'CONFIRMED'

-- name: number_cases  $1 reach from  $2 reach to  $3 state  $4 due after  $5 part after  $6 id after  $7 limit
-- fanout
-- A page of the work list, the oldest limit first; it goes on after (due, part, id).
SELECT c.part, c.id, c.ver, c.person, c.number, c.kind, c.reasons, coalesce(c.other_part, 0) AS other_part,
       coalesce(c.other_person, 0) AS other_person, c.station, c.state, c.opened_on, c.due_on, c.closed_on, c.outcome,
       coalesce(c.clerk, 0) AS clerk, p.name, p.legacy
FROM number_case c JOIN person p ON p.part = c.part AND p.id = c.person
WHERE c.station BETWEEN $1 AND $2 AND c.state = $3 AND (c.due_on, c.part, c.id) > ($4, $5, $6)
ORDER BY c.due_on, c.part, c.id LIMIT $7

-- name: number_case_close  $1 part  $2 id  $3 ver it had  $4 closed on  $5 outcome  $6 clerk or NULL
UPDATE number_case SET ver = ver + 1, state = 'CLOSED', closed_on = $4, outcome = $5, clerk = $6
WHERE part = $1 AND id = $2 AND ver = $3 AND state = 'OPEN'

-- ---- searches: always inside a reach, always by something that narrows ----

-- name: hit_of  $1 part  $2 id  $3 reach from  $4 reach to
SELECT p.part, p.id, p.name, p.name_key, p.number, p.sex, p.born_on, p.station, p.household, p.status,
       coalesce((SELECT min(c.id) FROM number_case c WHERE c.part = $1 AND c.person = $2 AND c.state = 'OPEN'), 0) AS open_case
FROM person p WHERE p.part = $1 AND p.id = $2 AND p.station BETWEEN $3 AND $4

-- name: hits_by_household  $1 legacy  $2 reach from  $3 reach to  $4 part after  $5 id after  $6 limit
-- fanout
SELECT p.part, p.id, p.name, p.name_key, p.number, p.sex, p.born_on, p.station, p.household, p.status,
       coalesce((SELECT min(c.id) FROM number_case c WHERE c.part = p.part AND c.person = p.id AND c.state = 'OPEN'), 0) AS open_case
FROM household h JOIN person p ON p.part = h.part AND p.household = h.id
WHERE h.legacy = $1 AND p.station BETWEEN $2 AND $3 AND (p.part, p.id) > ($4, $5)
ORDER BY p.part, p.id LIMIT $6

-- name: persons_named  $1 name key  $2 born on  $3 reach from  $4 reach to  $5 limit
-- fanout
-- Those of one name and one birth date, for whoever matches a list of another office.
SELECT part, id, ver, true_from, known_from, load, legacy, household, relation, name, name_key, former_name, sex, ethnic, born_on,
       number, native_place, education, marital, station, moved_in_on, status, coalesce(frozen_by, 0) AS frozen_by
FROM person WHERE name_key = $1 AND born_on = $2 AND station BETWEEN $3 AND $4 ORDER BY part, id LIMIT $5

-- ---- the check of the whole register: one pass over households, one over persons ----

-- name: check_households
-- fanout
SELECT part, id, legacy, kind, station, county, street, door FROM household ORDER BY part, id

-- name: check_persons  $1 part from  $2 part to
-- fanout
-- Household after household, so that each is judged while it passes.
SELECT part, household, id, relation, name_key, sex, ethnic, born_on, number, native_place, education, marital, station, moved_in_on, status, legacy
FROM person WHERE part BETWEEN $1 AND $2 ORDER BY part, household, id

-- name: persons_of_keys
-- $1 part  $2 id  $3 part  $4 id …: 16 of them.
-- fanout
SELECT part, id, ver, true_from, known_from, load, legacy, household, relation, name, name_key, former_name, sex, ethnic, born_on, number,
       native_place, education, marital, station, moved_in_on, status, coalesce(frozen_by, 0) AS frozen_by
FROM person
WHERE (part = $1 AND id = $2) OR (part = $3 AND id = $4) OR (part = $5 AND id = $6) OR (part = $7 AND id = $8)
   OR (part = $9 AND id = $10) OR (part = $11 AND id = $12) OR (part = $13 AND id = $14) OR (part = $15 AND id = $16)
   OR (part = $17 AND id = $18) OR (part = $19 AND id = $20) OR (part = $21 AND id = $22) OR (part = $23 AND id = $24)
   OR (part = $25 AND id = $26) OR (part = $27 AND id = $28) OR (part = $29 AND id = $30) OR (part = $31 AND id = $32)
ORDER BY part, id

-- name: check_named
-- fanout
-- Whom the register form names: the numbers of parents and spouse, and the spouse as far as registered here.
SELECT d.part, d.id, p.household, p.station, p.status, p.sex, p.born_on, p.number, p.marital, p.legacy,
       d.father_number, d.mother_number, d.spouse_number,
       s.part AS spouse_part, s.id AS spouse_id, s.station AS spouse_station, s.status AS spouse_status, s.sex AS spouse_sex,
       s.legacy AS spouse_legacy, e.spouse_number AS spouse_of_spouse
FROM person_detail d JOIN person p ON p.part = d.part AND p.id = d.id
LEFT JOIN number_holder n ON n.number = d.spouse_number AND n.sole = 1 AND n.until IS NULL
LEFT JOIN person s ON s.part = n.part AND s.id = n.person
LEFT JOIN person_detail e ON e.part = s.part AND e.id = s.id
WHERE d.father_number IS NOT NULL OR d.mother_number IS NOT NULL OR d.spouse_number IS NOT NULL
ORDER BY d.part, d.id, n.number NULLS LAST, n.part NULLS LAST, n.person NULLS LAST, s.part NULLS LAST, s.id NULLS LAST, e.part NULLS LAST, e.id NULLS LAST

-- name: number_cases_open
-- fanout
SELECT person, kind FROM number_case WHERE state = 'OPEN' ORDER BY part, person, id

-- name: person_names  $1 reach from  $2 reach to
-- fanout
-- Of who is registered now, in the order they lie in.
SELECT station, name, former_name FROM person
WHERE station BETWEEN $1 AND $2 AND status NOT IN ('1', '2', '7', '8') ORDER BY part, id

-- name: check_odd_items
-- fanout
SELECT o.part, o.person, o.field, o.why, o.was, p.household, p.moved_in_on, p.station, p.status, p.number, p.legacy
FROM odd_item o JOIN person p ON p.part = o.part AND p.id = o.person ORDER BY o.part, o.person, o.field

-- name: numbers_confirmed
-- fanout
-- Numbers that somebody looked at and let stand.
SELECT person, number FROM number_case WHERE state = 'CLOSED' AND outcome = 'CONFIRMED' ORDER BY part, person, id

-- name: findings_known  $1 reach from  $2 reach to
-- fanout
SELECT part, id, ver, cause, state, kind, station FROM finding WHERE station BETWEEN $1 AND $2 ORDER BY part, id

-- name: findings_noted  $1 reach from  $2 reach to
-- fanout
-- Open findings a clerk noted, with what the register says now of whom they are about.
SELECT f.part, f.id, f.cause, f.kind, f.field, p.status, p.household, p.name, p.former_name, p.sex, p.born_on, p.number, p.relation, p.marital,
       p.education, h.street, h.door, h.detail
FROM finding f LEFT JOIN person p ON p.part = f.part AND p.id = f.person
LEFT JOIN household h ON h.part = p.part AND h.id = p.household
WHERE f.state = 'OPEN' AND f.station BETWEEN $1 AND $2 AND f.kind IN ('HOUSE_MOVED_AWAY', 'HOUSE_DEAD', 'HOUSE_NEW_RESIDENT', 'HOUSE_WRONG_ITEM', 'HOUSE_SEPARATED')
ORDER BY f.part, f.id
-- ---- findings and their life ----

-- name: finding_add
INSERT INTO finding (part, id, ver, cause, kind, severity, person, household, other_part, other_person, field, detail, station, unit, state,
    opened_on)
VALUES ($1, $2, 1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'OPEN', $14)
ON CONFLICT (part, cause) DO NOTHING

-- name: finding_reopen  $1 part  $2 id  $3 opened on
-- The register was right for a while.
UPDATE finding SET ver = ver + 1, state = 'OPEN', opened_on = $3, closed_on = NULL, reason = NULL, clerk = NULL
WHERE part = $1 AND id = $2 AND state = 'RIGHTED'

-- name: finding_right  $1 part  $2 id  $3 closed on
UPDATE finding SET ver = ver + 1, state = 'RIGHTED', closed_on = $3 WHERE part = $1 AND id = $2 AND state = 'OPEN'

-- name: finding_close  $1 part  $2 id  $3 ver it had  $4 closed on  $5 reason  $6 clerk
UPDATE finding SET ver = ver + 1, state = 'EVIDENCE', closed_on = $4, reason = $5, clerk = $6
WHERE part = $1 AND id = $2 AND ver = $3 AND state = 'OPEN'

-- name: finding_end_noted  $1 part  $2 id  $3 state  $4 closed on  $5 reason or NULL  $6 clerk or NULL
-- The counter that noted it settled it.
UPDATE finding SET ver = ver + 1, state = $3, closed_on = $4, reason = $5, clerk = $6 WHERE part = $1 AND id = $2 AND state = 'OPEN'

-- name: finding_get  $1 part  $2 id
SELECT f.part, f.id, f.ver, f.kind, f.severity, f.person, f.household, coalesce(f.other_part, 0) AS other_part,
       coalesce(f.other_person, 0) AS other_person, f.field, f.detail, f.station, f.unit, f.state, f.opened_on, f.closed_on, f.reason,
       coalesce(f.clerk, 0) AS clerk, p.name, p.legacy
FROM finding f LEFT JOIN person p ON p.part = f.part AND p.id = f.person
WHERE f.part = $1 AND f.id = $2

-- name: findings  $1 reach from  $2 reach to  $3 state  $4 kind or ''  $5 opened after  $6 part after  $7 id after  $8 limit
-- fanout
-- A page of the work list, the oldest first; it goes on after (opened, part, id).
SELECT f.part, f.id, f.ver, f.kind, f.severity, f.person, f.household, coalesce(f.other_part, 0) AS other_part,
       coalesce(f.other_person, 0) AS other_person, f.field, f.detail, f.station, f.unit, f.state, f.opened_on, f.closed_on, f.reason,
       coalesce(f.clerk, 0) AS clerk, p.name, p.legacy
FROM finding f LEFT JOIN person p ON p.part = f.part AND p.id = f.person
WHERE f.state = $3 AND f.station BETWEEN $1 AND $2 AND ($4 = '' OR f.kind = $4) AND (f.opened_on, f.part, f.id) > ($5, $6, $7)
ORDER BY f.opened_on, f.part, f.id LIMIT $8

-- name: finding_counts  $1 reach from  $2 reach to
-- fanout
SELECT kind, severity, count(*) AS count, min(opened_on) AS oldest FROM finding
WHERE state = 'OPEN' AND station BETWEEN $1 AND $2 GROUP BY kind, severity ORDER BY kind, severity

-- name: numbers_near  $1 part  $2 id
-- Of whoever was registered just before and just after.
SELECT near.number, near.id FROM (SELECT number, id FROM person WHERE part = $1 AND id < $2 AND number <> '' ORDER BY id DESC LIMIT 16) near
UNION ALL
SELECT near.number, near.id FROM (SELECT number, id FROM person WHERE part = $1 AND id > $2 AND number <> '' ORDER BY id LIMIT 16) near
ORDER BY id

-- ---- laws: each gives no row ----

-- name: law_number_leads_to_person
-- fanout
-- Who is registered and has a number stands in the directory under it.
SELECT p.part, p.id FROM person p LEFT JOIN number_holder h ON h.number = p.number AND h.part = p.part AND h.person = p.id AND h.until IS NULL
WHERE p.number <> '' AND p.status NOT IN ('1', '2', '7', '8') AND h.person IS NULL ORDER BY p.part, p.id

-- name: law_shared_is_shared
-- fanout
-- A number is marked as shared exactly while more than one holds it.
SELECT h.part, h.person FROM number_holder h
JOIN (SELECT number, count(*) AS n FROM number_holder WHERE until IS NULL GROUP BY number) held ON held.number = h.number
WHERE h.until IS NULL AND h.sole <> CASE WHEN held.n = 1 THEN 1 ELSE 0 END ORDER BY h.part, h.person, h.number

-- name: law_shared_has_case
-- fanout
SELECT h.part, h.person FROM number_holder h
WHERE h.sole = 0 AND h.until IS NULL
  AND h.number NOT IN (SELECT c.number FROM number_case c WHERE c.kind = 'DUPLICATE' AND c.state = 'OPEN') ORDER BY h.part, h.person, h.number

-- name: law_case_has_person
-- fanout
SELECT c.part, c.id FROM number_case c LEFT JOIN person p ON p.part = c.part AND p.id = c.person
WHERE p.id IS NULL OR (c.state = 'CLOSED') <> (c.closed_on IS NOT NULL AND c.outcome IS NOT NULL) ORDER BY c.part, c.id

-- name: law_legacy_leads_to_person
-- fanout
SELECT l.part, l.person FROM legacy_person l LEFT JOIN person p ON p.part = l.part AND p.id = l.person
WHERE p.legacy IS NULL OR p.legacy <> l.legacy ORDER BY l.part, l.person, l.legacy

-- name: law_version_was_kept
-- fanout
-- Every version but the open one stands among the past ones.
SELECT p.part, p.id FROM person p
WHERE p.ver > 1 AND p.ver - 1 <> (SELECT count(*) FROM person_past o WHERE o.part = p.part AND o.id = p.id AND o.ver < p.ver) ORDER BY p.part, p.id

-- name: law_key_leads_to_person
-- fanout
-- A search finds a person where he lives, and nobody who is no longer there.
SELECT k.part, k.person AS id FROM person_key k LEFT JOIN person p ON p.part = k.part AND p.id = k.person
WHERE p.id IS NULL OR p.station <> k.station ORDER BY k.station, k.kind, k.key, k.part, k.person

-- name: household_places  $1 station from  $2 station to
-- Where somebody is registered now; the dead, moved out, deleted and reversed are not.
-- fanout
SELECT h.part, h.id, h.station, h.county, h.street, h.door, h.detail,
       (SELECT count(*) FROM person p WHERE p.part = h.part AND p.household = h.id AND p.status NOT IN ('1', '2', '7', '8')) AS members
FROM household h
WHERE h.station BETWEEN $1 AND $2
  AND EXISTS (SELECT 1 FROM person p WHERE p.part = h.part AND p.household = h.id AND p.status NOT IN ('1', '2', '7', '8'))
ORDER BY h.part, h.id

-- name: persons_live  $1 station from  $2 station to
-- What the register is compared with itself by; the dead, moved out, deleted and reversed are left out.
-- fanout
SELECT part, id, station, name, sex, born_on, number, native_place, education, marital FROM person
WHERE station BETWEEN $1 AND $2 AND status NOT IN ('1', '2', '7', '8') ORDER BY part, id

-- ---- looking up as the clerk types ----

-- name: person_key_add  $1 station  $2 kind  $3 key  $4 part  $5 person
INSERT INTO person_key (station, kind, key, part, person) VALUES ($1, $2, $3, $4, $5)

-- name: person_key_drop  $1 station  $2 kind  $3 key  $4 part  $5 person
DELETE FROM person_key WHERE station = $1 AND kind = $2 AND key = $3 AND part = $4 AND person = $5

-- name: load_drop_person_keys  $1 part  $2 load
-- Whoever a load brought and nobody changed since lives where he was registered.
DELETE FROM person_key WHERE station = $1 AND part = $1 AND person IN (SELECT p.id FROM person p WHERE p.part = $1 AND p.load = $2)

-- name: typed_by_name  $1 station  $2 key from  $3 key before  $4 born from  $5 born to  $6 sex or empty  $7 street begins  $8 limit
-- fanout
-- All of these are narrowed by the days of birth from … to, by sex unless it is empty, and by where the street begins.
SELECT p.part, p.id, p.name, p.name_key, p.number, p.sex, p.born_on, p.station, p.household, p.status,
       coalesce((SELECT min(c.id) FROM number_case c WHERE c.part = p.part AND c.person = p.id AND c.state = 'OPEN'), 0) AS open_case, h.street
FROM person p JOIN household h ON h.part = p.part AND h.id = p.household
WHERE p.station = $1 AND p.name_key >= $2 AND p.name_key < $3
  AND coalesce(p.born_on, -1000000) >= $4 AND coalesce(p.born_on, -1000000) <= $5 AND ($6 = '' OR p.sex = $6) AND substr(h.street, 1, length($7)) = $7
ORDER BY p.name_key, p.part, p.id LIMIT $8

-- name: typed_by_key  $1 station  $2 kind  $3 key from  $4 key before  $5 pattern  $6 born from  $7 born to  $8 sex or empty  $9 street begins  $10 limit
-- fanout
SELECT p.part, p.id, p.name, p.name_key, p.number, p.sex, p.born_on, p.station, p.household, p.status,
       coalesce((SELECT min(c.id) FROM number_case c WHERE c.part = p.part AND c.person = p.id AND c.state = 'OPEN'), 0) AS open_case, h.street
FROM person_key k JOIN person p ON p.part = k.part AND p.id = k.person JOIN household h ON h.part = p.part AND h.id = p.household
WHERE k.station = $1 AND k.kind = $2 AND k.key >= $3 AND k.key < $4 AND lower(k.key) LIKE $5
  AND coalesce(p.born_on, -1000000) >= $6 AND coalesce(p.born_on, -1000000) <= $7 AND ($8 = '' OR p.sex = $8) AND substr(h.street, 1, length($9)) = $9
ORDER BY k.key, k.part, k.person LIMIT $10

-- name: typed_by_tail  $1 station  $2 last four  $3 pattern  $4 born from  $5 born to  $6 sex or empty  $7 street begins  $8 limit
-- fanout
SELECT p.part, p.id, p.name, p.name_key, p.number, p.sex, p.born_on, p.station, p.household, p.status,
       coalesce((SELECT min(c.id) FROM number_case c WHERE c.part = p.part AND c.person = p.id AND c.state = 'OPEN'), 0) AS open_case, h.street
FROM person p JOIN household h ON h.part = p.part AND h.id = p.household
WHERE p.station = $1 AND substr(p.number, 15, 4) = $2 AND lower(p.number) LIKE $3
  AND coalesce(p.born_on, -1000000) >= $4 AND coalesce(p.born_on, -1000000) <= $5 AND ($6 = '' OR p.sex = $6) AND substr(h.street, 1, length($7)) = $7
ORDER BY p.part, p.id LIMIT $8

-- name: typed_by_number  $1 number from  $2 number before  $3 reach from  $4 reach to  $5 limit
-- fanout
SELECT p.part, p.id, p.name, p.name_key, p.number, p.sex, p.born_on, p.station, p.household, p.status,
       coalesce((SELECT min(c.id) FROM number_case c WHERE c.part = p.part AND c.person = p.id AND c.state = 'OPEN'), 0) AS open_case, h.street
FROM number_holder n JOIN person p ON p.part = n.part AND p.id = n.person JOIN household h ON h.part = p.part AND h.id = p.household
WHERE n.number >= $1 AND n.number < $2 AND p.station BETWEEN $3 AND $4
ORDER BY n.number, n.part, n.person LIMIT $5

-- name: typed_by_address  $1 station  $2 street from  $3 street before  $4 door from  $5 door before  $6 born from  $7 born to  $8 sex or empty  $9 limit
-- fanout
SELECT p.part, p.id, p.name, p.name_key, p.number, p.sex, p.born_on, p.station, p.household, p.status,
       coalesce((SELECT min(c.id) FROM number_case c WHERE c.part = p.part AND c.person = p.id AND c.state = 'OPEN'), 0) AS open_case, h.street
FROM household h JOIN person p ON p.part = h.part AND p.household = h.id
WHERE h.station = $1 AND h.street >= $2 AND h.street < $3 AND h.door >= $4 AND h.door < $5 AND p.station = $1
  AND coalesce(p.born_on, -1000000) >= $6 AND coalesce(p.born_on, -1000000) <= $7 AND ($8 = '' OR p.sex = $8)
ORDER BY h.street, h.door, h.part, h.id, p.part, p.id LIMIT $9
