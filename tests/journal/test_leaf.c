#include "base/hex.h"
#include "journal/leaf.h"
#include "journal/tree.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static struct leaf_fields example(void)
{
    struct leaf_fields fields = {
        .unit = 650102000,
        .sequence = 7,
        .instant = 1162173600000000,
        .clerk = 12,
        .terminal = STR("127.0.0.1"),
        .purpose = STR("换领"),
        .verb = STR("application.signed"),
        .subject_part = 650102001,
        .subject = 99,
    };
    leaf_body_hash((const unsigned char *)"0123456789abcdef", STR("{}"), fields.body_hash);
    return fields;
}

/* Spelled out by hand, so that a change of the layout cannot pass. */
static void a_leaf_is_its_fields_behind_their_lengths(void **state)
{
    struct leaf_fields fields = example();
    unsigned char out[SM3_BYTES], expected[SM3_BYTES], body_hash[SM3_BYTES];
    SCOPED(buf) bytes = { 0 };
    (void)state;
    buf_add(&bytes, STR("\0\0\0\x0e"
                        "jumin entry v1"
                        "\0\0\0\x09"
                        "650102000"
                        "\0\0\0\x01"
                        "7"
                        "\0\0\0\x10"
                        "1162173600000000"
                        "\0\0\0\x02"
                        "12"
                        "\0\0\0\x09"
                        "127.0.0.1"
                        "\0\0\0\x06"
                        "换领"
                        "\0\0\0\x12"
                        "application.signed"
                        "\0\0\0\x09"
                        "650102001"
                        "\0\0\0\x02"
                        "99"
                        "\0\0\0\x20"));
    sm3(STR("0123456789abcdef{}"), body_hash);
    buf_add(&bytes, str_from(body_hash, sizeof body_hash));
    tree_leaf(buf_str(&bytes), expected);
    leaf_hash(&fields, out);
    assert_memory_equal(out, expected, SM3_BYTES);
}

static void every_field_counts(void **state)
{
    struct leaf_fields cases[12];
    unsigned char hashes[COUNT(cases)][SM3_BYTES];
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        cases[i] = example();
    cases[1].unit++;
    cases[2].sequence++;
    cases[3].instant = -cases[3].instant;
    cases[4].clerk = INT64_MAX;
    cases[5].terminal = STR("127.0.0.11");
    cases[6].purpose = NO_STR;
    cases[7].verb = STR("application.signe");
    cases[8].subject_part = 0;
    cases[9].subject = 0;
    cases[10].body_hash[31] ^= 1;
    cases[11].terminal = STR("127.0.0.1换"); /* a byte moved over the seam of two fields */
    cases[11].purpose = STR("领");
    for (size_t i = 0; i < COUNT(cases); i++) {
        leaf_hash(&cases[i], hashes[i]);
        for (size_t j = 0; j < i; j++)
            assert_memory_not_equal(hashes[i], hashes[j], SM3_BYTES);
    }
}

static void a_head_is_five_lines(void **state)
{
    unsigned char root[SM3_BYTES] = { 0xab };
    char room[HEAD_TEXT_MAX];
    (void)state;
    assert_true(str_is(
        head_text(650102000, 41, root, 1162173600000000, room),
        "jumin head v1\n650102000\n41\n"
        "ab00000000000000000000000000000000000000000000000000000000000000\n1162173600000000\n"));
    head_text(INT32_MIN, INT64_MIN, root, INT64_MIN, room); /* the longest fits */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_leaf_is_its_fields_behind_their_lengths),
        cmocka_unit_test(every_field_counts),
        cmocka_unit_test(a_head_is_five_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
