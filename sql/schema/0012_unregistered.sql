-- Unregistered persons 未落户人员: taken in, proven, posted, investigated, decided, registered [W96] [S48].

-- A case of somebody without registration 无户口人员登记户口.
-- owner: unregistered
-- spread: part
CREATE TABLE unregistered (
    part INTEGER NOT NULL,          -- of the station that took it in
    id BIGINT NOT NULL,
    ver INTEGER NOT NULL,
    class TEXT NOT NULL,            -- unregistered_classes in unregistered/unregistered_classes.c
    state TEXT NOT NULL,            -- UNREGISTERED_STATES
    live INTEGER NOT NULL CHECK (live IN (0, 1)),
    station INTEGER NOT NULL,       -- whose counter it is
    person_part INTEGER,            -- whose cancelled registration is restored, or who was registered by it
    person BIGINT,
    name TEXT NOT NULL,             -- as the applicant says it
    applicant TEXT NOT NULL,
    applicant_relation TEXT,        -- GB/T 4761, to the person
    phone TEXT,
    clerk BIGINT NOT NULL,          -- who took it in
    submitter BIGINT,               -- who put it forward for approval
    first_decider BIGINT,           -- who passed it on to the city
    decider BIGINT,                 -- who approved it, or closed it without registration
    reason TEXT,                    -- close_reasons, of a case closed without registration
    answer TEXT,                    -- grounds told to the applicant
    business BIGINT,                -- the entry or restoration in the register
    opened_on INTEGER NOT NULL,
    since INTEGER NOT NULL,         -- the day of the step under way
    due_on INTEGER NOT NULL,        -- its limit
    posted_on INTEGER,              -- the notice
    notice_ends INTEGER,            -- its last day
    decided_on INTEGER,
    closed_on INTEGER,              -- registered, or closed without registration
    PRIMARY KEY (part, id)
);
CREATE INDEX unregistered_by_due ON unregistered (due_on, part, id) WHERE live = 1;
CREATE INDEX unregistered_by_state ON unregistered (state, due_on, part, id);

-- What is to be entered 拟登记项目.
-- owner: unregistered
-- spread: part
CREATE TABLE unregistered_item (
    part INTEGER NOT NULL,
    unregistered BIGINT NOT NULL,
    item TEXT NOT NULL,             -- business_items in business/business.h
    value TEXT NOT NULL,
    PRIMARY KEY (part, unregistered, item),
    FOREIGN KEY (part, unregistered) REFERENCES unregistered (part, id)
);

-- What proves it 证明材料; of a paper the hash, of a kinship test its conclusion: no body data are kept.
-- owner: unregistered
-- spread: part
CREATE TABLE unregistered_evidence (
    part INTEGER NOT NULL,
    unregistered BIGINT NOT NULL,
    id BIGINT NOT NULL,
    kind TEXT NOT NULL,             -- proof_kinds
    paper_number TEXT,
    issuer TEXT,
    issued_on INTEGER,
    text TEXT NOT NULL,
    hash BYTEA,                     -- SM3 of the scanned paper
    unit INTEGER NOT NULL,
    clerk BIGINT NOT NULL,
    instant BIGINT NOT NULL,
    PRIMARY KEY (part, unregistered, id),
    FOREIGN KEY (part, unregistered) REFERENCES unregistered (part, id)
);

-- The steps it took 办理经过, never changed.
-- owner: unregistered
-- spread: part
CREATE TABLE unregistered_step (
    part INTEGER NOT NULL,
    unregistered BIGINT NOT NULL,
    n INTEGER NOT NULL,             -- the version of the case it made
    event TEXT NOT NULL,
    state TEXT NOT NULL,            -- it led to
    due_on INTEGER,                 -- the limit of what follows
    clerk BIGINT NOT NULL,
    unit INTEGER NOT NULL,
    instant BIGINT NOT NULL,
    note TEXT,
    PRIMARY KEY (part, unregistered, n),
    FOREIGN KEY (part, unregistered) REFERENCES unregistered (part, id)
);
