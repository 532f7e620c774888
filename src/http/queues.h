#ifndef HTTP_QUEUES_H
#define HTTP_QUEUES_H
/** The work lists of the pages: which states of an application lie in which of them. */
#include "cards/application.h"

struct work_queue {
    const char *name;
    const enum application_state *states;
    size_t state_count;
    const char *zh, *en;
};
extern const struct work_queue work_queues[];
extern const size_t work_queue_count;

/** NULL when there is none of that name. */
const struct work_queue *work_queue_find(struct str name);
bool work_queue_holds(const struct work_queue *queue, int32_t state);

#endif
