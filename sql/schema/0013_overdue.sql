-- Registrations that should have ended 应销未销, households registered where nobody ever lived 空挂户, and persons who live elsewhere 人户分离.

-- A list another office sent 外部数据批次: who died, emigrated, enlisted.
-- owner: overdue
-- spread: part
CREATE TABLE overdue_list (
    part INTEGER NOT NULL,          -- the unit that took it in
    id BIGINT NOT NULL,
    source TEXT NOT NULL,           -- overdue_sources in overdue/overdue_rules.c
    file TEXT NOT NULL,             -- its name
    hash BYTEA NOT NULL,            -- SM3 of the file
    lines INTEGER NOT NULL,
    by_number INTEGER NOT NULL,     -- cases opened by number and name
    by_name INTEGER NOT NULL,       -- cases opened to be looked at
    known INTEGER NOT NULL,         -- an open case stood already
    ended INTEGER NOT NULL,         -- the registration had ended already
    unmatched INTEGER NOT NULL,     -- nobody of the clerk's reach
    rejected INTEGER NOT NULL,
    clerk BIGINT NOT NULL,
    instant BIGINT NOT NULL,
    PRIMARY KEY (part, id)
);

-- A case 应销未销、空挂户案件, from the match to the end of the registration.
-- owner: overdue
-- spread: part
CREATE TABLE overdue_case (
    part INTEGER NOT NULL,          -- of the person
    id BIGINT NOT NULL,
    ver INTEGER NOT NULL,
    sort TEXT NOT NULL CHECK (sort IN ('CANCEL', 'POCKET')),
    source TEXT NOT NULL,           -- overdue_sources
    state TEXT NOT NULL,            -- overdue_states
    matched_by TEXT NOT NULL,       -- overdue_matches
    person BIGINT NOT NULL,         -- of a pocket household its head
    household BIGINT NOT NULL,
    station INTEGER NOT NULL,       -- of residence: whose affair it is
    born_on INTEGER,                -- for the figures by age
    said_name TEXT,                 -- what the list says of the person
    said_number TEXT,
    said_born_on INTEGER,
    event_on INTEGER,               -- of the death, emigration, enlistment
    paper TEXT,                     -- number of the certificate, judgement, permit
    place TEXT,                     -- where to
    list_part INTEGER,
    list BIGINT,
    line INTEGER,                   -- of the list
    visit_result TEXT,              -- overdue_visits
    visited_on INTEGER,
    notice TEXT,                    -- overdue_notices
    notice_to TEXT,                 -- to whom it was handed, where it was posted
    notified_on INTEGER,
    notice_until INTEGER,           -- the last day on which an objection can be raised
    proposer BIGINT,
    decider BIGINT,
    business BIGINT,                -- the business that ended the registration
    opened_on INTEGER NOT NULL,
    due_on INTEGER NOT NULL,        -- of the step under way
    closed_on INTEGER,
    reason TEXT,                    -- why it was closed without its business, or sent back
    clerk BIGINT NOT NULL,          -- who opened it
    PRIMARY KEY (part, id),
    CHECK ((closed_on IS NULL) = (state IN ('DOUBTFUL', 'MATCHED', 'VISITED', 'NOTIFIED', 'OBJECTED', 'PROPOSED')))
);
CREATE UNIQUE INDEX overdue_case_open ON overdue_case (part, sort, person) WHERE closed_on IS NULL;
CREATE INDEX overdue_case_of_person ON overdue_case (part, person, id);
CREATE INDEX overdue_case_by_due ON overdue_case (due_on, part, id);

-- What the business is to do 拟办项目, by items of a household business.
-- owner: overdue
-- spread: part
CREATE TABLE overdue_item (
    part INTEGER NOT NULL,
    overdue BIGINT NOT NULL,
    item TEXT NOT NULL,             -- business_items in business/business.h
    value TEXT NOT NULL,
    PRIMARY KEY (part, overdue, item),
    FOREIGN KEY (part, overdue) REFERENCES overdue_case (part, id)
);

-- What was done in a case 办理经过, never changed.
-- owner: overdue
-- spread: part
CREATE TABLE overdue_step (
    part INTEGER NOT NULL,
    overdue BIGINT NOT NULL,
    n INTEGER NOT NULL,             -- the version of the case after it
    event TEXT NOT NULL,            -- overdue_events
    state TEXT NOT NULL,            -- it led to
    clerk BIGINT NOT NULL,
    unit INTEGER NOT NULL,
    instant BIGINT NOT NULL,
    detail TEXT,                    -- the result of a visit, the kind of a notice
    note TEXT,
    PRIMARY KEY (part, overdue, n),
    FOREIGN KEY (part, overdue) REFERENCES overdue_case (part, id)
);

-- Registered here, living elsewhere in the city 人户分离登记.
-- owner: overdue
-- spread: part
CREATE TABLE separation (
    part INTEGER NOT NULL,          -- of the person
    id BIGINT NOT NULL,
    ver INTEGER NOT NULL,
    person BIGINT NOT NULL,
    station INTEGER NOT NULL,       -- of registration
    lives_at INTEGER NOT NULL,      -- the station where the person lives
    address TEXT NOT NULL,
    since INTEGER NOT NULL,
    state TEXT NOT NULL,            -- separation_states
    found_part INTEGER,             -- the finding of the house check it came from
    finding BIGINT,
    born_on INTEGER,
    registered_on INTEGER NOT NULL,
    clerk BIGINT NOT NULL,
    ended_on INTEGER,
    ended_by BIGINT,
    reason TEXT,
    PRIMARY KEY (part, id),
    CHECK ((ended_on IS NULL) = (state = 'IN_USE'))
);
CREATE UNIQUE INDEX separation_in_use ON separation (part, person) WHERE state = 'IN_USE';
CREATE INDEX separation_of_person ON separation (part, person, id);
CREATE INDEX separation_by_station ON separation (state, station, registered_on, part, id);
