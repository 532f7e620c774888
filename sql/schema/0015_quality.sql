-- Figures of how complete, correct and timely the register is.

-- A figure of one station on one day 数据质量: so many of so many; what covers several stations is their sum.
-- owner: quality
-- spread: unit
-- kept: by key
CREATE TABLE quality_measure (
    unit INTEGER NOT NULL,       -- the station
    day INTEGER NOT NULL,        -- of the measuring; a second one on the same day replaces it
    measure TEXT NOT NULL,       -- quality_measures in quality/quality.h
    item TEXT NOT NULL,          -- item of the register, kind of business or finding, days open
    good BIGINT NOT NULL,
    total BIGINT NOT NULL,
    PRIMARY KEY (unit, day, measure, item)
);
