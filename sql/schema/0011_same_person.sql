-- Probable same persons 疑似重户 in the live register: checks with a decided purpose, runs, pairs, what people decided about them.

-- A check 重户核查: why the register may be compared with itself, put forward by one and decided by another before anything is.
-- owner: same
-- spread: part
CREATE TABLE same_check (
    part INTEGER NOT NULL,       -- the unit: its persons and those of the units below
    id BIGINT NOT NULL,
    ver INTEGER NOT NULL,
    ground TEXT NOT NULL,        -- same_grounds in same/same.h
    purpose TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('ASKED', 'DECIDED', 'REFUSED', 'CLOSED')),
    asked_by BIGINT NOT NULL,
    asked_on INTEGER NOT NULL,
    decided_by BIGINT,
    decided_on INTEGER,
    note TEXT,
    ends_on INTEGER,             -- nothing is compared after that day
    closed_on INTEGER,
    PRIMARY KEY (part, id)
);
CREATE INDEX same_check_by_state ON same_check (state, part, id);

-- A run 比对: what was compared for which check or case, by which spec, and what came of it.
-- owner: same
-- spread: part
CREATE TABLE link_run (
    part INTEGER NOT NULL,       -- the unit whose persons were compared
    id BIGINT NOT NULL,
    ver INTEGER NOT NULL,
    of_kind TEXT NOT NULL CHECK (of_kind IN ('CHECK', 'CASE')),
    of_part INTEGER NOT NULL,    -- the check, or the conflict
    of_id BIGINT NOT NULL,
    spec TEXT NOT NULL,          -- live_specs in same/live_spec.h
    spec_hash BYTEA NOT NULL,    -- SM3 of its text
    clerk BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('RUNNING', 'DONE', 'BROKEN')),
    began BIGINT NOT NULL,
    ended BIGINT,
    persons BIGINT NOT NULL,     -- compared
    candidates BIGINT NOT NULL,  -- pairs compared
    found BIGINT NOT NULL,       -- pairs that reach the threshold, and those their clusters add
    fresh BIGINT NOT NULL,       -- of them new in the queue
    settled BIGINT NOT NULL,     -- of them decided by somebody before: not asked again
    gone BIGINT NOT NULL,        -- waiting ones that the register no longer shows
    threshold INTEGER NOT NULL,          -- these three in millionths
    expected_precision INTEGER NOT NULL, -- of the pairs found
    expected_recall INTEGER NOT NULL,
    PRIMARY KEY (part, id)
);
CREATE INDEX link_run_of_matter ON link_run (of_kind, of_part, of_id, id);

-- A pair 疑似同一人: two registrations that may be one person, once for every two.
-- owner: same
-- spread: part
CREATE TABLE same_pair (
    part INTEGER NOT NULL,       -- of the first of the two, the one with the lower part and id
    id BIGINT NOT NULL,
    ver INTEGER NOT NULL,
    person BIGINT NOT NULL,
    station INTEGER NOT NULL,    -- of residence, as the last run saw it
    other_part INTEGER NOT NULL,
    other_person BIGINT NOT NULL,
    other_station INTEGER NOT NULL,
    unit INTEGER NOT NULL,       -- whose work it is: the lowest one above both
    run_part INTEGER NOT NULL,   -- the run that found it last
    run BIGINT NOT NULL,
    doubt INTEGER NOT NULL,      -- in millionths, that it is not one person: the order of the queue
    levels TEXT NOT NULL,        -- why: comparison:level:tenths of a bit, by `;`
    cluster BIGINT NOT NULL,     -- person of the cluster's first registration
    cluster_size INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('OPEN', 'SAME', 'DIFFERENT', 'UNKNOWN', 'GONE')),
    ending INTEGER NOT NULL CHECK (ending IN (0, 1, 2)),   -- of SAME: which registration is to be cancelled, 0 a conflict tells
    waiting INTEGER NOT NULL CHECK (waiting IN (0, 1)),    -- for its station to take the cancellation in
    opened_on INTEGER NOT NULL,
    closed_on INTEGER,
    PRIMARY KEY (part, id)
);
CREATE UNIQUE INDEX same_pair_once ON same_pair (part, person, other_part, other_person);
CREATE INDEX same_pair_queue ON same_pair (state, doubt, part, id);
CREATE INDEX same_pair_waiting ON same_pair (part, id) WHERE waiting = 1;
CREATE INDEX same_pair_of_cluster ON same_pair (run, cluster);

-- What was decided about a pair 裁定, never changed: taking one back is a decision of its own.
-- owner: same
-- spread: part
CREATE TABLE same_decision (
    part INTEGER NOT NULL,
    pair BIGINT NOT NULL,
    n INTEGER NOT NULL,          -- the version of the pair it made
    verdict TEXT NOT NULL CHECK (verdict IN ('SAME', 'DIFFERENT', 'UNKNOWN', 'UNDONE')),
    undoes INTEGER,              -- which one it takes back
    reason TEXT NOT NULL,
    unit INTEGER NOT NULL,
    clerk BIGINT NOT NULL,
    instant BIGINT NOT NULL,
    PRIMARY KEY (part, pair, n),
    FOREIGN KEY (part, pair) REFERENCES same_pair (part, id)
);

-- What a decision opened 后续办理: the conflict, or the business that cancels one registration.
-- owner: same
-- spread: part
CREATE TABLE same_follow (
    part INTEGER NOT NULL,
    pair BIGINT NOT NULL,
    n INTEGER NOT NULL,          -- the version of the pair it made
    kind TEXT NOT NULL CHECK (kind IN ('CONFLICT', 'CANCEL')),
    to_part INTEGER NOT NULL,
    to_id BIGINT NOT NULL,
    clerk BIGINT NOT NULL,
    instant BIGINT NOT NULL,
    PRIMARY KEY (part, pair, n),
    FOREIGN KEY (part, pair) REFERENCES same_pair (part, id)
);
