#ifndef SAME_LIVE_RUN_H
#define SAME_LIVE_RUN_H
/** A run over the live register, between comparing and keeping: inside this folder only. */
#include "base/hash_map.h"
#include "link/link.h"
#include "same/same_store.h"

/** Who a row of the engine is. */
struct live_one {
    int64_t id;
    int32_t part, station;
};

/** A pair some run before kept. */
struct known_pair {
    int64_t id, person, other_person;
    int32_t part, other_part;
    char state; /* first letter of same_pair_states */
    bool seen;
};

struct live_run {
    struct desk *desk;
    const struct live_order *order;
    struct link_run run;
    int32_t from, to;           /* stations compared */
    struct live_one parties[2]; /* of a conflict; id 0 in a check */
    struct linking linking;
    struct live_one *persons; /* by row of the engine */
    size_t person_count, person_room;
    struct known_pair *known;
    size_t known_count;
    struct hash_map known_by_two;  /* place + 1 */
    struct hash_map cluster_pairs; /* by first row of the cluster: how many pairs it has */
};

/** NULL when there is none between the two. */
struct known_pair *known_pair_of(struct live_run *run, const struct live_one *a,
                                 const struct live_one *b);
MUST_USE enum outcome known_pairs_read(struct live_run *run);
/** New pairs into the queue, waiting ones with what the register says now, gone ones closed: some at a
 *  time, each time with an entry `same_pair.kept`. */
MUST_USE enum outcome pairs_keep(struct live_run *run);
/** The pairs found, as CSV to the order's sink. */
MUST_USE enum outcome pairs_tell(struct live_run *run);
/** Whether it is a pair the run is about. */
bool pair_concerns(const struct live_run *run, const struct link_pair *pair);

#endif
