#include "base/utf8.h"
#include "core/character.h"
#include "core/name.h"
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

static uint32_t point_of(const char *text)
{
    return utf8_point(str_of(text));
}

static void variants_count_as_one_character(void **state)
{
    static const struct {
        const char *a, *b;
        bool same;
    } cases[] = {
        { "峯", "峰", true },  { "羣", "群", true },  { "淸", "清", true },
        { "黃", "黄", true },  { "戶", "户", true },  { "髙", "高", true },
        { "﨑", "﨑", true },  { "豈", "豈", true }, /* U+F900 */
        { "喆", "哲", false },                       /* both are standard characters */
        { "昇", "升", false }, { "李", "季", false }, { "華", "华", false }, /* likeness only */
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        if ((character_folded(point_of(cases[i].a)) == character_folded(point_of(cases[i].b))) !=
            cases[i].same)
            fail_msg("%s %s", cases[i].a, cases[i].b);
}

/** Folding is done once, leads to a character of the same class, and never unites two standard
 *  ones. */
static void every_class_has_one_that_stands_for_it(void **state)
{
    int standard = 0, folded = 0;
    (void)state;
    for (uint32_t point = 0x2E80; point < 0x33000; point++) {
        uint32_t to = character_folded(point);
        assert_int_equal(character_folded(to), to);
        standard += character_is_standard(point);
        folded += to != point;
        if (to != point && character_is_standard(point))
            fail_msg("U+%04X stands for itself", point);
        if (character_simplified(character_simplified(point)) != character_simplified(point))
            fail_msg("U+%04X is made simple twice", point);
    }
    assert_int_equal(standard, 8105); /* 通用规范汉字表, 2013 */
    assert_true(folded > 2000);
}

static void names_are_compared_by_classes_and_stored_as_written(void **state)
{
    assert_true(name_same(*state, STR("王峯"), STR("王峰")));
    assert_false(name_same(*state, STR("王喆"), STR("王哲")));
    assert_false(name_same(*state, STR("劉華"), STR("刘华")));
    assert_true(str_eq(name_simplified(*state, STR("劉華")), name_simplified(*state, STR("刘华"))));
    assert_true(str_is(name_stored(*state, STR("王峯")), "王峯"));
}

static bool is_among(const struct characters *found, uint32_t point)
{
    for (size_t i = 0; i < found->count; i++)
        if (found->at[i] == point)
            return true;
    return false;
}

static void a_character_is_found_by_what_it_is_made_of(void **state)
{
    static const struct {
        const char *parts, *character;
        bool found;
    } cases[] = {
        { "氵甚", "湛", true },     { "水甚", "湛", true },   { "⿰氵甚", "湛", true },
        { "⿱氵甚", "湛", false },  { "木木木", "森", true }, { "木木木", "林", false },
        { "火火火火", "燚", true }, { "吉吉", "喆", true },   { "女亭", "婷", true },
        { "㓞女", "㛃", true },     { "日日日", "晶", true }, { "⿰木子", "李", false },
        { "⿱木子", "李", true },   { "牛牛牛", "犇", true }, { "龙龙龙", "𱁬", false },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct characters found = characters_of_parts(*state, str_of(cases[i].parts), 3000);
        if (is_among(&found, point_of(cases[i].character)) != cases[i].found)
            fail_msg("%s %s, %zu found", cases[i].parts, cases[i].character, found.count);
    }
    struct characters nothing = characters_of_parts(*state, STR("abc"), 10);
    assert_int_equal(nothing.count, 0);
    struct characters cut = characters_of_parts(*state, STR("木"), 5);
    assert_true(cut.count == 5 && cut.more);
    assert_int_equal(cut.at[0], point_of("未")); /* standard ones, fewest strokes first */
}

static void a_character_is_found_by_strokes_and_reading(void **state)
{
    struct characters found = characters_of_strokes(*state, 85, 9, -1, 500);
    assert_true(is_among(&found, point_of("湛")));
    assert_false(is_among(&found, point_of("江")));
    found = characters_of_strokes(*state, 85, -1, 6, 500);
    assert_true(is_among(&found, point_of("江")));
    found = characters_of_reading(*state, STR("zhan"), 500);
    assert_true(is_among(&found, point_of("湛")) && !is_among(&found, point_of("江")));
    assert_true(character_is_standard(found.at[0]));
    assert_int_equal(characters_of_reading(*state, STR("zzz"), 5).count, 0);
}

static void structure_is_shown_as_a_description(void **state)
{
    static const struct {
        const char *character, *structure;
    } cases[] = { { "湛", "⿰氵甚" }, { "李", "⿱木子" },     { "国", "⿴囗玉" },
                  { "喆", "⿰吉吉" }, { "鑫", "⿱金⿰金金" }, { "燚", "⿱⿰火火⿰火火" } };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct str text = character_structure(*state, point_of(cases[i].character));
        if (!str_is(text, cases[i].structure))
            fail_msg("%s " STR_FMT, cases[i].character, STR_ARG(text));
    }
    assert_true(character_structure(*state, 'A').at == NULL);
}

static void relations_tell_variants_from_other_scripts(void **state)
{
    uint32_t out[CHARACTER_RELATED_MAX];
    size_t variants, count = character_related(point_of("峰"), out, &variants);
    (void)state;
    assert_true(variants >= 1 && out[0] == point_of("峯"));
    count = character_related(point_of("华"), out, &variants);
    bool traditional = false;
    for (size_t i = variants; i < count; i++)
        traditional |= out[i] == point_of("華");
    assert_true(traditional);
}

static void every_ideograph_has_its_block(void **state)
{
    (void)state;
    assert_string_equal(character_block(0x4E00)->en, "CJK Unified Ideographs");
    assert_string_equal(character_block(0x31350)->zh, "扩展 H");
    assert_null(character_block('A'));
    assert_null(character_block(0xE000));
    assert_int_equal(character_strokes(0x4E00).total, 1);
    assert_int_equal(character_strokes(0xE000).radical, 0);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(variants_count_as_one_character),
        cmocka_unit_test(every_class_has_one_that_stands_for_it),
        cmocka_unit_test(names_are_compared_by_classes_and_stored_as_written),
        cmocka_unit_test(a_character_is_found_by_what_it_is_made_of),
        cmocka_unit_test(a_character_is_found_by_strokes_and_reading),
        cmocka_unit_test(structure_is_shown_as_a_description),
        cmocka_unit_test(relations_tell_variants_from_other_scripts),
        cmocka_unit_test(every_ideograph_has_its_block),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
