#ifndef REGISTER_COME_BACK_H
#define REGISTER_COME_BACK_H
/** What moves between parts ask of the register: a person keeps the part of the first registration,
 *  so a household of another part is kept in that part too, under the same number. */
#include "register/person_store.h"

/** The household as a person of that part may belong to it: itself, or its row in that part, made
 *  when there is none yet. A household without a number gets one. Inside a transaction. */
MUST_USE enum outcome household_in_part(struct desk *desk, struct household *household,
                                        int32_t part, int64_t *id);

#endif
