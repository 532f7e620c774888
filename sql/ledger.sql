-- The ledger's statements. Spread by part.

-- name: account_debit  $1 part  $2 kind  $3 holder  $4 amount
-- The balance is part of the condition: what is not there cannot be given.
UPDATE account SET balance = balance - CAST($4 AS BIGINT)
WHERE part = $1 AND kind = $2 AND holder = $3 AND balance >= CAST($4 AS BIGINT)

-- name: account_add_1  $1 part  $2 kind  $3 holder  $4 source  $5 amount (below zero for a source)
INSERT INTO account (part, kind, holder, source, balance) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (part, kind, holder) DO UPDATE SET balance = account.balance + excluded.balance

-- name: account_add_2
INSERT INTO account (part, kind, holder, source, balance) VALUES ($1, $2, $3, $4, $5), ($1, $6, $7, $8, $9)
ON CONFLICT (part, kind, holder) DO UPDATE SET balance = account.balance + excluded.balance

-- name: account_add_3
INSERT INTO account (part, kind, holder, source, balance)
VALUES ($1, $2, $3, $4, $5), ($1, $6, $7, $8, $9), ($1, $10, $11, $12, $13)
ON CONFLICT (part, kind, holder) DO UPDATE SET balance = account.balance + excluded.balance

-- name: transfer_add_1  $1 part  $2 clerk  $3 instant  $4 id  $5 debit  $6 its holder  $7 credit  $8 its holder  $9 amount  $10 subject
INSERT INTO transfer (part, clerk, instant, id, debit, debit_holder, credit, credit_holder, amount, subject)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)

-- name: transfer_add_2
INSERT INTO transfer (part, clerk, instant, id, debit, debit_holder, credit, credit_holder, amount, subject)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10), ($1, $2, $3, $11, $12, $13, $14, $15, $16, $17)

-- name: law_balance_is_transfers
-- fanout
-- A balance is the sum of its transfers; an account that is gone, or never moved, has a sum of 0.
WITH moves AS (
    SELECT part, credit AS kind, credit_holder AS holder, amount FROM transfer
    UNION ALL SELECT part, debit, debit_holder, -amount FROM transfer
), sums AS (
    SELECT part, kind, holder, CAST(sum(amount) AS BIGINT) AS moved FROM moves GROUP BY part, kind, holder
)
SELECT coalesce(a.part, s.part) AS part, coalesce(a.kind, s.kind) AS kind, coalesce(a.holder, s.holder) AS holder,
       coalesce(a.balance, 0) AS balance, coalesce(s.moved, 0) AS moved
FROM account a FULL JOIN sums s ON s.part = a.part AND s.kind = a.kind AND s.holder = a.holder
WHERE coalesce(a.balance, 0) <> coalesce(s.moved, 0)
ORDER BY 1, 2, 3

-- name: law_never_negative
-- fanout
-- Only sources are negative, and only the four are sources.
SELECT part, kind, holder, balance FROM account
WHERE (balance < 0 AND source = 0)
   OR source <> CASE WHEN kind IN ('CARD_MADE', 'CARD_ARRIVED', 'RECEIPT_ISSUED', 'FEN_PAYERS') THEN 1 ELSE 0 END
ORDER BY part, kind, holder

-- name: law_sums_to_zero
-- fanout
-- Within a part nothing appears or disappears: sources are negative by what came out of them.
SELECT part, substr(kind, 1, 3) AS asset, sum(balance) AS balance FROM account
GROUP BY part, substr(kind, 1, 3) HAVING sum(balance) <> 0 ORDER BY part, asset

-- name: law_what_left_arrived
-- fanout
-- Of two units kept in one database: what the one says was delivered to the other, the other says arrived.
WITH sent AS (SELECT part AS giver, CAST(holder AS INTEGER) AS taker, balance FROM account WHERE kind = 'CARD_SENT'),
     came AS (SELECT CAST(holder AS INTEGER) AS giver, part AS taker, -balance AS balance FROM account WHERE kind = 'CARD_ARRIVED')
SELECT s.giver, s.taker, s.balance AS sent, coalesce(c.balance, 0) AS arrived
FROM sent s LEFT JOIN came c ON c.giver = s.giver AND c.taker = s.taker
WHERE s.balance <> coalesce(c.balance, 0) AND EXISTS (SELECT 1 FROM account x WHERE x.part = s.taker AND x.kind = 'CARD_ARRIVED')
ORDER BY s.giver, s.taker
