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
        { "\xA6\xD9", 0xFE10 }, /* the vertical comma, full stop and enumeration comma, in this order */
        { "\xA6\xDA", 0xFE12 },
        { "\xA6\xDB", 0xFE11 },
        { "\xA6\xDC", 0xFE13 },
        { "\xA6\xDF", 0xFE16 },
        { "\xA6\xED", 0xFE18 },
        { "\xA6\xF3", 0xFE19 },
        { "\x81\x35\xF4\x37", 0x1E3F },
        { "\xFD\x9C", 0xF92C },
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

/* ---- the rules of the standard, over the whole code space ---- */

enum { TWO = 126 * 190, FOUR = 39420, BASIC = 128 + TWO + FOUR, ALL = BASIC + 0x100000 };

/** The nth code of all, in the order 1, 2, 4 bytes of the basic plane, 4 bytes beyond. */
static size_t nth_code(uint32_t n, char out[4])
{
    if (n < 128) {
        out[0] = (char)n;
        return 1;
    }
    n -= 128;
    if (n < TWO) {
        uint32_t b = n % 190 + 0x40;
        out[0] = (char)(n / 190 + 0x81);
        out[1] = (char)(b + (b >= 0x7F));
        return 2;
    }
    n -= TWO;
    n += n >= FOUR ? 189000 - FOUR : 0;
    out[0] = (char)(n / 12600 + 0x81);
    out[1] = (char)(n / 1260 % 10 + 0x30);
    out[2] = (char)(n / 10 % 126 + 0x81);
    out[3] = (char)(n % 10 + 0x30);
    return 4;
}

static uint32_t point_of(enum gb18030_edition edition, unsigned a, unsigned b)
{
    char code[] = { (char)a, (char)b };
    uint32_t point = 0;
    assert_true(gb18030_point(edition, str_from(code, 2), &point));
    return point;
}

/** As many codes as characters, each of them once: one to one. Beyond the basic plane the editions
 *  are one. */
static void an_edition_is_one_to_one(void **state)
{
    static unsigned char met[0x110000];
    (void)state;
    assert_int_equal(ALL, 0x110000 - 0x800);
    for (int e = 0; e < GB18030_EDITIONS; e++) {
        enum gb18030_edition edition = (enum gb18030_edition)e;
        for (uint32_t n = 0; n < (edition == GB18030_2022 ? ALL : BASIC); n++) {
            char code[4];
            unsigned char back[4];
            size_t len = nth_code(n, code);
            uint32_t point = 0;
            bool good = gb18030_point(edition, str_from(code, len), &point) &&
                        !(met[point] & 1 << e) && gb18030_code(edition, point, back) == len &&
                        memcmp(back, code, len) == 0;
            met[point] |= (unsigned char)(1 << e);
            if (!good)
                fail_msg("%s: code %u, U+%04X", gb18030_edition_name(edition), n, point);
        }
    }
}

/** Four-byte codes follow the code points; the edition of 2000 has no exception. */
static void long_codes_follow_the_points(void **state)
{
    uint32_t last = 0x7F;
    (void)state;
    for (uint32_t n = 128 + TWO; n < BASIC + 0x1000; n++) {
        char code[4];
        uint32_t point = 0;
        assert_true(gb18030_point(GB18030_2000, str_from(code, nth_code(n, code)), &point));
        if (point <= last)
            fail_msg("U+%04X behind U+%04X", point, last);
        last = point;
    }
}

/** The three user-defined areas are private-use points in their order [GB 18030-2000]. */
static void user_defined_areas_are_counted_through(void **state)
{
    static const struct {
        unsigned first, last, low, high;
        uint32_t point;
    } areas[] = { { 0xAA, 0xAF, 0xA1, 0xFE, 0xE000 },
                  { 0xF8, 0xFE, 0xA1, 0xFE, 0xE234 },
                  { 0xA1, 0xA7, 0x40, 0xA0, 0xE4C6 } };
    (void)state;
    for (int edition = 0; edition < GB18030_EDITIONS; edition++)
        for (size_t i = 0; i < COUNT(areas); i++) {
            uint32_t want = areas[i].point;
            for (unsigned a = areas[i].first; a <= areas[i].last; a++)
                for (unsigned b = areas[i].low; b <= areas[i].high; b++)
                    if (b != 0x7F)
                        assert_int_equal(point_of((enum gb18030_edition)edition, a, b), want++);
        }
}

/** GBK/3 and the first part of GBK/4 hold what GB 2312 left of the unified ideographs, in the order
 *  of their points: with its 6763 they are the 20902. */
static void the_ideographs_of_two_bytes_are_those_of_gb_13000(void **state)
{
    uint32_t last = 0x4DFF;
    int by_radical = 0, by_point = 0;
    (void)state;
    for (unsigned a = 0xB0; a <= 0xF7; a++)
        for (unsigned b = 0xA1; b <= 0xFE; b++) {
            uint32_t point = point_of(GB18030_2022, a, b);
            by_radical += point >= 0x4E00 && point <= 0x9FA5;
        }
    assert_int_equal(by_radical, 6763);
    for (unsigned a = 0x81; a <= 0xFD; a++)
        for (unsigned b = 0x40; b <= (a <= 0xA0 ? 0xFEu : 0xA0u); b++) {
            uint32_t point;
            if (b == 0x7F || (a > 0xA0 && a < 0xAA) || (a == 0xFD && b > 0x9B))
                continue;
            point = point_of(GB18030_2022, a, b);
            assert_true(point > last && point <= 0x9FA5);
            last = point;
            by_point++;
        }
    assert_int_equal(by_radical + by_point, 20902);
}

/** What the preface of the 2022 edition counts [domain 9]: 18 codes changed, 6 components and 9
 *  compatibility ideographs left out; and the one that changed in 2005. */
static void the_changes_between_editions_are_as_many_as_the_standard_says(void **state)
{
    static const struct {
        enum gb18030_edition from, to;
        int changed;
    } steps[] = { { GB18030_2000, GB18030_2005, 1 }, { GB18030_2005, GB18030_2022, 18 } };
    int components = 0, compatible = 0;
    (void)state;
    for (size_t i = 0; i < COUNT(steps); i++) {
        int changed = 0;
        for (uint32_t n = 128; n < 128 + TWO; n++) {
            char code[4];
            uint32_t was = 0, is = 0;
            struct str two = { code, nth_code(n, code) };
            assert_true(gb18030_point(steps[i].from, two, &was));
            assert_true(gb18030_point(steps[i].to, two, &is));
            changed += was != is;
            if (was != is)
                assert_true(was >= 0xE000 && was <= 0xF8FF && (is < 0xE000 || is > 0xF8FF));
        }
        assert_int_equal(changed, steps[i].changed);
    }
    for (uint32_t point = 0xE000; point < 0xFB00; point++)
        if (gb18030_withdrawn(point))
            point < 0xF900 ? components++ : compatible++;
    assert_int_equal(components, 6);
    assert_int_equal(compatible, 9);
}

static void a_code_is_told_for_each_edition(void **state)
{
    static const struct {
        enum gb18030_edition edition;
        uint32_t point;
        const char *code;
    } cases[] = {
        { GB18030_2000, 0x1E3F, "\x81\x35\xF4\x37" },  { GB18030_2005, 0x1E3F, "\xA8\xBC" },
        { GB18030_2005, 0x9FB4, "\x82\x35\x90\x37" },  { GB18030_2022, 0x9FB4, "\xFE\x59" },
        { GB18030_2005, 0xFE10, "\x84\x31\x82\x36" },  { GB18030_2022, 0xFE10, "\xA6\xD9" },
        { GB18030_2022, 0x20087, "\x95\x32\x90\x31" }, { GB18030_2022, 0x9FA6, "\x82\x35\x8F\x33" },
        { GB18030_2022, 0x4E00, "\xD2\xBB" },
    };
    unsigned char code[4];
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        size_t len = gb18030_code(cases[i].edition, cases[i].point, code);
        assert_int_equal(len, strlen(cases[i].code));
        assert_memory_equal(code, cases[i].code, len);
    }
    assert_int_equal(gb18030_code(GB18030_2022, 0xD800, code), 0);
    assert_int_equal(gb18030_code(GB18030_2022, 0x110000, code), 0);
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
    assert_int_equal(refused, 19 + 6); /* changed, and coded twice */
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
        cmocka_unit_test(an_edition_is_one_to_one),
        cmocka_unit_test(long_codes_follow_the_points),
        cmocka_unit_test(user_defined_areas_are_counted_through),
        cmocka_unit_test(the_ideographs_of_two_bytes_are_those_of_gb_13000),
        cmocka_unit_test(the_changes_between_editions_are_as_many_as_the_standard_says),
        cmocka_unit_test(a_code_is_told_for_each_edition),
        cmocka_unit_test(every_character_but_private_ones_comes_back),
        cmocka_unit_test(a_private_character_without_a_code_is_refused_not_replaced),
        cmocka_unit_test(ascii_passes_as_it_stands),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
