#ifndef LINK_BLOCKS_H
#define LINK_BLOCKS_H
/** Which rows are compared: those that share all keys of some block.
 *  (1) A row that lacks a key of a block is not in it.
 *  (2) A pair that several blocks hold is given by the first of them, so each pair comes once.
 *  (3) With two tables the first row is of the first table and the second of the second; with one
 *      the first stands above the second.
 *  (4) Keys are compared by 64-bit hashes: two that share one would add pairs, never lose any. */
#include "link/table.h"

struct block {
    uint32_t *order; /* rows by key, and by row within a key */
    size_t count;
    int64_t pairs; /* of this block alone */
    int64_t line;
};

struct blocks {
    struct block at[SPEC_BLOCKS_MAX];
    size_t count;
    uint32_t *group; /* of a row in each block, one beside the other; 0 is none */
    size_t rows_left;
    bool two;
};

void blocks_open(struct blocks *out, struct table *table, const struct spec *spec);
void blocks_close(struct blocks *blocks);

/** Takes pairs of one row with several others. */
typedef void take_pairs(void *context, uint32_t a, const uint32_t *b, size_t count);

/** All pairs whose first row stands at these places of the block's order. */
void blocks_pairs(const struct blocks *blocks, size_t block, size_t from, size_t to,
                  take_pairs *take, void *context);

#endif
