#include "link/blocks.h"

enum { PAIRS_AT_ONCE = 512 };

/* ---- keys, sorted ---- */

struct keyed {
    uint64_t key;
    uint32_t row;
};

static uint64_t mixed(uint64_t h, uint64_t more)
{
    h = (h ^ more) * UINT64_C(0x9E3779B97F4A7C15);
    return (h ^ h >> 29) * UINT64_C(0xBF58476D1CE4E5B9);
}

static size_t key_rows(const struct table *table, struct feature *const *keys, size_t key_count,
                       struct keyed *out)
{
    size_t n = 0;
    for (size_t row = 0; row < table->rows; row++) {
        uint64_t h = 0;
        size_t k = 0;
        for (; k < key_count && keys[k]->of_row[row]; k++)
            h = mixed(h, keys[k]->of_row[row]);
        if (k == key_count)
            out[n++] = (struct keyed){ h ^ h >> 32, (uint32_t)row };
    }
    return n;
}

/** By key, keeping the order of rows within one: a byte of the key at a time. */
static void sort_keyed(struct keyed *at, struct keyed *spare, size_t n)
{
    struct keyed *from = at, *to = spare;
    for (unsigned shift = 0; shift < 64; shift += 8) {
        size_t places[257] = { 0 };
        for (size_t i = 0; i < n; i++)
            places[(from[i].key >> shift & 255) + 1]++;
        for (size_t b = 1; b < 257; b++)
            places[b] += places[b - 1];
        for (size_t i = 0; i < n; i++)
            to[places[from[i].key >> shift & 255]++] = from[i];
        struct keyed *other = from;
        from = to;
        to = other;
    }
}

/** Pairs of a group: each with each, or each of the left with each of the right. */
static int64_t pairs_of(const struct blocks *blocks, const struct keyed *at, int64_t n)
{
    int64_t left = 0;
    if (!blocks->two)
        return n * (n - 1) / 2;
    for (int64_t i = 0; i < n; i++)
        left += at[i].row < blocks->rows_left;
    return left * (n - left);
}

/** Keys that only one row has are left out: nothing shares them. */
static void number_groups(struct blocks *blocks, size_t b, const struct keyed *keyed, size_t n)
{
    struct block *block = &blocks->at[b];
    uint32_t group = 0;
    block->order = room_for(n, sizeof *block->order);
    for (size_t i = 0, end; i < n; i = end) {
        for (end = i + 1; end < n && keyed[end].key == keyed[i].key; end++)
            continue;
        if (end - i == 1)
            continue;
        group++;
        block->pairs += pairs_of(blocks, keyed + i, (int64_t)(end - i));
        for (size_t k = i; k < end; k++) {
            block->order[block->count++] = keyed[k].row;
            blocks->group[(size_t)keyed[k].row * blocks->count + b] = group;
        }
    }
}

void blocks_open(struct blocks *out, struct table *table, const struct spec *spec)
{
    struct feature *keys[SPEC_KEYS_MAX];
    *out = (struct blocks){ .count = spec->block_count,
                            .rows_left = table->rows_left,
                            .two = table->two };
    out->group = room_for(table->rows * out->count, sizeof *out->group);
    struct keyed *keyed = room_for(table->rows * 2, sizeof *keyed);
    for (size_t b = 0; b < out->count; b++) {
        for (size_t k = 0; k < spec->blocks[b].key_count; k++)
            keys[k] = table_feature(table, spec->blocks[b].keys[k]);
        size_t n = key_rows(table, keys, spec->blocks[b].key_count, keyed);
        sort_keyed(keyed, keyed + table->rows, n);
        out->at[b].line = spec->blocks[b].line;
        number_groups(out, b, keyed, n);
    }
    free(keyed);
}

void blocks_close(struct blocks *blocks)
{
    for (size_t b = 0; b < blocks->count; b++)
        free(blocks->at[b].order);
    free(blocks->group);
    *blocks = (struct blocks){ 0 };
}

/* ---- pairs ---- */

static bool given_before(const uint32_t *groups_a, const uint32_t *groups_b, size_t block)
{
    for (size_t i = 0; i < block; i++)
        if (groups_a[i] && groups_a[i] == groups_b[i])
            return true;
    return false;
}

/** The pairs of the row at one place with those behind it in its group. */
static void pairs_of_place(const struct blocks *blocks, size_t b, size_t place, take_pairs *take,
                           void *context)
{
    const struct block *block = &blocks->at[b];
    uint32_t found[PAIRS_AT_ONCE], a = block->order[place];
    const uint32_t *groups_a = blocks->group + (size_t)a * blocks->count;
    size_t n = 0;
    for (size_t i = place + 1; i < block->count; i++) {
        uint32_t row = block->order[i];
        const uint32_t *groups_b = blocks->group + (size_t)row * blocks->count;
        if (groups_b[b] != groups_a[b])
            break;
        if ((blocks->two && row < blocks->rows_left) || given_before(groups_a, groups_b, b))
            continue;
        found[n++] = row;
        if (n == PAIRS_AT_ONCE) {
            take(context, a, found, n);
            n = 0;
        }
    }
    if (n)
        take(context, a, found, n);
}

void blocks_pairs(const struct blocks *blocks, size_t block, size_t from, size_t to,
                  take_pairs *take, void *context)
{
    for (size_t place = from; place < to && place < blocks->at[block].count; place++)
        if (!blocks->two || blocks->at[block].order[place] < blocks->rows_left)
            pairs_of_place(blocks, block, place, take, context);
}
