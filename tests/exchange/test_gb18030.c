#include "base/utf8.h"
#include "exchange/gb18030.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static int open_arena(void **state)
{
    *state = arena_open();
    return 0;
}

static int close_arena(void **state)
{
    arena_close(*state);
    return 0;
}

static void assert_text(struct str got, const char *want)
{
    assert_int_equal(got.len, strlen(want));
    assert_memory_equal(got.at, want, got.len);
}

static void what_editions_and_libraries_read_differently_has_one_reading(void **state)
{
    static const struct {
        const char *bytes;
        uint32_t point;
    } cases[] = {
        { "\xA6\xD9", 0xFE10 },
        { "\xA6\xDF", 0xFE16 },
        { "\xA6\xED", 0xFE18 },
        { "\xA6\xF3", 0xFE19 },
        { "\xFE\x59", 0x9FB4 },
        { "\xFE\x67", 0x9FB7 },
        { "\xFE\xA0", 0x9FBB },
        { "\xA8\xBC", 0x1E3F },
        { "\xFE\x51", 0x20087 },
        { "\xFE\x91", 0x241FE },
        { "\xA1\xA4", 0xB7 },
        { "\x82\x35\x90\x37", 0x9FB4 },
        { "\x82\x35\x91\x34", 0x9FBB },
        { "\x84\x31\x82\x36", 0xFE10 },
        { "\x84\x31\x83\x35", 0xFE19 },
        { "\x82\x35\x8F\x33", 0x9FA6 },
        { "\x81\x36\xA6\x31", 0x2022 },
        { "\x81\x39\xA7\x39", 0x30FB },
        { "\x95\x32\x90\x31", 0x20087 },
        { "\x90\x30\x81\x30", 0x10000 },
        { "\xE3\x32\x9A\x35", 0x10FFFF },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct str text = NO_STR;
        assert_true(gb18030_decode(*state, str_of(cases[i].bytes), &text));
        assert_int_equal(utf8_point(text), cases[i].point);
        assert_int_equal(utf8_length(text), text.len);
    }
}

static void private_use_stays_private_use(void **state)
{
    struct str text = NO_STR;
    assert_true(gb18030_decode(*state, STR("\xCD\xF5\xAA\xA1"), &text));
    assert_text(text, "王\xEE\x80\x80");
}

static void bytes_without_a_character_are_refused(void **state)
{
    static const char *const cases[] = {
        "\x80",
        "\xFF",
        "\xC4",
        "\xC4\x7F",
        "\xC4\x20",
        "\x81\x30\x81",
        "\x81\x30",
        ("\x81\x30\x81"
         "A"),
        "\xE3\x32\x9A\x36",
        "\x84\x31\xA5\x30",
        "\x8F\x30\x81\x30",
        "A\xC4",
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct str text = STR("as before");
        assert_false(gb18030_decode(*state, str_of(cases[i]), &text));
        assert_text(text, "as before");
    }
}

static void every_character_but_private_ones_comes_back(void **state)
{
    for (uint32_t point = 1; point < 0x110000; point++) {
        char utf8[4];
        struct str bytes, text;
        if (point >= 0xD800 && point < 0xF900)
            continue; /* surrogates, and private use, which the next test asks about */
        size_t n = utf8_put(point, utf8);
        assert_true(gb18030_encode(*state, str_from(utf8, n), &bytes));
        assert_true(gb18030_decode(*state, bytes, &text));
        assert_true(str_eq(text, str_from(utf8, n)));
        if (point % 1024 == 0)
            arena_reset(*state);
    }
}

static void a_private_character_without_a_code_is_refused_not_replaced(void **state)
{
    int refused = 0;
    for (uint32_t point = 0xE000; point < 0xF900; point++) {
        char utf8[4];
        struct str bytes, text, own = { utf8, utf8_put(point, utf8) };
        if (!gb18030_encode(*state, own, &bytes)) {
            refused++;
            continue;
        }
        assert_true(gb18030_decode(*state, bytes, &text));
        assert_true(str_eq(text, own));
    }
    assert_int_equal(refused, 24);
}

static void ascii_passes_as_it_stands(void **state)
{
    struct str text, bytes, plain = STR("650102198006150014,X\r\n");
    assert_true(gb18030_decode(*state, plain, &text));
    assert_true(gb18030_encode(*state, plain, &bytes));
    assert_ptr_equal(text.at, plain.at);
    assert_ptr_equal(bytes.at, plain.at);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_editions_and_libraries_read_differently_has_one_reading),
        cmocka_unit_test(private_use_stays_private_use),
        cmocka_unit_test(bytes_without_a_character_are_refused),
        cmocka_unit_test(every_character_but_private_ones_comes_back),
        cmocka_unit_test(a_private_character_without_a_code_is_refused_not_replaced),
        cmocka_unit_test(ascii_passes_as_it_stands),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
