#include "core/codes.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void every_list_is_sound(void **state)
{
    (void)state;
    for (size_t l = 0; l < all_code_list_count; l++) {
        const struct code_list *list = all_code_lists[l];
        assert_ptr_equal(code_list_find(str_of(list->id)), list);
        for (size_t i = 0; i < list->count; i++) {
            const struct code *row = &list->rows[i];
            if (code_find(list, str_of(row->code)) != row)
                fail_msg("%s: code %s stands twice", list->id, row->code);
            assert_true(row->zh[0] && row->en[0] && row->source[0]);
            assert_ptr_equal(code_read(list, str_of(row->code)), row);
        }
        for (size_t i = 0; i < list->alias_count; i++) {
            const struct code *row = code_find(list, str_of(list->aliases[i].code));
            if (!row || code_by_name(list, str_of(list->aliases[i].name)) != row)
                fail_msg("%s: alias %s", list->id, list->aliases[i].name);
        }
    }
    assert_null(code_list_find(STR("nothing")));
}

static void a_code_is_read_from_what_files_hold(void **state)
{
    static const struct {
        const struct code_list *list;
        const char *text, *code; /* NULL: not understood */
    } cases[] = {
        { &ethnic_groups, "维吾尔", "05" },
        { &ethnic_groups, "维吾尔族", "05" },
        { &ethnic_groups, "汉族", "01" },
        { &ethnic_groups, "01", "01" },
        { &ethnic_groups, "毛难族", "36" },
        { &ethnic_groups, "崩龙", "46" },
        { &ethnic_groups, "德昂族", "46" },
        { &ethnic_groups, "族", NULL },
        { &ethnic_groups, "57", NULL },
        { &sexes, "男", "1" },
        { &sexes, " 女 ", "2" },
        { &sexes, "2", "2" },
        { &relations, "户主", "02" },
        { &relations, "妻子", "12" },
        { &relations, "长子", "22" },
        { &relations, "儿子", "20" },
        { &relations, "孙子", "41" },
        { &marital_states, "未婚", "10" },
        { &educations, "初中", "70" },
        { &educations, "大学本科", "20" },
        { &household_kinds, "集体户", "2" },
        { &application_grounds, "41", "41" },
        { &move_reasons, "0508", "0508" },
        { &sexes, "", NULL },
        { &relations, "朋友", NULL },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct code *found = code_read(cases[i].list, str_of(cases[i].text));
        if (!found != !cases[i].code || (found && strcmp(found->code, cases[i].code) != 0))
            fail_msg("%s in %s", cases[i].text, cases[i].list->id);
    }
}

static void the_lists_are_as_long_as_their_standards(void **state)
{
    (void)state;
    assert_int_equal(ethnic_groups.count, 58);
    assert_int_equal(sexes.count, 4);
    assert_true(str_is(code_zh(&ethnic_groups, STR("98")), "外国血统中国籍人士"));
    assert_true(str_is(code_zh(&ethnic_groups, STR("77")), "77"));
}

static void grounds_say_whether_the_old_card_is_handed_in(void **state)
{
    (void)state;
    for (size_t i = 0; i < application_grounds.count; i++) {
        const struct code *ground = &application_grounds.rows[i];
        bool renewed = ground->code[0] == '2' || ground->code[0] == '3'; /* [L 11] */
        assert_int_equal((ground->flags & CODE_OLD_CARD) != 0, renewed);
        assert_false(code_in_force(ground, (struct day)DAY(2003, 12, 31)));
        assert_true(code_in_force(ground, (struct day)DAY(2006, 7, 1)));
    }
}

static void first_generation_cards_end_with_2012(void **state)
{
    const struct code *first = code_find(&card_classes, STR("1"));
    (void)state;
    assert_true(code_in_force(first, (struct day)DAY(2012, 12, 31)));
    assert_false(code_in_force(first, (struct day)DAY(2013, 1, 1))); /* [L 23] */
}

static void only_male_and_female_are_printed(void **state)
{
    (void)state;
    for (size_t i = 0; i < sexes.count; i++) {
        bool printed = sexes.rows[i].code[0] == '1' || sexes.rows[i].code[0] == '2';
        assert_int_equal((sexes.rows[i].flags & CODE_ON_CARD) != 0, printed);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_list_is_sound),
        cmocka_unit_test(a_code_is_read_from_what_files_hold),
        cmocka_unit_test(the_lists_are_as_long_as_their_standards),
        cmocka_unit_test(grounds_say_whether_the_old_card_is_handed_in),
        cmocka_unit_test(first_generation_cards_end_with_2012),
        cmocka_unit_test(only_male_and_female_are_printed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
