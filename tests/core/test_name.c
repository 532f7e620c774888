#include "core/name.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void a_name_is_stored_with_one_separator_and_no_blanks(void **state)
{
    static const struct {
        const char *written, *stored;
    } cases[] = {
        { "王伟", "王伟" },
        { " 王 伟　", "王伟" },
        { "\xEF\xBB\xBF王\xE2\x80\x8B伟\t", "王伟" },
        { "买买提·艾力", "买买提·艾力" },
        { "买买提•艾力", "买买提·艾力" },
        { "买买提・艾力", "买买提·艾力" },
        { "买买提‧艾力", "买买提·艾力" },
        { "买买提．艾力", "买买提·艾力" },
        { "买买提.艾力", "买买提·艾力" },
        { "\xF0\xA0\x80\x80", "\xF0\xA0\x80\x80" },
        { "\xEF\xA4\x80", "\xEF\xA4\x80" }, /* a compatibility ideograph stays */
        { "王\xFF", "王\xFF" },
        { "", "" },
    };
    struct arena *arena = arena_open();
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        if (!str_is(name_stored(arena, str_of(cases[i].written)), cases[i].stored))
            fail_msg("%s", cases[i].written);
    arena_close(arena);
}

static void names_are_the_same_however_they_were_typed(void **state)
{
    struct arena *arena = arena_open();
    (void)state;
    assert_true(name_same(arena, STR("买买提•艾力"), STR("买买提 · 艾力")));
    assert_true(name_same(arena, STR("\xEF\xA4\x80伟"), STR("豈伟"))); /* U+F900, U+8C48 */
    assert_true(name_same(arena, STR("\xF0\xAF\xA8\x9D"), STR("\xF0\xAA\x98\x80"))); /* U+2FA1D */
    assert_true(name_same(arena, STR("Anna"), STR("ANNA")));
    assert_false(name_same(arena, STR("王伟"), STR("王玮")));
    assert_false(name_same(arena, STR("王·伟"), STR("王伟")));
    arena_close(arena);
}

static void what_no_name_can_hold_is_refused_with_its_place(void **state)
{
    static const struct {
        const char *stored;
        enum name_fault fault;
        uint32_t point;
    } cases[] = {
        { "王伟", NAME_GOOD, 0 },
        { "阿卜杜热合曼·阿卜杜喀迪尔·麦麦提", NAME_GOOD, 0 },
        { "\xF0\xA0\xAE\xB7", NAME_GOOD, 0 }, /* extension B */
        { "\xEE\xBE\xA6", NAME_PRIVATE_USE, 0xEFA6 },
        { "龦", NAME_GOOD, 0 }, /* U+9FA6, new in 2022 */
        { "〇", NAME_GOOD, 0 },
        { "Anna", NAME_GOOD, 0 },
        { "", NAME_EMPTY, 0 },
        { "王\xFF", NAME_NOT_UTF8, 0 },
        { "王\xEE\x80\x80", NAME_PRIVATE_USE, 0xE000 },
        { "王\xF3\xB0\x80\x80", NAME_PRIVATE_USE, 0xF0000 },
        { "王1", NAME_BAD_CHARACTER, '1' },
        { "王?", NAME_BAD_CHARACTER, '?' },
        { "王（伟）", NAME_BAD_CHARACTER, 0xFF08 },
        { "·王", NAME_BAD_SEPARATOR, 0 },
        { "王·", NAME_BAD_SEPARATOR, 0 },
        { "王··伟", NAME_BAD_SEPARATOR, 0 },
        { "·", NAME_BAD_SEPARATOR, 0 },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        uint32_t point = 1;
        enum name_fault fault = name_fault(str_of(cases[i].stored), &point);
        if (fault != cases[i].fault || point != cases[i].point)
            fail_msg("row %zu: fault %d, U+%04X", i, (int)fault, point);
        assert_int_equal(name_fault(str_of(cases[i].stored), NULL), fault);
    }
}

static void a_name_has_at_most_fifty_characters(void **state)
{
    char long_name[3 * 51];
    (void)state;
    for (size_t i = 0; i < 51; i++)
        memcpy(long_name + 3 * i, "买", 3);
    assert_int_equal(name_fault(str_from(long_name, 150), NULL), NAME_GOOD);
    assert_int_equal(name_fault(str_from(long_name, 153), NULL), NAME_TOO_LONG);
}

static void the_chip_holds_fifteen_units(void **state)
{
    static const struct {
        const char *stored;
        size_t units;
        const char *on_chip;
    } cases[] = {
        { "王伟", 2, "王伟" },
        { "阿卜杜热合曼·阿卜杜喀迪尔·麦麦提", 17, "阿卜杜热合曼·阿卜杜喀迪尔·麦" },
        { "阿卜杜热合曼提·阿卜杜喀迪尔·麦麦提", 18, "阿卜杜热合曼提·阿卜杜喀迪尔" },
        { "一二三四五六七八九十一二三四五", 15, "一二三四五六七八九十一二三四五" },
        { "一二三四五六七八九十一二三四\xF0\xA0\xAE\xB7", 16, "一二三四五六七八九十一二三四" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct str name = str_of(cases[i].stored);
        assert_int_equal(name_chip_units(name), cases[i].units);
        assert_int_equal(name_fits_chip(name), cases[i].units <= 15);
        if (!str_is(name_for_chip(name), cases[i].on_chip))
            fail_msg("%s", cases[i].stored);
    }
}

static void every_fault_has_both_texts(void **state)
{
    (void)state;
    for (enum name_fault fault = NAME_GOOD; fault < NAME_FAULT_COUNT; fault++)
        assert_true(name_fault_zh(fault)[0] && name_fault_en(fault)[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_is_stored_with_one_separator_and_no_blanks),
        cmocka_unit_test(names_are_the_same_however_they_were_typed),
        cmocka_unit_test(what_no_name_can_hold_is_refused_with_its_place),
        cmocka_unit_test(a_name_has_at_most_fifty_characters),
        cmocka_unit_test(the_chip_holds_fifteen_units),
        cmocka_unit_test(every_fault_has_both_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
