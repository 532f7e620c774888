#include "journal/tree.h"

static void join(const unsigned char *left, const unsigned char *right,
                 unsigned char out[SM3_BYTES])
{
    sm3_parts((struct str[]){ str_from("\x01", 1), str_from(left, SM3_BYTES),
                              str_from(right, SM3_BYTES) },
              3, out);
}

void tree_leaf(struct str leaf, unsigned char out[SM3_BYTES])
{
    sm3_parts((struct str[]){ str_from("\x00", 1), leaf }, 2, out);
}

size_t tree_frontier_count(int64_t size)
{
    return (size_t)__builtin_popcountll((uint64_t)size);
}

size_t tree_nodes_count(int64_t entry)
{
    return (size_t)__builtin_ctzll(~(uint64_t)entry);
}

size_t tree_append(unsigned char frontier[TREE_FRONTIER_MAX], int64_t size,
                   const unsigned char leaf[SM3_BYTES], unsigned char nodes[TREE_FRONTIER_MAX])
{
    unsigned char top[SM3_BYTES];
    size_t count = tree_nodes_count(size);
    unsigned char *end = frontier + tree_frontier_count(size) * SM3_BYTES;

    ASSERT(size >= 0 && size < INT64_MAX);
    memcpy(top, leaf, SM3_BYTES);
    for (size_t i = 0; i < count; i++) {
        end -= SM3_BYTES;
        join(end, top, top);
        memcpy(nodes + i * SM3_BYTES, top, SM3_BYTES);
    }
    memcpy(end, top, SM3_BYTES);
    return count;
}

/* The subtrees, the largest first, are joined from the smallest up. */
static void fold(const unsigned char *subtrees, size_t count, unsigned char out[SM3_BYTES])
{
    if (!count) {
        sm3(NO_STR, out);
        return;
    }
    memcpy(out, subtrees + (count - 1) * SM3_BYTES, SM3_BYTES);
    for (size_t i = count - 1; i-- > 0;)
        join(subtrees + i * SM3_BYTES, out, out);
}

void tree_root(const unsigned char *frontier, int64_t size, unsigned char out[SM3_BYTES])
{
    ASSERT(size >= 0);
    fold(frontier, tree_frontier_count(size), out);
}

/* ---- proofs ---- */

struct source {
    tree_node *node;
    void *context;
};

/* The hash over the leaves from..to, where from is a multiple of the largest power of two in to -
 * from. */
static enum outcome range(const struct source *source, int64_t from, int64_t to,
                          unsigned char out[SM3_BYTES])
{
    unsigned char subtrees[TREE_FRONTIER_MAX];
    size_t count = 0;

    for (int level = TREE_LEVELS_MAX - 1; level >= 0; level--) {
        int64_t width = INT64_C(1) << level;
        if (!((to - from) & width))
            continue;
        TRY(source->node(source->context, level, from >> level, subtrees + count++ * SM3_BYTES));
        from += width;
    }
    fold(subtrees, count, out);
    return DONE;
}

enum outcome tree_root_at(tree_node *node, void *context, int64_t size,
                          unsigned char out[SM3_BYTES])
{
    ASSERT(size >= 0);
    return range(&(struct source){ node, context }, 0, size, out);
}

/* Where a tree of that many leaves, two at least, is cut: the largest power of two below it. */
static int64_t cut(int64_t leaves)
{
    return INT64_C(1) << (63 - __builtin_clzll((uint64_t)(leaves - 1)));
}

static enum outcome add(const struct source *source, struct tree_path *path, int64_t from,
                        int64_t to)
{
    ASSERT(path->count < TREE_PATH_MAX / SM3_BYTES);
    TRY(range(source, from, to, path->at + path->count * SM3_BYTES));
    path->count++;
    return DONE;
}

/* Walking down from the root gathers the path from its far end. */
static void turn_round(struct tree_path *path)
{
    unsigned char kept[SM3_BYTES];
    for (size_t i = 0, j = path->count; i + 1 < j; i++) {
        j--;
        memcpy(kept, path->at + i * SM3_BYTES, SM3_BYTES);
        memcpy(path->at + i * SM3_BYTES, path->at + j * SM3_BYTES, SM3_BYTES);
        memcpy(path->at + j * SM3_BYTES, kept, SM3_BYTES);
    }
}

enum outcome tree_inclusion(tree_node *node, void *context, int64_t entry, int64_t size,
                            struct tree_path *path)
{
    const struct source source = { node, context };
    int64_t from = 0, to = size;

    ASSERT(entry >= 0 && entry < size);
    path->count = 0;
    while (to - from > 1) {
        int64_t middle = from + cut(to - from);
        if (entry < middle) {
            TRY(add(&source, path, middle, to));
            to = middle;
        } else {
            TRY(add(&source, path, from, middle));
            from = middle;
        }
    }
    turn_round(path);
    return DONE;
}

enum outcome tree_consistency(tree_node *node, void *context, int64_t old, int64_t size,
                              struct tree_path *path)
{
    const struct source source = { node, context };
    int64_t from = 0, to = size;

    ASSERT(old >= 0 && old <= size);
    path->count = 0;
    if (old == 0 || old == size)
        return DONE;
    while (old < to) {
        int64_t middle = from + cut(to - from);
        if (old <= middle) {
            TRY(add(&source, path, middle, to));
            to = middle;
        } else {
            TRY(add(&source, path, from, middle));
            from = middle;
        }
    }
    if (from > 0) /* else the old tree is a subtree of its own, whose root the verifier has */
        TRY(add(&source, path, from, to));
    turn_round(path);
    return DONE;
}

/* ---- verification: from the leaf up, by the bits of where we are and where the last leaf is ----
 */

bool tree_verify_inclusion(const unsigned char leaf[SM3_BYTES], int64_t entry, int64_t size,
                           const struct tree_path *path, const unsigned char root[SM3_BYTES])
{
    unsigned char hash[SM3_BYTES];
    if (entry < 0 || entry >= size || path->count > TREE_PATH_MAX / SM3_BYTES)
        return false;
    memcpy(hash, leaf, SM3_BYTES);
    int64_t at = entry, last = size - 1;
    for (size_t i = 0; i < path->count; i++) {
        const unsigned char *other = path->at + i * SM3_BYTES;
        if (last == 0)
            return false;
        if ((at & 1) || at == last) {
            join(other, hash, hash);
            while (!(at & 1) && at != 0) { /* levels on which we are the last, and alone */
                at >>= 1;
                last >>= 1;
            }
        } else {
            join(hash, other, hash);
        }
        at >>= 1;
        last >>= 1;
    }
    return last == 0 && sm3_same(hash, root);
}

/* Both roots are rebuilt from the one path: the old one out of what stood left of its end, the new
 * one out of all. */
static bool climb(int64_t at, int64_t last, const struct tree_path *path, size_t next,
                  unsigned char old_root[SM3_BYTES], unsigned char new_root[SM3_BYTES])
{
    for (; next < path->count; next++) {
        const unsigned char *other = path->at + next * SM3_BYTES;
        if (last == 0)
            return false;
        if ((at & 1) || at == last) {
            join(other, old_root, old_root);
            join(other, new_root, new_root);
            while (!(at & 1) && at != 0) {
                at >>= 1;
                last >>= 1;
            }
        } else {
            join(new_root, other, new_root);
        }
        at >>= 1;
        last >>= 1;
    }
    return last == 0;
}

bool tree_verify_consistency(int64_t from, const unsigned char from_root[SM3_BYTES], int64_t size,
                             const unsigned char root[SM3_BYTES], const struct tree_path *path)
{
    unsigned char old_root[SM3_BYTES], new_root[SM3_BYTES];

    if (from < 0 || from > size || path->count > TREE_PATH_MAX / SM3_BYTES)
        return false;
    if (from == 0) {
        sm3(NO_STR, old_root);
        return path->count == 0 && sm3_same(old_root, from_root) &&
               (size > 0 || sm3_same(root, from_root));
    }
    if (from == size)
        return path->count == 0 && sm3_same(from_root, root);
    if (path->count == 0)
        return false;
    bool whole = (from & (from - 1)) == 0; /* a subtree of its own: the path leaves it out */
    size_t skipped = tree_nodes_count(from - 1);
    memcpy(old_root, whole ? from_root : path->at, SM3_BYTES);
    memcpy(new_root, old_root, SM3_BYTES);
    return climb((from - 1) >> skipped, (size - 1) >> skipped, path, whole ? 0 : 1, old_root,
                 new_root) &&
           sm3_same(old_root, from_root) && sm3_same(new_root, root);
}
