#ifndef CITY_CAST_H
#define CITY_CAST_H
/** The people who work in the demo city: one clerk for each job of each unit, with the log-ins the
 *  README prints.
 *  (1) All of them are invented.
 *  (2) Every job of the six-log-in story is another person.
 *  (3) The password is the demo's, the same for all, and written in the README. */
#include "core/desk.h"

#define DEMO_PASSWORD "Jumin-2026-demo"

/** One job of the story. `login` is the whole login at the first bureau and its first station;
 * elsewhere the unit's number stands behind it. */
struct part {
    const char *login, *name, *role;
    enum {
        AT_STATION,
        AT_BUREAU,
        AT_CITY,
        AT_FINANCE,
        AT_PRICE,
        AT_CIVIL,
        AT_SUPERVISION,
        AT_LEADING
    } where;
    bool everywhere; /* in each unit of that kind, not only the first */
};
extern const struct part parts[];
extern const size_t part_count;

struct cast {
    int32_t city, bureau, station; /* where the story's main characters work */
    const int32_t *bureaus, *stations;
    size_t bureau_count, station_count;
};

/** Adds clerks, their roles and the receipt books of those who take fees; as system, security
 * administrator and finance clerk would. The desk acts solo. */
MUST_USE enum outcome cast_hire(struct desk *desk, const struct cast *cast);
/** The login of a part at a unit. In the arena. */
struct str cast_login(struct arena *arena, const struct cast *cast, const char *login,
                      int32_t unit);
/** The desk acts as that clerk from here on. refuses CLERK_UNKNOWN */
MUST_USE enum outcome cast_enter(struct desk *desk, const struct cast *cast, const char *login,
                                 int32_t unit);

#endif
