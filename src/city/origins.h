#ifndef CITY_ORIGINS_H
#define CITY_ORIGINS_H
/** Counties that people of the city come from, with the years in which their codes were given.
 *  (1) A number keeps the code that was in force when it was given, so retired codes belong here
 *      [GB/T 2260].
 *  (2) Numbers have been given since 1984: an older birth has the code of that time. */
#include "base/outcome.h"

enum origin_part { FROM_CITY, FROM_REGION, FROM_COUNTRY };

struct origin {
    const char *code; /* six digits */
    int since, until; /* years in which the code was given; 0 leaves an end open */
    const char *native_place;
    enum origin_part part;
    uint16_t weight;
};

extern const struct origin origins[];
extern const size_t origin_count;

/** The row whose code a birth of that year at that place was given: the row itself or another with
 * the same native place. NULL when the table has none for that year. */
const struct origin *origin_in_year(const struct origin *origin, int year);

#endif
