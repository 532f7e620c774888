#ifndef OFFICE_SEED_H
#define OFFICE_SEED_H
/** The units of a city, as rows a new database begins with.
 *  (1) Names and codes are those in force on the desk's day [GB/T 2260].
 *  (2) Every node knows all of them; `here` says which are kept in this database. */
#include "core/desk.h"

struct seed_station {
    int32_t number; /* county and three digits, 001 to 899 [GA 214.4] */
    struct str name;
};

struct city_seed {
    int city;                            /* six digits: 650100 */
    const struct seed_station *stations; /* none: one for each town of the city, seed_stations() */
    size_t station_count;
    const int32_t *here; /* police units kept here, their offices with them; none: all */
    size_t here_count;
};

/** Region, centre, city, its offices, the county-level bureaus with theirs, the stations; inside
 * the caller's transaction.
 *  refuses  ITEM_WRONG (no such city, or one without a name of its own), STATION_UNKNOWN (a number
 *           outside the city's counties), UNIT_UNKNOWN (`here` names a unit that is none),
 *           UNIT_TAKEN (a station twice) */
MUST_USE enum outcome office_seed_city(struct desk *desk, const struct city_seed *seed);

/** One station for each town [GB/T 10114] of the city's counties in force that day, numbered from
 * 011 in the order of the towns: 燕儿窝街道 → 燕儿窝派出所. In the arena. */
void seed_stations(struct desk *desk, int city, const struct seed_station **out, size_t *count);

#endif
