#include "exchange/contents.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void pack(const struct package_record *records, size_t count, struct contents *out)
{
    assert_true(contents_pack(records, count, out));
}

static void records_are_found_by_name_whatever_their_order(void **state)
{
    const struct package_record records[] = { { STR("records.jsonl"), STR("{}\n") },
                                              { STR("blobs/ff"), NO_STR },
                                              { STR("manifest.json"), STR("{\"n\":1}") },
                                              { STR("blobs/00"), STR("\0\1\2") } };
    SCOPED(contents) contents = { 0 };
    struct str bytes;
    (void)state;
    pack(records, COUNT(records), &contents);
    assert_int_equal(contents.count, COUNT(records));
    assert_true(str_is(contents.records[0].name, "blobs/00"));
    for (size_t i = 0; i < COUNT(records); i++) {
        assert_true(contents_find(&contents, records[i].name, &bytes));
        assert_true(str_eq(bytes, records[i].bytes));
    }
    assert_false(contents_find(&contents, STR("blobs/0"), &bytes));
    assert_false(contents_find(&contents, STR("zz"), &bytes));
}

static void nothing_is_packed_too(void **state)
{
    SCOPED(contents) contents = { 0 };
    unsigned char root[SM3_BYTES], none[SM3_BYTES];
    struct str bytes;
    (void)state;
    pack(NULL, 0, &contents);
    assert_int_equal(contents.count, 0);
    assert_false(contents_find(&contents, STR("a"), &bytes));
    contents_root(&contents, root);
    sm3(NO_STR, none);
    assert_memory_equal(root, none, SM3_BYTES);
}

static void a_name_cannot_leave_the_folder(void **state)
{
    static const struct {
        const char *name;
        bool ok;
    } cases[] = {
        { "manifest.json", true },
        { "blobs/0a.jpg", true },
        { "a/b/c", true },
        { "...", true },
        { "", false },
        { "/etc/passwd", false },
        { "a/", false },
        { "a//b", false },
        { "..", false },
        { "a/../b", false },
        { "./a", false },
        { "a b", false },
        { "a\\b", false },
        { "名", false },
    };
    char longest[CONTENTS_NAME_MAX + 1];
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_int_equal(contents_name_ok(str_of(cases[i].name)), cases[i].ok);
    assert_false(contents_name_ok(str_from("a\0b", 3)));
    memset(longest, 'a', sizeof longest);
    assert_true(contents_name_ok(str_from(longest, CONTENTS_NAME_MAX)));
    assert_false(contents_name_ok(str_from(longest, CONTENTS_NAME_MAX + 1)));
}

static void what_is_too_large_is_not_packed(void **state)
{
    struct contents contents = { 0 };
    /* Views past their bytes: the sizes are added up before anything is read. */
    const struct package_record one = { STR("a"), { "x", CONTENTS_BYTES_MAX } };
    const struct package_record many[] = { { STR("a"), { "x", CONTENTS_BYTES_MAX / 2 } },
                                           { STR("b"), { "x", CONTENTS_BYTES_MAX / 2 } } };
    const struct package_record huge = { STR("a"), { "x", SIZE_MAX } };
    (void)state;
    assert_false(contents_pack(&one, 1, &contents));
    assert_false(contents_pack(many, COUNT(many), &contents));
    assert_false(contents_pack(&huge, 1, &contents));
    assert_null(contents.records);
}

/* Rows behind the salt: count, then lengths and bytes. */
static void bytes_in_any_other_form_are_refused(void **state)
{
#define SALT "0123456789abcdef"
    static const struct {
        struct str bytes;
        bool ok;
    } cases[] = {
        { { SALT "\0\0\0\0", 20 }, true },
        { { SALT "\0\0\0\1\0\0\0\1a\0\0\0\1x", 30 }, true },
        { { SALT "\0\0\0\2\0\0\0\1a\0\0\0\0\0\0\0\1b\0\0\0\0", 38 }, true },
        { { SALT "\0\0\0\2\0\0\0\1b\0\0\0\0\0\0\0\1a\0\0\0\0", 38 }, false }, /* out of order */
        { { SALT "\0\0\0\2\0\0\0\1a\0\0\0\0\0\0\0\1a\0\0\0\0", 38 }, false }, /* twice */
        { { SALT "\0\0\0\1\0\0\0\1/\0\0\0\1x", 30 }, false },                 /* a bad name */
        { { SALT "\0\0\0\1\0\0\0\1a\0\0\0\0x", 30 }, false },                 /* a byte behind */
        { { SALT "\0\0\0\1\0\0\0\1a\0\0\0\2x", 30 }, false },                 /* a byte short */
        { { SALT "\0\0\0\1\0\0\0\1a\377\377\377\377x", 30 }, false },
        { { SALT "\0\0\0\2\0\0\0\1a\0\0\0\1x", 30 }, false },
        { { SALT "\377\377\377\377\0\0\0\1a\0\0\0\1x", 30 }, false },
        { { SALT "\0\0\0", 19 }, false },
        { { SALT, 10 }, false },
        { { "", 0 }, false },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED(contents) contents = { 0 };
        struct buf bytes = { 0 };
        buf_add(&bytes, cases[i].bytes);
        assert_int_equal(contents_unpack(&bytes, &contents), cases[i].ok);
        assert_null(bytes.at); /* taken over either way */
    }
}

static void each_record_has_a_proof_of_its_own(void **state)
{
    char names[21][4];
    struct package_record records[COUNT(names)];
    (void)state;
    for (size_t i = 0; i < COUNT(names); i++) {
        snprintf(names[i], sizeof names[i], "%02zu", i);
        records[i] = (struct package_record){ str_of(names[i]), str_of(names[i]) };
    }
    for (size_t count = 1; count <= COUNT(names); count++) {
        SCOPED(contents) contents = { 0 };
        unsigned char root[SM3_BYTES], leaf[SM3_BYTES];
        pack(records, count, &contents);
        contents_root(&contents, root);
        for (size_t i = 0; i < count; i++) {
            struct contents_proof proof;
            contents_prove(&contents, i, &proof);
            contents_leaf(&records[i], proof.nonce, leaf);
            assert_true(tree_verify_inclusion(leaf, (int64_t)i, (int64_t)count, &proof.path, root));
            contents_leaf(&records[(i + 1) % COUNT(names)], proof.nonce, leaf);
            assert_false(
                tree_verify_inclusion(leaf, (int64_t)i, (int64_t)count, &proof.path, root));
        }
    }
}

static void the_hash_in_the_clear_tells_nothing(void **state)
{
    const struct package_record record = { STR("a"), STR("1") };
    SCOPED(contents) one = { 0 };
    SCOPED(contents) again = { 0 };
    unsigned char hashes[4][SM3_BYTES];
    (void)state;
    pack(&record, 1, &one);
    pack(&record, 1, &again);
    contents_hash(&one, hashes[0]);
    contents_hash(&again, hashes[1]);
    assert_memory_not_equal(hashes[0], hashes[1], SM3_BYTES);
    contents_root(&one, hashes[2]);
    contents_root(&again, hashes[3]);
    assert_memory_not_equal(hashes[2], hashes[3], SM3_BYTES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(records_are_found_by_name_whatever_their_order),
        cmocka_unit_test(nothing_is_packed_too),
        cmocka_unit_test(a_name_cannot_leave_the_folder),
        cmocka_unit_test(what_is_too_large_is_not_packed),
        cmocka_unit_test(bytes_in_any_other_form_are_refused),
        cmocka_unit_test(each_record_has_a_proof_of_its_own),
        cmocka_unit_test(the_hash_in_the_clear_tells_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
