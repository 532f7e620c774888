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
-- A balance is the sum of its transfers.
SELECT a.part, a.kind, a.holder, a.balance,
       coalesce((SELECT sum(t.amount) FROM transfer t WHERE t.part = a.part AND t.credit = a.kind AND t.credit_holder = a.holder), 0)
     - coalesce((SELECT sum(t.amount) FROM transfer t WHERE t.part = a.part AND t.debit = a.kind AND t.debit_holder = a.holder), 0) AS moved
FROM account a
WHERE a.balance <> coalesce((SELECT sum(t.amount) FROM transfer t WHERE t.part = a.part AND t.credit = a.kind AND t.credit_holder = a.holder), 0)
                 - coalesce((SELECT sum(t.amount) FROM transfer t WHERE t.part = a.part AND t.debit = a.kind AND t.debit_holder = a.holder), 0)
ORDER BY a.part, a.kind, a.holder

-- name: law_never_negative
-- fanout
SELECT part, kind, holder, balance FROM account WHERE balance < 0 AND source = 0 ORDER BY part, kind, holder

-- name: law_sums_to_zero
-- fanout
-- Within a part nothing appears or disappears: sources are negative by what came out of them.
SELECT part, substr(kind, 1, 3) AS asset, sum(balance) AS balance FROM account
GROUP BY part, substr(kind, 1, 3) HAVING sum(balance) <> 0 ORDER BY part, asset

-- name: account_balances  $1 part
SELECT kind, holder, balance FROM account WHERE part = $1 ORDER BY kind, holder
