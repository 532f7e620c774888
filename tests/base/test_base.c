#include "base/arena.h"
#include "base/utf8.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static bool is(struct str s, const char *text)
{
    return str_is(s, text);
}

static void a_view_without_bytes_is_an_empty_view(void **state)
{
    int64_t n = 7;
    struct str rest = NO_STR, part = STR("untouched");
    (void)state;
    assert_int_equal(str_of(NULL).len, 0);
    assert_true(str_eq(NO_STR, STR("")));
    assert_true(is(NO_STR, ""));
    assert_true(str_starts(NO_STR, ""));
    assert_true(str_ends(NO_STR, ""));
    assert_false(str_starts(NO_STR, "a"));
    assert_int_equal(str_compare(NO_STR, STR("")), 0);
    assert_true(str_compare(NO_STR, STR("a")) < 0);
    assert_int_equal(str_cut(NO_STR, 3, 4).len, 0);
    assert_int_equal(str_trim(NO_STR).len, 0);
    assert_int_equal(str_find_byte(NO_STR, 'a'), 0);
    assert_int_equal(str_find(NO_STR, STR("a")), 0);
    assert_int_equal(str_find(NO_STR, NO_STR), 0);
    assert_int_equal(str_find(STR("abc"), NO_STR), 0);
    assert_false(str_split(&rest, ',', &part));
    assert_true(is(part, "untouched"));
    assert_false(str_to_int(NO_STR, &n));
    assert_int_equal(n, 7);
    assert_int_equal(str_hash(NO_STR), str_hash(STR("")));
    assert_int_equal(utf8_length(NO_STR), 0);
    assert_true(utf8_valid(NO_STR));
    assert_int_equal(utf8_points(NO_STR), 0);
}

static void views_are_compared_by_bytes(void **state)
{
    (void)state;
    assert_true(str_compare(STR("a"), STR("b")) < 0);
    assert_true(str_compare(STR("a"), STR("ab")) < 0);
    assert_true(str_compare(STR("b"), STR("ab")) > 0);
    assert_true(str_compare(STR("\x7F"), STR("\x80")) < 0);
    assert_int_equal(str_compare(STR("a\0b"), STR("a\0b")), 0);
    assert_false(str_eq(STR("a\0b"), STR("a\0c")));
    assert_true(str_hash(STR("a\0b")) != str_hash(STR("a\0c")));
}

static void cuts_stay_inside(void **state)
{
    struct str s = STR("abcdef");
    (void)state;
    assert_true(is(str_cut(s, 2, 3), "cde"));
    assert_true(is(str_cut(s, 2, 99), "cdef"));
    assert_true(is(str_cut(s, 99, 1), ""));
    assert_true(is(str_cut(s, 0, 0), ""));
    assert_true(is(str_cut(s, 3, SIZE_MAX), "def"));
}

static void blanks_of_all_kinds_are_trimmed(void **state)
{
    static const struct {
        const char *text, *trimmed;
    } cases[] = {
        { "  a b ", "a b" },
        { "\t\r\n\v\f a", "a" },
        { "　王　伟　", "王　伟" },
        { "\xC2\xA0 a\xC2\xA0", "a" },
        { "\xEF\xBB\xBF"
          "a",
          "a" },
        { " \t ", "" },
        { "\x80", "\x80" }, /* the end of a blank is no blank */
        { "a\xA0", "a\xA0" },
        { "\xE3\x80", "\xE3\x80" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        if (!is(str_trim(str_of(cases[i].text)), cases[i].trimmed))
            fail_msg("row %zu", i);
}

static void splitting_gives_every_part_the_last_empty_one_too(void **state)
{
    static const struct {
        const char *text;
        const char *parts[5];
    } cases[] = {
        { "a,b", { "a", "b" } },      { "a,", { "a", "" } }, { ",a", { "", "a" } },
        { "a,,b", { "a", "", "b" } }, { "", { "" } },        { ",", { "", "" } },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct str rest = str_of(cases[i].text), part;
        size_t n = 0;
        for (; str_split(&rest, ',', &part); n++)
            assert_true(cases[i].parts[n] && is(part, cases[i].parts[n]));
        assert_null(cases[i].parts[n]);
    }
}

static void places_are_found_or_the_end_is(void **state)
{
    (void)state;
    assert_int_equal(str_find_byte(STR("abc"), 'c'), 2);
    assert_int_equal(str_find_byte(STR("abc"), 'd'), 3);
    assert_int_equal(str_find(STR("abcabd"), STR("abd")), 3);
    assert_int_equal(str_find(STR("abc"), STR("abcd")), 3);
    assert_true(str_starts(STR("abc"), "ab"));
    assert_false(str_starts(STR("ab"), "abc"));
    assert_true(str_ends(STR("abc"), "bc"));
    assert_false(str_ends(STR("bc"), "abc"));
}

static void integers_are_read_whole_or_not_at_all(void **state)
{
    static const struct {
        const char *text;
        bool good;
        int64_t value;
    } cases[] = {
        { "0", true, 0 },
        { "-0", true, 0 },
        { "007", true, 7 },
        { "9223372036854775807", true, INT64_MAX },
        { "-9223372036854775808", true, INT64_MIN },
        { "9223372036854775808", false, 0 },
        { "-9223372036854775809", false, 0 },
        { "99999999999999999999", false, 0 },
        { "", false, 0 },
        { "-", false, 0 },
        { "--1", false, 0 },
        { "+1", false, 0 },
        { " 1", false, 0 },
        { "1 ", false, 0 },
        { "1.0", false, 0 },
        { "0x1", false, 0 },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        int64_t value = 42;
        if (str_to_int(str_of(cases[i].text), &value) != cases[i].good ||
            value != (cases[i].good ? cases[i].value : 42))
            fail_msg("\"%s\"", cases[i].text);
    }
}

static void an_arena_gives_aligned_zeroed_room_of_any_size(void **state)
{
    static const size_t sizes[] = { 0, 1, 15, 16, 17, 16384, 16385, 32768, 32769, 1 << 20 };
    struct arena *arena = arena_open();
    (void)state;
    for (int round = 0; round < 3; round++) {
        for (size_t i = 0; i < COUNT(sizes); i++)
            for (int k = 0; k < 5; k++) {
                unsigned char *at = arena_zeroed(arena, sizes[i]);
                assert_int_equal((uintptr_t)at % 16, 0);
                for (size_t b = 0; b < sizes[i]; b++)
                    assert_int_equal(at[b], 0);
                memset(at, 0xAB, sizes[i]);
            }
        assert_true(arena_used(arena) > 5 << 20);
        arena_reset(arena);
        assert_int_equal(arena_used(arena), 0);
    }
    arena_close(arena);
    arena_close(NULL);
}

static void copies_in_an_arena_end_in_nul_and_outlive_their_source(void **state)
{
    struct arena *arena = arena_open();
    char source[] = "abc";
    struct str copy = arena_str(arena, str_from(source, 2));
    (void)state;
    source[0] = 'x';
    assert_true(is(copy, "ab"));
    assert_int_equal(copy.at[2], '\0');
    assert_string_equal(arena_text(arena, NO_STR), "");
    assert_true(is(arena_printf(arena, "%d-%s", 7, "b"), "7-b"));
    struct str large = arena_printf(arena, "%70000d", 1);
    assert_int_equal(large.len, 70000);
    assert_int_equal(large.at[69999], '1');
    arena_close(arena);
}

static void utf8_is_strict(void **state)
{
    static const struct {
        const char *bytes;
        size_t length; /* of the first code point; 0: none */
        uint32_t point;
    } cases[] = {
        { "a", 1, 'a' },
        { "\x7F", 1, 0x7F },
        { "\xC2\x80", 2, 0x80 },
        { "\xDF\xBF", 2, 0x7FF },
        { "\xE0\xA0\x80", 3, 0x800 },
        { "\xED\x9F\xBF", 3, 0xD7FF },
        { "\xEE\x80\x80", 3, 0xE000 },
        { "\xEF\xBF\xBF", 3, 0xFFFF },
        { "\xF0\x90\x80\x80", 4, 0x10000 },
        { "\xF4\x8F\xBF\xBF", 4, 0x10FFFF },
        { "\x80", 0, 0 },
        { "\xBF", 0, 0 },
        { "\xC0\x80", 0, 0 }, /* overlong */
        { "\xC1\xBF", 0, 0 },
        { "\xE0\x9F\xBF", 0, 0 },
        { "\xF0\x8F\xBF\xBF", 0, 0 },
        { "\xED\xA0\x80", 0, 0 }, /* surrogate */
        { "\xED\xBF\xBF", 0, 0 },
        { "\xF4\x90\x80\x80", 0, 0 }, /* past the end */
        { "\xF5\x80\x80\x80", 0, 0 },
        { "\xFF", 0, 0 },
        { "\xC2", 0, 0 }, /* cut short */
        { "\xE4\xB8", 0, 0 },
        { "\xF0\x90\x80", 0, 0 },
        { "\xC2\x41", 0, 0 },
        { "\xE4\x41\xAD", 0, 0 },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct str s = str_of(cases[i].bytes), rest = s;
        uint32_t point = 0;
        if (utf8_length(s) != cases[i].length)
            fail_msg("row %zu has length %zu", i, utf8_length(s));
        assert_int_equal(utf8_next(&rest, &point), cases[i].length != 0);
        assert_int_equal(point, cases[i].point);
        assert_int_equal(rest.len, s.len - cases[i].length);
    }
}

static void every_code_point_survives_a_round(void **state)
{
    (void)state;
    for (uint32_t point = 1; point <= 0x10FFFF; point++) {
        char bytes[4];
        struct str s = { bytes, utf8_put(point, bytes) };
        bool surrogate = point >= 0xD800 && point <= 0xDFFF;
        if (utf8_valid(s) == surrogate || (!surrogate && utf8_point(s) != point))
            fail_msg("U+%04X", point);
    }
}

static void points_units_and_faults_are_counted(void **state)
{
    (void)state;
    assert_int_equal(utf8_points(STR("a王\xF0\xA0\xAE\xB7")), 3);
    assert_int_equal(utf8_utf16_units(STR("a王\xF0\xA0\xAE\xB7")), 4);
    assert_int_equal(utf8_first_fault(STR("王\xFFx")), 3);
    assert_int_equal(utf8_first_fault(STR("王\0x")), 3);
    assert_int_equal(utf8_first_fault(STR("王\xE7\x8E")), 3);
    assert_int_equal(utf8_first_fault(STR("王")), 3);
    assert_false(utf8_valid(STR("a\0")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_view_without_bytes_is_an_empty_view),
        cmocka_unit_test(views_are_compared_by_bytes),
        cmocka_unit_test(cuts_stay_inside),
        cmocka_unit_test(blanks_of_all_kinds_are_trimmed),
        cmocka_unit_test(splitting_gives_every_part_the_last_empty_one_too),
        cmocka_unit_test(places_are_found_or_the_end_is),
        cmocka_unit_test(integers_are_read_whole_or_not_at_all),
        cmocka_unit_test(an_arena_gives_aligned_zeroed_room_of_any_size),
        cmocka_unit_test(copies_in_an_arena_end_in_nul_and_outlive_their_source),
        cmocka_unit_test(utf8_is_strict),
        cmocka_unit_test(every_code_point_survives_a_round),
        cmocka_unit_test(points_units_and_faults_are_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
