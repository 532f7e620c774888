#include "http/queues.h"

#define STATES(queue, ...) static const enum application_state queue##_states[] = { __VA_ARGS__ };
#define A(state)           APPLICATION_##state

STATES(station, A(STARTED), A(COMPLETE))
STATES(held, A(HELD))
STATES(refused, A(REVIEW_REFUSED), A(AUDIT_REFUSED), A(CENTRE_REFUSED), A(PACK_FAULT),
       A(DATA_FAULT))
STATES(review, A(AT_COUNTY))
STATES(sign, A(REVIEWED))
STATES(audit, A(AT_CITY))
/* What each tier has finished and not yet sent on. */
STATES(pack, A(COMPLETE), A(SIGNED), A(AUDITED))
STATES(inspect, A(COUNTY_RECEIVED))
STATES(verify, A(STATION_RECEIVED))
STATES(handout, A(STATION_VERIFIED), A(REMINDED))

/* clang-format off */
#define QUEUE(name, zh, en) { #name, name##_states, COUNT(name##_states), zh, en }
const struct work_queue work_queues[] = {
    QUEUE(station, "受理未上报",  "accepted, not yet sent"),
    QUEUE(held,    "号码待核",    "held by a number question"),
    QUEUE(refused, "退回待更正",  "refused, to be corrected"),
    QUEUE(review,  "待审核",      "to be reviewed"),
    QUEUE(sign,    "待签发",      "to be signed"),
    QUEUE(audit,   "待市局审核",  "to be audited"),
    QUEUE(pack,    "待上报",      "to be sent on"),
    QUEUE(inspect, "待质检",      "to be inspected"),
    QUEUE(verify,  "待核对",      "to be verified"),
    QUEUE(handout, "待领取",      "to be collected"),
};
/* clang-format on */
const size_t work_queue_count = COUNT(work_queues);

const struct work_queue *work_queue_find(struct str name)
{
    for (size_t i = 0; i < work_queue_count; i++)
        if (str_is(name, work_queues[i].name))
            return &work_queues[i];
    return NULL;
}

bool work_queue_holds(const struct work_queue *queue, int32_t state)
{
    for (size_t i = 0; i < queue->state_count; i++)
        if ((int32_t)queue->states[i] == state)
            return true;
    return false;
}
