-- Portraits by hash. Spread by part.

-- name: blob_put  $1 part  $2 hash  $3 kind  $4 bytes
INSERT INTO blob (part, hash, kind, bytes) VALUES ($1, $2, $3, $4) ON CONFLICT (part, hash) DO NOTHING

-- name: blob_get  $1 part  $2 hash
SELECT bytes FROM blob WHERE part = $1 AND hash = $2
