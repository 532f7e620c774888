#ifndef CITY_CENSUS_H
#define CITY_CENSUS_H
/** Who lives in a city: years of birth, groups, places of origin, in shares of published censuses.
 *  Only the drafting of households looks in here. */
#include "city/household.h"

#define CENSUS_YEARS 104 /* ages from 0 to 103 */

struct group {
    const char *name;
    uint16_t share; /* of ten thousand */
    enum name_style style;
};
extern const struct group city_groups[];
extern const size_t city_group_count;

struct census {
    struct day on;
    int last_year; /* the last one in which a registered person can be born */
    struct namer *namer;
    struct numbers *numbers;
    uint32_t upto[CENSUS_YEARS + 1]; /* running sum of the living by year of birth */
    struct lottery groups, city, region, country;
};

/** A year of birth by the size of the cohorts, between two ages. */
int census_year(const struct census *census, struct dice *dice, int oldest_age, int youngest_age);
/** Age reached in the last year. */
int census_age(const struct census *census, int year);
/** Whether a person of the age would still be there. */
bool census_alive(struct dice *dice, int age);
/** A day in that year, before the day of the register. */
struct day census_day(const struct census *census, struct dice *dice, int year);

#endif
