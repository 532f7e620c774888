-- Door plates 门牌, beats 责任区, and the house check 入户核查 that walks them.

-- A plate on a wall 门牌. Its place is the station on whose ground it stands.
-- owner: places
-- spread: part
CREATE TABLE plate (
    part INTEGER NOT NULL,       -- the station
    id BIGINT NOT NULL,
    ver INTEGER NOT NULL,
    legacy TEXT NOT NULL,        -- 门牌编号 of the file
    county INTEGER NOT NULL,     -- GB/T 2260, element 13
    town INTEGER NOT NULL,       -- 9 digits, element 21, 22 or 23
    town_name TEXT NOT NULL,
    committee TEXT NOT NULL,     -- 12 digits, element 31, 32 or 33
    committee_name TEXT NOT NULL,
    street TEXT NOT NULL,        -- element 41
    door TEXT NOT NULL,
    door_key TEXT NOT NULL,      -- the door's place on its street: byte order is the order of walking
    kind TEXT NOT NULL,          -- plate_kinds in places/plate.h
    households INTEGER NOT NULL, -- how many the file says live behind it
    beat BIGINT,                 -- NULL: nobody's yet
    PRIMARY KEY (part, id)
);
CREATE UNIQUE INDEX plate_by_legacy ON plate (part, legacy);
CREATE UNIQUE INDEX plate_by_address ON plate (part, street, door, county);
CREATE INDEX plate_in_order ON plate (part, street, door_key, id);
CREATE INDEX plate_of_beat ON plate (part, beat);

-- A station's part with one officer in charge 责任区.
-- owner: places
-- spread: part
CREATE TABLE beat (
    part INTEGER NOT NULL,       -- the station
    id BIGINT NOT NULL,
    ver INTEGER NOT NULL,
    number INTEGER NOT NULL,     -- within the station, from 1
    name TEXT NOT NULL,
    officer BIGINT,              -- clerk in charge
    PRIMARY KEY (part, id)
);
CREATE UNIQUE INDEX beat_by_number ON beat (part, number);

-- A round of a beat 核查轮次: every house once, and the closed doors again.
-- owner: house
-- spread: part
CREATE TABLE house_check (
    part INTEGER NOT NULL,       -- the station
    id BIGINT NOT NULL,
    ver INTEGER NOT NULL,
    beat BIGINT NOT NULL,
    name TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('OPEN', 'CLOSED')),
    opened_on INTEGER NOT NULL,
    due_on INTEGER NOT NULL,
    closed_on INTEGER,
    clerk BIGINT NOT NULL,       -- who opened it
    PRIMARY KEY (part, id)
);
CREATE UNIQUE INDEX house_check_open ON house_check (part, beat) WHERE state = 'OPEN';

-- A house on the list of a round: a household, or a plate with nobody registered behind it.
-- owner: house
-- spread: part
CREATE TABLE house_visit (
    part INTEGER NOT NULL,
    id BIGINT NOT NULL,
    ver INTEGER NOT NULL,
    round BIGINT NOT NULL,
    place INTEGER NOT NULL,      -- on the list, from 1: street, door, detail
    plate BIGINT,                -- NULL: the address has no plate
    household_part INTEGER,
    household BIGINT,            -- NULL: nobody is registered there
    street TEXT NOT NULL,
    door TEXT NOT NULL,
    detail TEXT NOT NULL,
    result TEXT NOT NULL,        -- house_results in house/house_check.h
    tries INTEGER NOT NULL,
    closed_doors INTEGER NOT NULL,
    next_on INTEGER,             -- the day agreed for the next visit
    visited_on INTEGER,          -- the last visit
    clerk BIGINT,
    PRIMARY KEY (part, id),
    FOREIGN KEY (part, round) REFERENCES house_check (part, id)
);
CREATE UNIQUE INDEX house_visit_in_order ON house_visit (part, round, place);

-- What a visit found otherwise than the register has it 入户核查发现的问题.
-- owner: house
-- spread: part
CREATE TABLE house_finding (
    part INTEGER NOT NULL,
    id BIGINT NOT NULL,
    ver INTEGER NOT NULL,
    round BIGINT NOT NULL,
    visit BIGINT NOT NULL,
    kind TEXT NOT NULL,          -- house_differences in house/house_check.h
    person_part INTEGER,
    person BIGINT,               -- NULL: somebody the register does not have here
    item TEXT,                   -- of a wrong item: which
    text TEXT,                   -- what the papers shown say; never a remark about a person
    state TEXT NOT NULL CHECK (state IN ('OPEN', 'SETTLED')),
    found_on INTEGER NOT NULL,
    clerk BIGINT NOT NULL,
    settled_on INTEGER,
    settled_by BIGINT,
    outcome TEXT,                -- house_outcomes in house/house_check.h
    PRIMARY KEY (part, id),
    FOREIGN KEY (part, visit) REFERENCES house_visit (part, id)
);
CREATE INDEX house_finding_of_visit ON house_finding (part, visit, id);
CREATE INDEX house_finding_by_state ON house_finding (state, part, id);
