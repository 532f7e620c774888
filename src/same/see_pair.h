#ifndef SAME_SEE_PAIR_H
#define SAME_SEE_PAIR_H
/** Both registrations of a pair beside each other: a look at two persons, with a purpose. */
#include "register/person_store.h"
#include "same/same_store.h"

struct same_party {
    struct person person;
    struct household household;
    struct str address;
    struct persons members; /* registered in the household now */
};
struct same_pair_view {
    struct same_pair pair;
    struct same_party parties[2];
    struct same_decisions decisions;
    struct same_follows follows;
    struct same_pair *cluster; /* pairs of the same cluster, this one among them */
    size_t cluster_count;
};

/** The half that reads.
 *  right    MAY_SETTLE_NUMBERS at the pair's unit
 *  refuses  SAME_PAIR_UNKNOWN, RIGHT_MISSING, NOT_YOUR_DESK, PURPOSE_REQUIRED
 *  source   [G21 88] */
MUST_USE enum outcome same_pair_view_load(struct desk *desk, int32_t part, int64_t id,
                                          struct same_pair_view *out);
/** The half that writes: an entry `same_pair.seen` about each of the two, naming the other, since each
 *  may ask who looked. Right and refusals are those of the half that reads. */
MUST_USE enum outcome same_pair_seen(struct desk *desk, int32_t part, int64_t id);

/** The whole view as an object. */
void same_pair_view_json(struct desk *desk, struct buf *buf, const struct same_pair_view *view);
/** A pair without its persons: the answer to a decision. */
void same_pair_json(struct desk *desk, struct buf *buf, const struct same_pair *pair);
/** A row of a list, masked.  sides  bit 0 the first, bit 1 the second: whose name is shown */
void same_pair_row_json(struct desk *desk, struct buf *buf, const struct same_pair_row *row,
                        unsigned sides);
void same_check_json(struct desk *desk, struct buf *buf, const struct same_check *check);
void link_run_json(struct desk *desk, struct buf *buf, const struct link_run *run);

#endif
