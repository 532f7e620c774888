#ifndef REGISTER_HOUSEHOLD_PLACES_H
#define REGISTER_HOUSEHOLD_PLACES_H
/** Where households live, for the house check: addresses only, nobody's name. The right to look is
 *  asked by the caller's use case. */
#include "core/desk.h"

struct household_place {
    int32_t part;
    int64_t id;
    int32_t station, county;
    struct str street, door, detail;
    int64_t members; /* registered there now */
};
struct household_places {
    const struct household_place *at;
    size_t count;
};
/** The households of the stations from … to with at least one person registered there now: not dead,
 * moved out, deleted or reversed [domain 5.3]. */
MUST_USE enum outcome household_places(struct desk *desk, int32_t from, int32_t to,
                                       struct household_places *out);

/** The same one after another, without keeping them: `place` lives until the call returns. */
typedef enum outcome (*household_place_fn)(struct desk *desk, void *self,
                                           const struct household_place *place);
MUST_USE enum outcome household_places_each(struct desk *desk, int32_t from, int32_t to,
                                            household_place_fn each, void *self);

#endif
