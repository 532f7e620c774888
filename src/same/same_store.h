#ifndef SAME_SAME_STORE_H
#define SAME_SAME_STORE_H
/** Checks, runs, pairs and decisions as rows: inside this counter. Rights are asked by the use cases. */
#include "same/same.h"

MUST_USE enum outcome same_decisions_of(struct desk *desk, const struct same_pair *pair,
                                        struct same_decisions *out);
MUST_USE enum outcome same_follows_of(struct desk *desk, const struct same_pair *pair,
                                      struct same_follows *out);
/** The pairs the last run put into one cluster with it, the likeliest first; at most 50. */
MUST_USE enum outcome same_cluster_of(struct desk *desk, const struct same_pair *pair,
                                      struct same_pair **out, size_t *count);

/** Writes what a decision changes, if nobody was first; pair->ver becomes the new one.
 *  refuses CHANGED_MEANWHILE */
MUST_USE enum outcome same_pair_save(struct desk *desk, struct same_pair *pair);
/** Of the pair's version as it is now.  undoes  the one it takes back, or 0 */
MUST_USE enum outcome same_decision_write(struct desk *desk, const struct same_pair *pair,
                                          const char *verdict, int64_t undoes, struct str reason);
MUST_USE enum outcome same_follow_write(struct desk *desk, const struct same_pair *pair,
                                        const char *kind, int32_t to_part, int64_t to_id);

#endif
