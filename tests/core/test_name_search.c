#include "core/name_search.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void assert_keys(const struct name_keys *keys, const char *name, const char *want)
{
    char text[512] = "";
    size_t len = 0;
    for (size_t i = 0; i < keys->count; i++)
        len += (size_t)snprintf(text + len, sizeof text - len, "%s" STR_FMT, i ? "|" : "",
                                STR_ARG(keys->at[i]));
    if (strcmp(text, want) != 0)
        fail_msg("%s: %s, not %s", name, text, want);
}

static void a_name_is_found_by_its_readings(void **state)
{
    static const struct {
        const char *name, *keys;
    } cases[] = {
        { "王伟", "ww wang wei" },
        { "吕布", "lb lv bu" },
        { "单明", "sm shan ming|dm dan ming" },
        { "尉迟明", "ycm yu chi ming|wcm wei chi ming" },
        { "Anna", "a anna" },
        { "", "" },
    };
    struct arena *arena = arena_open();
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct name_keys keys;
        name_reading_keys(arena, str_of(cases[i].name), &keys);
        assert_keys(&keys, cases[i].name, cases[i].keys);
    }
    arena_close(arena);
}

static void parts_may_come_in_another_order(void **state)
{
    struct arena *arena = arena_open();
    struct name_keys keys;
    (void)state;
    name_joined_keys(arena, STR("阿里·买买提"), &keys);
    assert_keys(&keys, "阿里·买买提", "阿里买买提|买买提阿里");
    name_joined_keys(arena, STR("王伟"), &keys);
    assert_keys(&keys, "王伟", "王伟");
    arena_close(arena);
}

static void letters_are_understood_as_syllables_and_initials(void **state)
{
    static const struct {
        const char *typed, *from, *pattern, *exact;
    } cases[] = {
        /* the best way of each */
        { "wangwei", "ww", "ww% wang wei%", "ww wang wei" },
        { "WangWei", "ww", "ww% wang wei%", "ww wang wei" },
        { "ww", "ww", "ww% w% w%", NULL },
        { "wangw", "ww", "ww% wang w%", NULL },
        { "wwei", "ww", "ww% w% wei%", NULL },
        { "zhangxm", "zxm", "zxm% zhang x% m%", NULL },
        { "zhxm", "zxm", "zxm% zh% x% m%", NULL },
        { "xi'an", "xa", "xa% xi an%", "xa xi an" },
        { "lü", "l", "l% lv%", "l lv" },
        { "zho", "z", "z% zho%", NULL },
        { "mp", "mp", "mp% m% p%", NULL }, /* 呣 is a syllable, but of no name */
        { "王", NULL, NULL, NULL },
        { "i", NULL, NULL, NULL },
        { "", NULL, NULL, NULL },
    };
    struct arena *arena = arena_open();
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct name_typed out[NAME_TYPED_MAX];
        size_t count = name_typed(arena, str_of(cases[i].typed), out);
        if ((count > 0) != (cases[i].from != NULL))
            fail_msg("%s: %zu ways", cases[i].typed, count);
        if (!count)
            continue;
        if (!str_is(out[0].from, cases[i].from) || !str_is(out[0].pattern, cases[i].pattern) ||
            out[0].whole != (cases[i].exact != NULL) ||
            (cases[i].exact && !str_is(out[0].exact, cases[i].exact)))
            fail_msg("%s: " STR_FMT, cases[i].typed, STR_ARG(out[0].pattern));
    }
    arena_close(arena);
}

static void a_run_of_letters_may_be_cut_in_more_ways_than_one(void **state)
{
    struct arena *arena = arena_open();
    struct name_typed out[NAME_TYPED_MAX];
    bool two = false, initials = false;
    (void)state;
    size_t count = name_typed(arena, STR("xian"), out);
    for (size_t i = 0; i < count; i++)
        two |= str_is(out[i].exact, "xa xi an");
    assert_true(two && str_is(out[0].exact, "x xian"));
    count = name_typed(arena, STR("waf"), out); /* wa f, w a f, and 王安福's initials */
    for (size_t i = 0; i < count; i++)
        initials |= str_is(out[i].pattern, "waf% w% a% f%");
    assert_true(initials);
    assert_int_equal(name_typed(arena, STR("cae"), out), 3); /* ca e, c a e, ca e…, and initials */
    assert_true(str_is(out[2].pattern, "cae% c% a% e%"));
    assert_true(name_typed(arena, STR("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"), out) <=
                3);
    arena_close(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_is_found_by_its_readings),
        cmocka_unit_test(parts_may_come_in_another_order),
        cmocka_unit_test(letters_are_understood_as_syllables_and_initials),
        cmocka_unit_test(a_run_of_letters_may_be_cut_in_more_ways_than_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
