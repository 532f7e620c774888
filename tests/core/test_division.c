#include "core/division.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static const struct day today = DAY(2026, 11, 24);

static void the_table_holds_every_county_code_that_ever_was(void **state)
{
    size_t counties = 0, provinces = 0;
    (void)state;
    for (size_t i = 0; i < division_count(); i++) {
        struct division division = division_at(i);
        bool again = i > 0 && division_at(i - 1).code == division.code;
        counties += division.level == DIVISION_COUNTY && !again;
        provinces += division.level == DIVISION_PROVINCE && !again;
        assert_true(division.name[0] != '\0');
        assert_true(i == 0 || division_at(i - 1).code <= division.code);
        assert_true(!day_is(division.from) || !day_is(division.to) ||
                    division.from.n <= division.to.n);
    }
    assert_int_equal(counties, 6547);
    assert_int_equal(provinces, 34);
}

static void every_county_lies_in_a_known_province(void **state)
{
    (void)state;
    for (size_t i = 0; i < division_count(); i++)
        assert_true(division_ever(division_at(i).code / 10000 * 10000));
}

static void a_code_is_in_force_between_its_days(void **state)
{
    static const struct {
        int code;
        struct day on;
        const char *name; /* NULL: not in force */
    } cases[] = {
        { 650102, DAY(1985, 1, 1), "天山区" },   { 650102, DAY(2026, 1, 1), "天山区" },
        { 650108, DAY(2006, 7, 1), "东山区" },   { 650108, DAY(2007, 12, 31), NULL },
        { 650109, DAY(2006, 7, 1), NULL },       { 650109, DAY(2008, 1, 1), "米东区" },
        { 650107, DAY(1990, 1, 1), "南泉区" },   { 650107, DAY(2003, 1, 1), "达坂城区" },
        { 652101, DAY(2014, 1, 1), "吐鲁番市" }, { 652101, DAY(2016, 1, 1), NULL },
        { 650402, DAY(2016, 1, 1), "高昌区" },   { 410307, DAY(2005, 1, 1), "洛龙区" },
        { 410307, DAY(2010, 1, 1), NULL },       { 410307, DAY(2025, 1, 1), "偃师区" },
        { 210112, DAY(2010, 1, 1), "东陵区" },   { 210112, DAY(2015, 1, 1), "浑南区" },
        { 999999, DAY(2015, 1, 1), NULL },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct division division = { .name = "untouched" };
        bool found = division_on(cases[i].code, cases[i].on, &division);
        if (found != (cases[i].name != NULL))
            fail_msg("row %zu", i);
        assert_string_equal(division.name, found ? cases[i].name : "untouched");
    }
}

static void a_retired_code_keeps_its_last_name(void **state)
{
    struct division division;
    (void)state;
    assert_true(division_retired(650108, today));
    assert_true(division_retired(110103, today));
    assert_false(division_retired(650108, (struct day)DAY(2006, 1, 1)));
    assert_false(division_retired(650102, today));
    assert_false(division_retired(650109, (struct day)DAY(2000, 1, 1))); /* not yet */
    assert_false(division_retired(999999, today));
    assert_true(division_nearest(650108, today, &division));
    assert_string_equal(division.name, "东山区");
    assert_true(division_nearest(650109, (struct day)DAY(2000, 1, 1), &division));
    assert_string_equal(division.name, "米东区");
    assert_false(division_nearest(999999, today, &division));
}

static void full_names_leave_out_what_is_no_place(void **state)
{
    static const struct {
        int code;
        const char *name;
    } cases[] = {
        { 650102, "新疆维吾尔自治区乌鲁木齐市天山区" },
        { 650121, "新疆维吾尔自治区乌鲁木齐市乌鲁木齐县" },
        { 650108, "新疆维吾尔自治区乌鲁木齐市东山区" },
        { 650100, "新疆维吾尔自治区乌鲁木齐市" },
        { 650000, "新疆维吾尔自治区" },
        { 110105, "北京市朝阳区" },
        { 110228, "北京市密云县" },
        { 429004, "湖北省仙桃市" },
        { 659001, "新疆维吾尔自治区石河子市" },
        { 510922, "四川省遂宁市射洪县" },
        { 650198, "" },
    };
    struct arena *arena = arena_open();
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        if (!str_is(division_full_name(arena, cases[i].code, today), cases[i].name))
            fail_msg("%d is not %s", cases[i].code, cases[i].name);
    arena_close(arena);
}

static void provinces_have_a_short_form(void **state)
{
    static const struct {
        int code;
        const char *name;
    } cases[] = { { 650102, "新疆" },   { 150000, "内蒙古" }, { 450000, "广西" },
                  { 640000, "宁夏" },   { 540000, "西藏" },   { 110000, "北京" },
                  { 230000, "黑龙江" }, { 810000, "香港" },   { 990000, "" } };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_true(str_is(division_short_province(cases[i].code), cases[i].name));
}

static void the_seed_city_has_eight_counties(void **state)
{
    static const int codes[] = { 650102, 650103, 650104, 650105, 650106, 650107, 650109, 650121 };
    struct division found[8];
    (void)state;
    assert_int_equal(division_below(650100, today, found, COUNT(found)), COUNT(codes));
    for (size_t i = 0; i < COUNT(codes); i++)
        assert_int_equal(found[i].code, codes[i]);
    assert_int_equal(division_below(650100, (struct day)DAY(2006, 1, 1), found, 0), 8);
    assert_int_equal(division_below(650102, today, found, 0), 0);
    assert_true(division_below(650000, today, found, 0) > 10);
}

static void codes_are_six_digits(void **state)
{
    (void)state;
    assert_int_equal(division_code(STR("650102")), 650102);
    assert_int_equal(division_code(STR("65010")), 0);
    assert_int_equal(division_code(STR("65010a")), 0);
    assert_int_equal(division_code(STR("6501022")), 0);
    assert_int_equal(division_code(NO_STR), 0);
}

static void towns_and_committees_are_found_and_marked(void **state)
{
    size_t towns = 0, unlawful = 0;
    struct town town;
    (void)state;
    for (size_t i = 0; i < town_count(); i++) {
        town = town_at(i);
        bool is_town = town.code < INT64_C(1000000000);
        towns += is_town;
        unlawful += is_town && !town.legal;
        struct town again;
        assert_true(town_find(town.code, &again));
        assert_string_equal(again.name, town.name);
    }
    assert_int_equal(towns, 130);
    assert_int_equal(town_count() - towns, 1107);
    assert_int_equal(unlawful, 15);
    assert_true(town_find(650102002, &town));
    assert_string_equal(town.name, "燕儿窝街道");
    assert_true(town.legal);
    assert_true(town_find(650103501, &town));
    assert_false(town.legal);
    assert_false(town_find(650102999, &town));
    assert_false(town_find(0, &town));
}

static void a_station_is_called_after_its_town(void **state)
{
    static const struct {
        const char *town, *county, *name;
    } cases[] = {
        { "燕儿窝街道", "天山区", "燕儿窝" },
        { "火车西站片区街道", "头屯河区", "火车西站" },
        { "达坂城区盐湖街道", "达坂城区", "盐湖" },
        { "水乡", "乌鲁木齐县", "水乡" }, /* one character is no name */
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_true(str_is(town_short_name(str_of(cases[i].town), cases[i].county), cases[i].name));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_holds_every_county_code_that_ever_was),
        cmocka_unit_test(every_county_lies_in_a_known_province),
        cmocka_unit_test(a_code_is_in_force_between_its_days),
        cmocka_unit_test(a_retired_code_keeps_its_last_name),
        cmocka_unit_test(full_names_leave_out_what_is_no_place),
        cmocka_unit_test(provinces_have_a_short_form),
        cmocka_unit_test(the_seed_city_has_eight_counties),
        cmocka_unit_test(codes_are_six_digits),
        cmocka_unit_test(towns_and_committees_are_found_and_marked),
        cmocka_unit_test(a_station_is_called_after_its_town),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
