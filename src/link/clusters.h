#ifndef LINK_CLUSTERS_H
#define LINK_CLUSTERS_H
/** Pairs put together into clusters of rows that are one person.
 *  (1) Two clusters become one only when enough of the pairs between them were found: a chain of
 *      likenesses is not a likeness.
 *  (2) The likeliest pairs have their say first; the same pairs give the same clusters. */
#include "base/str.h"

struct link_pair {
    uint32_t a, b;
    float probability;
};

/** For each row the first row of its cluster; the caller frees it.
 *  chain  the share of pairs between two clusters that must be among these, 0 to 1 */
uint32_t *clusters_make(const struct link_pair *pairs, size_t count, size_t rows, double chain);

/** By probability, the highest first; pairs of one probability by rows. */
void pairs_sort_by_probability(struct link_pair *pairs, size_t count);
void pairs_sort_by_rows(struct link_pair *pairs, size_t count);
/** Keeps the likeliest pair of each row on either side; returns how many. They must be sorted by
 *  probability. */
size_t pairs_one_to_one(struct link_pair *pairs, size_t count, size_t rows);

#endif
