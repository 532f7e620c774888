-- Plates and beats. Spread by part, which is the station.

-- name: plate_get  $1 part  $2 id
SELECT part, id, ver, legacy, county, town, town_name, committee, committee_name, street, door, door_key, kind, households, coalesce(beat, 0) AS beat
FROM plate WHERE part = $1 AND id = $2

-- name: plate_same  $1 part  $2 legacy  $3 street  $4 door  $5 county
-- Whoever has the plate's number or its address already.
SELECT part, id, ver, legacy, county, town, town_name, committee, committee_name, street, door, door_key, kind, households, coalesce(beat, 0) AS beat
FROM plate WHERE part = $1 AND (legacy = $2 OR (street = $3 AND door = $4 AND county = $5)) ORDER BY id LIMIT 2

-- name: plate_add
INSERT INTO plate (part, id, ver, legacy, county, town, town_name, committee, committee_name, street, door, door_key, kind, households)
VALUES ($1, $2, 1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)

-- name: plates_of_station  $1 part  $2 after street  $3 after door key  $4 after id  $5 limit
SELECT part, id, ver, legacy, county, town, town_name, committee, committee_name, street, door, door_key, kind, households, coalesce(beat, 0) AS beat
FROM plate WHERE part = $1 AND (street, door_key, id) > ($2, $3, $4) ORDER BY street, door_key, id LIMIT $5

-- name: plates_of_street  $1 part  $2 street  $3 after door key  $4 after id  $5 limit
SELECT part, id, ver, legacy, county, town, town_name, committee, committee_name, street, door, door_key, kind, households, coalesce(beat, 0) AS beat
FROM plate WHERE part = $1 AND street = $2 AND (door_key, id) > ($3, $4) ORDER BY door_key, id LIMIT $5

-- name: plates_between  $1 station from  $2 station to
-- fanout
SELECT part, id, ver, legacy, county, town, town_name, committee, committee_name, street, door, door_key, kind, households, coalesce(beat, 0) AS beat
FROM plate WHERE part BETWEEN $1 AND $2 ORDER BY part, street, door_key, id

-- name: plates_each
-- fanout
SELECT part, id, legacy, county, street, door FROM plate ORDER BY part, id

-- name: streets_of_station  $1 part
SELECT street, count(*) AS plates, sum(households) AS households, sum(CASE WHEN beat IS NULL THEN 1 ELSE 0 END) AS unassigned
FROM plate WHERE part = $1 GROUP BY street ORDER BY street

-- name: plate_set_beat  $1 part  $2 id  $3 beat
UPDATE plate SET beat = $3, ver = ver + 1 WHERE part = $1 AND id = $2

-- name: plate_set_beat_of_street  $1 part  $2 street  $3 beat  $4 from door key  $5 to door key
-- From one door to another, as one walks the street.
UPDATE plate SET beat = $3, ver = ver + 1 WHERE part = $1 AND street = $2 AND door_key >= $4 AND door_key <= $5

-- ---- beats ----

-- name: beat_add  $1 part  $2 id  $3 number  $4 name  $5 officer or NULL
INSERT INTO beat (part, id, ver, number, name, officer) VALUES ($1, $2, 1, $3, $4, $5)

-- name: beat_get  $1 part  $2 id
SELECT b.part, b.id, b.ver, b.number, b.name, coalesce(b.officer, 0) AS officer,
       (SELECT count(*) FROM plate p WHERE p.part = $1 AND p.beat = b.id) AS plates
FROM beat b WHERE b.part = $1 AND b.id = $2

-- name: beat_by_number  $1 part  $2 number
SELECT b.part, b.id, b.ver, b.number, b.name, coalesce(b.officer, 0) AS officer,
       (SELECT count(*) FROM plate p WHERE p.part = $1 AND p.beat = b.id) AS plates
FROM beat b WHERE b.part = $1 AND b.number = $2

-- name: beats_between  $1 station from  $2 station to
-- fanout
SELECT b.part, b.id, b.ver, b.number, b.name, coalesce(b.officer, 0) AS officer,
       (SELECT count(*) FROM plate p WHERE p.part = b.part AND p.beat = b.id) AS plates
FROM beat b WHERE b.part BETWEEN $1 AND $2 ORDER BY b.part, b.number, b.id

-- name: beat_change  $1 part  $2 id  $3 ver it had  $4 name  $5 officer or NULL
UPDATE beat SET ver = ver + 1, name = $4, officer = $5 WHERE part = $1 AND id = $2 AND ver = $3
