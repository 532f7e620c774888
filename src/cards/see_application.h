#ifndef CARDS_SEE_APPLICATION_H
#define CARDS_SEE_APPLICATION_H
/** Looking at applications: one with its entry and purpose, and the queues of each job. */
#include "cards/application_store.h"

/** Looks: loads the application and writes the entry `application.seen`. Right MAY_SEE_CARDS for
 *  the accepting station, or for the unit it lies with.
 *  refuses  APPLICATION_UNKNOWN, NOT_YOUR_DESK, PURPOSE_REQUIRED [G21 88] */
MUST_USE enum outcome see_application(struct desk *desk, struct str number,
                                      struct application *out);
/** The two halves, for a face that reads and writes apart. */
MUST_USE enum outcome application_for_sight(struct desk *desk, struct str number,
                                            struct application *out);
MUST_USE enum outcome application_seen(struct desk *desk, const struct application *app);

/** The queue of a job: states from … to on the desks of the clerk's reach. */
struct application_desk_queue {
    const char *name;
    enum application_state from, to;
    enum right right; /* whose work it is */
    const char *zh, *en;
};
extern const struct application_desk_queue application_queues[];
extern const size_t application_queue_count;
/** NULL when there is none. */
const struct application_desk_queue *application_queue_find(struct str name);

#endif
