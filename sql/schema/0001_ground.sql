-- The ground: this node, units and clerks, sessions, the journal, the ledger, requests, blobs.
-- Words of the engines: INTEGER is 32 bits, BIGINT 64; days are civil days from 1970-01-01, instants microseconds UTC, money fen.
-- The line above each table says how a distributed engine spreads it.

-- This database: one row a setting.
-- spread: none
CREATE TABLE node (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

-- A unit 单位: region, city, bureau, station, offices, leading groups, the centre. Number: 6 digits of the county, 3 of the unit.
-- spread: copy
CREATE TABLE unit (
    number INTEGER NOT NULL PRIMARY KEY,
    parent INTEGER,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    short TEXT NOT NULL,
    reach_from INTEGER NOT NULL, -- jurisdiction: the units numbered from … to
    reach_to INTEGER NOT NULL,
    here INTEGER NOT NULL CHECK (here IN (0, 1)), -- kept in this database; the others are reached by packages
    public_key BYTEA,
    begins INTEGER NOT NULL,
    ends INTEGER,
    CHECK (reach_from <= number AND number <= reach_to)
);
CREATE INDEX unit_by_parent ON unit (parent);

-- A person who works here 用户.
-- spread: copy
CREATE TABLE clerk (
    id BIGINT NOT NULL PRIMARY KEY,
    unit INTEGER NOT NULL REFERENCES unit (number),
    login TEXT NOT NULL,
    name TEXT NOT NULL,
    password TEXT NOT NULL,      -- argon2id, libsodium's text form; '' cannot log in
    os_user TEXT,                -- the operating-system user bound to this clerk
    ver INTEGER NOT NULL,
    failures INTEGER NOT NULL,   -- wrong passwords in a row
    locked_until BIGINT NOT NULL,
    begins INTEGER NOT NULL,
    ends INTEGER
);
CREATE UNIQUE INDEX clerk_by_login ON clerk (login);
CREATE INDEX clerk_by_unit ON clerk (unit);

-- A role 角色 and the rights it holds, from a day on.
-- spread: copy
CREATE TABLE role (
    code TEXT NOT NULL PRIMARY KEY,
    zh TEXT NOT NULL,
    en TEXT NOT NULL,
    class TEXT NOT NULL CHECK (class IN ('BUSINESS', 'SYSTEM', 'SECURITY', 'AUDIT')) -- 三员 are three classes of their own
);
-- spread: copy
CREATE TABLE role_right (
    role TEXT NOT NULL REFERENCES role (code),
    right_code TEXT NOT NULL,
    begins INTEGER NOT NULL,
    ends INTEGER,
    PRIMARY KEY (role, right_code, begins)
);
-- spread: copy
CREATE TABLE clerk_role (
    clerk BIGINT NOT NULL REFERENCES clerk (id),
    role TEXT NOT NULL REFERENCES role (code),
    begins INTEGER NOT NULL,
    ends INTEGER,
    given_by BIGINT NOT NULL,
    PRIMARY KEY (clerk, role, begins)
);

-- spread: none
CREATE TABLE session (
    token BYTEA NOT NULL PRIMARY KEY, -- SM3 of the cookie
    csrf TEXT NOT NULL,
    clerk BIGINT NOT NULL REFERENCES clerk (id),
    terminal TEXT NOT NULL,
    opened BIGINT NOT NULL,
    seen BIGINT NOT NULL,
    closed BIGINT
);
CREATE INDEX session_by_clerk ON session (clerk);

-- What a city sets itself, with the day it begins: limits, promised days, lock-out, idle time.
-- spread: copy
CREATE TABLE setting (
    name TEXT NOT NULL,
    begins INTEGER NOT NULL,
    value BIGINT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (name, begins)
);

-- The journal: one chain a unit.
-- spread: unit
CREATE TABLE chain (
    unit INTEGER NOT NULL PRIMARY KEY,
    size BIGINT NOT NULL,      -- entries so far; the next sequence
    frontier BYTEA NOT NULL    -- roots of the complete subtrees, largest first
);
-- spread: unit
CREATE TABLE entry (
    unit INTEGER NOT NULL,
    seq BIGINT NOT NULL,       -- from 0, without gaps
    instant BIGINT NOT NULL,
    clerk BIGINT NOT NULL,
    terminal TEXT NOT NULL,
    purpose TEXT NOT NULL,
    verb TEXT NOT NULL,
    subject_part INTEGER NOT NULL,
    subject BIGINT NOT NULL,
    body TEXT,                 -- JSON; NULL when its retention has ended
    nonce BYTEA NOT NULL,      -- 16 bytes; once the body is erased, the 32 bytes of its hash
    leaf BYTEA NOT NULL,
    nodes BYTEA NOT NULL,      -- inner nodes this leaf completes, level 1 upward
    PRIMARY KEY (unit, seq)
);
CREATE INDEX entry_by_subject ON entry (subject_part, subject);
-- Signed heads of a chain.
-- spread: unit
CREATE TABLE head (
    unit INTEGER NOT NULL,
    size BIGINT NOT NULL,
    instant BIGINT NOT NULL,
    root BYTEA NOT NULL,
    signature BYTEA NOT NULL,
    public_key BYTEA NOT NULL,
    PRIMARY KEY (unit, size)
);
-- Figures of progress, folded in the transaction that makes them.
-- spread: unit
CREATE TABLE progress (
    unit INTEGER NOT NULL,
    day INTEGER NOT NULL,
    figure TEXT NOT NULL,
    n BIGINT NOT NULL,
    PRIMARY KEY (unit, day, figure)
);

-- The ledger: whatever can be counted is in exactly one account.
-- spread: part
CREATE TABLE account (
    part INTEGER NOT NULL,     -- the unit that keeps it
    kind TEXT NOT NULL,        -- account_kinds in ledger/ledger.h
    holder BIGINT NOT NULL,    -- a clerk, a unit, or 0
    source INTEGER NOT NULL CHECK (source IN (0, 1)), -- where things come from; may be negative
    balance BIGINT NOT NULL,
    PRIMARY KEY (part, kind, holder),
    CONSTRAINT account_never_negative CHECK (balance >= 0 OR source = 1)
);
-- spread: part
CREATE TABLE transfer (
    part INTEGER NOT NULL,
    id BIGINT NOT NULL,
    debit TEXT NOT NULL,
    debit_holder BIGINT NOT NULL,
    credit TEXT NOT NULL,
    credit_holder BIGINT NOT NULL,
    amount BIGINT NOT NULL CHECK (amount > 0),
    subject BIGINT NOT NULL,   -- what it is about: a receipt, a consignment, a card
    clerk BIGINT NOT NULL,
    instant BIGINT NOT NULL,
    PRIMARY KEY (part, id)
);

-- Commands from outside, by their key, with the answer that was given.
-- spread: part
CREATE TABLE request (
    part INTEGER NOT NULL,
    key TEXT NOT NULL,
    hash BYTEA NOT NULL,
    status INTEGER NOT NULL,
    answer TEXT NOT NULL,
    tries INTEGER NOT NULL,
    instant BIGINT NOT NULL,
    PRIMARY KEY (part, key)
);

-- Portraits and scans, once each, by hash.
-- spread: part
CREATE TABLE blob (
    part INTEGER NOT NULL,
    hash BYTEA NOT NULL,       -- SM3
    kind TEXT NOT NULL,
    bytes BYTEA NOT NULL,
    PRIMARY KEY (part, hash)
);
