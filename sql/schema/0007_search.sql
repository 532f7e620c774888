-- Looking persons up as the clerk types. Whole numbers, households and old ids have directories of their own.

-- By what a person is found beside number and registered name 检索键: rows of the open version, written and taken away
-- in the transaction that writes the person.
-- owner: register
-- spread: part
CREATE TABLE person_key (
    part INTEGER NOT NULL,
    person BIGINT NOT NULL,
    kind TEXT NOT NULL,          -- P, Q reading of the name, of the former name; R, F characters without ·
    key TEXT NOT NULL,
    station INTEGER NOT NULL,    -- of residence now: a search stays inside the reach
    PRIMARY KEY (part, person, kind, key)
);
CREATE INDEX person_key_by_key ON person_key (station, kind, key, part, person);

CREATE INDEX person_by_station_name ON person (station, name_key, part, id);
CREATE INDEX person_by_tail ON person (substr(number, 15, 4), station);
CREATE INDEX household_by_address ON household (station, street, door, part, id);
