#ifndef EXCHANGE_OUTBOX_H
#define EXCHANGE_OUTBOX_H
/** What waits to go to a unit that another database keeps. */
#include "core/desk.h"

/** Notes a record for the next package to the unit, in the transaction of the use case; nothing
 * when the unit is kept here. From which unit it goes: the clerk's. kind  record kind the receiver
 * follows: "application", "card", "consignment", "consignment.received" */
MUST_USE enum outcome outbox_add(struct desk *desk, int32_t to_unit, const char *kind,
                                 int32_t subject_part, int64_t subject);

#endif
