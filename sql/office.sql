-- The office: this node, its settings, units, clerks, roles, sessions. All of it stands on every node in full.

-- name: node_get  $1 name
SELECT value FROM node WHERE name = $1

-- name: node_put  $1 name  $2 value
INSERT INTO node (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value

-- name: setting_all
SELECT name, begins, value FROM setting ORDER BY name, begins

-- name: setting_put  $1 name  $2 begins:day  $3 value  $4 source
INSERT INTO setting (name, begins, value, source) VALUES ($1, $2, $3, $4)
ON CONFLICT (name, begins) DO UPDATE SET value = excluded.value, source = excluded.source

-- name: setting_list
SELECT name, begins, value, source FROM setting ORDER BY name, begins

-- name: unit_all
SELECT number, name, short, here FROM unit ORDER BY number

-- name: unit_find  $1 number
SELECT number, coalesce(parent, 0) AS parent, kind, name, short, reach_from, reach_to, here, public_key, begins, ends
FROM unit WHERE number = $1

-- name: unit_list  $1 from  $2 to
SELECT number, coalesce(parent, 0) AS parent, kind, name, short, reach_from, reach_to, here, public_key, begins, ends
FROM unit WHERE number >= $1 AND number <= $2 ORDER BY number

-- name: unit_by_name  $1 kind  $2 name or short name
SELECT number, coalesce(parent, 0) AS parent, kind, name, short, reach_from, reach_to, here, public_key, begins, ends
FROM unit WHERE kind = $1 AND (name = $2 OR short = $2) ORDER BY number

-- name: unit_top_here
-- The unit kept here that reaches furthest: it holds the administrators.
SELECT number, coalesce(parent, 0) AS parent, kind, name, short, reach_from, reach_to, here, public_key, begins, ends
FROM unit WHERE here = 1 AND kind IN ('REGION', 'CENTRE', 'CITY', 'BUREAU', 'STATION')
ORDER BY CASE kind WHEN 'CITY' THEN 0 WHEN 'REGION' THEN 1 ELSE 2 END, reach_to - reach_from DESC, number LIMIT 1

-- name: unit_add
INSERT INTO unit (number, parent, kind, name, short, reach_from, reach_to, here, public_key, begins, ends)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, NULL, $9, NULL)

-- name: unit_key  $1 number  $2 public key
UPDATE unit SET public_key = $2 WHERE number = $1

-- name: role_put  $1 code  $2 zh  $3 en  $4 class
INSERT INTO role (code, zh, en, class) VALUES ($1, $2, $3, $4) ON CONFLICT (code) DO NOTHING

-- name: role_right_put  $1 role  $2 right  $3 begins:day
INSERT INTO role_right (role, right_code, begins) VALUES ($1, $2, $3) ON CONFLICT (role, right_code, begins) DO NOTHING

-- name: role_find  $1 code
SELECT code, zh, en, class FROM role WHERE code = $1

-- name: role_list  $1 day
-- One row a right in force that day; a role without rights has one row without.
SELECT o.code, o.zh, o.en, o.class, r.right_code
FROM role o LEFT JOIN role_right r ON r.role = o.code AND r.begins <= $1 AND (r.ends IS NULL OR r.ends > $1)
ORDER BY o.code, r.right_code NULLS LAST, r.begins NULLS LAST

-- name: clerk_add
INSERT INTO clerk (id, unit, login, name, password, os_user, ver, failures, locked_until, begins, ends)
VALUES ($1, $2, $3, $4, $5, $6, 1, 0, 0, $7, NULL)

-- name: clerk_record  $1 id
SELECT id, unit, login, name, ver, locked_until, begins, ends FROM clerk WHERE id = $1

-- name: clerk_record_by_login  $1 login
SELECT id, unit, login, name, ver, locked_until, begins, ends FROM clerk WHERE login = $1

-- name: clerk_list  $1 unit from  $2 unit to  $3 day
-- One row a role held that day; a clerk without a role has one row without.
SELECT c.id, c.unit, c.login, c.name, c.ver, c.locked_until, c.begins, c.ends, o.code AS role, o.zh AS role_zh
FROM clerk c
LEFT JOIN clerk_role g ON g.clerk = c.id AND g.begins <= $3 AND (g.ends IS NULL OR g.ends > $3)
LEFT JOIN role o ON o.code = g.role
WHERE c.unit >= $1 AND c.unit <= $2 ORDER BY c.unit, c.login, o.code NULLS LAST, g.begins NULLS LAST

-- name: clerk_login  $1 login
-- What checking a password needs.
SELECT id, unit, password, failures, locked_until, begins, ends FROM clerk WHERE login = $1

-- name: clerk_failed  $1 id  $2 now
-- Of two wrong passwords at once both count; no row: locked by then.
UPDATE clerk SET failures = failures + 1 WHERE id = $1 AND locked_until <= $2 RETURNING failures

-- name: clerk_lock_out  $1 id  $2 locked until
UPDATE clerk SET failures = 0, locked_until = $2 WHERE id = $1

-- name: clerk_logged_in  $1 id  $2 now  $3 the password compared with  $4 the same, or made anew
-- No row: locked or given another password since it was compared.
UPDATE clerk SET failures = 0, password = $4 WHERE id = $1 AND locked_until <= $2 AND password = $3 RETURNING id

-- name: clerk_lock  $1 id  $2 locked until
UPDATE clerk SET failures = 0, locked_until = $2, ver = ver + 1 WHERE id = $1

-- name: clerk_password  $1 id  $2 password
UPDATE clerk SET password = $2, failures = 0, ver = ver + 1 WHERE id = $1

-- name: clerk_touch  $1 id
-- Two grants to one clerk wait for each other here.
UPDATE clerk SET ver = ver + 1 WHERE id = $1

-- name: clerk_rights_by_login  $1 login  $2 day
-- One row a right in force that day; none at all when the clerk is not in service.
SELECT c.id, c.unit, u.reach_from, u.reach_to, c.login, c.name, u.name AS unit_name, u.kind, r.right_code
FROM clerk c JOIN unit u ON u.number = c.unit
LEFT JOIN clerk_role g ON g.clerk = c.id AND g.begins <= $2 AND (g.ends IS NULL OR g.ends > $2)
LEFT JOIN role_right r ON r.role = g.role AND r.begins <= $2 AND (r.ends IS NULL OR r.ends > $2)
WHERE c.login = $1 AND c.begins <= $2 AND (c.ends IS NULL OR c.ends > $2) ORDER BY r.right_code NULLS LAST, g.role NULLS LAST, g.begins NULLS LAST, r.begins NULLS LAST

-- name: clerk_rights_by_id  $1 id  $2 day
SELECT c.id, c.unit, u.reach_from, u.reach_to, c.login, c.name, u.name AS unit_name, u.kind, r.right_code
FROM clerk c JOIN unit u ON u.number = c.unit
LEFT JOIN clerk_role g ON g.clerk = c.id AND g.begins <= $2 AND (g.ends IS NULL OR g.ends > $2)
LEFT JOIN role_right r ON r.role = g.role AND r.begins <= $2 AND (r.ends IS NULL OR r.ends > $2)
WHERE c.id = $1 AND c.begins <= $2 AND (c.ends IS NULL OR c.ends > $2) ORDER BY r.right_code NULLS LAST, g.role NULLS LAST, g.begins NULLS LAST, r.begins NULLS LAST

-- name: clerk_rights_by_os_user  $1 operating-system user  $2 day
SELECT c.id, c.unit, u.reach_from, u.reach_to, c.login, c.name, u.name AS unit_name, u.kind, r.right_code
FROM clerk c JOIN unit u ON u.number = c.unit
LEFT JOIN clerk_role g ON g.clerk = c.id AND g.begins <= $2 AND (g.ends IS NULL OR g.ends > $2)
LEFT JOIN role_right r ON r.role = g.role AND r.begins <= $2 AND (r.ends IS NULL OR r.ends > $2)
WHERE c.os_user = $1 AND c.locked_until <= $3 AND c.begins <= $2 AND (c.ends IS NULL OR c.ends > $2)
ORDER BY c.id, r.right_code NULLS LAST, g.role NULLS LAST, g.begins NULLS LAST, r.begins NULLS LAST

-- name: session_rights  $1 token hash  $2 day
-- Runs once per request: the session, its clerk, one row a right in force that day.
SELECT c.id, c.unit, u.reach_from, u.reach_to, c.login, c.name, u.name AS unit_name, u.kind, r.right_code,
       s.csrf, s.opened, s.seen
FROM session s JOIN clerk c ON c.id = s.clerk JOIN unit u ON u.number = c.unit
LEFT JOIN clerk_role g ON g.clerk = c.id AND g.begins <= $2 AND (g.ends IS NULL OR g.ends > $2)
LEFT JOIN role_right r ON r.role = g.role AND r.begins <= $2 AND (r.ends IS NULL OR r.ends > $2)
WHERE s.token = $1 AND s.closed IS NULL AND c.begins <= $2 AND (c.ends IS NULL OR c.ends > $2)
ORDER BY r.right_code NULLS LAST, g.role NULLS LAST, g.begins NULLS LAST, r.begins NULLS LAST

-- name: clerk_roles  $1 clerk  $2 day
SELECT o.code, o.zh, o.en, o.class, g.begins, g.ends FROM clerk_role g JOIN role o ON o.code = g.role
WHERE g.clerk = $1 AND (g.ends IS NULL OR g.ends > $2) ORDER BY o.code, g.begins

-- name: role_grant  $1 clerk  $2 role  $3 begins:day  $4 given by
INSERT INTO clerk_role (clerk, role, begins, ends, given_by) VALUES ($1, $2, $3, NULL, $4)
ON CONFLICT (clerk, role, begins) DO UPDATE SET ends = NULL, given_by = excluded.given_by

-- name: role_revoke  $1 clerk  $2 role  $3 day
-- A role that has not begun ends before it does.
UPDATE clerk_role SET ends = CASE WHEN begins > $3 THEN begins ELSE $3 END
WHERE clerk = $1 AND role = $2 AND (ends IS NULL OR ends > $3)

-- name: session_add
INSERT INTO session (token, csrf, clerk, terminal, opened, seen, closed) VALUES ($1, $2, $3, $4, $5, $5, NULL)

-- name: session_seen  $1 token hash  $2 instant
UPDATE session SET seen = $2 WHERE token = $1 AND seen < $2 AND closed IS NULL

-- name: session_close  $1 token hash  $2 instant
UPDATE session SET closed = $2 WHERE token = $1 AND closed IS NULL

-- name: session_close_all  $1 clerk  $2 instant  $3 token hash to keep, or empty
UPDATE session SET closed = $2 WHERE clerk = $1 AND token <> $3 AND closed IS NULL

-- name: session_list  $1 unit from  $2 unit to  $3 seen since
SELECT c.unit, c.login, c.name, s.terminal, s.opened, s.seen FROM session s JOIN clerk c ON c.id = s.clerk
WHERE c.unit >= $1 AND c.unit <= $2 AND s.closed IS NULL AND s.seen > $3 ORDER BY s.opened, c.login, s.token
