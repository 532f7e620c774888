#ifndef EXCHANGE_OUTBOX_H
#define EXCHANGE_OUTBOX_H
/** What waits to go to another unit, in the transaction of the use case that has the news. */
#include "core/desk.h"

/** Notes a record for the next package from the one unit, kept here, to the other.
 *  kind  of the table of record kinds, such as "application" or "consignment" */
MUST_USE enum outcome outbox_add(struct desk *desk, int32_t from_unit, int32_t to_unit,
                                 const char *kind, int32_t subject_part, int64_t subject);
/** The same, but nothing when the receiver is kept in this database: it sees the rows themselves.
 */
MUST_USE enum outcome outbox_tell(struct desk *desk, int32_t from_unit, int32_t to_unit,
                                  const char *kind, int32_t subject_part, int64_t subject);

#endif
