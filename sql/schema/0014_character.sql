-- Rare characters: cases of names that hold a code for a character, and characters the printed forms cannot draw.

-- A private-use code in a name 自造字案件, until it is known which character it stands for.
-- owner: characters
-- spread: part
CREATE TABLE character_case (
    part INTEGER NOT NULL,     -- of the person
    id BIGINT NOT NULL,
    ver INTEGER NOT NULL,
    person BIGINT NOT NULL,
    station INTEGER NOT NULL,  -- whose work it is
    item TEXT NOT NULL CHECK (item IN ('name', 'formerName')),
    point INTEGER NOT NULL,    -- the private-use code point
    written TEXT NOT NULL,     -- the name as it stood
    bytes BYTEA NOT NULL,      -- the field as the file had it
    load BIGINT NOT NULL,      -- the import it came with, or 0
    opened_on INTEGER NOT NULL,
    source TEXT,               -- the paper the character was read from
    picture BYTEA,             -- SM3 of its picture
    shown_by BIGINT,           -- the clerk who showed it
    became TEXT,               -- the one that takes its place
    outcome TEXT,              -- character_outcomes
    note TEXT,
    clerk BIGINT,              -- who closed it
    closed_on INTEGER,
    PRIMARY KEY (part, id)
);
CREATE UNIQUE INDEX character_case_once ON character_case (part, person, item, point) WHERE closed_on IS NULL;
CREATE INDEX character_case_by_station ON character_case (station, part, id);

-- Pictures of characters 字形图片 (PNG), stored once, by hash.
-- owner: characters
-- spread: part
CREATE TABLE character_picture (
    part INTEGER NOT NULL,
    hash BYTEA NOT NULL,
    bytes BYTEA NOT NULL,
    PRIMARY KEY (part, hash)
);

-- Characters of registered persons that no font of the forms draws 缺字, as last counted.
-- owner: characters
-- spread: unit
CREATE TABLE character_missing (
    unit INTEGER NOT NULL,     -- the station
    point INTEGER NOT NULL,
    persons BIGINT NOT NULL,
    counted_on INTEGER NOT NULL,
    PRIMARY KEY (unit, point)
);
