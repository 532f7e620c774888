-- Papers of household businesses: scans of what was shown, certificates that were issued; cards that are to have an address appended.

-- A scan of a paper that was shown 证明材料扫描件; the bytes lie in blob, once each.
-- owner: business
-- spread: part
CREATE TABLE business_scan (
    part INTEGER NOT NULL,
    business BIGINT NOT NULL,
    n INTEGER NOT NULL,             -- from 1, in the order they came
    paper TEXT NOT NULL,            -- a code of business_papers
    hash BYTEA NOT NULL,            -- SM3, of the blob
    clerk BIGINT NOT NULL,          -- who scanned it
    instant BIGINT NOT NULL,
    PRIMARY KEY (part, business, n),
    FOREIGN KEY (part, business) REFERENCES business (part, id)
);
CREATE UNIQUE INDEX business_scan_once ON business_scan (part, business, paper, hash);

-- A certificate a business brought 证明, as it was on the day: it says the same whenever it is printed again.
-- owner: business
-- spread: part
CREATE TABLE business_certificate (
    part INTEGER NOT NULL,
    business BIGINT NOT NULL,
    form TEXT NOT NULL,             -- business_forms in business/business_forms.c
    number TEXT NOT NULL,           -- its own: unit, year, serial
    unit INTEGER NOT NULL,          -- that issues it
    decided_by INTEGER NOT NULL,    -- the unit that decided
    issued_on INTEGER NOT NULL,
    name TEXT NOT NULL,             -- of the person, as then
    sex TEXT NOT NULL,
    born_on INTEGER,
    citizen_number TEXT,
    old_number TEXT,                -- given up, of a certificate of a changed number
    ground TEXT NOT NULL,           -- why: the kind in Chinese, and the reason where one is asked
    happened_on INTEGER,
    from_place TEXT,                -- where the person lived before
    to_place TEXT,                  -- where to
    PRIMARY KEY (part, business, form),
    FOREIGN KEY (part, business) REFERENCES business (part, id)
);

-- The last serial of a unit's certificates 证明流水号, of each form and year.
-- owner: business
-- spread: unit
CREATE TABLE certificate_serial (
    unit INTEGER NOT NULL,
    form TEXT NOT NULL,
    year INTEGER NOT NULL,
    serial INTEGER NOT NULL CHECK (serial BETWEEN 1 AND 99999),
    PRIMARY KEY (unit, form, year)
);

-- Whose card is to have the new address appended 住址待追加 [domain 7.4]: who moved inside the city and keeps the card.
-- owner: cards
-- spread: part
CREATE TABLE address_due (
    part INTEGER NOT NULL,
    card BIGINT NOT NULL,
    person BIGINT NOT NULL,
    since INTEGER NOT NULL,         -- of the newest move
    settled_on INTEGER,             -- written, or the card is no longer the holder's
    PRIMARY KEY (part, card)
);
