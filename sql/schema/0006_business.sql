-- Household businesses 户口业务: what is asked, decided and applied; the register of serials new numbers come from; cards to be handed in.

-- A business on one person or household 户口业务 [domain 5.5], from the counter to its effect.
-- owner: business
-- spread: part
CREATE TABLE business (
    part INTEGER NOT NULL,          -- of the person it is about; of the station where somebody new is registered
    id BIGINT NOT NULL,
    ver INTEGER NOT NULL,
    kind TEXT NOT NULL,             -- business_kinds in business/business_kinds.c
    level INTEGER NOT NULL CHECK (level IN (0, 1, 2)), -- who has the last word: station, bureau, city
    state TEXT NOT NULL,
    live INTEGER NOT NULL CHECK (live IN (0, 1)),
    person BIGINT,                  -- whom it changes, frozen meanwhile; NULL until somebody new is registered
    household BIGINT,
    whole INTEGER NOT NULL CHECK (whole IN (0, 1)), -- it changes the household itself
    station INTEGER NOT NULL,       -- whose counter it is
    applicant TEXT NOT NULL,
    applicant_relation TEXT,        -- GB/T 4761, to the person
    phone TEXT,
    papers TEXT NOT NULL,           -- what was shown, codes of business_papers, by blanks
    clerk BIGINT NOT NULL,          -- who took it in
    first_decider BIGINT,           -- who passed it on to the next level
    decider BIGINT,                 -- who decided it
    reason TEXT,                    -- of a refusal or withdrawal
    old_number TEXT,                -- given up by it
    new_number TEXT,                -- given by it
    opened_on INTEGER NOT NULL,
    due_on INTEGER NOT NULL,
    decided_on INTEGER,
    PRIMARY KEY (part, id)
);
CREATE UNIQUE INDEX business_live_of_person ON business (part, person) WHERE live = 1 AND person IS NOT NULL;
CREATE UNIQUE INDEX business_live_of_household ON business (part, household) WHERE live = 1 AND whole = 1;
CREATE INDEX business_by_station ON business (state, station, due_on, part, id);
CREATE INDEX business_of_person ON business (part, person, id);

-- What a business changes, item by item 变更项目: before and after.
-- owner: business
-- spread: part
CREATE TABLE business_item (
    part INTEGER NOT NULL,
    business BIGINT NOT NULL,
    item TEXT NOT NULL,             -- business_items in business/business.h
    before TEXT,
    after TEXT NOT NULL,
    PRIMARY KEY (part, business, item),
    FOREIGN KEY (part, business) REFERENCES business (part, id)
);

-- The steps it took 审批步骤: who, when, from which state to which.
-- owner: business
-- spread: part
CREATE TABLE business_step (
    part INTEGER NOT NULL,
    business BIGINT NOT NULL,
    n INTEGER NOT NULL,             -- the version of the business after it
    event TEXT NOT NULL,
    state TEXT NOT NULL,            -- it led to
    clerk BIGINT NOT NULL,
    unit INTEGER NOT NULL,
    instant BIGINT NOT NULL,
    note TEXT,
    PRIMARY KEY (part, business, n),
    FOREIGN KEY (part, business) REFERENCES business (part, id)
);

-- Serials a station may give in new numbers 顺序码段 [GB 11643]; a station without a row draws from its county's.
-- owner: business
-- spread: copy
CREATE TABLE number_range (
    station INTEGER NOT NULL,
    begins INTEGER NOT NULL,        -- the last row in force counts
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (station, begins),
    CHECK (1 <= first AND first <= last AND last <= 999)
);

-- The last serial given 顺序码登记, for one county, day of birth and sex: none is given twice.
-- owner: business
-- spread: part
CREATE TABLE number_sequence (
    part INTEGER NOT NULL,          -- the station, or the bureau for the county's common serials
    born_on INTEGER NOT NULL,
    sex TEXT NOT NULL,
    serial INTEGER NOT NULL,
    PRIMARY KEY (part, born_on, sex)
);

-- Cards a change of the register calls back 应收交证件: their holder died, or what is printed on them is no longer so.
-- owner: cards
-- spread: part
CREATE TABLE card_recall (
    part INTEGER NOT NULL,
    card BIGINT NOT NULL,
    person BIGINT NOT NULL,
    reason TEXT NOT NULL,           -- GONE, CHANGED
    since INTEGER NOT NULL,
    settled_on INTEGER,             -- handed in, or reported lost
    PRIMARY KEY (part, card)
);
CREATE INDEX card_recall_of_person ON card_recall (part, person, card);
