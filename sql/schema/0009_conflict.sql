-- Conflicts about numbers: both holders, their hearing across districts, evidence, and who is told of a new number.

-- A conflict 号码争议: one number and two holders, or one person and two registrations.
-- owner: conflict
-- spread: part
CREATE TABLE conflict (
    part INTEGER NOT NULL,          -- of the first side's person
    id BIGINT NOT NULL,
    ver INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('TWO_HOLDERS', 'ONE_PERSON')),
    person BIGINT NOT NULL,         -- the first side
    station INTEGER NOT NULL,       -- where that one lives: whose affair it is
    other_part INTEGER NOT NULL,    -- the second side
    other_person BIGINT NOT NULL,
    other_station INTEGER NOT NULL,
    number TEXT NOT NULL,           -- the one in conflict; of one person the first side's
    state TEXT NOT NULL,            -- conflict_states
    keeper INTEGER NOT NULL CHECK (keeper IN (0, 1, 2)), -- the side that is to keep the number, as last put forward
    asked_side INTEGER NOT NULL CHECK (asked_side IN (0, 1, 2, 3)), -- who put it forward; 3: one bureau for both
    asked_by BIGINT,
    opened_on INTEGER NOT NULL,
    due_on INTEGER NOT NULL,        -- of the step under way
    closed_on INTEGER,
    outcome TEXT,                   -- duplicate_outcomes, or CANCELLED: the other registration
    clerk BIGINT,                   -- who decided
    PRIMARY KEY (part, id)
);
CREATE INDEX conflict_by_due ON conflict (due_on, part, id) WHERE closed_on IS NULL;

-- Which conflicts a person stands in, beside the person.
-- owner: conflict
-- spread: part
CREATE TABLE conflict_side (
    part INTEGER NOT NULL,          -- of the person
    person BIGINT NOT NULL,
    conflict_part INTEGER NOT NULL,
    conflict BIGINT NOT NULL,
    side INTEGER NOT NULL CHECK (side IN (1, 2)),
    PRIMARY KEY (part, person, conflict_part, conflict)
);

-- What was done in a conflict 协查经过, never changed.
-- owner: conflict
-- spread: part
CREATE TABLE conflict_step (
    part INTEGER NOT NULL,
    conflict BIGINT NOT NULL,
    seq INTEGER NOT NULL,           -- the version of the conflict it made
    step TEXT NOT NULL,             -- conflict_events
    state TEXT NOT NULL,            -- the one it led to
    keeper INTEGER NOT NULL,
    unit INTEGER NOT NULL,
    clerk BIGINT NOT NULL,
    instant BIGINT NOT NULL,
    due_on INTEGER,
    note TEXT NOT NULL,
    PRIMARY KEY (part, conflict, seq)
);

-- What proves the use of a number 证据.
-- owner: conflict
-- spread: part
CREATE TABLE conflict_evidence (
    part INTEGER NOT NULL,
    conflict BIGINT NOT NULL,
    id BIGINT NOT NULL,
    side INTEGER NOT NULL CHECK (side IN (1, 2)),
    kind TEXT NOT NULL,             -- evidence_kinds
    since INTEGER,                  -- the day from which it proves the use
    text TEXT NOT NULL,
    hash BYTEA,                     -- SM3 of the scanned paper
    unit INTEGER NOT NULL,
    clerk BIGINT NOT NULL,
    instant BIGINT NOT NULL,
    PRIMARY KEY (part, conflict, id)
);

-- Who is told of a changed number 告知清单, and when that was done.
-- owner: conflict
-- spread: part
CREATE TABLE number_notice (
    part INTEGER NOT NULL,          -- of the person
    id BIGINT NOT NULL,
    ver INTEGER NOT NULL,
    person BIGINT NOT NULL,
    number_case BIGINT NOT NULL,    -- the case that gave the new number
    agency TEXT NOT NULL,           -- notice_agencies
    old_number TEXT NOT NULL,
    new_number TEXT NOT NULL,
    station INTEGER NOT NULL,       -- whose work it is
    made_on INTEGER NOT NULL,
    told_on INTEGER,
    clerk BIGINT,
    note TEXT,
    PRIMARY KEY (part, id)
);
CREATE UNIQUE INDEX number_notice_once ON number_notice (part, number_case, agency);
CREATE INDEX number_notice_of_person ON number_notice (part, person, id);
