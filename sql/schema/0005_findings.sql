-- What the checks of the register found, and what became of it.

-- A finding 存疑: opened by a run of the check, closed by evidence or when the register was put right.
-- owner: register
-- spread: part
CREATE TABLE finding (
    part INTEGER NOT NULL,
    id BIGINT NOT NULL,
    ver INTEGER NOT NULL,
    cause BIGINT NOT NULL,       -- hash of what was judged: another value is another finding
    kind TEXT NOT NULL,          -- register/finding_kinds.def
    severity TEXT NOT NULL,      -- NOTE, WARN, WRONG
    person BIGINT NOT NULL,      -- 0: the household alone
    household BIGINT NOT NULL,
    other_part INTEGER,
    other_person BIGINT,
    field TEXT NOT NULL,         -- heading of the register's column
    detail TEXT NOT NULL,
    station INTEGER NOT NULL,    -- of residence
    unit INTEGER NOT NULL,       -- whose work it is
    state TEXT NOT NULL CHECK (state IN ('OPEN', 'RIGHTED', 'EVIDENCE')),
    opened_on INTEGER NOT NULL,
    closed_on INTEGER,
    reason TEXT,                 -- the evidence, in the clerk's words
    clerk BIGINT,
    PRIMARY KEY (part, id)
);
CREATE UNIQUE INDEX finding_of_cause ON finding (part, cause);
CREATE INDEX finding_by_station ON finding (state, station, opened_on, part, id);
CREATE INDEX finding_by_unit ON finding (state, unit, severity, kind);
