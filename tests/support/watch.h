#ifndef SUPPORT_WATCH_H
#define SUPPORT_WATCH_H
/** Whether what was refused left everything as it was.
 *  (1) Triggers count every row written, changed or taken away in any table but `entry`, `chain`,
 *      `progress` and `session`; what a transaction undoes is not counted.
 *  (2) Entries are counted by the chains, each of which counts its own. */
#include "support/db.h"

/** Once the schema stands; before a server opens the database. */
void watch_open(struct test_db *t);

struct watched {
    int64_t rows, entries;
};
struct watched watch(struct test_db *t);

/** How many rows and entries there are more; nothing of what is `asked` in a failure's words. */
void assert_rows_unchanged(struct test_db *t, const struct watched *before, const char *asked);
void assert_nothing_written(struct test_db *t, const struct watched *before, const char *asked);
/** Exactly one entry more, and rows as before: the unit's chain ends with the refusal of this clerk,
 *  by its code, such as "P-403". */
void assert_refusal_noted(struct test_db *t, const struct watched *before, int32_t unit,
                          int64_t clerk, const char *code, const char *asked);

#endif
