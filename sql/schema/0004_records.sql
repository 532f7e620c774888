-- The records of persons and households in full: what the register form asks beyond the person's row, earlier versions of households,
-- four-way checks.

-- What the register form says beyond the person's own row 常住人口登记表. Absent while nothing is known; its versions close with the
-- person's, into person_past.
-- owner: register
-- spread: part
CREATE TABLE person_detail (
    part INTEGER NOT NULL,
    id BIGINT NOT NULL,
    ver INTEGER NOT NULL,            -- the person's version it was last written with
    birth_time TEXT,                 -- HHMM
    birth_country TEXT,              -- GB/T 2659
    birth_county TEXT,               -- 6 digits
    birth_place TEXT,
    birth_certificate TEXT,
    birth_certificate_on INTEGER,
    guardian1_name TEXT,
    guardian1_number TEXT,
    guardian1_relation TEXT,         -- GB/T 4761, to the child
    guardian2_name TEXT,
    guardian2_number TEXT,
    guardian2_relation TEXT,
    father_name TEXT,
    father_number TEXT,
    mother_name TEXT,
    mother_number TEXT,
    spouse_name TEXT,
    spouse_number TEXT,
    military TEXT,
    height INTEGER NOT NULL,         -- cm; 0 unknown
    blood_group TEXT,
    occupation TEXT,
    occupation_class TEXT,           -- GB/T 6565
    workplace TEXT,
    phone TEXT,
    other_county TEXT,               -- 6 digits; another address in the city
    other_address TEXT,
    city_came_on INTEGER,            -- to this city
    city_reason TEXT,                -- 04xx, 05xx
    city_from_country TEXT,
    city_from_county TEXT,
    city_from_place TEXT,
    here_reason TEXT,                -- to this address, on the person's moved_in_on
    here_from_country TEXT,
    here_from_county TEXT,
    here_from_place TEXT,
    left_on INTEGER,                 -- moved out
    left_reason TEXT,
    left_country TEXT,
    left_county TEXT,
    left_place TEXT,
    died_on INTEGER,
    death_kind TEXT,
    cancelled_on INTEGER,
    cancel_reason TEXT,
    notes TEXT,
    PRIMARY KEY (part, id)
);

-- Earlier versions of households 户历史, true from … to, known from … to.
-- owner: register
-- spread: part
CREATE TABLE household_past (
    part INTEGER NOT NULL,
    id BIGINT NOT NULL,
    ver INTEGER NOT NULL,
    true_from INTEGER NOT NULL,
    true_to INTEGER NOT NULL,
    known_from BIGINT NOT NULL,
    known_to BIGINT NOT NULL,
    reversal INTEGER NOT NULL CHECK (reversal IN (0, 1)),
    body TEXT NOT NULL,              -- the version as JSON
    PRIMARY KEY (part, id, ver)
);

-- A four-way check 四对照: register sheet, booklet, card and the person himself laid side by side with the register.
-- owner: register
-- spread: part
CREATE TABLE four_way_check (
    part INTEGER NOT NULL,
    id BIGINT NOT NULL,
    ver INTEGER NOT NULL,
    person BIGINT NOT NULL,
    station INTEGER NOT NULL,
    checked_on INTEGER NOT NULL,
    booklet_on INTEGER,        -- the day the booklet was issued
    card_on INTEGER,           -- the day the card was issued
    shown INTEGER NOT NULL,    -- bits of four_way_source: what lay before the clerk
    clerk BIGINT NOT NULL,
    signed_on INTEGER,
    signed_by TEXT,            -- SELF, HEAD, GUARDIAN
    closed_on INTEGER,         -- signed, and nothing of it left to settle
    PRIMARY KEY (part, id)
);
CREATE INDEX four_way_check_of_person ON four_way_check (part, person, checked_on, id);
CREATE INDEX four_way_check_open ON four_way_check (station, checked_on, part, id) WHERE closed_on IS NULL;

-- An item of which the four do not say the same 不一致项, until it is settled.
-- owner: register
-- spread: part
CREATE TABLE four_way_difference (
    part INTEGER NOT NULL,
    check_id BIGINT NOT NULL,
    item TEXT NOT NULL,
    person BIGINT NOT NULL,
    on_card INTEGER NOT NULL CHECK (on_card IN (0, 1)), -- holds an application while it is open
    register_value TEXT NOT NULL,
    form_value TEXT NOT NULL,
    booklet_value TEXT NOT NULL,
    card_value TEXT NOT NULL,
    person_value TEXT NOT NULL,
    rule TEXT NOT NULL,        -- four_way_rules in register/four_way.h; '' where none decides
    proposal TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('OPEN', 'CASE', 'SETTLED')),
    outcome TEXT,              -- PAPERS, REGISTER, CASE
    reason TEXT,
    case_kind TEXT,            -- NUMBER_CASE, CONFLICT or a kind of business that decides it
    case_id BIGINT,            -- the number case
    settled_on INTEGER,
    clerk BIGINT,
    PRIMARY KEY (part, check_id, item)
);
CREATE INDEX four_way_difference_open ON four_way_difference (part, person, state, check_id, item);
