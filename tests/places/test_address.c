#include "base/utf8.h"
#include "places/address.h"
#include "places/plate.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static const struct day today = DAY(2026, 1, 1);

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
    assert_string_equal(got.at, want);
}

/* [domain 7.1] names the line of exactly 35 units. */
static void a_line_is_shortened_in_the_fixed_order_until_it_fits(void **state)
{
    static const struct {
        const char *street, *door, *detail, *line;
        size_t units;
    } cases[] = {
        { "和平南路", "123号", "", "新疆维吾尔自治区乌鲁木齐市天山区和平南路123号", 24 },
        { "解放南路街道和平南路", "123号", "5号楼3单元1201室",
          "新疆乌鲁木齐市天山区解放南路街道和平南路123号5号楼3单元1201室", 35 },
        { "解放南路街道和平南路", "123号", "15号楼3单元1201室",
          "新疆乌鲁木齐市天山区和平南路123号15号楼3单元1201室", 30 },
        { "和平南路", "１２３号", " 5号楼　Ｂ座－2 ",
          "新疆维吾尔自治区乌鲁木齐市天山区和平南路123号5号楼B座-2", 31 },
        { "街道", "1号", "", "新疆维吾尔自治区乌鲁木齐市天山区街道1号", 20 },
        { "𠮷路", "1号", "", "新疆维吾尔自治区乌鲁木齐市天山区𠮷路1号", 21 },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct address address = { 650102, str_of(cases[i].street), str_of(cases[i].door),
                                   str_of(cases[i].detail) };
        struct address_line line;
        assert_int_equal(address_compose(*state, &address, today, &line), REFUSAL_NONE);
        assert_text(line.text, cases[i].line);
        assert_int_equal(line.units, cases[i].units);
    }
}

static void what_no_row_can_shorten_is_refused_and_never_cut(void **state)
{
    struct address address = { 650102,
                               STR("解放南路街道一二三四五六七八九十一二三四五六七八九十路"),
                               STR("123号"), STR("5号楼3单元1201室") };
    struct address_line line;
    assert_int_equal(address_compose(*state, &address, today, &line), NO_ADDRESS_TOO_LONG);
    assert_true(line.units > ADDRESS_UNITS_MAX);
    assert_true(str_ends(line.text, "1201室"));
    address.county = 123456;
    assert_int_equal(address_compose(*state, &address, today, &line), NO_ITEM_WRONG);
}

static void places_are_called_as_on_that_day(void **state)
{
    struct address address = { 650108, STR("古牧地东路"), STR("1号"), STR("") };
    struct address_line line;
    assert_int_equal(address_compose(*state, &address, (struct day)DAY(2006, 6, 1), &line),
                     REFUSAL_NONE);
    assert_text(line.text, "新疆维吾尔自治区乌鲁木齐市东山区古牧地东路1号");
    address.county = 110101;
    assert_int_equal(address_compose(*state, &address, today, &line), REFUSAL_NONE);
    assert_text(line.text, "北京市东城区古牧地东路1号");
}

static void the_organ_follows_from_the_county(void **state)
{
    static const struct {
        int32_t county;
        const char *organ;
        size_t units;
    } cases[] = {
        { 650102, "乌鲁木齐市公安局天山区分局", 13 },
        { 650103, "乌鲁木齐市公安局沙依巴克区分局", 15 }, /* [domain 7.1] */
        { 650121, "乌鲁木齐县公安局", 8 },
        { 110101, "北京市公安局东城区分局", 11 },
        { 659001, "石河子市公安局", 7 },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct str organ = NO_STR;
        assert_int_equal(issuing_organ(*state, cases[i].county, today, &organ), REFUSAL_NONE);
        assert_text(organ, cases[i].organ);
        assert_int_equal(utf8_utf16_units(organ), cases[i].units);
    }
}

static void an_organ_that_does_not_fit_or_has_no_county_is_refused(void **state)
{
    static const int32_t counties[] = { 530925, 123456, 650100,
                                        650000 }; /* 双江拉祜族佤族布朗族傣族自治县 */
    for (size_t i = 0; i < COUNT(counties); i++) {
        struct str organ = STR("as before");
        assert_int_equal(issuing_organ(*state, counties[i], today, &organ), NO_ITEM_WRONG);
        assert_text(organ, "as before");
    }
}

/** One door written in two ways is one place, two doors are two. */
static void a_place_has_the_hash_of_its_key(void **state)
{
    static const struct {
        const char *street, *door;
    } places[] = { { "和平路", "2号" },       { "和平路", "００２号" },    { "和平 路", "02 号" },
                   { "和平路", "10号" },      { "和平路", "10-1号" },      { "和平路", "10－1号" },
                   { "和平路", "100号" },     { "和平路1", "0号" },        { "和平路", "10号" },
                   { "和平一路", "2号" },     { "ＡB里", "1栋00" },        { "AB里", "1栋0" },
                   { "和平路", "1234567号" }, { "和平路", "0001234567号" } };
    for (size_t i = 0; i < COUNT(places); i++)
        for (size_t j = 0; j < COUNT(places); j++) {
            struct str a = str_of(places[i].street), b = str_of(places[j].street),
                       c = str_of(places[i].door), d = str_of(places[j].door);
            bool same = str_eq(place_key(*state, a), place_key(*state, b)) &&
                        str_eq(place_key(*state, c), place_key(*state, d));
            assert_int_equal(address_hash(650102, a, c) == address_hash(650102, b, d), same);
            assert_true(address_hash(650102, a, c) != address_hash(650103, b, d));
        }
    assert_int_equal(address_hash(650102, STR(""), STR("2号")), 0);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_is_shortened_in_the_fixed_order_until_it_fits),
        cmocka_unit_test(what_no_row_can_shorten_is_refused_and_never_cut),
        cmocka_unit_test(places_are_called_as_on_that_day),
        cmocka_unit_test(the_organ_follows_from_the_county),
        cmocka_unit_test(an_organ_that_does_not_fit_or_has_no_county_is_refused),
        cmocka_unit_test(a_place_has_the_hash_of_its_key),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
