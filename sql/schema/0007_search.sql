-- Looking persons up as the clerk types. Whole numbers, households and old ids have directories of their own.

-- By what a person is found beside number and registered name 检索键: rows of the open version, written and taken away
-- in the transaction that writes the person. The station where he lives stands first, here and in the indexes below: a
-- search stays inside a reach, and whatever is written for one station touches few pages.
-- owner: register
-- spread: part
-- kept: by key
CREATE TABLE person_key (
    part INTEGER NOT NULL,
    person BIGINT NOT NULL,
    kind TEXT NOT NULL,          -- P, Q reading of the name, of the former name; R, F characters without ·
    key TEXT NOT NULL,
    station INTEGER NOT NULL,    -- of residence now
    PRIMARY KEY (station, kind, key, part, person)
);

CREATE INDEX person_by_station_name ON person (station, name_key, part, id);
CREATE INDEX person_by_tail ON person (station, substr(number, 15, 4));
CREATE INDEX household_by_address ON household (station, street, door, part, id);
