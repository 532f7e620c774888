#ifndef JOURNAL_JOURNAL_H
#define JOURNAL_JOURNAL_H
/** The one record of what was done.
 *  (1) A use case commits its rows and exactly one entry in one transaction; the entry comes last,
 *      since it takes the unit's next sequence, which is locked from then on.
 *  (2) Sequences have no gaps per unit; a Merkle tree per unit (RFC 9162, SM3) covers every entry.
 *  (3) The leaf holds the hash of nonce and body, so a body can be erased when its retention
 *      ends. */
#include "core/desk.h"

struct question;

/** Writes the entry of the running use case into the chain of the clerk's unit.
 *  verb     such as "application.signed"; docs/words.md lists them
 *  subject  whom or what it is about: part and id, 0 and 0 for nobody
 *  body     a JSON object, borrowed */
MUST_USE enum outcome journal(struct desk *desk, const char *verb, int32_t subject_part,
                              int64_t subject, struct str body);
/** The same in two halves: the place in the chain of the clerk's unit is asked for together with
 * other questions of the transaction. No other entry of the unit may be made between; a transaction
 * that does it all the same fails as a whole. */
MUST_USE enum outcome journal_ask(struct desk *desk, struct question **place);
MUST_USE enum outcome journal_at(struct desk *desk, struct question *place, const char *verb,
                                 int32_t subject_part, int64_t subject, struct str body);
/** The same into the chain of another unit kept here: what arrives by package. */
MUST_USE enum outcome journal_for(struct desk *desk, int32_t unit, const char *verb,
                                  int32_t subject_part, int64_t subject, struct str body);
/** Adds to a figure of progress of the clerk's unit and today; in the transaction of the use case,
 * before journal(). */
MUST_USE enum outcome progress_add(struct desk *desk, int32_t unit, const char *figure, int64_t n);

/** The sum of one figure over units from … to and all days. */
MUST_USE enum outcome progress_sum(struct desk *desk, int32_t unit_from, int32_t unit_to,
                                   struct str figure, int64_t *out);

/** What must happen elsewhere when a verb is done: verb → function of another counter. The rows are
 * wired in main.c, run in the same transaction, before the entry is written. */
struct follow {
    const char *verb;
    enum outcome (*then)(struct desk *desk, int32_t subject_part, int64_t subject, struct str body);
};
void follow_table(const struct follow *rows, size_t count);
/** Runs every row of the verb; journal() does not call it, the use case does, before journal(). */
MUST_USE enum outcome follow(struct desk *desk, const char *verb, int32_t subject_part,
                             int64_t subject, struct str body);

#endif
