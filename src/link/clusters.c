#include "link/clusters.h"
#include "link/table.h"

/* ---- orders ---- */

static int by_rows(const void *a, const void *b)
{
    const struct link_pair *left = a, *right = b;
    if (left->a != right->a)
        return left->a < right->a ? -1 : 1;
    return (left->b > right->b) - (left->b < right->b);
}

static int by_probability(const void *a, const void *b)
{
    const struct link_pair *left = a, *right = b;
    if (left->probability > right->probability || left->probability < right->probability)
        return left->probability > right->probability ? -1 : 1;
    return by_rows(a, b);
}

void pairs_sort_by_probability(struct link_pair *pairs, size_t count)
{
    if (count)
        qsort(pairs, count, sizeof *pairs, by_probability);
}

void pairs_sort_by_rows(struct link_pair *pairs, size_t count)
{
    if (count)
        qsort(pairs, count, sizeof *pairs, by_rows);
}

size_t pairs_one_to_one(struct link_pair *pairs, size_t count, size_t rows)
{
    bool *taken = room_for(rows, sizeof *taken);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        struct link_pair pair = pairs[i];
        if (taken[pair.a] || taken[pair.b])
            continue;
        taken[pair.a] = taken[pair.b] = true;
        pairs[kept++] = pair;
    }
    free(taken);
    return kept;
}

/* ---- clusters ---- */

/** Rows joined, each cluster also a ring of its rows; and the neighbours of each row. */
struct joining {
    uint32_t *parent, *next, *size;
    uint32_t *first; /* of a row's neighbours; that of the row behind is their end */
    uint32_t *neighbours;
};

static uint32_t root_of(struct joining *joining, uint32_t row)
{
    while (joining->parent[row] != row) {
        joining->parent[row] = joining->parent[joining->parent[row]];
        row = joining->parent[row];
    }
    return row;
}

static void list_neighbours(struct joining *joining, const struct link_pair *pairs, size_t count,
                            size_t rows)
{
    uint32_t *first = joining->first;
    for (size_t i = 0; i < count; i++) {
        first[pairs[i].a + 2]++;
        first[pairs[i].b + 2]++;
    }
    for (size_t r = 2; r < rows + 2; r++)
        first[r] += first[r - 1];
    for (size_t i = 0; i < count; i++) {
        joining->neighbours[first[pairs[i].a + 1]++] = pairs[i].b;
        joining->neighbours[first[pairs[i].b + 1]++] = pairs[i].a;
    }
}

/** How many pairs were found between two clusters; the smaller one is walked through. */
static uint64_t pairs_between(struct joining *joining, uint32_t small, uint32_t large)
{
    uint64_t n = 0;
    uint32_t row = small;
    do {
        for (uint32_t i = joining->first[row]; i < joining->first[row + 1]; i++)
            n += root_of(joining, joining->neighbours[i]) == large;
        row = joining->next[row];
    } while (row != small);
    return n;
}

static void join(struct joining *joining, uint32_t small, uint32_t large)
{
    uint32_t behind = joining->next[small];
    joining->next[small] = joining->next[large];
    joining->next[large] = behind;
    joining->parent[small] = large;
    joining->size[large] += joining->size[small];
}

static void consider(struct joining *joining, struct link_pair pair, double chain)
{
    uint32_t a = root_of(joining, pair.a), b = root_of(joining, pair.b);
    if (a == b)
        return;
    uint32_t small = joining->size[a] < joining->size[b] ? a : b, large = small == a ? b : a;
    double possible = (double)joining->size[small] * joining->size[large];
    if ((double)pairs_between(joining, small, large) >= chain * possible)
        join(joining, small, large);
}

/** The first row of each cluster stands for it. */
static uint32_t *name_clusters(struct joining *joining, size_t rows)
{
    uint32_t *of_row = room_for(rows, sizeof *of_row);
    uint32_t *named = room_for(rows, sizeof *named); /* by root; 0 not yet, else the row and one */
    for (size_t r = 0; r < rows; r++) {
        uint32_t root = root_of(joining, (uint32_t)r);
        if (!named[root])
            named[root] = (uint32_t)r + 1;
        of_row[r] = named[root] - 1;
    }
    free(named);
    return of_row;
}

uint32_t *clusters_make(const struct link_pair *pairs, size_t count, size_t rows, double chain)
{
    struct joining joining = { .parent = room_for(rows, sizeof(uint32_t)),
                               .next = room_for(rows, sizeof(uint32_t)),
                               .size = room_for(rows, sizeof(uint32_t)),
                               .first = room_for(rows + 2, sizeof(uint32_t)),
                               .neighbours = room_for(count * 2, sizeof(uint32_t)) };
    struct link_pair *ordered = room_for(count, sizeof *ordered);
    for (size_t r = 0; r < rows; r++) {
        joining.parent[r] = joining.next[r] = (uint32_t)r;
        joining.size[r] = 1;
    }
    if (count)
        memcpy(ordered, pairs, count * sizeof *ordered);
    pairs_sort_by_probability(ordered, count);
    list_neighbours(&joining, ordered, count, rows);
    for (size_t i = 0; i < count; i++)
        consider(&joining, ordered[i], chain);
    uint32_t *of_row = name_clusters(&joining, rows);
    free(ordered);
    free(joining.parent);
    free(joining.next);
    free(joining.size);
    free(joining.first);
    free(joining.neighbours);
    return of_row;
}
