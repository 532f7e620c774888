#include "base/hex.h"
#include "journal/tree.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

enum { LEAVES = 131 };

/* A journal as it is stored: leaf hashes, and the nodes with each. */
static unsigned char leaves[LEAVES][SM3_BYTES];
static unsigned char nodes[LEAVES][TREE_FRONTIER_MAX];
static unsigned char roots[LEAVES + 1][SM3_BYTES];
static int asked;

/* ---- the definition, word for word [RFC 9162 2.1.1, 2.1.3.1, 2.1.4.1] ---- */

static int largest_power_below(int n)
{
    int k = 1;
    while (2 * k < n)
        k *= 2;
    return k;
}

static void naive_root(int from, int to, unsigned char out[SM3_BYTES])
{
    unsigned char both[1 + 2 * SM3_BYTES] = { 1 };
    if (to == from) {
        sm3(NO_STR, out);
    } else if (to - from == 1) {
        memcpy(out, leaves[from], SM3_BYTES);
    } else {
        int middle = from + largest_power_below(to - from);
        naive_root(from, middle, both + 1);
        naive_root(middle, to, both + 1 + SM3_BYTES);
        sm3(str_from(both, sizeof both), out);
    }
}

static void naive_add(struct tree_path *path, int from, int to)
{
    naive_root(from, to, path->at + path->count++ * SM3_BYTES);
}

static void naive_path(int m, int from, int to, struct tree_path *path)
{
    if (to - from == 1)
        return;
    int k = largest_power_below(to - from);
    if (m < k) {
        naive_path(m, from, from + k, path);
        naive_add(path, from + k, to);
    } else {
        naive_path(m - k, from + k, to, path);
        naive_add(path, from, from + k);
    }
}

static void naive_subproof(int m, int from, int to, bool known, struct tree_path *path)
{
    if (m == to - from) {
        if (!known)
            naive_add(path, from, to);
        return;
    }
    int k = largest_power_below(to - from);
    if (m <= k) {
        naive_subproof(m, from, from + k, known, path);
        naive_add(path, from + k, to);
    } else {
        naive_subproof(m - k, from + k, to, false, path);
        naive_add(path, from, from + k);
    }
}

/* ---- what is stored ---- */

static enum outcome stored_node(void *context, int level, int64_t index,
                                unsigned char out[SM3_BYTES])
{
    int64_t size = *(int *)context, last = ((index + 1) << level) - 1;
    assert_true(last < size); /* a proof for an older size may not look past it */
    asked++;
    memcpy(out, level ? nodes[last] + (level - 1) * SM3_BYTES : leaves[last], SM3_BYTES);
    return DONE;
}

static int fill(void **state)
{
    unsigned char frontier[TREE_FRONTIER_MAX] = { 0 };
    (void)state;
    for (int i = 0; i < LEAVES; i++) {
        unsigned char leaf[] = { (unsigned char)i, 'x' };
        tree_leaf(str_from(leaf, sizeof leaf), leaves[i]);
        tree_root(frontier, i, roots[i]);
        tree_append(frontier, i, leaves[i], nodes[i]);
    }
    tree_root(frontier, LEAVES, roots[LEAVES]);
    return 0;
}

static void assert_hex(const unsigned char hash[SM3_BYTES], const char *digits)
{
    char text[2 * SM3_BYTES + 1];
    assert_string_equal(hex_text(hash, SM3_BYTES, text), digits);
}

/* Worked out on the command line: the hash of nothing, SM3(0x00 "abc"), and SM3(0x01, that,
 * that). */
static void known_answers_come_out(void **state)
{
    unsigned char frontier[TREE_FRONTIER_MAX] = { 0 }, made[TREE_FRONTIER_MAX], leaf[SM3_BYTES],
                  root[SM3_BYTES];
    (void)state;
    tree_root(frontier, 0, root);
    assert_hex(root, "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b");
    tree_leaf(STR("abc"), leaf);
    assert_hex(leaf, "a7fe0cdcc2194aa7a9c6bfad5637581bf051d935a10bb6a9ccabfce125c27d96");
    tree_append(frontier, 0, leaf, made);
    tree_root(frontier, 1, root);
    assert_memory_equal(root, leaf, SM3_BYTES);
    tree_append(frontier, 1, leaf, made);
    tree_root(frontier, 2, root);
    assert_hex(root, "2726583fa41a936bfd4fbd8d575045d0b74929a10e02acbd53273a005c985d0e");
    tree_append(frontier, 2, leaf, made);
    tree_root(frontier, 3, root);
    assert_hex(root, "ff0fa08e35b12c69163387a045f032cecd1d09d2e8e990e11d45eb1cf3ab787d");
}

static void roots_are_those_of_the_definition(void **state)
{
    unsigned char root[SM3_BYTES];
    (void)state;
    for (int size = 0; size <= LEAVES; size++) {
        naive_root(0, size, root);
        assert_memory_equal(roots[size], root, SM3_BYTES);
        assert_int_equal(tree_root_at(stored_node, &size, size, root), DONE);
        assert_memory_equal(roots[size], root, SM3_BYTES);
    }
}

static void each_entry_stores_the_nodes_it_completes(void **state)
{
    static const struct {
        int64_t entry;
        size_t nodes;
    } cases[] = { { 0, 0 }, { 1, 1 }, { 2, 0 }, { 3, 2 }, { 6, 0 }, { 7, 3 }, { 127, 7 } };
    unsigned char hash[SM3_BYTES];
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_int_equal(tree_nodes_count(cases[i].entry), cases[i].nodes);
    for (int level = 1; level < 8; level++)
        for (int index = 0; (index + 1) << level <= LEAVES; index++) {
            int last = ((index + 1) << level) - 1;
            naive_root(index << level, last + 1, hash);
            assert_memory_equal(nodes[last] + (level - 1) * SM3_BYTES, hash, SM3_BYTES);
        }
}

static void inclusion_paths_are_those_of_the_definition_and_verify(void **state)
{
    (void)state;
    for (int size = 1; size <= LEAVES; size++)
        for (int entry = 0; entry < size; entry++) {
            struct tree_path path, expected = { 0 };
            asked = 0;
            assert_int_equal(tree_inclusion(stored_node, &size, entry, size, &path), DONE);
            assert_true(asked <= 16);
            naive_path(entry, 0, size, &expected);
            assert_int_equal(path.count, expected.count);
            assert_memory_equal(path.at, expected.at, path.count * SM3_BYTES);
            assert_true(tree_verify_inclusion(leaves[entry], entry, size, &path, roots[size]));
        }
}

static void consistency_paths_are_those_of_the_definition_and_verify(void **state)
{
    (void)state;
    for (int size = 0; size <= LEAVES; size++)
        for (int from = 0; from <= size; from++) {
            struct tree_path path, expected = { 0 };
            assert_int_equal(tree_consistency(stored_node, &size, from, size, &path), DONE);
            if (from > 0)
                naive_subproof(from, 0, size, true, &expected);
            assert_int_equal(path.count, expected.count);
            assert_memory_equal(path.at, expected.at, path.count * SM3_BYTES);
            assert_true(tree_verify_consistency(from, roots[from], size, roots[size], &path));
        }
}

/* Every other entry, size, path length and byte of the path. */
static void an_inclusion_proof_proves_nothing_else(void **state)
{
    (void)state;
    for (int size = 1; size <= 33; size++)
        for (int entry = 0; entry < size; entry++) {
            struct tree_path path;
            assert_int_equal(tree_inclusion(stored_node, &size, entry, size, &path), DONE);
            for (int other = -1; other <= size; other++)
                if (other != entry)
                    assert_false(
                        tree_verify_inclusion(leaves[entry], other, size, &path, roots[size]));
            assert_false(tree_verify_inclusion(leaves[(entry + 1) % LEAVES], entry, size, &path,
                                               roots[size]));
            assert_false(tree_verify_inclusion(leaves[entry], entry, size, &path, roots[size + 1]));
            for (size_t i = 0; i < path.count * SM3_BYTES; i += 13) {
                path.at[i] ^= 1;
                assert_false(tree_verify_inclusion(leaves[entry], entry, size, &path, roots[size]));
                path.at[i] ^= 1;
            }
            path.count++;
            assert_false(tree_verify_inclusion(leaves[entry], entry, size, &path, roots[size]));
            path.count--;
            if (path.count-- > 0)
                assert_false(tree_verify_inclusion(leaves[entry], entry, size, &path, roots[size]));
        }
}

static void a_consistency_proof_proves_nothing_else(void **state)
{
    (void)state;
    for (int size = 1; size <= 33; size++)
        for (int from = 0; from <= size; from++) {
            struct tree_path path;
            assert_int_equal(tree_consistency(stored_node, &size, from, size, &path), DONE);
            for (int other = 0; other <= size; other++)
                if (other != from)
                    assert_false(
                        tree_verify_consistency(from, roots[other], size, roots[size], &path));
            if (from > 0)
                assert_false(
                    tree_verify_consistency(from, roots[from], size, roots[size + 1], &path));
            for (size_t i = 0; i < path.count * SM3_BYTES; i += 13) {
                path.at[i] ^= 1;
                assert_false(tree_verify_consistency(from, roots[from], size, roots[size], &path));
                path.at[i] ^= 1;
            }
            path.count++;
            assert_false(tree_verify_consistency(from, roots[from], size, roots[size], &path));
            path.count--;
            if (path.count-- > 0)
                assert_false(tree_verify_consistency(from, roots[from], size, roots[size], &path));
        }
    struct tree_path none = { 0 };
    assert_false(tree_verify_consistency(-1, roots[0], 4, roots[4], &none));
    assert_false(tree_verify_consistency(5, roots[5], 4, roots[4], &none));
    assert_false(tree_verify_consistency(0, roots[0], 0, roots[1], &none));
}

static enum outcome broken_node(void *context, int level, int64_t index,
                                unsigned char out[SM3_BYTES])
{
    (void)context, (void)level, (void)index, (void)out;
    return FAILED;
}

static void a_node_that_cannot_be_read_fails_the_proof(void **state)
{
    unsigned char root[SM3_BYTES];
    struct tree_path path;
    (void)state;
    assert_int_equal(tree_inclusion(broken_node, NULL, 3, 9, &path), FAILED);
    assert_int_equal(tree_consistency(broken_node, NULL, 3, 9, &path), FAILED);
    assert_int_equal(tree_root_at(broken_node, NULL, 9, root), FAILED);
}

/* All leaves alike, so each node depends on its level only: the largest tree there can be is proved
 * too. */
static enum outcome uniform_node(void *context, int level, int64_t index,
                                 unsigned char out[SM3_BYTES])
{
    unsigned char(*levels)[SM3_BYTES] = context;
    assert_true(index >= 0);
    memcpy(out, levels[level], SM3_BYTES);
    return DONE;
}

static void the_largest_sizes_are_proved_too(void **state)
{
    static const int64_t sizes[] = { INT64_MAX, INT64_MAX - 1, INT64_C(1) << 62,
                                     (INT64_C(1) << 62) + 1, (INT64_C(1) << 40) - 1 };
    unsigned char levels[TREE_LEVELS_MAX][SM3_BYTES], root[SM3_BYTES], old[SM3_BYTES];
    struct tree_path path;
    (void)state;
    tree_leaf(STR("x"), levels[0]);
    for (int i = 1; i < TREE_LEVELS_MAX; i++)
        sm3_parts((struct str[]){ str_from("\1", 1), str_from(levels[i - 1], SM3_BYTES),
                                  str_from(levels[i - 1], SM3_BYTES) },
                  3, levels[i]);
    for (size_t i = 0; i < COUNT(sizes); i++) {
        const int64_t entries[] = { 0, 1, sizes[i] / 3, sizes[i] - 2, sizes[i] - 1 };
        assert_int_equal(tree_root_at(uniform_node, levels, sizes[i], root), DONE);
        for (size_t j = 0; j < COUNT(entries); j++) {
            assert_int_equal(tree_inclusion(uniform_node, levels, entries[j], sizes[i], &path),
                             DONE);
            assert_true(tree_verify_inclusion(levels[0], entries[j], sizes[i], &path, root));
            assert_int_equal(tree_root_at(uniform_node, levels, entries[j], old), DONE);
            assert_int_equal(tree_consistency(uniform_node, levels, entries[j], sizes[i], &path),
                             DONE);
            assert_true(tree_verify_consistency(entries[j], old, sizes[i], root, &path));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_answers_come_out),
        cmocka_unit_test(roots_are_those_of_the_definition),
        cmocka_unit_test(each_entry_stores_the_nodes_it_completes),
        cmocka_unit_test(inclusion_paths_are_those_of_the_definition_and_verify),
        cmocka_unit_test(consistency_paths_are_those_of_the_definition_and_verify),
        cmocka_unit_test(an_inclusion_proof_proves_nothing_else),
        cmocka_unit_test(a_consistency_proof_proves_nothing_else),
        cmocka_unit_test(a_node_that_cannot_be_read_fails_the_proof),
        cmocka_unit_test(the_largest_sizes_are_proved_too),
    };
    return cmocka_run_group_tests(tests, fill, NULL);
}
