#ifndef JOURNAL_TREE_H
#define JOURNAL_TREE_H
/** The Merkle tree over a unit's entries [RFC 9162 2.1], with SM3: a leaf's hash is SM3(0x00,
 *  leaf), a node's is SM3(0x01, left, right), the empty tree's root is SM3 of nothing.
 *  (1) Leaves count from 0. A node of level L (leaves are level 0) and index k stands over the
 *      leaves k << L to ((k + 1) << L) - 1. Only nodes over a full range are stored, and they never
 *      change.
 *  (2) With entry i are stored the nodes that leaf i completes, level 1 upward: as many as i has
 *      trailing one bits. So node (L, k) stands at position L - 1 of entry ((k + 1) << L) - 1.
 *  (3) The frontier is the hashes of the complete subtrees that make up the tree, the largest
 *      first: as many as the size has one bits. It is all an append needs.
 *  Pure: nodes come through a callback, and a proof asks for O(log size) of them. */
#include "base/outcome.h"
#include "keys/sm3.h"

enum {
    TREE_LEVELS_MAX = 63, /* of an int64_t of leaves */
    TREE_FRONTIER_MAX = TREE_LEVELS_MAX * SM3_BYTES,
    TREE_PATH_MAX = (TREE_LEVELS_MAX + 1) * SM3_BYTES, /* of either proof */
};

/** Hashes in a row, 32 bytes each. */
struct tree_path {
    size_t count;
    unsigned char at[TREE_PATH_MAX];
};

/** Gives node (level, index); level 0 is the leaf's hash. Only complete nodes are asked for. */
typedef enum outcome tree_node(void *context, int level, int64_t index,
                               unsigned char out[SM3_BYTES]);

void tree_leaf(struct str leaf, unsigned char out[SM3_BYTES]);
/** How many hashes the frontier of a size has, and how many nodes an entry completes. */
size_t tree_frontier_count(int64_t size);
size_t tree_nodes_count(int64_t entry);

/** Appends the leaf hash as entry `size`: the frontier becomes that of size + 1, and `nodes`
 *  receives what (2) stores with the entry. Both may be as short as the counts above say.
 *  returns  the number of nodes, tree_nodes_count(size) */
size_t tree_append(unsigned char frontier[TREE_FRONTIER_MAX], int64_t size,
                   const unsigned char leaf[SM3_BYTES], unsigned char nodes[TREE_FRONTIER_MAX]);
void tree_root(const unsigned char *frontier, int64_t size, unsigned char out[SM3_BYTES]);

/** The root of the first `size` leaves, out of nodes: an older head of a longer journal. */
MUST_USE enum outcome tree_root_at(tree_node *node, void *context, int64_t size,
                                   unsigned char out[SM3_BYTES]);
/** The way from the entry to the root of the first `size` leaves [RFC 9162 2.1.3.1].
 *  entry  0 <= entry < size */
MUST_USE enum outcome tree_inclusion(tree_node *node, void *context, int64_t entry, int64_t size,
                                     struct tree_path *path);
/** That the first `from` leaves are the beginning of the first `size` [RFC 9162 2.1.4.1]. The
 *  path is empty when from is 0 or size.
 *  from  0 <= from <= size */
MUST_USE enum outcome tree_consistency(tree_node *node, void *context, int64_t from, int64_t size,
                                       struct tree_path *path);

/** [RFC 9162 2.1.3.2]; false also for numbers that make no sense. */
bool tree_verify_inclusion(const unsigned char leaf[SM3_BYTES], int64_t entry, int64_t size,
                           const struct tree_path *path, const unsigned char root[SM3_BYTES]);
/** [RFC 9162 2.1.4.2], and: everything continues the empty tree, equal sizes need equal roots, both
 *  without a path. */
bool tree_verify_consistency(int64_t from, const unsigned char from_root[SM3_BYTES], int64_t size,
                             const unsigned char root[SM3_BYTES], const struct tree_path *path);

#endif
