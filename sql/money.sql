-- Tariffs, exemptions, receipts.

-- name: tariff_add
INSERT INTO tariff (kind, ground, begins, fee, source) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (kind, ground, begins) DO NOTHING

-- name: exemption_add
INSERT INTO exemption (code, begins, percent, grounds, zh, en, source) VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (code, begins) DO NOTHING

-- name: tariffs_all
-- The order is that of precedence, the last row in force counts: by day, an exact ground after its class, such as '1*'.
SELECT kind, ground, begins, fee, source FROM tariff ORDER BY begins, ground, kind

-- name: exemptions_all
SELECT code, begins, percent, grounds, source FROM exemption ORDER BY begins, code

-- name: exemptions_in_force  $1 day
SELECT code, percent, grounds, zh, en, source FROM exemption WHERE begins <= $1 ORDER BY code, begins

-- name: receipt_take  $1 part  $2 clerk
-- The next serial of the clerk's oldest book that has one left.
UPDATE receipt_book SET next = next + 1
WHERE part = $1 AND next <= last
  AND id = (SELECT b.id FROM receipt_book b WHERE b.part = $1 AND b.clerk = $2 AND b.next <= b.last ORDER BY b.id LIMIT 1)
RETURNING id, prefix, next - 1 AS serial

-- name: receipt_add
INSERT INTO receipt (part, serial, book, fee, kind, application_part, application, clerk, instant, state)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'ISSUED')

-- name: receipt_book_add  $1 part  $2 id  $3 prefix  $4 first  $5 last  $6 clerk
INSERT INTO receipt_book (part, id, prefix, first, last, next, clerk) VALUES ($1, $2, $3, $4, $5, $4, $6)

-- name: receipt_book_overlap  $1 prefix  $2 first  $3 last
-- fanout
SELECT part, id FROM receipt_book WHERE prefix = $1 AND first <= $3 AND last >= $2 ORDER BY part, id LIMIT 1

-- name: receipt_books  $1 unit from  $2 unit to
-- fanout
SELECT b.part, b.id, b.prefix, b.first, b.last, b.next, b.clerk FROM receipt_book b
WHERE b.part BETWEEN $1 AND $2 ORDER BY b.part, b.id

-- name: law_receipts_are_used
-- fanout
-- A serial that left the book has its receipt, and no receipt is without its book.
WITH used AS (SELECT part, book, count(*) AS receipts FROM receipt GROUP BY part, book)
SELECT coalesce(b.part, u.part) AS part, coalesce(b.id, u.book) AS book, b.next - b.first AS taken, u.receipts
FROM receipt_book b FULL JOIN used u ON u.part = b.part AND u.book = b.id
WHERE coalesce(b.next - b.first, -1) <> coalesce(u.receipts, 0)
ORDER BY 1, 2

-- name: law_cash_is_fees
-- fanout
-- neighbour: account because the law compares the two
-- What payers gave is the sum of the fees on receipts.
WITH paid AS (SELECT part, -CAST(sum(balance) AS BIGINT) AS fen FROM account WHERE kind = 'FEN_PAYERS' GROUP BY part),
     fees AS (SELECT part, CAST(sum(fee) AS BIGINT) AS fen FROM receipt WHERE state = 'ISSUED' GROUP BY part)
SELECT coalesce(p.part, f.part) AS part, coalesce(p.fen, 0) AS paid, coalesce(f.fen, 0) AS fees
FROM paid p FULL JOIN fees f ON f.part = p.part
WHERE coalesce(p.fen, 0) <> coalesce(f.fen, 0)
ORDER BY 1
