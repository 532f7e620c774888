#ifndef OVERDUE_SEE_CASE_H
#define OVERDUE_SEE_CASE_H
/** A case with the person, the household, the cards and all that was done: a look with a purpose. */
#include "cards/card.h"
#include "overdue/overdue_store.h"
#include "register/see_record.h"

struct overdue_view {
    struct overdue_case c;
    struct person_record record; /* the person as registered now */
    struct persons others;       /* of the household, registered now, the person left out */
    struct cards cards;
    struct business_items items; /* put forward */
    struct overdue_steps steps;
};
/** Only reads.
 *  right    MAY_SEE_PERSONS at the case's station
 *  refuses  OVERDUE_UNKNOWN, RIGHT_MISSING, NOT_YOUR_DESK, PURPOSE_REQUIRED */
MUST_USE enum outcome overdue_view_load(struct desk *desk, int32_t part, int64_t id,
                                        struct overdue_view *out);
/** The entry overdue.seen; refuses the same. */
MUST_USE enum outcome overdue_seen(struct desk *desk, int32_t part, int64_t id);

/** An object: the case, its names, what this clerk may do next. */
void overdue_json(struct desk *desk, struct buf *buf, const struct overdue_case *c);
/** A row of the list: the same, with the person's masked name. */
MUST_USE enum outcome overdue_row_json(struct desk *desk, struct buf *buf,
                                       const struct overdue_case *c);
void overdue_view_json(struct desk *desk, struct buf *buf, const struct overdue_view *view);

#endif
