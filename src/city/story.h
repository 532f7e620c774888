#ifndef CITY_STORY_H
#define CITY_STORY_H
/** Days in the life of the demo city, through the real use cases: residents come, cards travel.
 *  (1) Nothing is written but by the use cases that serve people.
 *  (2) The same seed gives the same days.
 *  (3) The production centre works in a database of its own; only package files go between. */
#include "cards/production.h"
#include "cards/travel.h"
#include "city/cast.h"

struct story {
    struct desk *desk;   /* the city's */
    struct desk *centre; /* the centre's, another database */
    struct cast cast;
    struct str exchange; /* folder of the package files */
    struct str boxes;    /* folder of the box lists: what is really in a box */
    uint64_t seed;
    const int32_t *station_of; /* of each person of the register, in its order */
    int64_t people;
    int per_day; /* residents at all the counters together */
    struct centre_rates rates;
    uint64_t dice;
    int64_t until; /* nothing happens later */
    int accepted, collected;
};

/** One whole day, from the first resident to the last consignment. Sunday passes quietly. */
MUST_USE enum outcome story_day(struct story *story, struct day day);
/** The last two hours before `now`, still going on: so much of each queue is done that every desk
 * finds work. */
MUST_USE enum outcome story_morning(struct story *story, int64_t now);

#endif
