#ifndef REGISTER_LOAD_H
#define REGISTER_LOAD_H
/** Loads: what each import brought, and taking it back [S10].
 *  (1) A load can be undone while nothing was built on it; then its persons and households are gone
 *      from the register, and the journal keeps that they were there.
 *  (2) Other counters refuse the undo through follow("load.undoing"): the subject is the part and
 *      the load, once for each part; they ask person_of_load about those they know. */
#include "core/column.h"
#include "core/desk.h"

struct load {
    int32_t part; /* the unit that imported */
    int64_t id;
    struct str file;
    struct str hash; /* SM3 of the file */
    int64_t rows, taken, rejected;
    int64_t clerk, instant;
    int64_t finished, undone; /* instants, or 0 */
};
extern const struct column load_columns[];
extern const size_t load_column_count;

struct loads {
    struct load *at;
    size_t count;
};
/** The loads of the clerk's reach, the oldest first.  right  MAY_IMPORT */
MUST_USE enum outcome loads_list(struct desk *desk, struct loads *out);

/** Undoes a load, part by part, each in its own transaction with its entry `load.part_undone`; the
 *  last one marks the load with `load.undone`. Broken off, it goes on when it is run again.
 *  right    MAY_IMPORT at the unit that imported
 *  refuses  LOAD_UNKNOWN (or undone already), LOAD_IN_USE */
MUST_USE enum outcome load_undo(struct desk *desk, int64_t load, int64_t *persons);

/** Whether the person came with this load; for other counters. */
MUST_USE enum outcome person_of_load(struct desk *desk, int32_t part, int64_t person, int64_t load,
                                     bool *out);

#endif
