-- The ground: this node, units and clerks, sessions, the journal, the ledger, requests, blobs.
-- Words of the engines: INTEGER is 32 bits, BIGINT 64; days are civil days from 1970-01-01, instants microseconds UTC, money fen.
-- The lines above each table say what it is, which counter owns it, and how a distributed engine spreads it.

-- This database 本库: one row a setting.
-- owner: office
-- spread: none
CREATE TABLE node (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

-- A unit 单位: region, city, bureau, station, offices, leading groups, the centre. Number: 6 digits of the county, 3 of the unit.
-- owner: office
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
-- owner: office
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
-- owner: office
-- spread: copy
CREATE TABLE role (
    code TEXT NOT NULL PRIMARY KEY,
    zh TEXT NOT NULL,
    en TEXT NOT NULL,
    class TEXT NOT NULL CHECK (class IN ('BUSINESS', 'SYSTEM', 'SECURITY', 'AUDIT')) -- 三员 are three classes of their own
);

-- What a role may do 角色权限, from a day on.
-- owner: office
-- spread: copy
CREATE TABLE role_right (
    role TEXT NOT NULL REFERENCES role (code),
    right_code TEXT NOT NULL,
    begins INTEGER NOT NULL,
    ends INTEGER,
    PRIMARY KEY (role, right_code, begins)
);

-- Which clerk holds which role 用户角色, and who gave it.
-- owner: office
-- spread: copy
CREATE TABLE clerk_role (
    clerk BIGINT NOT NULL REFERENCES clerk (id),
    role TEXT NOT NULL REFERENCES role (code),
    begins INTEGER NOT NULL,
    ends INTEGER,
    given_by BIGINT NOT NULL,
    PRIMARY KEY (clerk, role, begins)
);

-- A log-in to the pages 会话, until it is closed or idle too long.
-- owner: office
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

-- What a city sets itself 参数, with the day it begins: limits, promised days, lock-out, idle time.
-- owner: office
-- spread: copy
CREATE TABLE setting (
    name TEXT NOT NULL,
    begins INTEGER NOT NULL,
    value BIGINT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (name, begins)
);

-- The journal 日志 of a unit: one chain, its length and the roots of its tree.
-- owner: journal
-- spread: unit
CREATE TABLE chain (
    unit INTEGER NOT NULL PRIMARY KEY,
    size BIGINT NOT NULL,      -- entries so far; the next sequence
    frontier BYTEA NOT NULL    -- roots of the complete subtrees, largest first
);

-- One thing done 日志条目: when, by whom, why, to whom.
-- owner: journal
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
CREATE INDEX entry_by_subject ON entry (subject, subject_part);
CREATE INDEX entry_by_instant ON entry (instant, unit, seq);

-- Signed heads of a chain 日志签名: what a proof leads to.
-- owner: journal
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

-- Figures of progress 进度, folded in the transaction that makes them.
-- owner: journal
-- spread: unit
CREATE TABLE progress (
    unit INTEGER NOT NULL,
    day INTEGER NOT NULL,
    figure TEXT NOT NULL,
    n BIGINT NOT NULL,
    PRIMARY KEY (unit, day, figure)
);

-- The ledger 台账: whatever can be counted is in exactly one account.
-- owner: ledger
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

-- A move from one account to another 转移; never changed, never deleted.
-- owner: ledger
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
    PRIMARY KEY (id, part)
);

-- Commands from outside 请求, by their key, with the answer that was given.
-- owner: journal
-- spread: part
CREATE TABLE request (
    part INTEGER NOT NULL,
    key TEXT NOT NULL,
    hash BYTEA NOT NULL,
    status INTEGER NOT NULL,
    answer TEXT NOT NULL,
    tries INTEGER NOT NULL,
    instant BIGINT NOT NULL,
    PRIMARY KEY (key, part)
);

-- Portraits and scans 相片与扫描件, once each, by hash.
-- owner: portrait
-- spread: part
CREATE TABLE blob (
    part INTEGER NOT NULL,
    hash BYTEA NOT NULL,       -- SM3
    kind TEXT NOT NULL,
    bytes BYTEA NOT NULL,
    PRIMARY KEY (part, hash)
);
