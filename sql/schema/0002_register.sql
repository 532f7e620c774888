-- The register: persons and households, versioned in two times; numbers; loads; number cases.

-- An import of a register file 导入批次.
-- owner: register
-- spread: part
CREATE TABLE load (
    part INTEGER NOT NULL,     -- the unit that imported
    id BIGINT NOT NULL,
    file TEXT NOT NULL,
    hash BYTEA NOT NULL,
    rows BIGINT NOT NULL,
    taken BIGINT NOT NULL,
    rejected BIGINT NOT NULL,
    clerk BIGINT NOT NULL,
    instant BIGINT NOT NULL,
    finished BIGINT,           -- instant; NULL: broken off, the same file goes on where it stopped
    undone BIGINT,             -- instant of the undo
    PRIMARY KEY (part, id)
);

-- Ids of the old system 原编号, each leading to the person it became, with a hash of what the file said.
-- owner: register
-- spread: legacy
-- kept: by key
CREATE TABLE legacy_person (
    legacy TEXT NOT NULL PRIMARY KEY,
    part INTEGER NOT NULL,
    person BIGINT NOT NULL,
    load BIGINT NOT NULL,
    content BYTEA NOT NULL
);

-- What a file said where the register could not take it as it stood 存疑项: kept as evidence, person by person.
-- owner: register
-- spread: part
-- kept: by key
CREATE TABLE odd_item (
    part INTEGER NOT NULL,
    person BIGINT NOT NULL,
    field TEXT NOT NULL,       -- heading of the column
    was TEXT NOT NULL,
    why TEXT NOT NULL,         -- odd_whys in register/odd_item.h
    load BIGINT NOT NULL,
    PRIMARY KEY (part, person, field)
);

-- A household 户, with the address where it lives: its open version; closed ones stand in household_past.
-- owner: register
-- spread: part
-- kept: by key
CREATE TABLE household (
    part INTEGER NOT NULL,
    id BIGINT NOT NULL,
    ver INTEGER NOT NULL,
    true_from INTEGER NOT NULL, -- the day it is true from
    known_from BIGINT NOT NULL, -- the instant we knew
    load BIGINT NOT NULL,
    legacy TEXT,               -- 户号
    kind TEXT NOT NULL,        -- 1 family, 2 collective
    status TEXT NOT NULL,      -- household_states
    station INTEGER NOT NULL,
    beat TEXT,                 -- 责任区
    county INTEGER NOT NULL,   -- 6 digits
    town TEXT,                 -- 9 digits
    committee TEXT,            -- 12 digits
    street TEXT NOT NULL,
    door TEXT NOT NULL,
    detail TEXT NOT NULL,
    PRIMARY KEY (part, id)
);
CREATE INDEX household_by_legacy ON household (legacy);

-- The open version of each person 人员; closed ones stand in person_past.
-- owner: register
-- spread: part
CREATE TABLE person (
    part INTEGER NOT NULL,
    id BIGINT NOT NULL,
    ver INTEGER NOT NULL,
    true_from INTEGER NOT NULL,  -- the day it is true from
    known_from BIGINT NOT NULL,  -- the instant we knew
    load BIGINT NOT NULL,
    legacy TEXT,                 -- 原编号
    household BIGINT NOT NULL,
    relation TEXT NOT NULL,      -- GB/T 4761
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,      -- canonical form for comparison
    former_name TEXT,
    sex TEXT NOT NULL,           -- GB/T 2261.1
    ethnic TEXT NOT NULL,        -- GB/T 3304; a card item, never a condition
    born_on INTEGER,
    number TEXT NOT NULL,
    native_place TEXT,
    education TEXT,
    marital TEXT,
    station INTEGER NOT NULL,    -- of residence now
    moved_in_on INTEGER,
    status TEXT NOT NULL,        -- 0 normal … domain 5.3
    frozen_by BIGINT,            -- the open approval
    PRIMARY KEY (part, id),
    FOREIGN KEY (part, household) REFERENCES household (part, id)
);
CREATE INDEX person_by_household ON person (part, household, id);

-- Earlier versions of persons 人员历史, true from … to, known from … to.
-- owner: register
-- spread: part
CREATE TABLE person_past (
    part INTEGER NOT NULL,
    id BIGINT NOT NULL,
    ver INTEGER NOT NULL,
    true_from INTEGER NOT NULL,
    true_to INTEGER NOT NULL,
    known_from BIGINT NOT NULL,
    known_to BIGINT NOT NULL,
    reversal INTEGER NOT NULL CHECK (reversal IN (0, 1)),
    body TEXT NOT NULL,          -- the version as JSON
    PRIMARY KEY (part, id, ver)
);

-- The directory of citizen numbers 公民身份号码. sole = 0 while more than one holds it, with an open case.
-- owner: register
-- spread: number
-- kept: by key
CREATE TABLE number_holder (
    number TEXT NOT NULL,
    part INTEGER NOT NULL,
    person BIGINT NOT NULL,
    sole INTEGER NOT NULL CHECK (sole IN (0, 1)),
    until BIGINT,                -- given up at; never reused
    PRIMARY KEY (number, part, person)
);
CREATE UNIQUE INDEX number_held_once ON number_holder (number) WHERE sole = 1;

-- A question about a number 号码案件, until it is decided.
-- owner: register
-- spread: part
CREATE TABLE number_case (
    part INTEGER NOT NULL,
    id BIGINT NOT NULL,
    ver INTEGER NOT NULL,
    person BIGINT NOT NULL,
    number TEXT NOT NULL,
    kind TEXT NOT NULL,          -- DUPLICATE, WRONG, BIRTH, SEX
    reasons TEXT NOT NULL,
    other_part INTEGER,
    other_person BIGINT,
    station INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('OPEN', 'CLOSED')),
    opened_on INTEGER NOT NULL,
    due_on INTEGER NOT NULL,
    closed_on INTEGER,
    outcome TEXT,                -- domain 3.3: 0 … 9, or CONFIRMED
    clerk BIGINT,
    PRIMARY KEY (part, id)
);
CREATE INDEX number_case_of_person ON number_case (part, person, state, id);
CREATE INDEX number_case_by_station ON number_case (state, station, due_on, part, id);
