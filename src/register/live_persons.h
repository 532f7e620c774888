#ifndef REGISTER_LIVE_PERSONS_H
#define REGISTER_LIVE_PERSONS_H
/** Everybody registered now 在册人员, one after the other, for a comparison of the register with itself.
 *  Right, purpose and the entry are the caller's use case. What a person is compared by is here and
 *  nothing else: no ethnic group. */
#include "core/desk.h"

struct live_person {
    int32_t part;
    int64_t id;
    int32_t station;
    struct str name, sex;
    struct day born_on;
    struct str number, native_place, education, marital; /* codes as stored; any may be empty */
};
typedef enum outcome (*live_person_fn)(struct desk *desk, void *self,
                                       const struct live_person *person);
/** Calls back for each person of the stations from … to who is neither dead, moved out, deleted nor
 * reversed [domain 5.3], by part and id; the person lives until the next. The callback asks this
 * database nothing. */
MUST_USE enum outcome live_persons(struct desk *desk, int32_t from, int32_t to, live_person_fn each,
                                   void *self);

#endif
