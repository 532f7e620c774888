-- Applications, cards, temporary cards, custody, packages, receipts.

-- An application 申请: one row, one state (application_life).
-- owner: cards
-- spread: part
CREATE TABLE application (
    part INTEGER NOT NULL,
    id BIGINT NOT NULL,
    ver INTEGER NOT NULL,
    number TEXT NOT NULL,         -- acceptance number, 22 digits [GA214.4]
    person BIGINT NOT NULL,
    state INTEGER NOT NULL,       -- code of domain 8.5
    live INTEGER NOT NULL CHECK (live IN (0, 1)),
    station INTEGER NOT NULL,     -- accepted here
    bureau INTEGER NOT NULL,      -- signs
    city INTEGER NOT NULL,
    at_unit INTEGER NOT NULL,     -- whose turn it is
    acceptor BIGINT NOT NULL,
    accepted_on INTEGER NOT NULL,
    accepted_at BIGINT NOT NULL,
    ground TEXT NOT NULL,
    production TEXT NOT NULL,     -- 1 ordinary, 2 express
    delivery TEXT NOT NULL,
    phone TEXT,
    guardian TEXT,                -- name and relation of the guardian, under 16
    -- the snapshot that becomes the card
    name TEXT NOT NULL,
    sex TEXT NOT NULL,
    ethnic TEXT NOT NULL,
    born_on INTEGER NOT NULL,
    address TEXT NOT NULL,
    citizen_number TEXT NOT NULL,
    organ TEXT NOT NULL,          -- issuing organ, from the county of the address
    portrait BYTEA,               -- hash of the blob
    -- money: stored, never recomputed
    fee BIGINT NOT NULL,          -- fen
    fee_source TEXT NOT NULL,
    exemption TEXT,
    receipt TEXT,                 -- serial
    -- clocks
    promised_on INTEGER NOT NULL,
    due_on INTEGER NOT NULL,      -- the legal limit
    due_source TEXT NOT NULL,
    -- what came after
    held_for BIGINT,              -- number case
    reviewer BIGINT,
    signer BIGINT,
    auditor BIGINT,
    signed_on INTEGER,
    valid_from INTEGER,
    valid_to INTEGER,
    valid_source TEXT,
    reason TEXT,                  -- of the last refusal
    reason_field TEXT,
    card BIGINT,
    old_card TEXT,                -- HANDED_IN, LOST, NEVER_HAD
    collected_on INTEGER,
    superseded_by BIGINT,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (id, part)
);
-- A person's applications, of which one is live at most.
CREATE UNIQUE INDEX application_by_person ON application (part, person, (CASE WHEN live = 1 THEN 0 ELSE id END));
CREATE INDEX application_queue ON application (state, at_unit, due_on, part, id);

-- Where an application is found by its acceptance number 受理号.
-- owner: cards
-- spread: number
CREATE TABLE application_number (
    number TEXT NOT NULL PRIMARY KEY,
    part INTEGER NOT NULL,
    application BIGINT NOT NULL
);

-- Acceptance serials 受理流水号 of a station and day, from 1 at midnight [GA214.4].
-- owner: cards
-- spread: unit
CREATE TABLE acceptance_serial (
    unit INTEGER NOT NULL,
    day INTEGER NOT NULL,
    serial INTEGER NOT NULL CHECK (serial BETWEEN 1 AND 99999),
    PRIMARY KEY (unit, day)
);

-- A card 证件 is a snapshot and never changes but for where it is.
-- owner: cards
-- spread: part
CREATE TABLE card (
    part INTEGER NOT NULL,
    id BIGINT NOT NULL,
    ver INTEGER NOT NULL,
    application BIGINT NOT NULL,
    person BIGINT NOT NULL,
    serial TEXT NOT NULL,         -- body number 卡体管理号
    class TEXT NOT NULL,          -- 2 second generation
    state TEXT NOT NULL,          -- 1 normal, 2 loss reported, 3 taken back, 4 destroyed [domain 8.8]
    unit INTEGER NOT NULL,        -- where it is: the part, kind and holder of its account
    account TEXT NOT NULL,
    holder BIGINT NOT NULL,
    box TEXT NOT NULL,
    name TEXT NOT NULL,
    sex TEXT NOT NULL,
    ethnic TEXT NOT NULL,
    born_on INTEGER NOT NULL,
    address TEXT NOT NULL,
    citizen_number TEXT NOT NULL,
    organ TEXT NOT NULL,
    portrait BYTEA NOT NULL,
    valid_from INTEGER NOT NULL,
    valid_to INTEGER,
    made_on INTEGER NOT NULL,
    PRIMARY KEY (part, id)
);
CREATE INDEX card_by_person ON card (part, person, id);
CREATE INDEX card_by_application ON card (part, application);
CREATE INDEX card_by_place ON card (unit, account, holder);

-- Where a card is found by its body number 卡体管理号.
-- owner: cards
-- spread: serial
CREATE TABLE card_serial (
    serial TEXT NOT NULL PRIMARY KEY,
    part INTEGER NOT NULL,
    card BIGINT NOT NULL
);

-- What was found when a finished card was inspected 质检.
-- owner: cards
-- spread: part
CREATE TABLE inspection (
    part INTEGER NOT NULL,
    id BIGINT NOT NULL,
    card BIGINT NOT NULL,
    unit INTEGER NOT NULL,
    good INTEGER NOT NULL CHECK (good IN (0, 1)),
    defect TEXT,
    note TEXT,
    clerk BIGINT NOT NULL,
    instant BIGINT NOT NULL,
    PRIMARY KEY (part, id)
);

-- Cards on the way between two units 交接单: signed by the giver, then by the receiver.
-- owner: cards
-- spread: unit
CREATE TABLE consignment (
    unit INTEGER NOT NULL,        -- the giver
    id BIGINT NOT NULL,
    ver INTEGER NOT NULL,
    to_unit INTEGER NOT NULL,
    box TEXT NOT NULL,
    count INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('PENDING', 'POSTED', 'SHORT', 'VOID')),
    giver BIGINT NOT NULL,
    given_at BIGINT NOT NULL,
    receiver BIGINT,
    received_at BIGINT,
    counted INTEGER,
    PRIMARY KEY (unit, id)
);
CREATE INDEX consignment_to ON consignment (to_unit, state);

-- The cards of a consignment 交接明细, and which of them arrived.
-- owner: cards
-- spread: unit
CREATE TABLE consignment_card (
    unit INTEGER NOT NULL,
    consignment BIGINT NOT NULL,
    card_part INTEGER NOT NULL,
    card BIGINT NOT NULL,
    arrived INTEGER NOT NULL CHECK (arrived IN (0, 1)),
    PRIMARY KEY (unit, consignment, card_part, card)
);

-- Old cards 旧证 handed in, declared lost, or never had.
-- owner: cards
-- spread: part
CREATE TABLE surrender (
    part INTEGER NOT NULL,
    id BIGINT NOT NULL,
    person BIGINT NOT NULL,
    application BIGINT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('HANDED_IN', 'LOST', 'NEVER_HAD')),
    card BIGINT,                  -- when it is one of ours
    card_note TEXT,               -- generation and dates of a card from before
    proof TEXT,                   -- of never having had one
    unit INTEGER NOT NULL,
    clerk BIGINT NOT NULL,
    instant BIGINT NOT NULL,
    PRIMARY KEY (part, id)
);
CREATE INDEX surrender_by_card ON surrender (part, card);

-- Temporary cards 临时居民身份证 [T78].
-- owner: cards
-- spread: part
CREATE TABLE temporary_card (
    part INTEGER NOT NULL,
    id BIGINT NOT NULL,
    application BIGINT NOT NULL,
    person BIGINT NOT NULL,
    number TEXT NOT NULL,         -- 卡号
    valid_from INTEGER NOT NULL,
    valid_to INTEGER NOT NULL,
    fee BIGINT NOT NULL,
    receipt TEXT,
    signer BIGINT NOT NULL,
    unit INTEGER NOT NULL,
    returned_on INTEGER,
    PRIMARY KEY (part, id)
);
CREATE UNIQUE INDEX temporary_card_once ON temporary_card (part, application);

-- Looks at portraits 阅像 by reviewers and signers: a batch signs only what was opened.
-- owner: cards
-- spread: part
CREATE TABLE portrait_look (
    part INTEGER NOT NULL,
    application BIGINT NOT NULL,
    clerk BIGINT NOT NULL,
    instant BIGINT NOT NULL,
    PRIMARY KEY (part, application, clerk)
);

-- Tariffs 收费标准: the last row in force on the day counts. What F03 and F18 set is seeded; a city adds rows.
-- owner: money
-- spread: copy
CREATE TABLE tariff (
    kind TEXT NOT NULL CHECK (kind IN ('CARD', 'TEMPORARY')),
    ground TEXT NOT NULL,         -- code, or class like '1*'
    begins INTEGER NOT NULL,
    fee BIGINT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (kind, ground, begins)
);

-- Exemptions 减免: what of the fee is left, in percent, for which grounds.
-- owner: money
-- spread: copy
CREATE TABLE exemption (
    code TEXT NOT NULL,
    begins INTEGER NOT NULL,
    percent INTEGER NOT NULL CHECK (percent BETWEEN 0 AND 100),
    grounds TEXT NOT NULL,        -- first digits it covers, such as '12'
    zh TEXT NOT NULL,
    en TEXT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (code, begins)
);

-- A book of official receipts 票据, in one clerk's hands.
-- owner: money
-- spread: part
CREATE TABLE receipt_book (
    part INTEGER NOT NULL,        -- the unit
    id BIGINT NOT NULL,
    prefix TEXT NOT NULL,
    first BIGINT NOT NULL,
    last BIGINT NOT NULL,
    next BIGINT NOT NULL,
    clerk BIGINT NOT NULL,
    PRIMARY KEY (part, id),
    CHECK (first <= next AND next <= last + 1)
);
CREATE INDEX receipt_book_by_clerk ON receipt_book (part, clerk, id);

-- A receipt 票据 for a fee; a void one keeps its serial.
-- owner: money
-- spread: part
CREATE TABLE receipt (
    part INTEGER NOT NULL,
    serial TEXT NOT NULL,
    book BIGINT NOT NULL,
    fee BIGINT NOT NULL,
    kind TEXT NOT NULL,
    application_part INTEGER NOT NULL,
    application BIGINT NOT NULL,
    clerk BIGINT NOT NULL,
    instant BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('ISSUED', 'VOID')),
    PRIMARY KEY (part, serial)
);

-- Sealed packages sent 发出的数据包: the sequence of a sender to a receiver has no holes.
-- owner: exchange
-- spread: unit
CREATE TABLE package_out (
    unit INTEGER NOT NULL,        -- sender
    to_unit INTEGER NOT NULL,
    seq BIGINT NOT NULL,          -- from 1
    kind TEXT NOT NULL,
    count INTEGER NOT NULL,
    file TEXT NOT NULL,
    hash BYTEA NOT NULL,
    clerk BIGINT NOT NULL,
    instant BIGINT NOT NULL,
    answered BIGINT,              -- instant the receiver's answer came
    PRIMARY KEY (unit, to_unit, seq)
);

-- Sealed packages taken in 收到的数据包; the last sequence is the mark.
-- owner: exchange
-- spread: unit
CREATE TABLE package_in (
    unit INTEGER NOT NULL,        -- receiver
    from_unit INTEGER NOT NULL,
    seq BIGINT NOT NULL,
    kind TEXT NOT NULL,
    count INTEGER NOT NULL,
    hash BYTEA NOT NULL,
    clerk BIGINT NOT NULL,
    instant BIGINT NOT NULL,
    PRIMARY KEY (unit, from_unit, seq)
);

-- What waits to go to another unit 待发: records of the next package.
-- owner: exchange
-- spread: unit
CREATE TABLE outbox (
    unit INTEGER NOT NULL,
    id BIGINT NOT NULL,
    to_unit INTEGER NOT NULL,
    kind TEXT NOT NULL,           -- verb the receiver follows
    subject_part INTEGER NOT NULL,
    subject BIGINT NOT NULL,
    seq BIGINT,                   -- package it went with
    PRIMARY KEY (unit, id)
);
CREATE INDEX outbox_waiting ON outbox (unit, to_unit, id) WHERE seq IS NULL;
