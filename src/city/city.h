#ifndef CITY_CITY_H
#define CITY_CITY_H
/** A synthetic city: a register of people who never lived, with the faults a real register has.
 *  (1) The same order gives the same bytes, on every machine and compiler.
 *  (2) The register has exactly the number of people ordered, those registered twice among them.
 *  (3) Every fault put in is a row of the truth table, and nothing else in the register is wrong:
 *      one head in each household, numbers right and unique, no required item missing, a plate for
 *      each address.
 *  (4) No name or number is taken from a person; a number may by chance be somebody's.
 *
 *  How many faults: 0.26 % of persons get a number that is taken [S25: Xiamen, 3,400 in
 *  1.3 million], 0.8 % have an item that is wrong [S50]; the rates are rows in faults.c.
 *
 *  Kinds: DUPLICATE_NUMBER WRONG_NUMBER OLD_15 MANY_NUMBERS DUPLICATE_REGISTRATION MISSING_ITEM
 *  IMPOSSIBLE_ITEM UNKNOWN_CODE HOUSEHOLD_HEAD HOUSEHOLD_SPOUSE HOUSEHOLD_AGES RELATION_SEX NAME_SEPARATOR PRIVATE_USE PERSON_WITHOUT_PLATE
 *  PLATE_WITHOUT_PERSON, and NOT_CANCELLED, a dead person whom nothing in the register shows. */
#include "base/buf.h"
#include "core/day.h"

struct city_order {
    int64_t people; /* 100 to 1,500,000 */
    uint64_t seed;
    struct day on; /* the day of the register; nobody is born on it or later */
};
#define CITY_PEOPLE_MIN 100
#define CITY_PEOPLE_MAX 1500000
#define CITY_USUAL_DAY  DAY(2026, 1, 1)

/* clang-format off */
enum city_table { CITY_REGISTER, CITY_PLATES, CITY_STATIONS, CITY_TRUTH, CITY_TABLES };
enum register_column {
    COL_ID, COL_HOUSEHOLD, COL_RELATION, COL_NAME, COL_FORMER, COL_SEX, COL_GROUP, COL_BORN, COL_NUMBER,
    COL_NATIVE, COL_EDUCATION, COL_MARITAL, COL_COUNTY, COL_STREET, COL_PLATE, COL_DETAIL, COL_STATION,
    COL_KIND, COL_MOVED_IN, COL_STATUS, REGISTER_COLUMNS
};
enum plate_column {
    PLATE_ID, PLATE_COUNTY, PLATE_COUNTY_NAME, PLATE_TOWN, PLATE_TOWN_NAME, PLATE_COMMITTEE,
    PLATE_COMMITTEE_NAME, PLATE_STREET, PLATE_NUMBER, PLATE_KIND, PLATE_STATION, PLATE_HOUSEHOLDS,
    PLATE_COLUMNS
};
enum station_column {
    STATION_NUMBER, STATION_NAME, STATION_COUNTY, STATION_COUNTY_NAME, STATION_BUREAU, STATION_TOWN,
    STATION_TOWN_NAME, STATION_COLUMNS
};
/** row and other are COL_ID of the register; PLATE_WITHOUT_PERSON has no row, and PLATE_ID in other. */
enum truth_column { TRUTH_KIND, TRUTH_ROW, TRUTH_OTHER, TRUTH_FIELD, TRUTH_WAS, TRUTH_COLUMNS };
/* clang-format on */

struct city_heading {
    const char *file;           /* name of its CSV file */
    const char *const *columns; /* headings, in Chinese */
    size_t count;
};
extern const struct city_heading city_headings[CITY_TABLES];

/** Takes the rows: stations first, then station by station its people, each followed by its truths,
 *  and its plates. The views last until the call returns. */
struct city_sink {
    void *self;
    void (*row)(void *self, enum city_table table, const struct str *fields);
};

/** Makes the city. Stations: people / 1000, between 8 and 115 (ground.h). */
void city_make(const struct city_order *order, const struct city_sink *sink);

/** 原编号 of the n-th person, from 1: 6501 and eight digits. */
const char *city_person_id(int64_t person, char out[13]);
/** The reverse; 0 when it is no such id. */
int64_t city_person_index(struct str id);

/** The portrait of a person of a city as JPEG, a drawing nobody will take for a photograph:
 *  358 x 441, 24 bit, quality 70, 350 dpi, white ground, face, crown and eyes where GA 461 wants
 *  them [domain 6].
 *  person  the index; the same seed, person, sex and age give the same bytes, and of one person
 *          only what age changes changes with the age
 *  jpeg    is cleared first */
void city_portrait(uint64_t seed, int64_t person, bool male, int age, struct buf *jpeg);

#endif
