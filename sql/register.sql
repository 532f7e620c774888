-- The register's statements. Spread by part; the directory of numbers by number.

-- name: person_for_card  $1 part  $2 id
-- All that acceptance asks of the register, in one look.
SELECT p.part, p.id, p.ver, p.name, p.sex, p.ethnic, p.born_on, p.number, p.station, p.status,
       coalesce(p.frozen_by, 0) AS frozen_by, h.county, h.street, h.door, h.detail,
       coalesce((SELECT min(c.id) FROM number_case c WHERE c.part = p.part AND c.person = p.id AND c.state = 'OPEN'), 0) AS open_case
FROM person p JOIN household h ON h.part = p.part AND h.id = p.household
WHERE p.part = $1 AND p.id = $2
